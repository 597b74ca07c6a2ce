"""perfxl.xlam is the same bytes at each build, and readers that are not ours find in it what we put there."""

from __future__ import annotations

import io
import os
import stat
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import olefile
import pytest
from oletools.olevba import VBA_Parser
from pyopenvba import ExcelFile, check_file

import perfxl
from perfxl.addin import _ovba, _vendored
from perfxl.addin.build import TEXTS, build, modules
from perfxl.addin.wrappers import wrappers
from perfxl.app.desk import version_of
from perfxl.errors import PerfxlError
from perfxl.hosts.file import open_book
from tests._office import ROOT

VBA = "xl/vbaProject.bin"
CODE = "import sys; from pathlib import Path; from perfxl.addin.build import build; build(Path(sys.argv[1]))"


def test_two_builds_are_the_same_bytes_wherever_and_however_they_run(addin: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "另一个 文件夹"
    elsewhere.mkdir()
    strange = {"PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", CODE, "out"]
    mask = 0o077 if os.name == "posix" else -1
    subprocess.run(command, cwd=elsewhere, env=os.environ | strange, check=True, umask=mask)
    other = elsewhere / "out" / "perfxl.xlam"
    assert sha256(other.read_bytes()).digest() == sha256(addin.read_bytes()).digest()


def test_a_build_replaces_an_older_one_and_leaves_nothing_beside_it(addin: Path, tmp_path: Path) -> None:
    (tmp_path / "perfxl.xlam").write_bytes(b"older")
    assert build(tmp_path).read_bytes() == addin.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["perfxl.xlam"]
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "perfxl.xlam").stat().st_mode) == 0o644


def test_nothing_depends_on_the_system_or_on_the_day(addin: Path) -> None:
    with zipfile.ZipFile(addin) as parts:
        assert parts.testzip() is None
        heads = {(one.date_time, one.compress_type, one.create_system, one.external_attr) for one in parts.infolist()}
        everything = b"".join(map(parts.read, parts.namelist()))
    assert heads == {((1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED, 0, 0o600 << 16)}
    assert str(ROOT).encode() not in everything


@pytest.mark.sdk
def test_microsofts_validator_finds_nothing(addin: Path, sdk_errors: Callable[[Path], list[str]]) -> None:
    assert sdk_errors(addin) == []


def test_openxml_audit_finds_nothing(addin: Path, audit_errors: Callable[[Path], list[str]]) -> None:
    assert audit_errors(addin) == []


def test_olevba_gives_back_our_sources_and_no_others(addin: Path) -> None:
    found = {Path(name).stem: code for _, _, name, code in VBA_Parser(str(addin)).extract_macros()}
    assert found == {one.name: one.source for one in modules(wrappers())}


def test_the_container_is_strictly_right(addin: Path) -> None:
    with zipfile.ZipFile(addin) as parts:
        container = olefile.OleFileIO(io.BytesIO(parts.read(VBA)), raise_defects=olefile.DEFECT_INCORRECT)
    assert container.parsing_issues == []
    assert container.openstream(["VBA", "_VBA_PROJECT"]).read().hex() == "cc61ffff000100"


def test_pyopenvba_finds_the_modules_in_order_and_nothing_wrong(addin: Path) -> None:
    report = check_file(addin)
    assert (report.issues, report.complete) == ((), True)
    ours = modules(wrappers())
    with ExcelFile(addin) as book:
        assert book.module_names() == [one.name for one in ours]
        assert [book.get_module(one.name) for one in ours] == [one.source for one in ours]
        assert [one.name for one in book.references()] == ["stdole", "Office"]
        assert book.validate() == []


def test_a_project_with_streams_of_every_size_is_read_back(tmp_path: Path) -> None:
    sizes = (0, 1, 63, 64, 65, 4095, 4096, 4097, 40_000, 300_000)
    head = 'Attribute VB_Name = "M{}"\r\n'
    sources = [
        head.format(number) + "".join(f"'{at * 7919 % 100_003}\r\n" for at in range(size // 7))
        for number, size in enumerate(sizes)
    ]
    file = tmp_path / "vbaProject.bin"
    file.write_bytes(_ovba.vba_project("sizes", [_ovba.module(source) for source in sources]))
    olefile.OleFileIO(str(file), raise_defects=olefile.DEFECT_INCORRECT).close()
    found = {Path(name).stem: code for _, _, name, code in VBA_Parser(str(file)).extract_macros()}
    assert found == {f"M{number}": source for number, source in enumerate(sources)}


def test_vba_that_is_not_ascii_is_refused() -> None:
    with pytest.raises(ValueError, match="ASCII"):
        _ovba.module('Attribute VB_Name = "M"\nSub 校验()\nEnd Sub\n')


def test_the_file_says_which_version_it_is(addin: Path, tmp_path: Path) -> None:
    assert version_of(addin) == perfxl.__version__
    other = tmp_path / "other.xlam"
    other.write_text("no add-in", "utf-8")
    assert version_of(other) is version_of(tmp_path / "missing.xlam") is None
    assert version_of(ROOT / "workbook" / "绩效目标总表-空白.xlsx") is None


def test_its_sheet_holds_the_words_of_vba_and_a_description_of_each_function(addin: Path) -> None:
    rows = open_book(addin).grid("perfxl").rows
    assert {str(row[1]): row[2] for row in rows if row[0] == "text"} == TEXTS
    total = next(row for row in rows if row[1] == "PX_TOTAL")
    assert total[0] == "function"
    assert total[2] == "绩效目标"
    assert all(isinstance(words, str) and words for words in total[3:6])


def test_an_xlwings_that_reads_otherwise_is_refused_by_name() -> None:
    text = _vendored.read("xlwings_custom_addin.bas")
    for change in _vendored.CHANGES:
        with pytest.raises(PerfxlError, match=r"xlwings 0\.37"):
            _vendored.changed(text.replace(change.old, "", 1))


def test_a_wheel_carries_the_sources() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"] == {"macros": "perfxl/macros"}
