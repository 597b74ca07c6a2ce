"""Every workbook that perfxl writes: what two validators, LibreOffice and we have against it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from perfxl.app.demo import DemoReport, demo
from perfxl.app.new import empty_plan
from perfxl.app.review import review
from perfxl.forms.library import draw_library
from perfxl.forms.master import master_plan
from perfxl.hosts.file import open_book
from perfxl.hosts.xlsx import write_plan
from perfxl.model.library import bundled_library
from perfxl.model.profile import GENERAL_2021, HEBEI_2025
from perfxl.page import Plan
from perfxl.render.review_file import write_review
from tests._office import LibreOffice, cells
from tests._workbook_rules import workbook_faults
from tests.builders import a_department, a_project

Errors = Callable[[Path], list[str]]
MASTERS = ("空白总表.xlsx", "通用总表.xlsx", "绩效目标总表.xlsx", "奇怪的总表.xlsx")
REVIEWS = ("审核意见.xlsx", "奇怪的审核意见.xlsx")
WRITTEN = (*MASTERS, *REVIEWS, "校验结果.xlsx", "汇总.xlsx", "申报表")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("written")
    demo(out)
    for name, profile in (("空白总表", HEBEI_2025), ("通用总表", GENERAL_2021)):
        write_plan(with_few_entries(empty_plan("430001", "某局", 2025, 2, profile)), out / f"{name}.xlsx")
    odd = a_project(
        name="a'b[c]?*/\\:" + "很长的名称" * 9, budget="1,234.00", other=" ", plan_march="３０％", title="=1+1"
    )
    plan = master_plan(a_department(odd, a_project(2, name="=SUM(A1)", rows=())), ())
    write_plan(with_few_entries(plan), out / "奇怪的总表.xlsx")
    write_review(review(open_book(out / "奇怪的总表.xlsx")), out / "奇怪的审核意见.xlsx")
    return out


def with_few_entries(plan: Plan) -> Plan:
    """Give a master with a short 指标库: the sample's is whole, and validators take long over each row."""
    short = draw_library(bundled_library()[:9])
    return replace(plan, pages=tuple(short if page.name == short.name else page for page in plan.pages))


def workbooks(folder: Path, name: str) -> list[Path]:
    path = folder / name
    return sorted(path.iterdir()) if path.is_dir() else [path]


@pytest.mark.sdk
@pytest.mark.parametrize("name", WRITTEN)
def test_microsofts_validator_finds_nothing(folder: Path, sdk_errors: Errors, name: str) -> None:
    some = workbooks(folder, name)[:2]  # a submission is much like the next, and the validator takes seconds
    assert [error for path in some for error in sdk_errors(path)] == []


@pytest.mark.parametrize("name", WRITTEN)
def test_other_validators_find_nothing(folder: Path, audit_errors: Errors, name: str) -> None:
    for path in workbooks(folder, name):
        assert audit_errors(path) == []
        assert workbook_faults(path) == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", [*MASTERS, *REVIEWS])
def test_libreoffice_calculates_what_we_wrote_beside_the_formulas(
    folder: Path, libreoffice: LibreOffice, name: str
) -> None:
    ours, theirs = cells(folder / name), cells(libreoffice.recalculated(folder / name))
    assert {at: (ours.get(at), theirs.get(at)) for at in ours | theirs if ours.get(at) != theirs.get(at)} == {}


@pytest.mark.libreoffice
def test_libreoffice_shows_the_total(folder: Path, libreoffice: LibreOffice) -> None:
    shown = cells(libreoffice.recalculated(folder / "绩效目标总表.xlsx"))
    assert shown["汇总", 9, 3] == 1273.31


@pytest.mark.libreoffice
def test_submissions_open_in_libreoffice_as_one_page(folder: Path, libreoffice: LibreOffice) -> None:
    path = workbooks(folder, "申报表")[0]
    printed = libreoffice.convert(path, "pdf").read_bytes()
    assert printed.count(b"/Type/Page\n") + printed.count(b"/Type/Page/") + printed.count(b"/Type /Page\n") == 1
    assert cells(libreoffice.convert(path, "xlsx")) == cells(path)


def test_the_demo_can_run_again_in_the_same_folder(tmp_path: Path) -> None:
    def run() -> DemoReport:
        return demo(tmp_path)

    assert run().files == run().files


def test_the_bundled_sample_is_the_source_that_the_demo_shows(folder: Path) -> None:
    with as_file(files("perfxl.samples").joinpath("kaiping-2025.txt")) as sample:
        assert (folder / "来源文本.txt").read_bytes() == sample.read_bytes()
