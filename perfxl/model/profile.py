"""Figures that change with province and year, and the levels that a unit has set: data, never ifs in rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from perfxl.model.findings import Severity


@dataclass(frozen=True, slots=True)
class Profile:
    """One province's form in one year.

    `levels` maps each 一级指标 to its 二级指标; `plan_floor` is the least cumulative percentage due at 3/6/10月底;
    `severities` holds the levels set by the unit, None where a rule is switched off.
    """

    name: str
    levels: Mapping[str, tuple[str, ...]]
    required_levels: tuple[str, ...]
    plan_floor: tuple[Decimal, Decimal, Decimal]
    severities: Mapping[str, Severity | None] = field(default_factory=dict)


HEBEI_2025 = Profile(
    name="河北2025",
    levels={
        "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
        "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
        "满意度指标": ("服务对象满意度指标",),
    },
    required_levels=("产出指标", "效益指标", "满意度指标"),
    plan_floor=(Decimal(25), Decimal(50), Decimal(80)),
)
