"""What a user reads on a terminal."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from rich.cells import cell_len

from perfxl.app.split import SplitFile, SplitReport
from perfxl.documents.text import Unplaced
from perfxl.render import words
from perfxl.rules import CATALOGUE
from tests.builders import a_project
from tests.render.samples import a_book, summed, taken_in


def test_rollup_columns_line_up_under_chinese_names() -> None:
    text = words.rollup_words(summed(a_book(a_project(1), a_project(2, name="桥[/]梁 repair", budget="33.30"))))
    table = [line for line in text.splitlines() if line[:1] in "|+"]
    assert len({cell_len(line) for line in table}) == 1
    assert "桥[/]梁 repair" in text
    assert "133.30" in text


def test_rollup_says_whether_the_workbook_agrees() -> None:
    assert words.rollup_words(summed()).endswith("✔ 与工作簿“汇总”表一致。")


def test_rollup_of_two_workbooks_ends_with_the_whole() -> None:
    text = words.rollup_words(summed(a_book(name="甲.xlsx"), a_book(name="乙.xlsx")))
    assert text.endswith("总计：2 个工作簿，2 个项目，预算数 200.00 万元（财政资金 200.00，其他资金 0.00）")


def test_rollup_counts_indicators_by_level() -> None:
    text = words.rollup_words(summed())
    assert "三级指标 6 条\n  产出指标 4：数量指标 1、质量指标 1、时效指标 1、成本指标 1\n" in text


def test_split_lists_its_files_and_the_reason_for_force() -> None:
    part = SplitFile(Path("out/1.公路养护绩效目标表.xlsx"), "CODE1", "公路养护", Decimal(100))
    text = words.split_words(SplitReport((part,), Path("out"), Decimal(100), "编码待下达", ("9.旧绩效目标表.xlsx",)))
    assert text == (
        "✔ 已拆分出 1 张申报表，合计 100.00 万元 → out\n"
        "  1.公路养护绩效目标表.xlsx  100.00 万元\n"
        "! 文件夹里另有 1 张不是这次拆分的申报表：9.旧绩效目标表.xlsx。\n"
        "! 带着未改的错误强行拆分，理由：编码待下达"
    )


def test_a_rules_page_says_why_and_what_to_do() -> None:
    text = words.rule_words(CATALOGUE.rule("FUND-02"))
    for part in ("FUND-02  错误，不改好不能拆分", "为何：", "错例：", "正例：", "建议：", "依据："):
        assert part in text


def test_the_list_of_rules_names_each_once() -> None:
    lines = words.rules_words().splitlines()
    assert len(lines) == len(CATALOGUE) + 1
    assert [line.split()[0] for line in lines[1:]] == list(CATALOGUE.rules)


def test_import_says_what_was_left_over() -> None:
    text = words.import_words(taken_in(Unplaced(7, "没有\t去处"), notes=("清除了 1 处残留。",)))
    assert text == (
        "✔ 已导入“文档.txt” → 总表.xlsx\n"
        "  2 个项目，12 条三级指标，预算数合计 100.00 万元（版式：河北2025）\n"
        "  1.县乡公路日常养护  13020525P00911110004E  100.00 万元\n"
        "  2.桥梁维修  13020525P00008610015X  预算数未填或读不出\n"
        "说明：\n"
        "  清除了 1 处残留。\n"
        "! 有 1 行文字没能放进总表，请核对：\n"
        "  第 7 行：没有 去处\n"
        "校验：规则 20 条，错误 0 条，警告 0 条，提示 0 条"
    )


def test_import_with_nothing_left_over_says_so() -> None:
    assert "原文每一行都有了着落。" in words.import_words(taken_in())
