"""Import: the department document becomes a master workbook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from perfxl.app.check import CheckReport, check_reading
from perfxl.documents.text import Imported, read_text_file
from perfxl.errors import PerfxlError
from perfxl.forms.master import master_plan, read_master
from perfxl.hosts.memory import MemoryBook
from perfxl.hosts.xlsx import write_plan
from perfxl.model.department import Department
from perfxl.page import Plan
from perfxl.rules import CATALOGUE


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came out of a document, and what a first check says of it."""

    source: str
    out: Path
    imported: Imported
    report: CheckReport


def take_in(source: Path, out: Path, *, overwrite: bool = False) -> TakenIn:
    """Read a text document and write the master. PerfxlError where the document holds no table or `out` exists."""
    imported = read_text_file(source)
    if out.exists() and out.samefile(source):
        raise PerfxlError(f"输出文件就是来源文件“{source}”，没有改动它。", "请给总表另起一个名字。")
    plan = checked_plan(imported.department)
    write_plan(plan, out, overwrite=overwrite)
    report = check_reading(read_master(MemoryBook(plan)), out.name)
    return TakenIn(source.name, out, imported, report)


def checked_plan(department: Department) -> Plan:
    """Draw a master whose 校验结果 says what the check finds in it."""
    drawn = read_master(MemoryBook(master_plan(department))).department
    return master_plan(department, CATALOGUE.run(drawn))
