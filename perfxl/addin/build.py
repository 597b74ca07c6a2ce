"""perfxl.xlam from the texts in macros/: same bytes at each build, on every system, without Excel."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import perfxl
from perfxl.addin import _vendored
from perfxl.addin._ovba import Module, module, vba_project
from perfxl.addin.package import addin_file
from perfxl.addin.wrappers import Description, Wrappers, wrappers
from perfxl.errors import PerfxlError
from perfxl.hosts.place import moved_into_place

NAME = "perfxl.xlam"
# What VBA says itself, since Python does not run then. VBA is ASCII, so the words stand on the add-in's sheet.
TEXTS = {
    "not_running": "perfxl 没有运行起来。请在命令提示符运行 perfxl doctor，按它说的做；"
    "还不行，请把下面的文字发给技术人员。",
    "busy": "上一个操作还没有结束，请等它结束后再点。",
    "no_answer": "✘ 没有算出来：请点“绩效目标”选项卡的“自检”。",
}


def build(out: Path) -> Path:
    """Write perfxl.xlam into a folder, whole or not at all, over an older one."""
    functions = wrappers()
    path = out / NAME
    versions = {"perfxl": perfxl.__version__, "xlwings": metadata.version("xlwings")}
    content = addin_file(vba_project("perfxl", modules(functions)), ribbon(), table(functions.descriptions), versions)
    with moved_into_place(path, overwrite=True, suffix=".xlam") as temporary:
        temporary.write_bytes(content)
    return path


def modules(functions: Wrappers) -> list[Module]:
    """Gather the modules of the project: the documents, ours by name, xlwings', the functions."""
    theirs = [module(_vendored.run_python()), module(_vendored.dictionary()), module(functions.code)]
    return [*own_modules(), *theirs]


def own_modules() -> list[Module]:
    """Read the modules in macros/, document modules first."""
    read = [module(path.read_text("ascii")) for path in sorted(_macros().glob("*")) if path.suffix in {".bas", ".cls"}]
    order = {"ThisWorkbook": 0, "Sheet1": 1}
    return sorted(read, key=lambda one: (order.get(one.name, len(order)), one.name))


def ribbon() -> bytes:
    """Read the ribbon; its line ends are ours whatever a checkout made of them."""
    return "\n".join((_macros() / "ribbon.xml").read_text("utf-8").splitlines()).encode() + b"\n"


def table(descriptions: tuple[Description, ...]) -> list[tuple[str, ...]]:
    """Lay out the add-in's sheet: what VBA says, then what Excel's function dialog says."""
    texts = [("text", key, text) for key, text in TEXTS.items()]
    return [*texts, *(("function", one.name, one.category, one.text, *one.arguments) for one in descriptions)]


def _macros() -> Path:
    """Find the sources: inside an installed package, beside it in a checkout."""
    package = Path(perfxl.__file__).parent
    for folder in (package / "macros", package.parent / "macros"):
        if (folder / "ribbon.xml").is_file():
            return folder
    raise PerfxlError("安装里缺少加载项的源文件（macros）。", "请重新安装 perfxl。")
