"""The whole job on the bundled 2025 document."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from perfxl.app.check import check, findings_plan
from perfxl.app.progress import Progress, silent
from perfxl.app.rollup import RollupReport, rollup, rollup_plan
from perfxl.app.split import SplitReport, split
from perfxl.app.take_in import TakenIn, take_in
from perfxl.hosts.file import open_book
from perfxl.hosts.xlsx import write_plan

_STEPS = 5


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What the demo made, step by step."""

    out: Path
    taken: TakenIn
    rolled: RollupReport
    parts: SplitReport
    files: tuple[Path, ...]


def demo(out: Path, progress: Progress = silent) -> DemoReport:
    """Import, check, roll up and split the bundled document into a folder; files of an earlier demo are replaced."""
    master, source = out / "绩效目标总表.xlsx", out / "来源文本.txt"
    with as_file(files("perfxl.samples").joinpath("kaiping-2025.txt")) as sample:
        progress("导入", 0, _STEPS)
        taken = take_in(sample, master, overwrite=True)
        source.write_bytes(sample.read_bytes())
    progress("校验", 1, _STEPS)
    book = open_book(master)
    write_plan(findings_plan(check(book)), out / "校验结果.xlsx", overwrite=True)
    progress("汇总", 2, _STEPS)
    rolled = rollup([book])
    write_plan(rollup_plan(rolled), out / "汇总.xlsx", overwrite=True)
    progress("拆分", 3, _STEPS)
    parts = split(master, out / "申报表", overwrite=True)
    progress("完成", _STEPS, _STEPS)
    made = (source, master, out / "校验结果.xlsx", out / "汇总.xlsx", *(one.path for one in parts.files))
    return DemoReport(out, taken, rolled, parts, made)
