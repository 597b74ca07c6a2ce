"""perfxl: budget performance targets (预算绩效目标) in Excel: import, check, roll up, split.

The floors, from the bottom: `errors`, `sheet`, `page` (what a sheet is, read and written); `model` (projects, money,
targets, findings); `rules` (the catalogue; sees the model, never a cell); `forms` (cells <-> model) and `documents`
(text <-> model); `hosts` (where a book is read and written) beside `app` (what perfxl does); `render` (reports as
words, json, rows); and the faces, `cli` today. Imports run downwards only; import-linter holds them to it.
"""

__version__ = "0.1.0"
