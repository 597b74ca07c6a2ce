"""Putting a finished file in its place: whole or not at all, never over another one unasked."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from perfxl.errors import PerfxlError


@contextmanager
def moved_into_place(out: Path, *, overwrite: bool) -> Iterator[Path]:
    """Give a temporary path beside `out`; when the block ends well the file is flushed to disk and takes its place."""
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
            f"“{out}”写不进去：{_reason(error)}。", "请关闭打开着它的程序，或换一个可以写入的文件夹。"
        ) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "没有写入权限或文件正被占用"
    if isinstance(error, NotADirectoryError | FileExistsError | IsADirectoryError):
        return "路径上有同名的文件或文件夹"
    return error.strerror or "磁盘出错"
