"""The words printed on the form, by the field that each stands beside."""

LABELS = {
    "code": "项目编码",
    "name": "项目名称",
    "purpose_and_budget": "预算规模及资金用途",
    "budget": "预算数",
    "fiscal": "其中：财政资金",
    "other": "其他资金",
    "plan": "资金支出计划（%）",
    "plan.march": "3月底",
    "plan.june": "6月底",
    "plan.october": "10月底",
    "plan.december": "12月底",
    "goals": "绩效目标",
    "level1": "一级指标",
    "level2": "二级指标",
    "indicator": "三级指标",
    "description": "绩效指标描述",
    "target": "指标值",
    "basis": "指标值确定依据",
    "weight": "分值权重",
}
