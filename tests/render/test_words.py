"""What a user reads on a terminal."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from rich.cells import cell_len

from perfxl.app.split import SplitFile, SplitReport
from perfxl.documents.text import Unplaced
from perfxl.model.findings import Severity
from perfxl.render import words
from perfxl.rules import CATALOGUE
from tests.builders import a_project
from tests.render.samples import a_book, a_check, located, summed, taken_in


def test_a_clean_check_passes_loudly() -> None:
    text = words.check_words(a_check())
    assert text.splitlines()[-1] == "✔✔✔ 通过：规则 20 条，没有错误（错误 0 条，警告 0 条，提示 0 条）。"


def test_warnings_alone_still_pass() -> None:
    report = a_check(located(severity=Severity.WARNING))
    assert words.passed(report)
    assert "通过" in words.verdict(report)


def test_errors_are_listed_by_project_with_cell_message_and_advice() -> None:
    text = words.check_words(a_check(located(project=None), located(), located(project=2)))
    assert text == (
        "总表.xlsx：2 个项目，错误 3 条，警告 0 条，提示 0 条\n"
        "\n"
        "【部门】错误 1 条，警告 0 条，提示 0 条\n"
        "  ✘ 错误 FUND-02  预算数对不上。\n"
        "      建议：核对三个金额。\n"
        "\n"
        "【1.公路养护】（CODE1）错误 1 条，警告 0 条，提示 0 条\n"
        "  工作表“1.公路养护”\n"
        "  ✘ 错误 FUND-02 C4  预算数对不上。\n"
        "      建议：核对三个金额。\n"
        "\n"
        "【2.公路养护】（CODE2）错误 1 条，警告 0 条，提示 0 条\n"
        "  工作表“2.公路养护”\n"
        "  ✘ 错误 FUND-02 C4  预算数对不上。\n"
        "      建议：核对三个金额。\n"
        "\n"
        "✘ 未通过：规则 20 条，错误 3 条，其中 3 条不改好不能拆分。请改好后重新校验。"
    )


def test_hints_are_counted_by_rule_and_listed_when_verbose() -> None:
    hint = located("FUND-04", Severity.INFO, message="没有填其他资金。")
    report = a_check(hint, hint)
    short, long = words.check_words(report), words.check_words(report, verbose=True)
    assert f"FUND-04 2 条  {CATALOGUE.rule('FUND-04').title}" in short
    assert "没有填其他资金。" not in short
    assert long.count("没有填其他资金。") == 2


def test_repeats_show_their_cells() -> None:
    assert words.cells_words(("F11", "F12")) == "F11、F12"
    assert words.cells_words(tuple(f"F{row}" for row in range(11, 31))).endswith("F18 等 20 处")


def test_typed_words_cannot_steer_the_terminal() -> None:
    text = words.check_words(a_check(located(message="第一行\n\x1b[31m第二行")))
    assert "第一行 [31m第二行" in text
    assert "\x1b" not in text


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
