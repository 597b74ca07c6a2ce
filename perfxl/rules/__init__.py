"""The catalogue: one module a family of rules, found by CATALOGUE; a rule sees the model and never a cell.

To add a rule: one function under `@project_rule` or `@department_rule` in its family's module (its Chinese docstring is
the page that staff read), and two tests. Nothing else is registered anywhere. The order of the families is the order in
which findings of one level are reported.
"""

from perfxl.rules import (
    agreement,
    basis,
    categories,
    codes,
    copies,
    costs,
    directions,
    disclosure,
    duties,
    funds,
    goals,
    indicators,
    meaning,
    part_one,
    plan,
    punctuation,
    relatedness,
    sources,
    structure,
    targets,
    totals,
    values,
    weights,
    wording,
)
from perfxl.rules._rule import Catalogue

CATALOGUE = Catalogue.of(
    structure,
    funds,
    plan,
    codes,
    totals,
    meaning,
    directions,
    categories,
    relatedness,
    costs,
    copies,
    indicators,
    goals,
    agreement,
    targets,
    values,
    basis,
    sources,
    weights,
    part_one,
    duties,
    disclosure,
    wording,
    punctuation,
)
