"""Putting a finished file in its place: whole or not at all, never over another one unasked."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import ENOSPC, EPERM, EROFS
from pathlib import Path

from perfxl.errors import PerfxlError


@contextmanager
def moved_into_place(out: Path, *, overwrite: bool, suffix: str = ".xlsx") -> Iterator[Path]:
    """Give a temporary path beside `out`; when the block ends well the file is flushed to disk and takes its place."""
    if out.suffix.lower() != suffix:
        raise PerfxlError(f"“{out.name}”的扩展名应为 {suffix}。", f"例如 {out.stem or '总表'}{suffix}。")
    if out.is_dir():
        raise PerfxlError(f"“{out}”是文件夹，写不进去。", "请换一个文件名。")
    if out.exists() and not overwrite:
        raise PerfxlError(f"“{out}”已经存在，没有改动它。", "换一个文件名，或加上 --overwrite 覆盖。")
    temporary: Path | None = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".perfxl-", suffix=out.suffix, dir=out.parent)
        os.close(handle)
        temporary = Path(name)
        temporary.chmod(0o644)
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.replace(out)
    except OSError as error:
        raise PerfxlError(
            f"“{out}”写不进去：{reason(error)}。", "请关闭打开着它的程序，或换一个可以写入的文件夹。"
        ) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def reason(error: OSError) -> str:
    """Say in Chinese why the system refused."""
    if isinstance(error, PermissionError):
        return "没有写入权限或文件正被占用"
    if isinstance(error, NotADirectoryError | FileExistsError | IsADirectoryError):
        return "路径上有同名的文件或文件夹"
    if isinstance(error, FileNotFoundError):
        return "文件夹不存在或建不了"
    if error.errno == ENOSPC:
        return "磁盘已满"
    return "没有写入权限" if error.errno in (EPERM, EROFS) else "磁盘出错"
