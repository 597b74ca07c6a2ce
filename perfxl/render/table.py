"""Reports as pandas tables for analysis: Chinese titles; amounts stay Decimal, `astype(float)` where a chart asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # pandas takes half a second to load: only who asks for a table waits for it
    import pandas as pd

    from perfxl.app.check import CheckReport
    from perfxl.app.rollup import RollupReport
    from perfxl.model.department import Department

FINDINGS = ("级别", "规则", "项目编码", "项目名称", "工作表", "单元格", "现值", "问题", "建议", "依据")
PROJECTS = (
    "工作簿", "单位代码", "单位名称", "序号", "项目编码", "项目名称", "预算数", "财政资金", "其他资金", "占比",
    "3月底应付", "6月底应付", "10月底应付", "12月底应付",
)  # fmt: skip
INDICATORS = (
    "项目编码", "项目名称", "序号", "一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据",
)  # fmt: skip


def findings_frame(report: CheckReport) -> pd.DataFrame:
    """One row per finding."""
    rows = []
    for one in report.found:
        finding = one.finding
        where = (one.project_code, one.project_name, one.sheet, "、".join(one.cells), one.value)
        advice = (finding.message, finding.fix, finding.basis)
        rows.append((finding.severity.chinese, finding.rule, *where, *advice))
    return _frame(rows, FINDINGS)


def projects_frame(report: RollupReport) -> pd.DataFrame:
    """One row per project; amounts in 万元, 占比 in percent of its department."""
    rows = []
    for one in report.departments:
        summed = one.summed
        for p in summed.projects:
            whose = (one.workbook, summed.unit_code, summed.unit_name, p.position, p.code, p.name)
            sums = (p.amounts.budget, p.amounts.fiscal, p.amounts.other, summed.share(p), *p.amounts.due)
            rows.append((*whose, *sums))
    return _frame(rows, PROJECTS)


def indicators_frame(department: Department) -> pd.DataFrame:
    """One row per 三级指标, words as typed."""
    rows = [
        (p.code, p.name, one.number, one.level1, one.level2, one.name, one.description, one.target, one.basis)
        for p in department.projects
        for one in p.indicators
    ]
    return _frame(rows, INDICATORS)


def _frame(rows: Sequence[tuple[object, ...]], titles: tuple[str, ...]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame.from_records(rows, columns=list(titles))
