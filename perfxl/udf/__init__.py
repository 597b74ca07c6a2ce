"""Cell functions: what staff write into formulas, =PX_TOTAL(B2:B9). Values in, values out: no book, no file, no clock.

xlwings imports this one module and takes every function that it finds marked here. A fault comes back as text that
begins with ✘, never as a number. The docstrings and the words in `cell_function` are what Excel's function wizard
shows, 255 letters at most. How arguments arrive, and why xlwings is shown no annotations, stands in `_cells`.

Answers of several cells spill in an Excel that has dynamic arrays; in an older one, mark the cells, type the formula
and press Ctrl+Shift+Enter. `expand` of xlwings is not used, because it writes over what stands beside; nor is
`call_in_wizard=False`, because it answers 0 while a workbook opens.
"""

from perfxl.udf._findings import PX_CHECK, PX_CODE, PX_RULE, PX_TARGET
from perfxl.udf._library import PX_LIBRARY, PX_SUGGEST
from perfxl.udf._money import PX_AMOUNT, PX_PLAN, PX_RMB, PX_TOTAL
from perfxl.udf._scores import PX_GRADE, PX_MET, PX_SCORE

__all__ = [
    "PX_AMOUNT",
    "PX_CHECK",
    "PX_CODE",
    "PX_GRADE",
    "PX_LIBRARY",
    "PX_MET",
    "PX_PLAN",
    "PX_RMB",
    "PX_RULE",
    "PX_SCORE",
    "PX_SUGGEST",
    "PX_TARGET",
    "PX_TOTAL",
]
