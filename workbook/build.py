"""Build the issued workbooks from the forms: the empty master and the master of the 2025 sample.

`python -m workbook.build` writes them beside this file; a test holds them against a fresh build.
"""

from __future__ import annotations

import sys
from importlib.resources import as_file, files
from pathlib import Path

from perfxl.app.new import empty_plan
from perfxl.app.take_in import take_in
from perfxl.hosts.xlsx import write_plan

HERE = Path(__file__).parent
TEMPLATE, SAMPLE = "绩效目标总表-空白.xlsx", "绩效目标总表-2025示例.xlsx"


def build(folder: Path) -> tuple[Path, Path]:
    """Write the empty master and the sample into a folder."""
    template, sample = folder / TEMPLATE, folder / SAMPLE
    write_plan(empty_plan("", "", None), template, overwrite=True)
    with as_file(files("perfxl.samples").joinpath("kaiping-2025.txt")) as text:
        take_in(text, sample, overwrite=True)
    return template, sample


if __name__ == "__main__":
    for path in build(HERE):
        sys.stdout.write(f"{path.name}\n")
