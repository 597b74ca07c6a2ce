"""A file's bytes to text: the encodings in which officers' programs save plain text, and what is no text at all."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from perfxl.errors import PerfxlError

_SAVE_AS_TEXT = "请在 Word 或 WPS 里打开原文档，用“另存为”选“纯文本（*.txt）”，再导入另存的文件。"
_OTHER_KINDS = {
    b"PK": "其实是 Word、Excel 文档或压缩包",
    b"\xd0\xcf\x11\xe0": "其实是旧版 Word 或 Excel 文档",
    b"%PDF": "其实是 PDF 文件",
    rb"{\rtf": "其实是 RTF 文档",
}
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_NEVER_IN_TEXT = re.compile("[\x00-\x06\x0e-\x1b]")


def read_words(path: Path) -> str:
    """Read a text file. PerfxlError where there is none, it is empty, or it is no text."""
    if path.is_dir():
        raise PerfxlError(f"“{path.name}”是文件夹，不是文本文件。", "请选择要导入的 .txt 文件。")
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise PerfxlError(f"找不到文件“{path}”。", "请核对文件名和所在文件夹。") from None
    except OSError as error:
        raise PerfxlError(
            f"打不开文件“{path.name}”：{error.strerror}。", "请关闭正在使用它的程序，再试一次。"
        ) from None
    words = _decode(data, path.name)
    if not words.strip():
        raise PerfxlError(f"“{path.name}”是空的。", "请确认文件已保存完整，或重新从原文档另存为纯文本。")
    return words


def _decode(data: bytes, name: str) -> str:
    for start, kind in _OTHER_KINDS.items():
        if data.startswith(start):
            raise PerfxlError(f"“{name}”不是纯文本文件，{kind}。", _SAVE_AS_TEXT)
    marked = next((encoding for bom, encoding in _BOMS.items() if data.startswith(bom)), None)
    for encoding in [marked] if marked else ["utf-8", "gb18030"]:
        try:
            words = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _NEVER_IN_TEXT.search(words):
            return words
    raise PerfxlError(f"“{name}”不是能识别的文本文件。", _SAVE_AS_TEXT)
