"""Every button, as staff press it: click → VBA → Python → the open workbook, computed anew.

LibreOffice stands for Excel: the stub build of the add-in runs its VBA there, and xlwings' calls reach the same book.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from perfxl import ribbon
from perfxl.forms.master import master_plan, read_master
from perfxl.hosts.file import open_book
from perfxl.hosts.live import LiveBook
from perfxl.hosts.xlsx import write_plan
from perfxl.model.department import Department
from perfxl.model.library import bundled_library
from perfxl.sheet import CellRef
from tests._office import ROOT, LibreOffice
from tests.addin._stub import buttons, stub_addin
from tests.builders import FULL_SET, a_department, a_project, an_indicator, indicators

pytestmark = pytest.mark.libreoffice
SHEET, SECOND = "1.县乡公路日常养护", "2.农村桥梁检测"
ROWS = indicators(*FULL_SET, an_indicator(name="桥梁检测年限", target="１５年"))


@dataclass
class Desk:
    """An Excel with the add-in and one workbook, and what is answered and said there."""

    app: xw.App
    book: xw.Book

    def click(self, button: str, *answers: str) -> str:
        """Press a button, answer its questions ("yes" and "no" are for boxes), and give what it says at the end."""
        boxes = [one for one in answers if one in ("yes", "no")]
        self.app.macro("perfxl.xlam!Answer")("".join(f"{one}\n" for one in answers if one not in boxes))
        self.app.impl.answers[:] = boxes
        self.app.impl.alerts.clear()
        self.app.impl.status_history.clear()
        self.book.activate()
        commands = self.app.macro("perfxl.xlam!ClickButton")(button)
        assert commands == f"import perfxl.ribbon; perfxl.ribbon.run('{button}')\n"
        exec(commands, {})  # noqa: S102 # what RunPython does with it
        said = [alert.prompt for alert in self.app.impl.alerts] or self.app.impl.status_history
        return str(said[-1])

    def go(self, sheet: str, cell: str) -> None:
        """Stand on a cell."""
        LiveBook(self.book).show(CellRef(sheet, cell))

    @property
    def at(self) -> CellRef | None:
        """Where the user stands."""
        return LiveBook(self.book).selected

    def department(self) -> Department:
        """Read the workbook as it is by now."""
        return read_master(LiveBook(self.book)).department


Start = Callable[[Path], Desk]


@pytest.fixture
def start(excel_app: xw.App, tmp_path: Path) -> Iterator[Start]:
    """Call with a master's path: Excel with the add-in and that master."""
    excel_app.impl.engine.copies_link = True  # as Excel does with formulas of a sheet from another book
    excel_app.books.open(str(stub_addin(tmp_path)))

    def opened(path: Path) -> Desk:
        book = excel_app.books.open(str(path))
        book.set_mock_caller()
        return Desk(excel_app, book)

    yield opened
    excel_app.impl.engine.copies_link = False


@pytest.fixture
def desk(start: Start, tmp_path: Path) -> Desk:
    few = tuple(one for one in bundled_library() if one.code.startswith(("JG", "JT")))
    projects = (a_project(rows=ROWS), a_project(2, name="农村桥梁检测", fiscal="90.00"))
    write_plan(master_plan(a_department(*projects, library=few)), tmp_path / "总表.xlsx")
    return start(tmp_path / "总表.xlsx")


def shown(desk: Desk, sheet: str, cell: str) -> Any:  # noqa: ANN401 # what a cell shows
    return desk.book.sheets[sheet].range(cell).value


def test_every_button_has_a_command_and_every_command_a_button() -> None:
    assert {name: one.label for name, one in ribbon.COMMANDS.items()} == {
        name: one["label"] for name, one in buttons().items()
    }
    assert {name: one.do.__doc__ for name, one in ribbon.COMMANDS.items()} == {
        name: one["supertip"] for name, one in buttons().items()
    }


def test_check_lists_marks_and_leaves_the_user_where_he_was(desk: Desk) -> None:
    desk.go(SECOND, "B5")
    said = desk.click("check")
    assert said.startswith("2 个项目：错误 1 条，")
    assert "✘ 未通过" in said
    assert "点“下一个问题”逐个看" in said
    assert desk.at == CellRef(SECOND, "B5")
    assert shown(desk, "目录", "E6") == "✘ 有错误"
    assert "FUND-02" in [row[1] for row in desk.book.sheets["校验结果"].range("A3:L40").value]
    assert [rule.formula for rule in desk.book.sheets[SECOND].range("C4").conditional_formats][-1:] == [
        "=ISTEXT(_perfxl!$A$1)"
    ]
    note = desk.book.sheets[SECOND].range("C4").note
    assert note
    assert "FUND-02" in note.text
    assert desk.app.status_bar is False


def test_check_sheet_speaks_of_one_project_and_goes_to_its_first_finding(desk: Desk) -> None:
    desk.go(SECOND, "A1")
    said = desk.click("check_sheet")
    assert said.startswith("第 2 个项目：错误 1 条，")
    assert desk.at
    assert desk.at.sheet == SECOND
    desk.go("目录", "A1")
    assert desk.click("check_sheet") == "✘ “目录”不是项目表。请先切换到一张项目表，再点“校验本表”。"


def test_next_finding_jumps_and_says_in_the_status_bar_what_is_wrong(desk: Desk) -> None:
    assert desk.click("next_finding") == "没有列出的问题；还没有校验的，请先点“校验全部”。"
    desk.click("check")
    desk.go(SECOND, "A1")
    said = desk.click("next_finding")
    assert desk.app.impl.alerts == []
    assert desk.at
    assert desk.at.sheet == SECOND
    assert "建议：" in said


def test_clear_marks_takes_off_what_check_has_put_on_and_nothing_else(desk: Desk) -> None:
    own = desk.book.sheets[SECOND].range("C4")
    own.color, before = (1, 2, 3), [rule.formula for rule in own.conditional_formats]
    desk.click("check")
    assert desk.click("clear_marks") == "✔ 校验的标记已清除。您自己的颜色和批注没有动。"
    assert (own.color, own.note) == ((1, 2, 3), None)
    assert [rule.formula for rule in own.conditional_formats] == before


def test_ignore_asks_for_a_reason_and_the_finding_counts_no_more(desk: Desk) -> None:
    desk.click("check")
    before = shown(desk, "目录", "G5")
    desk.go(SHEET, "E17")
    assert desk.click("ignore") == "已取消，没有改动。"
    assert desk.click("ignore", "合同约定就是这个数").startswith("✔ 已忽略 ")
    assert shown(desk, "目录", "G5") == before - 1
    rows = desk.book.sheets["校验结果"].range("A3:L60").value
    (ignored,) = [row for row in rows if row[9]]
    assert ignored[9:11] == ["合同约定就是这个数", getpass.getuser()]
    desk.go("目录", "A1")
    assert desk.click("ignore").startswith("✘ 选中的格子没有列出的问题。")


def test_mend_asks_first_and_undo_takes_it_back(desk: Desk) -> None:
    typed = desk.book.sheets[SHEET].range("E17").value
    assert desk.click("mend", "no") == "已取消，没有改动。"
    assert desk.book.sheets[SHEET].range("E17").value == typed
    assert desk.click("mend", "yes").startswith("✔ 已修改 ")
    assert desk.book.sheets[SHEET].range("E17").value == "15年"
    assert desk.click("undo", "yes").startswith("✔ 已撤销“一键修复”")
    assert desk.book.sheets[SHEET].range("E17").value == typed
    assert desk.click("undo", "yes").startswith("✘ 没有可以撤销的一步。")


def test_pick_fills_a_row_from_the_library(desk: Desk) -> None:
    desk.go(SHEET, "C17")
    assert desk.click("pick", "桥梁检测") == "已取消，没有改动。"  # no number was chosen
    said = desk.click("pick", "桥梁检测", "1")
    name = desk.department().projects[0].indicators[6].name
    assert said.startswith(f"✔ 已填入“{name}”。")
    assert name in {one.name for one in bundled_library()}
    desk.click("undo", "yes")
    assert desk.department().projects[0].indicators[6].name == "桥梁检测年限"
    desk.go(SHEET, "C4")
    assert desk.click("pick").startswith("✘ 没有选中指标表里的一行。")


def test_add_project_asks_three_things_and_everything_follows(desk: Desk) -> None:
    assert desk.click("add_project", "农村公路养护") == "已取消，没有改动。"
    said = desk.click("add_project", "农村公路养护", "13020525P009113100107", "120.00")
    assert said.startswith("✔ 已新建第 3 个项目“农村公路养护”。")
    assert desk.at == CellRef("3.农村公路养护", "E3")
    assert list(LiveBook(desk.book).sheets())[4] == "3.农村公路养护"
    assert (shown(desk, "汇总", "D7"), shown(desk, "目录", "D8")) == (320, 320)
    assert shown(desk, "目录", "C7") == "13020525P009113100107"
    assert desk.book.names["预算合计"].refers_to_range.value == 320
    assert desk.click("rollup") == "3 个项目，合计 320.00万元。✔ 与工作簿“汇总”表一致。"
    assert desk.click("add_project", "农村公路养护", "13020525P00911310020A", "1").startswith(
        "✘ 项目名称“农村公路养护”"
    )


def test_rollup_follows_sheets_that_staff_copied_and_deleted(desk: Desk) -> None:
    assert desk.click("rollup") == "2 个项目，合计 200.00万元。✔ 与工作簿“汇总”表一致。"
    copy = desk.book.sheets[SECOND].copy(after=desk.book.sheets[SECOND], name="3.农村桥梁新建")
    copy.range("E3").value, copy.range("C4").value = "农村桥梁新建", 50
    assert desk.click("rollup").startswith("3 个项目，合计 250.00万元。✔")
    desk.book.sheets[SHEET].delete()
    said = desk.click("rollup")
    assert said == "2 个项目，合计 150.00万元。✔ 与工作簿“汇总”表一致。\n已更新：汇总、目录。"
    assert shown(desk, "目录", "D7") == 150


def test_split_stops_at_what_blocks_unless_a_reason_is_given(desk: Desk, tmp_path: Path) -> None:
    desk.click("check")
    assert desk.click("split").startswith("没有拆分：有 1 个问题会让申报表用不了。")
    assert desk.click("split", "编码待下达", "no") == "已取消，没有拆分。"
    assert not (tmp_path / "申报表").exists()
    said = desk.click("split", "编码待下达", "yes")
    assert said.startswith("✔ 已拆分 2 个申报表，合计 200.00万元")
    assert "理由：编码待下达" in said
    made = sorted((tmp_path / "申报表").iterdir())
    assert [path.name for path in made] == ["1.县乡公路日常养护绩效目标表.xlsx", "2.农村桥梁检测绩效目标表.xlsx"]
    assert open_book(made[0]).grid(open_book(made[0]).sheets()[0]).value(3, 2) == 100
    assert b"_perfxl" not in made[1].read_bytes()


def test_demo_help_and_doctor_open_a_workbook(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    opened = set()
    for name in ("demo", "help", "doctor", "help", "doctor"):  # each help is a book of its own name
        assert desk.click(name)[0] in "✔✘"
        opened.add(desk.app.books.active.name)
    assert len(opened) == 5
    assert "绩效目标总表-2025示例.xlsx" in opened
    rules = next(book for book in desk.app.books if book.name.startswith("perfxl帮助")).sheets["规则"]
    assert {"STR-01", "FUND-02"} <= {row[0] for row in rules.used_range.value}
    assert desk.click("demo").startswith("✔ 已打开示例总表")  # twice is no harm


def test_hidden_sheets_are_passed_by_and_named_where_nothing_else_is_left(desk: Desk) -> None:
    desk.click("check")
    desk.book.sheets[SECOND].visible = False
    for _ in range(4):
        assert desk.click("next_finding")[0] != "✘"
        assert desk.at
        assert desk.at.sheet == SHEET
    desk.go("目录", "A1")
    desk.book.sheets[SHEET].visible = False
    assert desk.click("next_finding") == (
        f"✘ 剩下的问题都在看不到的工作表里：{SHEET}、{SECOND}。请取消隐藏；改了名的，请重新校验。"
    )


def test_a_list_that_was_deleted_comes_back_and_the_contents_count_again(desk: Desk) -> None:
    desk.click("check")
    desk.book.sheets["校验结果"].delete()
    assert "问题列在“校验结果”里" in desk.click("check")
    assert list(LiveBook(desk.book).sheets())[-3:] == ["校验结果", "设置", "_perfxl"]
    assert shown(desk, "目录", "E6") == "✘ 有错误"
    assert desk.click("rollup") == "2 个项目，合计 200.00万元。✔ 与工作簿“汇总”表一致。"


def test_a_row_that_a_formula_fills_is_left_alone(desk: Desk) -> None:
    desk.book.sheets[SHEET].range("D17").formula = '="检测"&"年限"'
    desk.go(SHEET, "C17")
    assert desk.click("pick", "桥梁检测", "1").startswith(f"✘ “{SHEET}”的 C17:F17 里有公式，没有改动。")
    assert desk.click("pick", "桥梁检测", "99").startswith("没有第“99”条，没有改动。")
    assert desk.click("pick", "没有这种东西啊").startswith("指标库里没有和“没有这种东西啊”相近的指标")


def test_other_workbooks_are_refused_but_for_help(desk: Desk) -> None:
    desk.book.sheets["_perfxl"].name = "别的"
    for name, one in ribbon.COMMANDS.items():
        if not one.anywhere:
            assert desk.click(name).startswith("✘ “总表.xlsx”不是绩效目标总表。")
    assert {name for name, one in ribbon.COMMANDS.items() if one.anywhere} == {
        name for name, one in buttons().items() if one["tag"] == "any"
    }


def test_a_fault_of_perfxls_own_is_one_sentence_and_a_record(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: ribbon.Caller) -> ribbon.Said:
        raise ZeroDivisionError

    monkeypatch.setitem(ribbon.COMMANDS, "check", ribbon.Command("校验全部", broken))
    said = desk.click("check")
    assert said.startswith("✘ perfxl 自己出了错，“校验全部”没有做完。请把“")
    record = Path(said.partition("请把“")[2].partition("”")[0])
    assert "ZeroDivisionError" in record.read_text("utf-8")
    record.unlink()


def test_a_whole_session_of_staff_ends_at_1273_31(start: Start, libreoffice: LibreOffice, tmp_path: Path) -> None:
    """打开示例 → 校验 → 下一个问题 → 一键修复 → 撤销 → 更新汇总 → 拆分导出, on the workbook that is issued."""
    master = tmp_path / "绩效目标总表-2025示例.xlsx"
    master.write_bytes((ROOT / "workbook" / master.name).read_bytes())
    before = read_master(open_book(master)).department
    desk = start(master)
    assert desk.click("check").startswith("6 个项目：错误 47 条，警告 165 条，提示 87 条。✘ 未通过")
    desk.go("1.本级公务用车购置", "A1")
    assert desk.click("next_finding").partition(" ")[2].startswith(("错误", "警告"))
    assert desk.at
    assert desk.at.sheet == "1.本级公务用车购置"
    assert desk.click("mend", "yes").startswith("✔ 已修改 25 处")
    assert desk.department() != before
    assert desk.click("undo", "yes").startswith("✔ 已撤销“一键修复”，恢复了 25 个格子。")
    assert desk.department().projects == before.projects
    assert desk.click("rollup") == "6 个项目，合计 1273.31万元。✔ 与工作簿“汇总”表一致。"
    assert "合计 1273.31万元" in desk.click("split", "yes")
    assert "perfxl 拆分：6/6" in desk.app.impl.status_history
    assert len(list((tmp_path / "申报表").iterdir())) == 6

    own = open_book(libreoffice.recalculated(master))  # every figure computed from the file that the session has saved
    total = next(row for row in own.grid("汇总").rows if row[0] == "合计")
    assert total[3] == pytest.approx(1273.31)
    assert read_master(own).department.projects == before.projects
    assert desk.book.names["预算合计"].refers_to_range.value == pytest.approx(1273.31)
