"""The indicator library in cells: searched, and looked things up in."""

from __future__ import annotations

from functools import lru_cache

from perfxl.errors import PerfxlError
from perfxl.model.library import Library, LibraryEntry, bundled_library, library_row, library_titles
from perfxl.udf._cells import NOTHING, Answer, Block, Cell, Row, Table, cell_function, is_blank, words_of

_LIBRARY = "指标库：可以不写，用 perfxl 自带的；要用自己的，选“指标库”表，连标题行一起选"
_TARGET = "指标值"
_MOST = 100
_SHOWN = 5
_Rows = tuple[tuple[Cell, ...], ...]


@cell_function(
    query="要找什么：项目名称、对象或指标名称，如“公务用车”",
    level2="二级指标：可以不写；如“数量指标”",
    most="最多几条：默认 5",
    library=_LIBRARY,
)
def PX_SUGGEST(query: Cell, level2: Cell = "", most: Cell = 5.0, library: Block = NOTHING) -> Table:
    """从指标库里找参考指标，最合适的在前。每条一行七格：三级指标、描述、指标值、依据、一级指标、二级指标、编号。前四格可以直接抄到项目表。"""
    from perfxl.rules.library_search import same_level2, suggestions

    entries, kind = _entries(library), words_of(level2)
    known = dict.fromkeys(one.level2 for one in entries if one.level2)
    if kind and not any(same_level2(kind, one) for one in known):
        raise PerfxlError(f"指标库里没有“{kind}”这种二级指标。", f"可以写：{'、'.join(known)}。")
    if not isinstance(most, float) or not 1 <= most <= _MOST:
        raise PerfxlError(f"“最多几条”应是 1 到 {_MOST} 的数。", "可以不写，不写是 5 条。")
    found = suggestions(words_of(query), entries, kind, int(most))
    if not found:
        raise PerfxlError(
            f"指标库里没有找到“{words_of(query)[:_MOST]}”的指标。", "请换一个说法，如只写对象“公务用车”。"
        )
    return [list(_shown(one.entry)) for one in found]


def _shown(one: LibraryEntry) -> Row:
    return (one.name, one.description, one.target, one.basis, one.level1, one.level2, one.code)


@cell_function(
    entry="指标：编号（如“JG001”）或三级指标名称，一个或一列",
    field="要哪一列：指标库的列名，如“指标值”“佐证资料”，默认“指标值”",
    library=_LIBRARY,
)
def PX_LIBRARY(entry: Cell, field: Cell = "指标值", library: Block = NOTHING) -> Answer:
    """从指标库里取一条指标的某一列。名称对得上几条、内容又不同的，请改用编号。"""
    from perfxl.model.amounts import folded

    asked, wanted = folded(words_of(entry)), folded(words_of(field)).partition("(")[0]
    titles = [folded(title).partition("(")[0] for title in library_titles()]
    if wanted != _TARGET and wanted not in titles:
        raise PerfxlError(
            f"指标库里没有“{words_of(field)[:_MOST]}”这一列。", f"可以写：{'、'.join((_TARGET, *titles))}。"
        )
    found = [one for one in _entries(library) if asked in {folded(one.code), folded(one.name)}]
    words = {one.target if wanted == _TARGET else library_row(one)[titles.index(wanted)]: one.code for one in found}
    if not words:
        raise PerfxlError(f"指标库里没有“{words_of(entry)[:_MOST]}”这条指标。", "用 PX_SUGGEST 可以找相近的。")
    if len(words) > 1:
        codes = "、".join(one.code or one.category for one in found[:_SHOWN])
        raise PerfxlError(
            f"指标库里有 {len(found)} 条“{words_of(entry)[:_MOST]}”，内容不同。", f"请用编号，如 {codes}。"
        )
    return next(iter(words))


def _entries(library: Block) -> Library:
    if all(is_blank(value) for cells in library.rows for value in cells):
        return bundled_library()
    return _read(tuple(tuple(cells) for cells in library.rows))


@lru_cache(maxsize=4)
def _read(rows: _Rows) -> Library:
    """Read a library that stands in cells; the same cells give the same library, of which an index is kept."""
    from perfxl.forms.library import read_library_sheet
    from perfxl.sheet import Grid

    sheet = read_library_sheet(Grid(rows))
    if sheet.missing:
        raise PerfxlError(
            f"“指标库”区域里没有“{'、'.join(sheet.missing[:_SHOWN])}”列。", "请连标题行一起选，列要选全。"
        )
    return tuple(entry for _, entry in sheet.rows if entry.name)
