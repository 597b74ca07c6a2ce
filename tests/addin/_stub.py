"""The add-in for LibreOffice: our VBA as it ships, with xlwings' module and the boxes replaced by stubs (stub/).

xlwings' module and its Dictionary do not parse in LibreOffice, and cell functions need a Python server. Everything else
of ours does, classes with events too. It is loaded with MacroExecutionMode 4 and the filter below; then
`perfxl.StubClicks.ClickButton` and its neighbours are called as document scripts. What is clicked acts on the active
workbook, and LibreOffice has one only if it was loaded visible (Hidden=False; --headless shows nothing all the same).
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from perfxl.addin._ovba import Module, module, vba_project
from perfxl.addin.build import NAME, own_modules, ribbon, table
from perfxl.addin.package import addin_file

FILTER = "Calc MS Excel 2007 VBA XML"
SCRIPT = "vnd.sun.star.script:perfxl.{}?language=Basic&location=document"
_STUBS = Path(__file__).parent / "stub"
_BUTTON = "{http://schemas.microsoft.com/office/2009/07/customui}button"


def buttons() -> dict[str, dict[str, str]]:
    """Gather the buttons of ribbon.xml by their id, which is the name of the Python command."""
    found = etree.fromstring(ribbon()).iter(_BUTTON)
    return {one.get("id", ""): {str(key): str(value) for key, value in one.attrib.items()} for one in found}


def stub_modules() -> list[Module]:
    """Put the stubs in the place of what they stand for, and the ribbon's buttons into StubClicks."""
    clicks = [f'Case "{name}": {one["onAction"]} control' for name, one in buttons().items()]
    tags = [f'Case "{name}": control.Tag = "{one["tag"]}"' for name, one in buttons().items()]
    text = (_STUBS / "StubClicks.bas").read_text("ascii")
    text = text.replace("'CLICKS", "\n".join(clicks)).replace("'TAGS", "\n".join(tags))
    stubs = [module(path.read_text("ascii")) for path in sorted(_STUBS.iterdir()) if path.stem != "StubClicks"]
    taken = {one.name for one in stubs}
    return [*(one for one in own_modules() if one.name not in taken), *stubs, module(text)]


def stub_addin(folder: Path) -> Path:
    """Write the stub build of perfxl.xlam into a folder."""
    path = folder / NAME
    path.write_bytes(addin_file(vba_project("perfxl", stub_modules()), ribbon(), table(()), {"perfxl": "0"}))
    return path
