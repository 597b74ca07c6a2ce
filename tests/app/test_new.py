"""An empty master."""

from pathlib import Path

import pytest

from perfxl.app.check import check
from perfxl.app.new import new
from perfxl.errors import PerfxlError
from perfxl.forms.master import read_master
from perfxl.hosts.file import open_book


def test_an_empty_master_has_the_unit_and_a_form_to_fill_in(tmp_path: Path) -> None:
    department = read_master(open_book(new(tmp_path / "空.xlsx", "430001", "某局", 2025, projects=2))).department
    assert (department.unit_code, department.unit_name, department.year) == ("430001", "某局", 2025)
    assert len(department.projects) == 2
    assert len(department.projects[0].indicators) == 9


def test_an_empty_master_is_told_to_be_incomplete(tmp_path: Path) -> None:
    report = check(open_book(new(tmp_path / "空.xlsx", "430001", "某局", 2025)))
    assert "STR-01" in {one.finding.rule for one in report.blocking}
    assert not {one.finding.rule for one in report.found} & {"AGG-01", "AGG-02"}


@pytest.mark.parametrize(("code", "name", "words"), [("43", "某局", "6 位"), ("430001", " ", "名称")])
def test_a_wrong_unit_is_told(tmp_path: Path, code: str, name: str, words: str) -> None:
    with pytest.raises(PerfxlError, match=words):
        new(tmp_path / "空.xlsx", code, name, 2025)
    assert list(tmp_path.iterdir()) == []
