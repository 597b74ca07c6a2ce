"""What each function answers, through xlwings' own pipeline: single cells, columns, full width, faults."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfxl.model.library import bundled_library, library_row, library_titles
from perfxl.rules import CATALOGUE
from tests.builders import CODES, FULL_SET
from tests.model.test_capitals import read_back
from tests.udf._windows import MISSING, Cells
from tests.udf.conftest import Excel

shared = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
amounts = st.decimals(min_value=-(10**7), max_value=10**7, places=2)
REF = -2146826265
GOOD = tuple((one.level1, one.level2, one.name, one.description, one.target, one.basis) for one in FULL_SET)


def column(*values: object) -> tuple[tuple[object], ...]:
    return tuple((value,) for value in values)


# --- PX_TOTAL, PX_AMOUNT, PX_RMB


@given(st.lists(amounts, min_size=1, max_size=20))
@shared
def test_total_is_the_exact_sum(excel: Excel, some: list[Decimal]) -> None:
    assert excel.cell("PX_TOTAL", column(*map(float, some)), MISSING) == f"{sum(some):.2f}万元"


def test_total_reads_a_range_that_com_shows(excel: Excel) -> None:
    assert excel.cell("PX_TOTAL", Cells(((0.1, 0.2), (None, "１００.00万元"))), MISSING) == "100.30万元"
    assert excel.cell("PX_TOTAL", Cells(1273.31), MISSING) == "1273.31万元"


def test_total_in_yuan_takes_bare_numbers_for_yuan(excel: Excel) -> None:
    assert excel.cell("PX_TOTAL", column(5000.0, "1.5万元"), "元") == "20000.00元"


def test_total_keeps_what_is_finer_than_a_cent(excel: Excel) -> None:
    assert excel.cell("PX_TOTAL", column(0.0001, 100.0), MISSING) == "100.0001万元"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (column(1.0, REF), "“金额”第 2 行第 1 列是错误值 #REF!"),
        (column("预算数", 1.0), "“金额”第 1 行第 1 列“预算数”读不出"),
        (((1.0, True),), "“TRUE”读不出"),
        (column(1.0, datetime(2025, 1, 1)), "“2025-01-01”读不出"),  # noqa: DTZ001  # as from Excel
        (column(1e13), "“10000000000000”读不出"),
        (column(1e200), "读不出"),
    ],
)
def test_total_hides_no_fault(excel: Excel, cells: object, said: str) -> None:
    answer = str(excel.cell("PX_TOTAL", cells, MISSING))
    assert answer.startswith("✘")
    assert said in answer


def test_unknown_unit_is_refused(excel: Excel) -> None:
    assert excel.cell("PX_TOTAL", 1.0, "美元") == "✘ 没有“美元”这种金额单位。请写“元”“万元”或“亿元”。"


def test_amount_keeps_the_shape(excel: Excel) -> None:
    given_cells = (("100元", 12.5, None), ("1.2亿元", "待定", "１,234.50"))
    first, second = excel.call("PX_AMOUNT", given_cells, MISSING)
    assert first == [0.01, 12.5, ""]
    assert second[0] == 12000.0
    assert str(second[1]).startswith("✘ 金额“待定”")
    assert second[2] == 1234.5


def test_amount_takes_a_unit_for_each_row(excel: Excel) -> None:
    assert excel.column("PX_AMOUNT", column(10000.0, 1.0, 1.0), column("元", "万元", "亿元")) == [1.0, 1.0, 10000.0]


def test_arguments_of_different_sizes_are_refused(excel: Excel) -> None:
    answer = excel.cell("PX_AMOUNT", column(1.0, 2.0, 3.0), column("元", "元"))
    assert answer == "✘ “金额”有 3 行，“单位”有 2 行。请选一样大的区域，或者只给一格。"


@given(st.decimals(min_value=-(10**8), max_value=10**8, places=6))
@shared
def test_capitals_say_the_amount(excel: Excel, wan: Decimal) -> None:
    text = f"{wan:f}万元"
    assert read_back(str(excel.cell("PX_RMB", text, MISSING))) == wan * 10000
    assert excel.cell("PX_AMOUNT", text, MISSING) == float(wan)


def test_capitals_do_not_drop_parts_of_a_cent(excel: Excel) -> None:
    assert "不足一分" in str(excel.cell("PX_RMB", 100 / 3, MISSING))


# --- PX_CODE, PX_TARGET, PX_RULE


def test_codes(excel: Excel) -> None:
    good, short, small, number, wrong = excel.column(
        "PX_CODE", column(CODES[0], CODES[0][:-2], CODES[0].lower(), 1.30205250091111e20, "13020525P00911110005E")
    )
    assert good == "✔"
    assert str(short).startswith("✘ CODE-01")
    assert str(small).startswith("✘ CODE-02")
    assert str(number).startswith("✘ 编码 1.30205250091111e+20 存成了数字，后几位已经丢失")
    assert str(wrong).startswith("! CODE-06")


@pytest.mark.parametrize(
    ("target", "parts"),
    [
        ("≥95%", ["≥", 95.0, "%", "百分比"]),
        ("≤18万元/辆", ["≤", 18.0, "万元/辆", "数值"]),
        ("90-95%", ["", "90~95", "%", "区间"]),
        ("≥18℃且≤24℃", ["≥且≤", "18~24", "℃", "区间"]),
        ("≤11月底", ["≤", "11月底", "", "日期"]),
        ("显著提升", ["", "显著提升", "", "定性"]),
        ("1:13.5", ["", "1:13.5", "", "比例"]),
    ],
)
def test_targets_are_taken_apart(excel: Excel, target: str, parts: list[object]) -> None:
    assert excel.call("PX_TARGET", target, MISSING) == [parts]


def test_targets_spill_row_by_row(excel: Excel) -> None:
    answers = excel.call("PX_TARGET", column("=12次", None, "98%左右"), column("培训次数", "", "投诉率"))
    assert answers[0] == ["=", 12.0, "次", "数值", "数量", "越大越好"]
    assert answers[1] == [""] * 6
    assert str(answers[2][0]).startswith("✘ 指标值“98%左右”看不懂")
    assert answers[2][1:] == [""] * 5
    assert excel.call("PX_TARGET", (("=12次", "优"),), MISSING) == [["=", 12.0, "次", "数值"], ["", "优", "", "定性"]]
    assert str(excel.cell("PX_TARGET", (("优", "优"), ("优", "优")), MISSING)).startswith("✘ 这个函数的结果有好几列")


def test_every_rule_has_its_page(excel: Excel) -> None:
    pages = excel.column("PX_RULE", column(*CATALOGUE.rules))
    assert all(str(page).startswith(code) for page, code in zip(pages, CATALOGUE.rules, strict=True))
    assert excel.cell("PX_RULE", "XX-99") == "✘ 没有编号为“XX-99”的规则。编号写在“校验结果”里，如 FUND-02。"


# --- PX_CHECK


def test_good_rows_have_a_tick(excel: Excel) -> None:
    head = (("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"),)
    rows = (*head, *GOOD[:2], (None,) * 6, *GOOD[2:])
    assert excel.column("PX_CHECK", rows, "县乡公路日常养护", MISSING) == ["", "✔", "✔", "", "✔", "✔", "✔", "✔"]


@pytest.mark.parametrize("columns", [(2, 4), (2, 4, 5), (2, 3, 4, 5), (1, 2, 3, 4, 5)])
def test_fewer_columns_do_not_make_faults(excel: Excel, columns: tuple[int, ...]) -> None:
    rows = tuple(tuple(row[at] for at in columns) for row in GOOD)
    assert excel.column("PX_CHECK", rows, MISSING, MISSING) == ["✔"] * len(GOOD)


def test_findings_stand_in_their_rows(excel: Excel) -> None:
    faulty: list[list[object]] = [list(row) for row in GOOD]
    faulty[1][4] = "100%左右"
    faulty[2][5] = None
    faulty[3][4] = "≥0.83万元/公里"
    faulty[4][0] = "产出指标"
    faulty[5][4] = REF
    good, *said = excel.column("PX_CHECK", tuple(map(tuple, faulty)), MISSING, MISSING)
    assert good == "✔"
    for answer, start in zip(
        said, ("✘ VAL-01", "✘ STR-02", "✘ SEM-08", "✘ STR-05", "✘ 第 6 行是错误值 #REF!"), strict=True
    ):
        assert str(answer).startswith(start)


def test_levels_are_carried_down_merged_cells(excel: Excel) -> None:
    rows = (GOOD[0], (None, None, *GOOD[0][2:4], "≥95%", GOOD[0][5]))
    merged = excel.column("PX_CHECK", rows, MISSING, MISSING)
    full = excel.column("PX_CHECK", (rows[0], (*GOOD[0][:2], *rows[1][2:])), MISSING, MISSING)
    assert merged == full
    assert "SEM-" in str(merged[1])


def test_a_new_level1_takes_no_level2_from_above(excel: Excel) -> None:
    rows = (GOOD[0], ("效益指标", None, *GOOD[4][2:]))
    assert "没有写二级指标" in str(excel.column("PX_CHECK", rows, MISSING, MISSING)[1])


def test_each_row_says_its_own_though_a_report_would_join_them(excel: Excel) -> None:
    rows = tuple((*row[:5], None) for row in GOOD[:3])
    said = excel.column("PX_CHECK", rows, MISSING, MISSING)
    assert [f"✘ STR-02 第 {n} 条指标的“指标值确定依据”为必录项，必须有值。" for n in (1, 2, 3)] == said


def test_rows_are_compared_within_their_project(excel: Excel) -> None:
    twice = (GOOD[0], GOOD[0])
    alone = excel.column("PX_CHECK", twice, MISSING, MISSING)
    assert all("IND-06" in str(answer) for answer in alone)
    apart = excel.column("PX_CHECK", twice, column("县乡公路日常养护", "村道养护"), MISSING)
    assert not any("IND-06" in str(answer) for answer in apart)


def test_a_project_s_name_tells_what_is_foreign_to_it(excel: Excel) -> None:
    assert excel.column("PX_CHECK", GOOD, MISSING, MISSING) == ["✔"] * len(GOOD)
    assert any(
        "IND-" in str(one) or "SEM-22" in str(one) for one in excel.column("PX_CHECK", GOOD, "小学营养餐", MISSING)
    )


def test_hints_are_given_when_asked_for(excel: Excel) -> None:
    rows = ((*GOOD[0][:5], "开平区年度工作文件"),)
    assert excel.column("PX_CHECK", rows, MISSING, MISSING) == ["✔"]
    assert str(excel.cell("PX_CHECK", rows, MISSING, "提示")).startswith("· ")
    assert str(excel.cell("PX_CHECK", rows, MISSING, "全部")).startswith("✘ 没有“全部”这个级别")


def test_one_column_and_projects_that_do_not_fit_are_refused(excel: Excel) -> None:
    assert "要选 2 到 7 列" in str(excel.cell("PX_CHECK", column("养护里程"), MISSING, MISSING))
    assert "有 2 格，指标有 6 行" in str(excel.column("PX_CHECK", GOOD, column("甲", "乙"), MISSING)[0])


def test_a_thousand_rows_are_checked_in_one_call() -> None:
    """In this process, to be measured: below a second on a small machine."""
    from perfxl import udf

    library = bundled_library()
    entries = [library[at % len(library)] for at in range(1000)]
    rows = [[one.level1, one.level2, one.name, one.description, one.target, one.basis] for one in entries]
    projects = [[f"{one.category}{at // len(library)}"] for at, one in enumerate(entries)]
    start = process_time()
    answers = udf.PX_CHECK(rows, projects)
    assert process_time() - start < 5
    assert len(answers) == len(rows)
    assert all(answer for (answer,) in answers)


# --- PX_PLAN


def test_plans_and_amounts_due(excel: Excel) -> None:
    plans = ((25.0, 50.0, 80.0, 100.0), (0.25, 0.5, 0.8, 1.0), ("25%", "５０", 80.0, 100.0), (25.0, 50.0, 30.0, 100.0))
    first, shown, typed, falls = excel.call("PX_PLAN", plans, column(230.0, "2300000元", 230.0, 230.0), MISSING)
    assert first == shown == typed == ["✔", 57.5, 115.0, 184.0, 230.0]
    assert str(falls[0]).startswith("✘ PLAN-03")
    assert falls[1:] == [""] * 4


def test_plan_may_stand_in_a_column_and_needs_no_budget(excel: Excel) -> None:
    assert excel.call("PX_PLAN", column(25.0, 50.0, 80.0, 100.0), None, MISSING) == [["✔", "", "", "", ""]]


def test_plan_of_a_purchase_starts_late(excel: Excel) -> None:
    plan = ((0.0, 20.0, 60.0, 100.0),)
    assert str(excel.call("PX_PLAN", plan, 10.0, MISSING)[0][0]).startswith("! PLAN-05")
    assert excel.call("PX_PLAN", plan, 10.0, "公务用车购置")[0] == ["✔", 0.0, 2.0, 6.0, 10.0]


@pytest.mark.parametrize(
    ("plan", "budget", "said"),
    [
        (((25.0, 50.0, 80.0),), 1.0, "要选四格"),
        (((25.0, 50.0, 80.0, 100.0),), "约一百", "预算数“约一百”读不出"),
        (((25.0, None, 80.0, 100.0),), 1.0, "✘ PLAN-01 6月底没有填"),
        (((25.0, 50.0, 80.0, REF),), 1.0, "12月底是错误值 #REF!"),
        (((25.0, 50.0, 80.0, 100.0),), ((1.0, 2.0),), "有 2 格，支出计划有 1 行"),
    ],
)
def test_plan_hides_no_fault(excel: Excel, plan: object, budget: object, said: str) -> None:
    ((check, *due),) = excel.call("PX_PLAN", plan, budget, MISSING)
    assert str(check).startswith("✘")
    assert said in str(check)
    assert set(due) <= {""}


# --- PX_MET, PX_SCORE, PX_GRADE


def test_met_goes_down_two_columns(excel: Excel) -> None:
    targets, actuals = column("≥95%", "≥95%", "≤0起", "优", None), column(0.98, "９４%", 1.0, None, "98%")
    assert excel.column("PX_MET", targets, actuals) == ["达标", "未达标", "未达标", "", ""]


def test_met_reads_dates_of_excel(excel: Excel) -> None:
    assert excel.cell("PX_MET", "≤2025年11月底", datetime(2025, 11, 30)) == "达标"  # noqa: DTZ001  # as from Excel


def test_a_share_that_could_be_two_things_is_refused(excel: Excel) -> None:
    assert "0.5 可以是 0.5%，也可以是 50%" in str(excel.cell("PX_MET", "≤5%", 0.5))
    assert excel.cell("PX_MET", "≤5%", "0.5%") == "达标"
    assert excel.cell("PX_MET", "≥90%", 0.5) == "未达标"
    assert excel.cell("PX_MET", "≤5%", 0.0) == "达标"


def test_score(excel: Excel) -> None:
    assert excel.column("PX_SCORE", column("≥95%", "≤10天", "≥3次"), column("93%", 15.0, 3.0), 10.0) == [
        9.79,
        5.0,
        10.0,
    ]
    assert excel.column("PX_SCORE", column("≥95%", "≥95%"), column(0.93, None), column("10分", 10.0)) == [9.79, ""]


@pytest.mark.parametrize("weight", [None, "十分", -1.0, 101.0, "10%", True])
def test_score_needs_a_weight(excel: Excel, weight: object) -> None:
    assert str(excel.cell("PX_SCORE", "≥95%", "98%", weight)).startswith("✘ 权重")


@given(st.sampled_from("≥≤=＞＜"), st.integers(0, 500), st.floats(-1e6, 1e6), st.integers(0, 100))
@shared
def test_score_lies_between_nothing_and_the_weight(
    excel: Excel, sign: str, target: int, actual: float, weight: int
) -> None:
    got = excel.cell("PX_SCORE", f"{sign}{target}人", actual, float(weight))
    assert str(got).startswith("✘") if isinstance(got, str) else 0 <= got <= weight


def test_grades(excel: Excel) -> None:
    assert excel.call("PX_GRADE", ((100.0, 90.0, 89.99), (80.0, "60分", 59.99))) == [
        ["优", "优", "良"],
        ["良", "中", "差"],
    ]
    assert str(excel.cell("PX_GRADE", 100.5)).startswith("✘ 得分")


# --- PX_SUGGEST, PX_LIBRARY


def test_suggestions_spill(excel: Excel) -> None:
    found = excel.call("PX_SUGGEST", "公务用车", "数量", 2.0, MISSING)
    assert len(found) == 2
    assert all(row[5] == "数量指标" for row in found)
    assert len(excel.call("PX_SUGGEST", "公务用车", MISSING, MISSING, MISSING)) == 5


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("量子纠缠", MISSING, MISSING), "没有找到“量子纠缠”"),
        (("公务用车", "大小指标", MISSING), "没有“大小指标”这种二级指标"),
        (("公务用车", MISSING, 0.0), "1 到 100"),
        (("公务用车", MISSING, "很多"), "1 到 100"),
        (("公务用车", REF, MISSING), "“二级指标”是错误值 #REF!"),
    ],
)
def test_suggestions_say_why_there_are_none(excel: Excel, arguments: tuple[object, ...], said: str) -> None:
    answer = str(excel.cell("PX_SUGGEST", *arguments, MISSING))
    assert answer.startswith("✘")
    assert said in answer


def an_own(**words: str) -> tuple[str | None, ...]:
    """One row of a library, by the titles of its columns."""
    return tuple(words.get(title) for title in library_titles())


def test_a_library_of_one_s_own(excel: Excel) -> None:
    own = an_own(编号="ZY001", 二级指标="数量指标", 三级指标="量子卫星发射数", 符号="=", 参考值="2", 单位="颗")
    library = (library_titles(), own)
    assert excel.call("PX_SUGGEST", "量子卫星", MISSING, MISSING, library)[0][2] == "=2颗"
    assert excel.cell("PX_LIBRARY", "ZY001", "指标值", library) == "=2颗"
    assert str(excel.cell("PX_LIBRARY", "JG001", MISSING, library)).startswith("✘ 指标库里没有“JG001”")
    assert str(excel.cell("PX_LIBRARY", "ZY001", MISSING, (own,))).startswith("✘ “指标库”区域里没有“")


def test_every_column_of_the_library(excel: Excel) -> None:
    entry = bundled_library()[0]
    assert excel.call("PX_LIBRARY", entry.code, (library_titles(),), MISSING) == [list(library_row(entry))]
    assert excel.cell("PX_LIBRARY", entry.name, MISSING, MISSING) == entry.target
    assert str(excel.cell("PX_LIBRARY", "JG001", "价钱", MISSING)).startswith("✘ 指标库里没有“价钱”这一列")


def test_a_name_for_several_entries_is_not_guessed(excel: Excel) -> None:
    first, second = (an_own(编号=f"ZY00{n}", 三级指标="培训人次", 参考值=f"{n}0", 单位="人次") for n in (1, 2))
    library = (library_titles(), first, second)
    said = "✘ 指标库里有 2 条“培训人次”，内容不同。请用编号，如 ZY001、ZY002。"
    assert excel.cell("PX_LIBRARY", "培训人次", MISSING, library) == said
    assert excel.cell("PX_LIBRARY", "培训人次", "单位", library) == "人次"
