"""Figures that change with province and year, and the levels that a unit has set: data, never ifs in rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from perfxl.model.findings import Severity


@dataclass(frozen=True, slots=True)
class Profile:
    """One province's form in one year.

    `levels` maps each 一级指标 to its 二级指标; `required_levels` and `required_level2` are those that every project
    needs. `weights` are the usual weights of the 一级指标, empty where the form has no column for weights.
    `plan_floor` is the least cumulative percentage due at 3/6/10月底. `fewest` and `most` bound the number of a
    project's indicators. The other figures are in per cent, but for `heating` (the least room temperature, ℃) and
    `basis_age` (years after which a document cited as a basis is old). `severities` holds the levels set by the unit,
    None where a rule is switched off.
    """

    name: str
    levels: Mapping[str, tuple[str, ...]]
    required_levels: tuple[str, ...]
    required_level2: tuple[str, ...]
    plan_floor: tuple[Decimal, Decimal, Decimal]
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    fewest: int = 6
    most: int = 15
    satisfaction: tuple[Decimal, Decimal] = (Decimal(80), Decimal(97))
    most_rise: Decimal = Decimal(10)
    most_saving: Decimal = Decimal(30)
    large_share: Decimal = Decimal(30)
    heating: Decimal = Decimal(18)
    basis_age: int = 5
    severities: Mapping[str, Severity | None] = field(default_factory=dict)


HEBEI_2025 = Profile(
    name="河北2025",
    levels={
        "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
        "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
        "满意度指标": ("服务对象满意度指标",),
    },
    required_levels=("产出指标", "效益指标", "满意度指标"),
    required_level2=("数量指标", "质量指标", "服务对象满意度指标"),
    plan_floor=(Decimal(25), Decimal(50), Decimal(80)),
)

GENERAL_2021 = Profile(
    name="通用2021",
    levels={
        "成本指标": ("经济成本指标", "社会成本指标", "生态环境成本指标"),
        "产出指标": ("数量指标", "质量指标", "时效指标"),
        "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标"),
        "满意度指标": ("服务对象满意度指标",),
    },
    required_levels=("成本指标", "产出指标", "效益指标", "满意度指标"),
    required_level2=("数量指标", "质量指标", "服务对象满意度指标"),
    plan_floor=HEBEI_2025.plan_floor,
    weights={"成本指标": Decimal(20), "产出指标": Decimal(40), "效益指标": Decimal(20), "满意度指标": Decimal(10)},
)
PROFILES = {profile.name: profile for profile in (HEBEI_2025, GENERAL_2021)}
