"""perfxl: budget performance targets (预算绩效目标) in Excel: import, check, review, mend, roll up, split.

The floors, from the bottom: `errors`, `sheet`, `page` (a sheet as it is read, and as it is drawn); `model` (projects,
money, targets, findings, sums); `rules` (the catalogue; sees the model, never a cell); `forms` (cells <-> model) and
`documents` (text <-> model); `hosts` (where a book is read and written) beside `app` (what perfxl does); `render`
(reports as words, json, frames, Word); and the faces, which do not know each other: `cli` with `cli_desk`, speaking
through `console`; `ribbon`, whose buttons are run by `command`; `udf`, the functions in cells. `addin` makes of
`macros/` and of `udf` the file that Excel loads. Imports run downwards only; import-linter holds them to it.

Choices that are not obvious:

- What was typed is the truth: a project is made of the words in its cells (`model.project.project_from_words`), and
  amounts, shares and targets are readings of them. A word goes into a cell as a number only if that number prints as
  the same word (`forms._values`); so nothing is lost and a check can speak of what was typed.
- Sheets are drawn as plain data (`page.Page`) and written by one writer. Each formula carries the value that a native
  engine would compute, text amounts counting as nothing, and LibreOffice is asked in the tests whether that is true.
- Labels and boxes are found by printed words (`forms._frame`), so that inserted rows and columns are one finding.
- What an indicator measures and which way is better is told in one place, `rules.measures`, by how its name ends;
  what it is about, by `rules._keywords`. The word lists stand in `rules/lexicon`, one file a family.
- Submissions are cut out of the master's own file (`hosts.splice`), not drawn again: what staff changed in Excel stays.
- An operation says what is to change (`page.Changes`); a host makes it so: `hosts.revise` in a copy of the user's file,
  where what is not spoken of is carried over byte for byte, or `hosts.live` in the workbook that is open in Excel,
  where what cannot be finished is taken back.
- Cells with findings are marked by conditional formats that ask perfxl's own sheet, and by notes where there are none:
  better than fills that must be remembered and restored, since the user's own look is never touched, marks follow
  inserted rows, and a submission, which has no such sheet, cannot carry them.
- VBA is plumbing in plain ASCII and decides nothing; Chinese words come from Python, from the ribbon's XML and from the
  add-in's own sheet. It may run no program but the Python that was installed: a workbook cannot name another one.
"""

__version__ = "0.1.0"
