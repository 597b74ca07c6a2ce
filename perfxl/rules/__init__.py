"""The catalogue: one module a family of rules, found by CATALOGUE; a rule sees the model and never a cell.

To add a rule: one function under `@project_rule` or `@department_rule` in its family's module (its Chinese docstring is
the page that staff read), and two tests. Nothing else is registered anywhere.
"""

from perfxl.rules import (
    basis,
    codes,
    costs,
    funds,
    part_one,
    plan,
    punctuation,
    structure,
    targets,
    totals,
    values,
    wording,
)
from perfxl.rules._rule import Catalogue

CATALOGUE = Catalogue.of(
    structure, part_one, funds, costs, plan, codes, targets, values, basis, punctuation, wording, totals
)
