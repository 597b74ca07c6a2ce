"""One project's table: its cells to the words of a project, by printed labels and by the shape of the rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property
from itertools import pairwise

from perfxl.documents._cells import (
    HEADER,
    KNOWN,
    Cell,
    Line,
    Unplaced,
    is_level,
    is_money_unit,
    is_title,
    is_unit,
    report,
    split_cells,
)
from perfxl.model.amounts import blank, folded
from perfxl.model.labels import LABELS
from perfxl.model.project import PLAN_NODES, Indicator, Project, project_from_words
