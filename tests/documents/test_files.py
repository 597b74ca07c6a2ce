"""Files as officers save them, and files that are no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfxl.documents.text import read_text_file
from perfxl.errors import PerfxlError
from tests.documents.test_text import READ, SEED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "开平区.txt"
    file.write_bytes(SEED.replace("\n", "\r\n").encode(encoding))
    assert read_text_file(file) == READ


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "“文档.txt”是空的。"),
        (b"\xef\xbb\xbf \r\n\t\r\n", "“文档.txt”是空的。"),
        (b"PK\x03\x04\x14\x00", "“文档.txt”不是纯文本文件，其实是 Word、Excel 文档或压缩包。"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "“文档.txt”不是纯文本文件，其实是旧版 Word 或 Excel 文档。"),
        (b"%PDF-1.7", "“文档.txt”不是纯文本文件，其实是 PDF 文件。"),
        (rb"{\rtf1\ansi", "“文档.txt”不是纯文本文件，其实是 RTF 文档。"),
        (bytes(range(256)), "“文档.txt”不是能识别的文本文件。"),
        (b"\xff\xfe\x00", "“文档.txt”不是能识别的文本文件。"),
        ("会议通知".encode(), "文中没有找到绩效目标表（以“项目编码”一行开头的表）。"),
    ],
)
def test_what_cannot_be_read_says_so(tmp_path: Path, data: bytes, sentence: str) -> None:
    file = tmp_path / "文档.txt"
    file.write_bytes(data)
    with pytest.raises(PerfxlError) as caught:
        read_text_file(file)
    assert str(caught.value) == sentence
    assert caught.value.try_this


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(PerfxlError, match="找不到文件") as caught:
        read_text_file(tmp_path / "没有.txt")
    assert caught.value.try_this


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(PerfxlError, match="是文件夹，不是文本文件") as caught:
        read_text_file(tmp_path)
    assert caught.value.try_this
