"""`perfxl addin` and `perfxl doctor` from outside: the add-in that is built here comes into a folder and leaves it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from perfxl import __version__
from tests.app.desks import an_addin
from tests.test_cli import run

WINDOWS = sys.platform == "win32"
not_on_windows = pytest.mark.skipif(WINDOWS, reason="这台电脑是 Windows，这一项说的是别的系统")
PLACES = (r"%APPDATA%\Microsoft\Excel\XLSTART\perfxl.xlam", r"%USERPROFILE%\.perfxl\perfxl.conf")


def at(folder: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return run("addin", *words, "--appdata", folder / "appdata", "--home", folder / "home")


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("command", ["build", "install", "uninstall", "status"])
def test_every_command_of_the_group_explains_itself_in_chinese(command: str) -> None:
    ended = run("addin", command, "--help")
    assert ended.returncode == 0
    assert ended.stdout.startswith("用法：")
    assert "Show this" not in ended.stdout


def test_built_installed_and_removed(tmp_path: Path) -> None:
    built = run("addin", "build", "--out", tmp_path / "加载项")
    assert (built.returncode, built.stdout) == (0, f"✔ 已生成加载项 → {tmp_path / '加载项' / 'perfxl.xlam'}\n")

    desk = tmp_path / "desk"
    installed = at(desk, "install")
    assert installed.returncode == 0
    assert files(desk) == {"appdata/Microsoft/Excel/XLSTART/perfxl.xlam", "home/.perfxl/perfxl.conf"}
    assert (desk / "appdata/Microsoft/Excel/XLSTART/perfxl.xlam").read_bytes() == (
        tmp_path / "加载项" / "perfxl.xlam"
    ).read_bytes()

    told = json.loads(at(desk, "status", "--json").stdout)
    assert (told["addin_version"], told["python_is_this"], told["python_exists"]) == (__version__, True, True)
    assert "已经装好" in at(desk, "install").stdout

    removed = at(desk, "uninstall")
    assert removed.returncode == 0
    assert removed.stdout.count("删掉 ") == 2
    assert files(desk) == set()
    assert at(desk, "uninstall").stdout == "✔ 没有装过加载项，没有要删的。\n"


def test_an_addin_of_the_office_is_installed_from_its_place(tmp_path: Path) -> None:
    made = an_addin(tmp_path / "perfxl.xlam")
    assert at(tmp_path, "install", "--from", made).returncode == 0
    assert (tmp_path / "appdata/Microsoft/Excel/XLSTART/perfxl.xlam").read_bytes() == made.read_bytes()


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    ended = at(tmp_path, "install", "--dry-run")
    assert ended.returncode == 0
    assert "什么也没有改" in ended.stdout
    assert files(tmp_path) == set()


def test_status_of_an_empty_desk_is_1(tmp_path: Path) -> None:
    ended = at(tmp_path, "status")
    assert ended.returncode == 1
    assert "没有装" in ended.stdout


def test_what_is_no_addin_is_2(tmp_path: Path) -> None:
    ended = at(tmp_path, "install", "--from", tmp_path / "没有.xlam")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "没有这个文件" in ended.stderr


@not_on_windows
@pytest.mark.parametrize("command", ["install", "uninstall", "status"])
def test_elsewhere_it_says_what_it_would_do(command: str) -> None:
    ended = run("addin", command)
    assert all(place in ended.stdout for place in PLACES)
    assert "不是 Windows" in ended.stderr


@not_on_windows
def test_half_a_desk_is_refused(tmp_path: Path) -> None:
    ended = run("addin", "install", "--appdata", tmp_path)
    assert ended.returncode == 2
    assert "--home" in ended.stderr


@not_on_windows
def test_doctor_elsewhere_is_short_and_0(tmp_path: Path) -> None:
    ended = run("doctor", "--folder", tmp_path)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert len(ended.stdout.splitlines()) == 7
    assert json.loads(run("doctor", "--json").stdout)["healthy"] is True


def test_doctor_that_finds_something_bad_is_1(tmp_path: Path) -> None:
    assert run("doctor", "--folder", tmp_path / "没有").returncode == 1
