"""The add-in comes onto a desk and leaves it, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfxl import __version__
from perfxl.app.desk import Desk, look
from perfxl.app.install import Action, DeskReport, install, uninstall
from perfxl.app.windows import excel_among, web_mark
from perfxl.errors import PerfxlError
from tests.app.desks import a_desk, a_python, an_addin


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return a_desk(tmp_path)


@pytest.fixture
def python(tmp_path: Path) -> Path:
    return a_python(tmp_path / "venv")


def put(desk: Desk, python: Path, *, words: str = "", version: str = __version__, dry_run: bool = False) -> DeskReport:
    made = an_addin(desk.home / "made.xlam", version, words=words)
    return install(made, desk, excel_runs=False, python=python, dry_run=dry_run)


def listing(desk: Desk) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in desk.home.rglob("*") if path.is_file() and path.name != "made.xlam"}


def actions(report: DeskReport) -> list[Action]:
    return [step.action for step in report.steps]


def test_what_is_installed_is_in_order(desk: Desk, python: Path) -> None:
    report = put(desk, python)
    state = look(desk, excel_runs=False, python=python)
    assert actions(report) == [Action.CONFIGURE, Action.PLACE]
    assert report.warnings == ()
    assert state.in_order
    assert (state.version, state.python) == (__version__, python.with_name("pythonw.exe"))


def test_xlstart_holds_nothing_but_the_addin(desk: Desk, python: Path) -> None:
    put(desk, python, words="one")
    put(desk, python, words="two")
    assert [path.name for path in desk.xlstart.iterdir()] == ["perfxl.xlam"]
    assert [path.name for path in desk.xlstart.parent.iterdir()] == ["XLSTART"]


def test_settings_are_as_vba_writes_them(desk: Desk, python: Path) -> None:
    put(desk, python)
    assert desk.settings.read_bytes().decode("ascii").splitlines(keepends=True) == [
        f'"INTERPRETER_WIN","{python.with_name("pythonw.exe")}"\r\n',
        '"USE UDF SERVER","True"\r\n',
        '"ADD_WORKBOOK_TO_PYTHONPATH","False"\r\n',
        '"SHOW CONSOLE","False"\r\n',
    ]


def test_a_second_time_changes_nothing(desk: Desk, python: Path) -> None:
    put(desk, python)
    before = listing(desk)
    assert actions(put(desk, python)) == []
    assert listing(desk) == before


def test_what_is_replaced_is_kept(desk: Desk, python: Path) -> None:
    put(desk, python, words="old")
    old = desk.addin.read_bytes()
    assert actions(put(desk, python, words="new")) == [Action.BACK_UP, Action.PLACE]
    assert [path.read_bytes() for path in desk.backups.iterdir()] == [old]


def test_the_last_five_backups_are_kept(desk: Desk, python: Path) -> None:
    for number in range(8):
        put(desk, python, words=str(number))
    assert sorted(path.name for path in desk.backups.iterdir()) == [f"perfxl-000{n}.xlam" for n in range(3, 8)]


def test_what_somebody_set_outlives_both(desk: Desk, python: Path) -> None:
    desk.settings.parent.mkdir()
    desk.settings.write_bytes('"interpreter_win","D:\\旧\\pythonw.exe"\r\n"我的","值"\r\n'.encode("gbk"))
    put(desk, python)
    assert desk.settings.read_bytes().decode("gbk").endswith('"我的","值"\r\n')
    assert look(desk, excel_runs=False).python == python.with_name("pythonw.exe")
    assert actions(uninstall(desk, excel_runs=False)) == [Action.REMOVE, Action.CONFIGURE]
    assert desk.settings.read_bytes().decode("gbk") == '"我的","值"\r\n'


def test_uninstall_leaves_what_was_there_before(desk: Desk, python: Path) -> None:
    beside = desk.xlstart / "别人的.xlam"
    beside.parent.mkdir(parents=True)
    beside.write_bytes(b"theirs")
    before = listing(desk)
    put(desk, python)
    uninstall(desk, excel_runs=False)
    assert listing(desk) == before
    assert not desk.settings.parent.exists()


def test_uninstall_keeps_the_backups(desk: Desk, python: Path) -> None:
    put(desk, python, words="old")
    put(desk, python, words="new")
    uninstall(desk, excel_runs=False)
    assert list(listing(desk)) == [desk.backups / "perfxl-0001.xlam"]


def test_uninstall_of_nothing_does_nothing(desk: Desk) -> None:
    assert uninstall(desk, excel_runs=False).steps == ()


@pytest.mark.parametrize("words", ["", "old"])
def test_a_dry_run_lists_and_changes_nothing(desk: Desk, python: Path, words: str) -> None:
    if words:
        put(desk, python, words=words)
    before = listing(desk)
    report = put(desk, python, words="new", dry_run=True)
    assert actions(report) == ([Action.BACK_UP, Action.PLACE] if words else [Action.CONFIGURE, Action.PLACE])
    assert actions(uninstall(desk, excel_runs=False, dry_run=True)) == ([Action.REMOVE] * 2 if words else [])
    assert listing(desk) == before


# --- what could garble or break


def test_a_chinese_name_is_written_in_the_code_page_of_windows(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, "韩梅梅")
    python = a_python(desk.home / "环境")
    put(desk, python)
    assert "韩梅梅".encode("gbk") in desk.settings.read_bytes()
    assert look(desk, excel_runs=False, python=python).in_order


@pytest.mark.parametrize(
    ("person", "code_page", "said"),
    [("李㐀", "gbk", "“㐀”不在这台电脑的系统编码里"), ("韩梅梅", "cp1252", "“韩梅梅”不在"), ("a%b", "gbk", "字符 %。")],
)
def test_a_python_that_macros_cannot_spell_is_refused(tmp_path: Path, person: str, code_page: str, said: str) -> None:
    desk = a_desk(tmp_path, "lilei", code_page)
    python = a_python(tmp_path / person)
    with pytest.raises(PerfxlError, match=said):
        put(desk, python)
    assert listing(desk) == {}


def test_a_home_that_macros_cannot_spell_is_refused(tmp_path: Path, python: Path) -> None:
    desk = a_desk(tmp_path, "李㐀")
    with pytest.raises(PerfxlError, match="设置的位置"):
        put(desk, python)
    assert listing(desk) == {}


def test_a_failure_half_way_leaves_the_old_addin_and_the_old_settings(desk: Desk, python: Path, tmp_path: Path) -> None:
    put(desk, python, words="old")
    before = listing(desk)
    (desk.xlstart.parent / ".new-perfxl.xlam").mkdir()  # nothing can be written there now
    with pytest.raises(PerfxlError, match="写不进去"):
        put(desk, a_python(tmp_path / "other"), words="new")
    assert {path: data for path, data in listing(desk).items() if desk.backups not in path.parents} == before


def test_the_web_mark_is_taken_off(desk: Desk, python: Path) -> None:
    put(desk, python)
    web_mark(desk.addin).write_bytes(b"[ZoneTransfer]\r\nZoneId=3\r\n")
    assert not look(desk, excel_runs=False, python=python).in_order
    assert actions(put(desk, python)) == [Action.UNBLOCK]
    assert look(desk, excel_runs=False, python=python).in_order


# --- refusals and warnings


def test_nothing_is_touched_while_excel_runs(desk: Desk, python: Path) -> None:
    put(desk, python, words="old")
    before = listing(desk)
    made = an_addin(desk.home / "made.xlam", words="new")
    with pytest.raises(PerfxlError, match="Excel 正开着"):
        install(made, desk, excel_runs=True, python=python)
    with pytest.raises(PerfxlError, match="Excel 正开着"):
        uninstall(desk, excel_runs=True)
    assert listing(desk) == before


def test_an_owner_file_of_excel_is_respected(desk: Desk, python: Path) -> None:
    put(desk, python)
    (desk.xlstart / "~$perfxl.xlam").touch()
    with pytest.raises(PerfxlError, match="正被 Excel 使用"):
        uninstall(desk, excel_runs=None)
    report = put(desk, python, words="new", dry_run=True)
    assert "正被 Excel 使用" in report.warnings[0]


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04", b"not a zip at all"])
def test_what_is_no_addin_of_ours_is_refused(desk: Desk, python: Path, content: bytes | None) -> None:
    made = desk.home / "made.xlam"
    if content is not None:
        made.write_bytes(content)
    with pytest.raises(PerfxlError, match="装不了"):
        install(made, desk, excel_runs=False, python=python)


def test_another_version_another_copy_and_lost_libraries_are_warned_of(desk: Desk, python: Path) -> None:
    (desk.home / "Documents" / "perfxl.xlam").touch()
    for library in python.parent.parent.glob("*.dll"):
        library.unlink()
    version, libraries, copy = put(desk, python, version="0.0.1").warnings
    assert "0.0.1 版" in version
    assert "xlwings64-" in libraries
    assert "Documents" in copy


def test_the_library_is_that_of_the_addin(tmp_path: Path, desk: Desk) -> None:
    made = an_addin(desk.home / "made.xlam", xlwings="0.37.99")
    (warning,) = install(made, desk, excel_runs=False, python=a_python(tmp_path / "venv")).warnings
    assert "xlwings64-0.37.99.dll" in warning
    assert install(made, desk, excel_runs=False, python=a_python(tmp_path / "new", "0.37.99")).warnings == ()


# --- is Excel running


TASKS = (
    '"System","4","Services","0","144 K"\r\n'
    '"python.exe","4711","Console","1","9,996 K"\r\n'
    '"中文.exe","4712","Console","1","9,996 K"\r\n'
)


@pytest.mark.parametrize(
    ("task", "runs"),
    [
        ("", False),
        ('"EXCEL.EXE","812","Console","1","98,304 K"\r\n', True),
        ('"excel.exe","812","控制台","1","98,304 K"\r\n', True),
        ('"EXCEL.EXE","812","RDP-Tcp#3","2","98,304 K"\r\n', False),  # somebody else's, on a terminal server
        ('"EXCEL.EXE.bak","812","Console","1","98,304 K"\r\n', False),
    ],
)
def test_excel_is_found_among_the_processes_of_this_session(task: str, runs: bool) -> None:
    assert excel_among((TASKS + task).encode("gbk"), own=4711) is runs


def test_a_refusal_in_words_is_no_process() -> None:
    assert not excel_among("错误: 拒绝访问。\r\n".encode("gbk"), own=4711)
