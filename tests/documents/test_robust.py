"""Documents of other units and other hands: each oddity is read, or reported with its line; nothing shifts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from perfxl.documents.text import Imported, Unplaced, read_text
from perfxl.errors import PerfxlError
from perfxl.model.project import Project
from tests.builders import a_department, a_project, an_indicator, indicators
from tests.documents.printer import print_department
from tests.documents.test_text import DEPARTMENT, SEED
from tests.documents.witness import assert_nothing_lost

FIRST = DEPARTMENT.projects[0]
GOOD = print_department(a_department())


def read(text: str, *changes: tuple[str, str]) -> Imported:
    """Read a text after changing the first place where each of some words stands; nothing may be lost."""
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    assert_nothing_lost(text)
    return read_text(text)


def same_words(project: Project, other: Project) -> bool:
    """Tell whether two projects say the same in every cell."""
    return dict(project.texts()) == dict(other.texts())


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param([("\t项目编码\n", "\t项目 编码\n")], id="a blank within a label"),
        pytest.param([("\t资金支出计划（%）", "\t资金支出计划(％)")], id="widths of a label"),
        pytest.param([("\t其中：财政    资金", "\t其中:财政资金")], id="half-width colon"),
        pytest.param([("\t预算规模及资金用途", "\t预算规模\n及资金用途")], id="a wrapped label"),
        pytest.param([("\t其中：财政    资金", "\t其中：一般公共预算")], id="another label"),
        pytest.param([("\t资金支出计划（%）", "\t资金支出计划")], id="a shortened label"),
        pytest.param([("\t3月底", "\t3月末"), ("\t6月底", "\t6月末")], id="other months"),
        pytest.param([("\t项目编码\n", "\t项目代码\n")], id="other words for the first label"),
        pytest.param([("\t绩效目标\n", "\t年度目标\n")], id="other words for the last label"),
        pytest.param([("\t绩效指标描述\n", "\t指标说明\n"), ("\t指标值\n", "\t年度指标值\n")], id="other headings"),
        pytest.param([("\t\n\t用于本级", "\t预算规模及资金用途\n\t用于本级")], id="a merged label repeated"),
        pytest.param([("\t绩效目标\n", "\t\n")], id="an emptied label"),
    ],
)
def test_labels_may_be_printed_otherwise(changes: list[tuple[str, str]]) -> None:
    result = read(SEED, *changes)
    assert same_words(result.department.projects[0], FIRST)
    assert result.unplaced == ()


def test_labels_are_kept_as_printed() -> None:
    result = read(SEED, ("\t资金支出计划（%）", "\t资金支出计划(％)"), ("\t指标值\n", "\t年度指标值\n"))
    assert result.department.projects[0].labels == {
        "fiscal": "其中：财政    资金",
        "plan": "资金支出计划(％)",
        "target": "年度指标值",
    }


@pytest.mark.parametrize(
    ("old", "title"),
    [
        ("[bookmark: _Toc_4_4_0000000005]2.本级", "2.本级"),
        ("[bookmark: _Toc_4_4_0000000005]2.本级", "2、本级"),
        ("[bookmark: _Toc_4_4_0000000005]2.本级", "２．本级"),
        ("[bookmark: _Toc_4_4_0000000005]2.本级", "（2）本级"),
        ("[bookmark: _Toc_4_4_0000000005]2.本级", "本级"),
        ("[bookmark: _Toc_4_4_0000000005]2.本级", "\x0c2.本级"),
    ],
)
def test_titles_may_be_numbered_otherwise(old: str, title: str) -> None:
    result = read(SEED, (old, title))
    assert result.department.projects[1].title == f"{title.lstrip(chr(12))}独生子女父母退休一次性奖励绩效目标表"
    assert result.unplaced == ()


@pytest.mark.parametrize("number", range(6))
def test_a_missing_title_leaves_the_table(number: int) -> None:
    title = next(line for line in SEED.split("\n") if line.endswith(DEPARTMENT.projects[number].title))
    result = read(SEED, (title + "\n", ""))
    expected = [replace(one, title="") if one.position == number + 1 else one for one in DEPARTMENT.projects]
    assert [dict(one.texts()) for one in result.department.projects] == [dict(one.texts()) for one in expected]
    assert result.unplaced == ()


def test_a_table_without_its_heading_lines() -> None:
    _, start, rest = SEED.partition("\t项目编码\n\t13020525P00008610015X")
    before = SEED[: SEED.index("[bookmark: _Toc_4_4_0000000005]")]
    result = read(before + start + rest)
    assert result.department.projects[1].text("unit") == ""
    assert len(result.department.projects) == 6


CONTENTS = {
    "page numbers": (
        "目  录",
        "一、总体绩效目标……1",
        "1.本级公务用车购置绩效目标表……3",
        "2.本级公建热力费绩效目标表......12",
    ),
    "tabs": ("目录", "第一部分 部门整体绩效目标\t1", "1.本级公务用车购置绩效目标表\t3"),
    "no page numbers": ("1.本级公务用车购置绩效目标表", "2.本级独生子女父母退休一次性奖励绩效目标表"),
    "all headings": (
        *("目录", "第一部分", "部门整体绩效目标", "一、总体绩效目标", "二、分项绩效目标", "三、工作保障措施"),
        *("第二部分", "预算项目绩效目标", "1.本级公务用车购置绩效目标表"),
    ),
}


@pytest.mark.parametrize("lines", CONTENTS.values(), ids=CONTENTS)
def test_a_table_of_contents_is_recognised(lines: tuple[str, ...]) -> None:
    result = read("\n".join(lines) + "\n" + SEED)
    assert result.department == DEPARTMENT
    assert result.unplaced == ()
    numbers = "、".join(str(number) for number in range(1, len(lines) + 1))
    assert result.notes[-1] == f"跳过了 {len(lines)} 行目录：第{numbers}行。"


def test_contents_of_part_two_by_project_names() -> None:
    result = read(SEED, ("\n预算项目绩效目标\n", "\n预算项目绩效目标\n1.本级公务用车购置\n6.车辆定位服务费\n"))
    assert result.department == DEPARTMENT
    assert result.unplaced == ()


def test_no_part_one_at_all() -> None:
    result = read(SEED[SEED.index("[bookmark: _Toc_4_4_0000000004]") :])
    assert (result.department.sections, result.department.covers) == ((), ("", ""))
    assert result.department.projects == DEPARTMENT.projects
    assert result.department.year == 2025


def test_a_missing_section() -> None:
    start, end = SEED.index("[bookmark: _Toc_2_2_0000000002]"), SEED.index("[bookmark: _Toc_2_2_0000000003]")
    result = read(SEED[:start] + SEED[end:])
    assert [section.kind for section in result.department.sections] == ["overall", "measures"]
    assert result.department.section("overall") == DEPARTMENT.section("overall")


@pytest.mark.parametrize(
    "heading",
    ["一、总体绩效目标：", "一、部门总体绩效目标", "（一）总体绩效目标", "总体绩效目标", "一、2025年总体目标"],
)
def test_section_headings_may_differ(heading: str) -> None:
    overall = read(GOOD, ("一、总体绩效目标", heading)).department.section("overall")
    assert overall is not None
    assert (overall.heading, len(overall.paragraphs)) == (heading, 1)


def test_covers_with_year_and_unit() -> None:
    first, second = "开平区交通运输局2026年部门整体绩效目标", "2026年度预算项目绩效目标"
    result = read(GOOD, ("部门整体绩效目标", first), ("预算项目绩效目标", second))
    assert (result.department.covers, result.department.year) == ((first, second), 2026)


def test_part_and_title_on_one_line() -> None:
    result = read(GOOD, ("第一部分\n", "第一部分  "), ("第二部分\n \n", "第二部分："))
    assert result.department.covers == ("部门整体绩效目标", "预算项目绩效目标")
    assert result.department.projects[0].unit == "430001开平区交通运输局"


def test_titles_without_the_words_part_one() -> None:
    result = read(GOOD, (" 第一部分\n", ""), ("第二部分\n", ""))
    assert result.department.covers == ("部门整体绩效目标", "预算项目绩效目标")
    assert result.unplaced == ()


def test_a_line_above_part_one_is_unplaced() -> None:
    result = read("开平区机关事务中心绩效文本\n" + SEED)
    assert result.unplaced == (Unplaced(1, "开平区机关事务中心绩效文本"),)
    assert result.department == DEPARTMENT


def lines_with(result: Imported) -> list[tuple[int, str]]:
    """Give what was left over."""
    return [(one.line, one.text) for one in result.unplaced]


@pytest.mark.parametrize(
    ("cell", "left"),
    [
        ("\t≥96%\n", [(89, "产出指标"), (90, "数量指标"), (91, "公务用车"), (92, "年生产量"), (93, "公务用车")]),
        ("\t产出指标\n", [(89, "数量指标"), (90, "公务用车"), (91, "年生产量"), (92, "≥96%"), (93, "公务用车")]),
    ],
)
def test_a_row_that_lacks_a_cell_shifts_nothing(cell: str, left: list[tuple[int, str]]) -> None:
    result = read(SEED, (cell, ""))
    assert lines_with(result) == left
    rows = result.department.projects[0].indicators
    assert [row.name for row in rows] == [row.name for row in FIRST.indicators[1:]]
    if cell != "\t产出指标\n":
        assert [row.level1 for row in rows] == [row.level1 for row in FIRST.indicators[1:]]
    assert result.department.projects[1:] == DEPARTMENT.projects[1:]


@pytest.mark.parametrize("row", range(1, 10))
@pytest.mark.parametrize("column", range(6))
def test_any_lacking_cell_costs_one_row(row: int, column: int) -> None:
    lines = SEED.split("\n")
    starts = [89, 96, 106, 113, 120, 127, 134, 141, 148]
    cells = [at for at in range(starts[row - 1] - 1, [*starts, 158][row] - 1) if lines[at].startswith("\t")]
    following = cells[column + 1] if column < len(cells) - 1 else cells[column] + 1
    result = read("\n".join(lines[: cells[column]] + lines[following:]))
    kept = [one.name for one in result.department.projects[0].indicators]
    assert kept == [one.name for one in FIRST.indicators if one.number != row]
    assert result.department.projects[1:] == DEPARTMENT.projects[1:]


@pytest.mark.parametrize(
    ("before", "extra", "texts"),
    [
        ("\t项目编码\n", "\t主管部门\n\t开平区政府\n\n", ["主管部门", "开平区政府"]),
        ("\t预算规模及资金用途\n", "\t实施单位\n\t车队\n\n", ["实施单位", "车队"]),
        ("\t\n\t用于本级公务", "\t上年结转\n\t0.00\n\n", ["上年结转", "0.00"]),
        ("\t资金支出计划（%）\n", "\t备注\n\t无\n\n", ["备注", "无"]),
        ("\t绩效目标\n", "\t支出说明\n\t按季\n\n", ["支出说明", "按季"]),
        ("\t一级指标\n", "\t中期目标\n\t见附表\n\n", ["中期目标", "见附表"]),
        ("\t产出指标\n", "\t权重合计\n\t100\n\n", ["权重合计", "100"]),
        ("\t效益指标\n", "\t小计\n\t\n\t\n\t四项\n\t\n\t\n\n", ["小计", "四项"]),
    ],
)
def test_unknown_rows_are_reported(before: str, extra: str, texts: list[str]) -> None:
    result = read(SEED, (before, extra + before))
    first = SEED[: SEED.index(before)].count("\n") + 1
    assert [one.text for one in result.unplaced] == texts
    assert result.unplaced[0].line == first
    assert same_words(result.department.projects[0], FIRST)


HEADINGS = "\t一级指标\n\t二级指标\n\t三级指标\n\t绩效指标描述\n\t指标值\n\t指标值确定依据\n\n"


def test_headings_missing() -> None:
    result = read(SEED, (HEADINGS, ""))
    assert same_words(result.department.projects[0], FIRST)
    assert result.department.projects[0].labels["level1"] == ""
    assert result.unplaced == ()


def test_headings_repeated_on_the_next_page() -> None:
    result = read(SEED, ("\t效益指标\n", HEADINGS + "\t效益指标\n"))
    assert result.department == DEPARTMENT
    assert result.unplaced == ()


@pytest.mark.parametrize("gap", ["\n注：", "\n\n填表人：", "\n \n", "\n\n\n"])
@pytest.mark.parametrize("last", [False, True])
def test_free_text_below_a_table(gap: str, last: bool) -> None:
    words = "本表一式两份"
    text = SEED.rstrip("\n") + "\n" if last else SEED
    old = "\t群众满意度\n" if last else "\t满意度\n\n\n\n \n"
    new = f"\t群众满意度\n{gap}{words}\n" if last else f"\t满意度\n{gap}{words}\n\n \n"
    at = text.rindex(old)
    text = text[:at] + new + text[at + len(old) :]
    assert_nothing_lost(text)
    result = read_text(text)
    assert [one.text for one in result.unplaced] == [(gap + words).strip()]
    assert result.department.projects[0].indicators[-1].basis == "满意度"
    assert result.department.projects[-1].indicators[-1].basis.strip() == "群众满意度"


def test_levels_of_the_2021_style() -> None:
    levels = [
        ("成本指标", "经济成本指标"),
        ("成本指标", "社会成本指标"),
        ("产出指标", "数量指标"),
        ("满意度", "服务对象满意度"),
    ]
    rows = indicators(*(an_indicator(level1=one, level2=two) for one, two in levels))
    result = read(print_department(a_department(a_project(rows=rows))))
    assert result.department.projects[0].indicators == rows


def test_empty_cells_and_several_rows_below_one_level() -> None:
    rows = indicators(
        an_indicator(),
        an_indicator(name="", target=""),
        an_indicator(level2="质量指标", name="", description="", target="≥1", basis=""),
        an_indicator(level1="效益指标", level2="社会效益指标", basis=""),
        an_indicator(level1="效益指标", level2="社会效益指标", name="", description="", basis=""),
    )
    result = read(print_department(a_department(a_project(rows=rows, name="", code="", goals="", budget=""))))
    assert result.department.projects[0].indicators == rows
    assert result.unplaced == ()


def test_goals_may_speak_of_a_table() -> None:
    goals = "1.完成养护。\n2.编制2025年绩效目标表"
    result = read(print_department(a_department(a_project(goals=goals))))
    assert [project.goals for project in result.department.projects] == [goals]


def test_a_figure_at_the_end_of_a_paragraph_is_no_page_number() -> None:
    overall = read(GOOD, ("投诉下降5%以上。", "全年养护里程……120")).department.section("overall")
    assert overall is not None
    assert overall.paragraphs[0].endswith("……120")


def test_a_table_without_indicators() -> None:
    result = read(print_department(a_department(a_project(rows=()), a_project(2))))
    assert [len(project.indicators) for project in result.department.projects] == [0, 6]
    assert result.unplaced == ()


def test_unit_lines_without_tabs() -> None:
    unit = "430001唐山市开平区机关事务中心本级"
    result = read(SEED, (f"\t{unit}\n\t单位：万元", f"{unit}   单位：万元"))

    assert same_words(result.department.projects[0], FIRST)


def test_several_units_the_most_frequent_counts() -> None:
    units = ["430002开平区公路站", "430001开平区交通运输局", "430001开平区交通运输局"]
    projects = (a_project(number, unit=unit) for number, unit in enumerate(units, start=1))
    department = read(print_department(a_department(*projects))).department
    assert (department.unit_code, department.unit_name) == ("430001", "开平区交通运输局")


def test_year_and_region_from_codes() -> None:
    projects = (a_project(number, code=code) for number, code in enumerate(CODES, start=1))
    department = read(print_department(a_department(*projects, sections=()))).department
    assert (department.year, department.region) == (2026, "130205")


CODES = ("13020526P00911110004E", "13020526P00008610015X", "13000024P00924510001P", "乱写的编码")


def test_nothing_tells_the_year() -> None:
    department = read(print_department(a_department(a_project(code=""), sections=()))).department
    assert (department.year, department.region) == (None, "")


@pytest.mark.parametrize("lead", ["", "\t"])
def test_rows_on_one_line(lead: str) -> None:
    rows: list[list[str]] = []
    text = ""
    for line in GOOD.split("\n"):
        if line.startswith("\t"):
            rows.append([line[1:]])
        elif rows and line and line != " ":
            rows[-1][0] += f"\n{line}"
        else:
            text += lead + "\t".join(cell for [cell] in rows) + "\n" if rows else ""
            text += line + "\n"
            rows = []
    result = read(text)
    assert same_words(result.department.projects[0], a_project())
    assert result.unplaced == ()


def test_blank_lines_between_rows_left_out() -> None:
    lines = [line for line in GOOD.split("\n") if line]
    result = read("\n".join(lines))
    assert same_words(result.department.projects[0], a_project())
    assert result.department.sections == a_department().sections


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems(end: str) -> None:
    result = read_text("\ufeff" + SEED.replace("\n", end))
    assert (result.department, result.unplaced) == (DEPARTMENT, ())


NO_TABLE = ("", "会议通知\n\t各单位：\n", "1.车辆购置绩效目标表\n\t甲\n\t乙\n", "\t一级指标\n\t二级指标\n")


@pytest.mark.parametrize("text", NO_TABLE)
def test_no_table_at_all(text: str) -> None:
    with pytest.raises(PerfxlError, match="没有找到绩效目标表") as caught:
        read_text(text)
    assert caught.value.try_this
