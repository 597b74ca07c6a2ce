"""CODE: codes and names stand for one thing each."""

import pytest

from perfxl.model.department import ListedProject, Listing
from perfxl.model.findings import Edit, Place
from perfxl.model.project import Project
from tests.builders import CODES, a_project, found


def named(*names: str) -> list[Project]:
    """Projects of these names, in this order."""
    return [a_project(position, name=name) for position, name in enumerate(names, start=1)]


def listing(code: str, name: str) -> Listing:
    """A summary sheet of one row."""
    return Listing((ListedProject(code, name, None, None, None),), None, None, None)


def test_code_01_fires_when_a_character_is_missing() -> None:
    (finding,) = found("CODE-01", a_project(code=CODES[0][:-1]))
    assert "当前 20 位" in finding.message


def test_code_01_is_quiet_when_only_blanks_make_it_longer() -> None:
    assert not found("CODE-01", a_project(code=f" {CODES[0][:8]} {CODES[0][8:]}"))


@pytest.mark.parametrize("typed", [CODES[0].lower(), "１３０２０５25P00911110004E", "13020525 P00911110004E"])
def test_code_02_fires_with_a_safe_edit_when_only_the_typing_is_wrong(typed: str) -> None:
    (finding,) = found("CODE-02", a_project(code=typed))
    assert finding.edits == (Edit(Place(1, "code"), CODES[0], safe=True),)


def test_code_02_fires_without_an_edit_when_the_shape_is_wrong() -> None:
    (finding,) = found("CODE-02", a_project(code="130205250009111100042"))
    assert not finding.edits


@pytest.mark.parametrize("code", [CODES[0], "51092324T000010263357"])
def test_code_02_is_quiet_on_codes_of_any_province(code: str) -> None:
    assert not found("CODE-02", a_project(code=code))


def test_code_03_fires_when_the_region_is_a_neighbour() -> None:
    (finding,) = found("CODE-03", a_project(), region="130207")
    assert "130205" in finding.message


@pytest.mark.parametrize("region", ["130205", ""])
def test_code_03_is_quiet_when_the_region_is_the_units_own_or_unknown(region: str) -> None:
    assert not found("CODE-03", a_project(), region=region)


@pytest.mark.parametrize("code", ["51000021R000000019951", "51090021R000000019951"])
def test_code_03_is_quiet_when_a_superior_set_the_project_up(code: str) -> None:
    assert not found("CODE-03", a_project(code=code), region="510923")


def test_code_04_fires_when_the_code_is_of_a_later_year() -> None:
    (finding,) = found("CODE-04", a_project(), year=2024)
    assert "2025" in finding.message


@pytest.mark.parametrize("year", [2025, 2027, None])
def test_code_04_is_quiet_on_new_and_continued_projects_and_unknown_years(year: int | None) -> None:
    assert not found("CODE-04", a_project(), year=year)


def test_code_05_fires_when_the_kind_is_not_known() -> None:
    (finding,) = found("CODE-05", a_project(code="13020525B00911110004E"))
    assert "“B”" in finding.message


def test_code_05_is_quiet_on_known_kinds() -> None:
    assert not found("CODE-05", a_project(code="51000021R000000019951"))


def test_code_06_fires_when_one_digit_was_copied_wrongly() -> None:
    (finding,) = found("CODE-06", a_project(code="13020525P00911110005E"))
    assert "请核对是否抄错" in finding.message


@pytest.mark.parametrize("code", [*CODES, "13020525P00911310002J", "13020525P00911010002H", "13020525P00911210002W"])
def test_code_06_is_quiet_on_published_codes_of_hebei(code: str) -> None:
    assert not found("CODE-06", a_project(code=code))


@pytest.mark.parametrize("code", ["51092324T000010263357", "11000022T000000444685", "13020525R00911110005E"])
def test_code_06_is_quiet_where_the_way_is_not_known(code: str) -> None:
    assert not found("CODE-06", a_project(code=code))


def test_code_07_fires_when_a_code_stands_on_two_tables() -> None:
    (finding,) = found("CODE-07", a_project(), a_project(2, code=CODES[0]))
    assert finding.places == (Place(2, "code"),)
    assert "第 1 表、第 2 表" in finding.message


def test_code_07_is_quiet_when_codes_are_blank() -> None:
    assert not found("CODE-07", a_project(code=""), a_project(2, code=" "))


def test_code_08_fires_when_two_projects_share_a_name() -> None:
    (finding,) = found("CODE-08", *named("校舍维修", "校舍 维修"))
    assert finding.places == (Place(2, "name"),)


def test_code_08_is_quiet_when_the_whole_table_is_doubled_because_another_rule_says_so() -> None:
    assert not found("CODE-08", a_project(), a_project(2, code=CODES[0]))


def test_code_09_fires_when_the_listing_gives_another_code() -> None:
    (finding,) = found("CODE-09", a_project(), listing=listing(CODES[1], "县乡公路日常养护"))
    assert CODES[1] in finding.message


def test_code_09_is_quiet_when_the_listing_agrees() -> None:
    assert not found("CODE-09", a_project(), listing=listing(CODES[0], "县乡公路日常养护"))


def test_code_10_fires_once_when_the_title_and_the_listing_name_it_otherwise() -> None:
    project = a_project(title="1.农村公路养护绩效目标表")
    (finding,) = found("CODE-10", project, listing=listing(CODES[0], "农村公路养护"))
    assert "标题中是“农村公路养护”" in finding.message
    assert "汇总表中是“农村公路养护”" in finding.message


def test_code_10_fires_when_a_copied_sheet_keeps_its_name() -> None:
    assert found("CODE-10", a_project(tab="1.校舍维修 (2)"))


@pytest.mark.parametrize(
    "tab",
    [
        "",
        "Sheet1",
        "项目表（2）",
        "P1",
        "3",
        "1.县乡公路日常养护",
        "2_县乡公路日常养护绩效目标表",
        "1县乡公路日常养护(2)",
    ],
)
def test_code_10_is_quiet_on_tabs_that_fit_or_say_nothing(tab: str) -> None:
    assert not found("CODE-10", a_project(tab=tab))


@pytest.mark.parametrize("tab", ["1.日常养护", "日常养护", "1.县乡公路"])
def test_code_10_fires_when_the_tab_gives_a_part_of_the_name(tab: str) -> None:
    assert found("CODE-10", a_project(tab=tab))


def test_code_10_fires_on_the_title_when_only_the_title_differs() -> None:
    (finding,) = found("CODE-10", a_project(title="1.农村公路养护绩效目标表"))
    assert finding.places == (Place(1, "title"),)


def test_code_10_fires_on_the_name_when_title_and_tab_agree_otherwise() -> None:
    (finding,) = found("CODE-10", a_project(title="1.农村公路养护绩效目标表", tab="1.农村公路养护"))
    assert finding.places == (Place(1, "name"),)


def test_code_10_is_quiet_on_the_listing_when_the_code_is_not_its_own() -> None:
    twice = (a_project(), a_project(2, name="桥梁检测", code=CODES[0]))
    assert not found("CODE-10", *twice, listing=listing(CODES[0], "县乡公路日常养护"))
    rows = tuple(ListedProject(CODES[0], name, None, None, None) for name in ("县乡公路日常养护", "桥梁检测"))
    assert not found("CODE-10", listing=Listing(rows, None, None, None))


@pytest.mark.parametrize("tail", ["", "(2)"])
def test_code_10_is_quiet_on_tabs_that_were_cut_and_made_safe(tail: str) -> None:
    name = "农村义务教育学校校舍安全保障长效机制补助/2025年度中央和省级资金（第一批）"
    tab = f"1.{name.replace('/', '_')}"[: 31 - len(tail)] + tail
    assert not found("CODE-10", a_project(name=name, tab=tab))


def test_code_11_fires_when_one_name_lacks_the_prefix_of_the_others() -> None:
    (finding,) = found("CODE-11", *named("本级公路养护", "本级桥梁检测", "本级路灯维护", "绿化养护"))
    assert finding.places == (Place(4, "name"),)


def test_code_11_fires_when_the_prefix_is_known_by_what_follows() -> None:
    names = ("全县体育馆维修", "全县游泳馆水费", "全县图书馆开放", "全县文化馆培训", "门禁系统服务")
    (finding,) = found("CODE-11", *named(*names))
    assert finding.places == (Place(5, "name"),)


@pytest.mark.parametrize(
    "names",
    [
        ("农村公路养护", "农村公路建设", "农村公路安防", "桥梁检测"),
        ("本级公路养护", "桥梁检测", "路灯维护", "绿化养护"),
        ("本级公路养护", "绿化养护"),
    ],
)
def test_code_11_is_quiet_when_the_common_start_is_the_subject_or_no_majority(names: tuple[str, ...]) -> None:
    assert not found("CODE-11", *named(*names))


def test_code_12_fires_when_a_letter_looks_like_a_digit() -> None:
    (finding,) = found("CODE-12", a_project(code="13020525P0091111OO04E"))
    assert "O" in finding.message


def test_code_12_is_quiet_on_plain_codes() -> None:
    assert not found("CODE-12", a_project())


def test_code_13_fires_when_one_table_bears_another_unit_code() -> None:
    (finding,) = found("CODE-13", a_project(), a_project(2, unit="430010开平区交通运输局"))
    assert finding.places == (Place(2, "unit"),)


def test_code_13_fires_on_the_odd_one_when_the_units_own_code_is_unknown() -> None:
    (finding,) = found("CODE-13", *named("甲", "乙"), a_project(3, unit="430010某局"), unit_code="")
    assert finding.project == 3


def test_code_13_is_quiet_when_codes_agree_or_are_not_written() -> None:
    assert not found("CODE-13", a_project(), a_project(2, unit="开平区交通运输局"))


@pytest.mark.parametrize("name", ["养" * 61, "道路养护/桥梁检测"])
def test_code_14_fires_on_names_that_files_cannot_bear(name: str) -> None:
    assert found("CODE-14", a_project(name=name))


def test_code_14_is_quiet_on_brackets_and_dashes() -> None:
    assert not found("CODE-14", a_project(name="“十四五”校舍改造（二期）—设备"))


def test_code_15_fires_when_a_number_is_skipped_in_a_series() -> None:
    (finding,) = found("CODE-15", a_project(code="13020525P00911110001A"), a_project(2, code="13020525P00911110003B"))
    assert "10001、10003" in finding.message


def test_code_15_is_quiet_when_numbers_follow_or_series_differ() -> None:
    assert not found("CODE-15", a_project(), a_project(2), a_project(3, code="13020525P00911110005X"))


@pytest.mark.parametrize("typed", ["130205250091111000", "1.30205E+17"])
def test_code_01_says_that_figures_are_lost_when_the_code_was_stored_as_a_number(typed: str) -> None:
    (finding,) = found("CODE-01", a_project(code=typed))
    assert "存成了数字" in finding.message
