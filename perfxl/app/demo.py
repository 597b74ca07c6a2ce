"""The whole job on the bundled 2025 document."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from perfxl.app.check import check, findings_plan
from perfxl.app.progress import Progress, silent
from perfxl.app.review import ReviewReport, review_check
from perfxl.app.rollup import RollupReport, rollup, rollup_plan
from perfxl.app.split import SplitReport, split
from perfxl.app.take_in import TakenIn, take_in
from perfxl.forms.review import review_plan
from perfxl.hosts.file import open_book
from perfxl.hosts.xlsx import write_plan

_STEPS = 6


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What the demo made, step by step."""

    out: Path
    taken: TakenIn
    opinion: ReviewReport
    rolled: RollupReport
    parts: SplitReport
    files: tuple[Path, ...]


def sample(folder: Path) -> Path:
    """Give the master of the bundled document in a folder of documents; one that is there already stays as it is."""
    master = folder / "perfxl 示例" / "绩效目标总表-2025示例.xlsx"
    if not master.exists():
        with as_file(files("perfxl.samples").joinpath("kaiping-2025.txt")) as document:
            take_in(document, master)
    return master


def demo(out: Path, progress: Progress = silent) -> DemoReport:
    """Do the whole job on the bundled document, into a folder; files of an earlier demo are replaced."""
    master, source = out / "绩效目标总表.xlsx", out / "来源文本.txt"
    with as_file(files("perfxl.samples").joinpath("kaiping-2025.txt")) as sample:
        progress("导入", 0, _STEPS)
        taken = take_in(sample, master, overwrite=True)
        source.write_bytes(sample.read_bytes())
    progress("校验", 1, _STEPS)
    book = open_book(master)
    checked = check(book)
    write_plan(findings_plan(checked), out / "校验结果.xlsx", overwrite=True)
    progress("审核", 2, _STEPS)
    opinion = review_check(checked)
    plan = review_plan(checked.department, opinion.whole, opinion.projects)
    write_plan(plan, out / "审核意见.xlsx", overwrite=True)
    progress("汇总", 3, _STEPS)
    rolled = rollup([book])
    write_plan(rollup_plan(rolled), out / "汇总.xlsx", overwrite=True)
    progress("拆分", 4, _STEPS)
    parts = split(master, out / "申报表", overwrite=True)
    progress("完成", _STEPS, _STEPS)
    reports = (out / f"{name}.xlsx" for name in ("校验结果", "审核意见", "汇总"))
    made = (source, master, *reports, *(one.path for one in parts.files))
    return DemoReport(out, taken, opinion, rolled, parts, made)
