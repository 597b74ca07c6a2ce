"""The project forms that perfxl knows, and which of them a sheet is."""

from __future__ import annotations

from perfxl.forms._layout import ProjectForm
from perfxl.forms.project_general import GENERAL_2021
from perfxl.forms.project_hebei import HEBEI_2025
from perfxl.model.amounts import folded
from perfxl.sheet import Grid

FORMS = {form.version: form for form in (HEBEI_2025, GENERAL_2021)}
_SEARCHED = 40


def form_of(grid: Grid) -> ProjectForm | None:
    """Tell a project's sheet by its printed labels, half of which must stand in it; None for any other sheet."""
    seen = {folded(value) for row in grid.rows[:_SEARCHED] for value in row if isinstance(value, str)}
    found = {form.version: sum(folded(label.words) in seen for label in form.labels) for form in FORMS.values()}
    best = max(FORMS.values(), key=lambda form: found[form.version])
    return best if 2 * found[best.version] >= len(best.labels) else None
