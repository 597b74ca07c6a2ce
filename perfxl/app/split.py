"""Split a master into one submission table per project."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from errno import EISDIR
from pathlib import Path

from pathvalidate import sanitize_filename

from perfxl.app.check import check_reading
from perfxl.app.progress import Progress, silent
from perfxl.errors import PerfxlError
from perfxl.forms.master import Reading, read_master, read_projects
from perfxl.forms.project import SUFFIX, ReadProject
from perfxl.hosts.file import open_book
from perfxl.hosts.place import reason
from perfxl.hosts.splice import Splicer
from perfxl.model.project import Project

_LONGEST = 120


@dataclass(frozen=True, slots=True)
class SplitFile:
    """One submission table; budget in 万元."""

    path: Path
    code: str
    name: str
    budget: Decimal


@dataclass(frozen=True, slots=True)
class SplitReport:
    """What was made.

    `total` is the sum of the parts, equal to the master's; `forced` the reason given, or None; `others` names the
    tables in the folder that are not of this split.
    """

    files: tuple[SplitFile, ...]
    out: Path
    total: Decimal
    forced: str | None
    others: tuple[str, ...]


def split(
    master: Path, out: Path, *, overwrite: bool = False, force: str | None = None, progress: Progress = silent
) -> SplitReport:
    """Write one workbook per project into a folder.

    PerfxlError, with nothing written, where blocking findings stand (and no reason is given), where a file of that
    name exists, or where a part read back is not what the master holds.
    """
    book = open_book(master)
    reading = read_master(book)
    if force is not None and (not force.strip() or force.startswith("-")):
        raise PerfxlError("强行拆分要写明理由。", "例如 --force 编码待财政局下达。")
    if force is None:
        _refuse_unusable(reading, book.name)
    paths = [out / name for name in file_names([one.project for one in reading.projects])]
    if not overwrite:
        _refuse_existing(paths)
    files = _write_all(master, reading.projects, paths, progress)
    made = {path.name for path in paths}
    others = tuple(sorted(path.name for path in out.glob(f"*{SUFFIX}*.xlsx") if path.name not in made))
    return SplitReport(files, out, sum((one.budget for one in files), Decimal(0)), force, others)


def file_names(projects: Sequence[Project]) -> list[str]:
    """Name the files as their tables are titled, `{序号}.{项目名称}绩效目标表`: safe on Windows, never two alike."""
    taken: set[str] = set()
    names = []
    for project in projects:
        title, name = " ".join(project.title.split()), " ".join(project.name.split())
        if not (name and title.endswith(f".{name}{SUFFIX}")):
            title = f"{project.position}.{name or '未命名项目'}{SUFFIX}"
        title = title if len(title) <= _LONGEST else title[: _LONGEST - len(SUFFIX)] + SUFFIX
        stem = sanitize_filename(title, platform="universal", replacement_text="_")
        number = 1
        unique = stem
        while unique.casefold() in taken:
            number += 1
            unique = f"{stem}({number})"
        taken.add(unique.casefold())
        names.append(f"{unique}.xlsx")
    return names


def existing(projects: Sequence[Project], out: Path) -> list[Path]:
    """Name the files in a folder that splitting these projects would replace."""
    return [path for path in (out / name for name in file_names(projects)) if path.exists()]


def _refuse_unusable(reading: Reading, workbook: str) -> None:
    blocking = check_reading(reading, workbook).blocking
    if blocking:
        first = min(blocking, key=lambda one: one.finding.project is None)
        where = f"{first.sheet}!{first.cells[0]}" if first.ref else first.project_name
        raise PerfxlError(
            f"有 {len(blocking)} 个问题会让申报表用不了，没有拆分。第一个在 {where}：{first.finding.message}",
            "先运行 perfxl check 逐条改好；确需拆分，加 --force 理由。",
        )


def _refuse_existing(paths: Sequence[Path]) -> None:
    existing = [path.name for path in paths if path.exists()]
    if existing:
        raise PerfxlError(
            f"“{paths[0].parent}”里已有 {len(existing)} 个同名文件（{existing[0]}），一个也没有改动。",
            "换一个文件夹，或加上 --overwrite 覆盖。",
        )


def _write_all(
    master: Path, projects: Sequence[ReadProject], paths: Sequence[Path], progress: Progress
) -> tuple[SplitFile, ...]:
    """Write everything beside the target, read it back, and only then move it into place."""
    splicer = Splicer(master)
    try:
        paths[0].parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".perfxl-", dir=paths[0].parent) as beside:
            staged = [Path(beside) / path.name for path in paths]
            for number, (one, path) in enumerate(zip(projects, staged, strict=True), start=1):
                path.write_bytes(splicer.cut(one.sheet))
                progress("拆分", number, len(paths))
            files = tuple(_compare(projects, staged, paths))
            _move_all(staged, paths, Path(beside) / "原有")
    except OSError as error:
        raise PerfxlError(
            f"“{error.filename or paths[0].parent}”写不进去：{reason(error)}。一个申报表也没有改动。",
            "请关闭打开着的申报表，或换一个可以写入的文件夹。",
        ) from error
    return files


def _move_all(staged: Sequence[Path], paths: Sequence[Path], kept: Path) -> None:
    """Move all files into place, or none: what they replace is kept aside and put back if one cannot be moved."""
    kept.mkdir()
    moved: list[Path] = []
    try:
        for source, target in zip(staged, paths, strict=True):
            if target.is_dir():
                raise IsADirectoryError(EISDIR, "", str(target))
            if target.exists():
                target.replace(kept / target.name)
            moved.append(target)
            source.replace(target)
    except OSError:
        for target in moved:
            target.unlink(missing_ok=True)
            if (kept / target.name).exists():
                (kept / target.name).replace(target)
        raise


def _compare(projects: Sequence[ReadProject], staged: Sequence[Path], paths: Sequence[Path]) -> Iterator[SplitFile]:
    for one, source, path in zip(projects, staged, paths, strict=True):
        parts = read_projects(open_book(source))
        if len(parts) != 1 or replace(parts[0].project, position=one.project.position) != one.project:
            raise PerfxlError(f"“{path.name}”读回来与总表不一致，没有输出任何文件。", "请把总表发给 perfxl 的维护人。")
        budget = one.project.funds.budget or Decimal(0)
        yield SplitFile(path, one.project.code, one.project.name, budget)
