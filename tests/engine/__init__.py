"""Excel for the tests: xlwings' engine "excel", on a LibreOffice process, so that code on xlwings' public API runs.

`start()` registers the engine and makes it active; `xw.App()` then starts a soffice of its own. The engine answers as
xlwings does on Windows: what a cell makes of a typed text (`_entries`), formulas in Excel's spelling (`_formulas`),
errors as numbers, locked cells that refuse (`_protection`), collections that raise what they raise there. What is not
done here raises NotImplementedError and names the method. `engine.calls` counts the calls that would cross to Excel.
"""

from __future__ import annotations

import xlwings as xw

from tests.engine._app import App, Engine
from tests.engine._office import find_uno
from tests.engine._trips import ExcelError

__all__ = ["App", "Engine", "ExcelError", "find_uno", "start"]


def start(program: str) -> Engine:
    """Register LibreOffice, by its program, as xlwings' active engine; called again, it does nothing new."""
    if "excel" in xw.engines.engines_by_name:
        impl = xw.engines["excel"].impl
        if not isinstance(impl, Engine):
            raise TypeError("这里有真的 Excel：请用 pytest -m excel 在它上面测试")
    else:
        impl = Engine(program)
        xw.engines.add(xw.main.Engine(impl=impl))
    xw.engines["excel"].activate()
    return impl
