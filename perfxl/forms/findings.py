"""校验结果: one row per finding with a jump to its cell, and room to say why one is ignored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from perfxl.forms import _looks as looks
from perfxl.forms import _names as names
from perfxl.model.findings import Finding
from perfxl.page import Area, Content, Link, Page, Table
from perfxl.sheet import CellRef, quoted

TITLES = (
    "级别", "规则", "项目名称", "工作表", "单元格", "现值", "问题", "建议", "依据", "忽略理由", "忽略人", "忽略日期",
)  # fmt: skip
_WIDTHS: tuple[float, ...] = (7, 10, 22, 24, 17, 22, 48, 36, 26, 16, 10, 12)
HEADER = 1
_SHOWN = 60
NOT_CHECKED = "尚未校验：填好后运行 perfxl check。"
LEVEL, SHEET = "A", "D"
_SHADES = {"error": looks.RED, "warning": looks.AMBER, "info": None}


@dataclass(frozen=True, slots=True)
class Located:
    """A finding joined with the cells that it speaks of and with what stands in the first of them."""

    finding: Finding
    project_code: str | None
    project_name: str
    sheet: str | None
    cells: tuple[str, ...]
    value: str

    @property
    def ref(self) -> CellRef | None:
        """The first cell; None where the finding has none."""
        return CellRef(self.sheet, self.cells[0]) if self.sheet and self.cells else None


def draw_findings(found: Sequence[Located], heading: str, *, linked: bool = True) -> Page:
    """Draw the sheet; `linked` makes each cell a jump (only where the sheets are in the same workbook)."""
    page = Page(
        name=names.FINDINGS, widths=_WIDTHS, landscape=True, freeze=(HEADER + 1, 2), repeat=(HEADER, HEADER), printed=9
    )
    page.put(0, 0, heading, looks.NOTE.but(size=10.5, wrap=False))
    for column, word in enumerate(TITLES):
        page.put(HEADER, column, word, looks.LABEL)
    for row, one in enumerate(found, start=HEADER + 1):
        finding = one.finding
        words: list[Content] = [finding.severity.chinese, finding.rule, one.project_name, one.sheet or ""]
        words += [_jump(one, linked=linked), _short(one.value), finding.message, finding.fix, finding.basis]
        for column, content in enumerate([*words, "", "", ""]):
            shade = _SHADES[finding.severity.value] if column == 0 else None
            style = looks.LINK if isinstance(content, Link) else looks.TEXT
            page.put(row, column, content, style.but(fill=shade, valign="top"))
        texts = [(str(word), _WIDTHS[column]) for column, word in enumerate(words) if not isinstance(word, Link)]
        page.heights[row] = looks.height(texts, least=18)
    bottom = HEADER + max(len(found), 1)
    page.tables.append(Table("校验结果表", Area(HEADER, 0, bottom, len(TITLES) - 1)))
    return page


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


def _jump(one: Located, *, linked: bool) -> Content:
    if not one.ref:
        return ""
    words = one.cells[0] if len(one.cells) == 1 else f"{one.cells[0]} 等 {len(one.cells)} 处"
    if not linked:
        return words if len(one.cells) == 1 else "、 ".join(one.cells)
    return Link(f"{quoted(one.ref.sheet)}!{one.ref.cell}", words, "、".join(one.cells)[:200])
