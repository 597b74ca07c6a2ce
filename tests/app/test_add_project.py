"""Adding a project: a sheet more, 目录 and 汇总 with it, and nothing of staff's lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from perfxl.app.add_project import AddedProject, add_project
from perfxl.app.check import check
from perfxl.app.new import new
from perfxl.app.rollup import rollup
from perfxl.app.split import split
from perfxl.app.take_in import checked_plan
from perfxl.documents.text import read_text_file
from perfxl.errors import PerfxlError
from perfxl.forms.master import read_master
from perfxl.hosts.file import open_book
from perfxl.hosts.xlsx import write_plan
from perfxl.model.library import bundled_library
from tests._office import LibreOffice, cells
from tests._workbook_rules import workbook_faults

Errors = Callable[[Path], list[str]]
CODES = ("13020525P009113100107", "13020525P00911310020A")
SAMPLE = Path(str(files("perfxl.samples").joinpath("kaiping-2025.txt")))
WORDS = {"name": "农村公路养护", "code": CODES[0], "budget": "120.00", "fiscal": "120.00", "other": "0.00"}
OTHER = WORDS | {"name": "农村桥梁“维修”", "code": CODES[1], "budget": "30.50", "fiscal": "30.50"}
SHEET = "7.农村公路养护"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "总表.xlsx"
    few = tuple(one for one in bundled_library() if one.code.startswith(("JG", "JT")))  # validators take long over more
    write_plan(checked_plan(replace(read_text_file(SAMPLE).department, library=few)), path)
    return path


@pytest.fixture
def master(sample: Path, tmp_path: Path) -> Path:
    path = tmp_path / "总表.xlsx"
    path.write_bytes(sample.read_bytes())
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "加好的总表.xlsx"


@pytest.fixture
def added(master: Path, out: Path) -> AddedProject:
    return add_project(master, out, WORDS)


def edited(master: Path, edit: Callable[[Workbook], None]) -> None:
    book = openpyxl.load_workbook(master)
    edit(book)
    book.save(master)


def test_the_sheet_stands_behind_the_last_project_and_reads_back(added: AddedProject, out: Path, master: Path) -> None:
    sheets = list(open_book(master).sheets())
    last = sheets.index("6.车辆定位服务费")
    assert open_book(out).sheets() == (*sheets[: last + 1], SHEET, *sheets[last + 1 :])
    read = read_master(open_book(out)).department
    assert list(read.projects[-1].texts()) == list(added.proposal.project.texts())
    assert read.projects[:-1] == read_master(open_book(master)).department.projects
    assert (read.projects[-1].title, read.projects[-1].unit) == (
        "7.农村公路养护绩效目标表",
        "430001唐山市开平区机关事务中心本级",
    )


def test_indicators_are_of_the_kind_that_fits(added: AddedProject) -> None:
    assert {one.category for one in added.proposal.entries} == {"农村公路养护"}
    assert len([one for one in added.proposal.project.indicators if one.name]) == len(added.proposal.entries) > 4
    levels = {(one.level1, one.level2) for one in added.proposal.project.indicators}
    assert ("满意度指标", "服务对象满意度指标") in levels
    amounts = [one.target for one in added.proposal.project.indicators if one.name and one.level2 == "数量指标"]
    assert amounts
    assert all("N" in target for target in amounts)  # what only the unit knows is left open


def test_contents_and_sums_have_the_new_row(added: AddedProject, out: Path) -> None:
    assert added.by_hand == ()
    assert rollup([open_book(out)]).departments[0].agrees is True
    contents, sums = (open_book(out).grid(name) for name in ("目录", "汇总"))
    assert [contents.text(10, column) for column in range(4)] == ["7", SHEET, CODES[0], "120"]
    assert (contents.text(11, 3), sums.text(10, 3)) == ("1393.31", "1393.31")
    counts = [int(contents.text(10, column)) for column in (5, 6, 7)]
    assert counts == list(added.report.counts.values())


def test_the_result_can_be_checked_and_split(added: AddedProject, out: Path, tmp_path: Path) -> None:
    report = check(open_book(out))
    assert [one.finding for one in report.of(added.proposal.project).found] == [
        one.finding for one in added.report.found
    ]
    parts = split(out, tmp_path / "申报表", force="试一试")
    assert [one.path.name for one in parts.files][-1] == "7.农村公路养护绩效目标表.xlsx"


@pytest.mark.usefixtures("added")
def test_another_one_can_be_added(out: Path, tmp_path: Path) -> None:
    twice = tmp_path / "再加.xlsx"
    second = add_project(out, twice, OTHER)
    assert (second.proposal.project.position, second.by_hand) == (8, ())
    summed = rollup([open_book(twice)])
    assert summed.departments[0].agrees is True
    assert str(summed.total.budget) == "1423.81"
    assert workbook_faults(twice) == []


@pytest.mark.parametrize("profile", ["河北2025", "通用2021"])
def test_an_empty_master_takes_one(out: Path, tmp_path: Path, profile: str) -> None:
    master = new(tmp_path / "空白.xlsx", "430001", "某局", 2025, profile=profile)
    added = add_project(master, out, WORDS)
    read = read_master(open_book(out)).department
    assert (read.profile.name, len(read.projects), read.projects[1].name) == (profile, 2, "农村公路养护")
    levels = [(one.level1, one.level2) for one in read.projects[1].indicators]
    wanted = [(one, two) for one, under in read.profile.levels.items() for two in under]
    assert list(dict.fromkeys(levels)) == wanted
    assert added.by_hand == ()
    assert open_book(out).grid("目录").text(6, 3) == "120"


def test_a_master_that_another_program_has_saved_is_still_ours(master: Path, out: Path) -> None:
    edited(master, lambda _: None)
    added = add_project(master, out, WORDS)
    assert added.by_hand == ()
    assert rollup([open_book(out)]).departments[0].agrees is True


def values(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def note(book: Workbook) -> None:
    book["汇总"]["N4"] = "待批复"


def insert(book: Workbook) -> None:
    book["汇总"]["A1"] = "我局汇总表"
    book["目录"]["A1"] = "我局目录"


def retitle(book: Workbook) -> None:
    book["目录"]["A1"] = "我局目录"


def point(book: Workbook) -> None:
    book.create_sheet("上报")["A1"] = "=汇总!D10"


@pytest.mark.parametrize(
    ("edit", "by_hand"),
    [(note, ("汇总",)), (insert, ("目录", "汇总")), (retitle, ("目录", "汇总")), (point, ("汇总",))],
)
def test_what_staff_wrote_into_our_sheets_stays(
    master: Path, out: Path, edit: Callable[[Workbook], None], by_hand: tuple[str, ...]
) -> None:
    edited(master, edit)
    added = add_project(master, out, WORDS)
    assert added.by_hand == by_hand
    old, now = openpyxl.load_workbook(master), openpyxl.load_workbook(out)
    for name in by_hand:
        assert [[cell.value for cell in row] for row in now[name]] == [
            [cell.value for cell in row] for row in old[name]
        ]
    report = check(open_book(out))
    assert len(report.department.projects) == 7
    assert rollup([open_book(out)]).departments[0].agrees is not True  # until the row is added by hand
    assert len(split(out, out.parent / "申报表", force="试一试").files) == 7


@pytest.mark.libreoffice
@pytest.mark.parametrize(("edit", "by_hand"), [(None, ()), (note, ("汇总",)), (retitle, ("目录", "汇总"))])
def test_libreoffice_computes_what_we_wrote_beside_the_formulas(
    master: Path,
    out: Path,
    libreoffice: LibreOffice,
    edit: Callable[[Workbook], None] | None,
    by_hand: tuple[str, ...],
) -> None:
    if edit:
        edited(master, edit)
        master = libreoffice.convert(master, "xlsx")
    assert add_project(master, out, WORDS).by_hand == by_hand
    ours, theirs = cells(out), cells(libreoffice.recalculated(out))
    assert {at: (ours.get(at), theirs.get(at)) for at in ours | theirs if ours.get(at) != theirs.get(at)} == {}


@pytest.mark.libreoffice
def test_a_list_of_findings_with_a_column_of_staffs_own_stays_and_is_counted(
    master: Path, out: Path, libreoffice: LibreOffice
) -> None:
    def edit(book: Workbook) -> None:
        book["校验结果"]["M2"] = "整改人"

    edited(master, edit)
    added = add_project(master, out, WORDS)
    assert (added.listed, added.by_hand) == (False, ())
    assert openpyxl.load_workbook(out)["校验结果"]["M2"].value == "整改人"
    ours, theirs = (open_book(path).grid("目录").rows for path in (out, libreoffice.recalculated(out)))
    assert [list(row) for row in ours] == [list(row) for row in theirs]


@pytest.mark.usefixtures("added")
def test_validators_find_nothing(out: Path, audit_errors: Errors) -> None:
    assert audit_errors(out) == []
    assert workbook_faults(out) == []


@pytest.mark.sdk
@pytest.mark.usefixtures("added")
def test_microsofts_validator_finds_nothing(out: Path, sdk_errors: Errors) -> None:
    assert sdk_errors(out) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"code": ""}, "没有写项目编码"),
        ({"name": " 　"}, "没有写项目名称"),
        ({"code": "123"}, "应为 21 位"),
        ({"code": "1302052XP00911110004E"}, "格式错误"),
        ({"code": "13020525p0092451０001P"}, "项目编码“13020525P00924510001P”已经是第 3 个项目“本级公建热力费”的"),
        ({"name": "本级 公建热力费"}, "项目名称“本级 公建热力费”已经是第 3 个项目"),
    ],
)
def test_a_code_or_a_name_that_will_not_do_is_refused(
    master: Path, out: Path, words: dict[str, str], said: str
) -> None:
    with pytest.raises(PerfxlError) as refused:
        add_project(master, out, WORDS | words)
    assert said in str(refused.value)
    assert "没有增加项目" in str(refused.value)
    assert not out.exists()


def test_a_code_in_small_or_wide_letters_is_written_as_it_should_be(master: Path, out: Path) -> None:
    added = add_project(master, out, WORDS | {"code": f" {CODES[0].lower().replace('1', '１')} "})
    assert added.proposal.project.code == CODES[0]


def test_the_master_itself_is_never_written(master: Path) -> None:
    before = master.read_bytes()
    with pytest.raises(PerfxlError, match="就是来源文件"):
        add_project(master, master, WORDS)
    assert master.read_bytes() == before
