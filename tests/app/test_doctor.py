"""The check-up finds what would keep Excel from running perfxl, on a desk and a registry made for it."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from perfxl.app.desk import Desk
from perfxl.app.doctor import MODULES, DoctorReport, ExcelFacts, Level, examine
from perfxl.app.install import install
from perfxl.app.windows import registry, web_mark
from perfxl.render.doctor_words import doctor_json, doctor_words
from tests.app.desks import a_desk, a_python, a_registry, an_addin, click_to_run
from tests.house._tree import ROOT

POLICY = r"HKCU\Software\Policies\Microsoft\Office\16.0"
OWN = r"HKCU\Software\Microsoft\Office\16.0"
WPS = {r"HKCU\Software\Kingsoft\Office\6.0\Common": {"installroot": r"D:\WPS Office\12.1"}}
Keys = Mapping[str, Mapping[str, object]]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return a_desk(tmp_path)


@pytest.fixture
def python(tmp_path: Path) -> Path:
    return a_python(tmp_path / "venv")


@pytest.fixture
def installed(desk: Desk, python: Path, tmp_path: Path) -> Desk:
    install(an_addin(tmp_path / "perfxl.xlam"), desk, excel_runs=False, python=python)
    return desk


def check_up(
    desk: Desk, python: Path, *keys: Keys, excel: ExcelFacts | None = None
) -> dict[str, tuple[Level, str, str]]:
    """Examine a desk: level, finding and advice by key; Windows' own packages are not on every system."""
    report = examine(excel, desk=desk, registry=a_registry(*keys), python=python)
    found = {check.key: (check.level, check.found, check.advice) for check in report.checks}
    if sys.platform != "win32":
        found.pop("packages")
    return found


def bad(found: Mapping[str, tuple[Level, str, str]]) -> set[str]:
    return {key for key, (level, _, _) in found.items() if level is Level.BAD}


# --- Excel and WPS


def test_a_desk_in_order_has_nothing_bad(installed: Desk, python: Path) -> None:
    found = check_up(installed, python, click_to_run())
    assert {level for level, _, _ in found.values()} == {Level.OK}
    assert "16.0.17328.20162（即点即用，64 位）" in found["excel"][1]


def test_excel_of_the_store_cannot_start_python(installed: Desk, python: Path) -> None:
    path = r"C:\Program Files\WindowsApps\Microsoft.Office.Desktop.Excel_16051.0_x86__8wekyb3d8bbwe\Office16\EXCEL.EXE"
    found = check_up(installed, python, click_to_run(path=path))
    assert bad(found) == {"excel"}
    assert "换成普通安装的 Office" in found["excel"][2]


def test_wps_alone_is_for_the_command_line(installed: Desk, python: Path) -> None:
    found = check_up(installed, python, WPS)
    assert bad(found) == {"excel"}
    assert "没有找到 Excel" in found["excel"][1]
    assert "perfxl 命令" in found["wps"][2]


def test_wps_beside_excel_is_a_warning(installed: Desk, python: Path) -> None:
    found = check_up(installed, python, click_to_run(), WPS)
    assert (bad(found), found["wps"][0]) == (set(), Level.WARN)


def test_excel_of_windows_installer_has_its_bits(installed: Desk, python: Path) -> None:
    root = {r"HKLM\SOFTWARE\WOW6432Node\Microsoft\Office\16.0\Excel\InstallRoot": {"path": r"C:\Office16"}}
    assert "Excel 16.0（安装包，32 位）" in check_up(installed, python, root)["excel"][1]


def test_excel_of_32_bits_needs_its_own_library_and_no_other(installed: Desk, python: Path) -> None:
    (thirty_two,) = python.parent.parent.glob("xlwings32-*.dll")
    (sixty_four,) = python.parent.parent.glob("xlwings64-*.dll")
    sixty_four.unlink()
    assert bad(check_up(installed, python, click_to_run("x86"))) == set()
    assert bad(check_up(installed, python, click_to_run("x64"))) == {"dll"}
    thirty_two.unlink()
    found = check_up(installed, python, click_to_run("x86"))
    assert bad(found) == {"dll"}
    assert thirty_two.name in found["dll"][1]


def test_the_excel_that_runs_is_believed(installed: Desk, python: Path) -> None:
    excel = ExcelFacts("16.0", r"E:\Office\Office16", r"https://d.docs.live.net/1/总表.xlsx")
    found = check_up(installed, python, excel=excel)
    assert r"Excel 16.0（安装包）E:\Office\Office16" in found["excel"][1]
    assert (found["folder"][0], "网盘" in found["folder"][1]) == (Level.WARN, True)


# --- macros


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (r"Common", "vbaoff"),
        (r"Common\Security", "requirealwaysonmacrosig"),
        (r"Excel\Security", "disablealladdins"),
        (r"Excel\Security", "requireaddinsig"),
    ],
)
@pytest.mark.parametrize(("root", "who"), [(POLICY, "管理员"), (OWN, "信任中心")])
def test_what_keeps_every_addin_out_is_bad(
    installed: Desk, python: Path, place: str, name: str, root: str, who: str
) -> None:
    found = check_up(installed, python, click_to_run(), {rf"{root}\{place}": {name: 1}})
    assert bad(found) == {"macros"}
    assert who in found["macros"][2]


@pytest.mark.parametrize(("value", "together"), [(1, set()), (2, set()), (3, {"macros"}), (4, {"macros"})])
def test_no_macros_and_no_trusted_folders_are_bad_together(
    installed: Desk, python: Path, value: int, together: set[str]
) -> None:
    warnings: Keys = {rf"{POLICY}\Excel\Security": {"vbawarnings": value}}
    locations: Keys = {rf"{POLICY}\Excel\Security\Trusted Locations": {"alllocationsdisabled": 1}}
    assert bad(check_up(installed, python, click_to_run(), warnings)) == set()
    assert bad(check_up(installed, python, click_to_run(), warnings, locations)) == together


def test_a_policy_outweighs_a_persons_own_setting(installed: Desk, python: Path) -> None:
    own: Keys = {rf"{OWN}\Excel\Security": {"disablealladdins": 1}}
    policy: Keys = {rf"{POLICY}\Excel\Security": {"disablealladdins": 0}}
    assert bad(check_up(installed, python, click_to_run(), own, policy)) == set()


def test_an_addin_that_excel_disabled_after_a_crash_is_found(installed: Desk, python: Path) -> None:
    item = b"\1\0\0\0" + r"C:\XLSTART\PERFXL.XLAM".encode("utf-16-le")
    disabled: Keys = {rf"{OWN}\Excel\Resiliency\DisabledItems": {"1a2b": item}}
    assert bad(check_up(installed, python, click_to_run(), disabled)) == {"disabled-items"}


# --- the add-in and its settings


def test_a_desk_without_addin_says_how_to_install(desk: Desk, python: Path) -> None:
    found = check_up(desk, python, click_to_run())
    assert bad(found) == {"addin", "settings"}
    assert "perfxl addin install" in found["addin"][2]


def test_an_addin_of_another_version_is_bad(desk: Desk, python: Path, tmp_path: Path) -> None:
    install(an_addin(tmp_path / "old.xlam", "0.0.9"), desk, excel_runs=False, python=python)
    found = check_up(desk, python, click_to_run())
    assert bad(found) == {"addin"}
    assert "0.0.9 版" in found["addin"][1]


def test_another_python_in_the_settings_is_told(installed: Desk, tmp_path: Path) -> None:
    found = check_up(installed, a_python(tmp_path / "other"), click_to_run())
    assert (bad(found), found["settings"][0]) == (set(), Level.WARN)


def test_a_python_that_is_gone_is_bad(installed: Desk, python: Path) -> None:
    python.with_name("pythonw.exe").unlink()
    assert bad(check_up(installed, python, click_to_run())) == {"settings"}


def test_a_web_mark_and_another_copy_are_found(installed: Desk, python: Path) -> None:
    web_mark(installed.addin).write_bytes(b"[ZoneTransfer]\r\nZoneId=3\r\n")
    (installed.home / "Documents" / "perfxl.xlam").touch()
    found = check_up(installed, python, click_to_run())
    assert (bad(found), found["copies"][0]) == ({"web-mark"}, Level.WARN)


# --- folders, packages, and where there is no Windows


def test_a_folder_that_is_not_there_is_bad(tmp_path: Path) -> None:
    def level(folder: Path) -> Level:
        return next(check.level for check in examine(folder=folder).checks if check.key == "folder")

    assert level(tmp_path) is Level.OK
    assert level(tmp_path / "没有") is Level.BAD


def test_every_package_that_perfxl_needs_is_tried() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert {need.partition(">")[0] for need in project["dependencies"]} == set(MODULES)


@pytest.mark.skipif(registry() is not None, reason="这台电脑是 Windows")
def test_without_windows_one_line_stands_for_all_of_excel() -> None:
    report = examine()
    assert report.healthy
    assert [check.key for check in report.checks if check.level is Level.NONE] == ["excel"]
    assert "不适用：这台电脑不是 Windows" in doctor_words(report)


def test_words_and_json_say_the_same(desk: Desk, python: Path) -> None:
    report: DoctorReport = examine(desk=desk, registry=a_registry(click_to_run()), python=python)
    words, told = doctor_words(report), json.loads(doctor_json(report))
    assert told["healthy"] is False
    assert words.splitlines()[-1].startswith("✘ ")
    for check in told["checks"]:
        assert check["name"] in words
        assert check["advice"] in words
