"""What a user reads of a check: two screens in short, everything when asked."""

from __future__ import annotations

from dataclasses import replace

from perfxl.app.check import CheckReport
from perfxl.forms.findings import Ignored
from perfxl.model.findings import Severity
from perfxl.render import check_words as words
from perfxl.rules import CATALOGUE
from tests.builders import a_department, a_project
from tests.render.samples import a_check, located


def test_a_clean_check_passes_loudly() -> None:
    text = words.check_words(a_check())
    assert text.splitlines()[-1] == "✔✔✔ 通过：规则 20 条，没有错误（错误 0 条，警告 0 条，提示 0 条）。"


def test_warnings_alone_still_pass() -> None:
    report = a_check(located(severity=Severity.WARNING))
    assert words.passed(report)
    assert "通过" in words.verdict(report)


def test_everything_is_listed_by_project_with_cell_message_and_advice_when_verbose() -> None:
    text = words.check_words(a_check(located(), located(project=2), located(project=None)), verbose=True)
    assert text == (
        "总表.xlsx：2 个项目，错误 3 条，警告 0 条，提示 0 条\n"
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
        "【部门】错误 1 条，警告 0 条，提示 0 条\n"
        "  ✘ 错误 FUND-02  预算数对不上。\n"
        "      建议：核对三个金额。\n"
        "\n"
        "✘ 未通过：规则 20 条，错误 3 条，其中 3 条不改好不能拆分。请改好后重新校验。"
    )


def test_the_place_on_which_most_faults_meet_comes_first() -> None:
    light, heavy = located("PLAN-06", Severity.WARNING, 2, cells=("B7",)), located("FUND-03")
    text = words.check_words(a_check(light, heavy, located()))
    first = next(line for line in text.splitlines() if line.startswith("  1. "))
    assert "《1.公路养护》C4" in first
    assert CATALOGUE.rule("FUND-03").title.rstrip("。") in text


def test_a_project_of_many_findings_is_cut_and_says_so() -> None:
    rules = [code for code in CATALOGUE.rules if code.startswith("SEM-")][:12]
    text = words.check_words(a_check(*(located(code, Severity.WARNING, 1) for code in rules)))
    assert "… 另有警告 4 条" in text


def test_what_one_rule_finds_in_a_project_takes_one_line() -> None:
    some = (located("SEM-07", cells=(f"E{row}",)) for row in (11, 12, 14))
    text = words.check_words(a_check(*some))
    assert "  ✘ SEM-07 E11:E12、E14  预算数对不上。（等 3 条）" in text


def test_two_thousand_projects_fit_the_same_screens() -> None:
    department = a_department(*(a_project(position) for position in range(1, 2001)))
    found = tuple(located("FUND-08", Severity.WARNING, position) for position in range(1, 2001) for _ in range(3))
    text = words.check_words(CheckReport("总表.xlsx", department, found, 20))
    assert len(text.splitlines()) <= 100
    assert "另有 1988 个项目" in text


def test_hints_are_counted_and_listed_when_verbose() -> None:
    hint = located("FUND-04", Severity.INFO, message="没有填其他资金。")
    report = a_check(hint, hint)
    short, long = words.check_words(report), words.check_words(report, verbose=True)
    assert "提示 2 条没有列出" in short
    assert "没有填其他资金。" not in short
    assert long.count("没有填其他资金。") == 2


def test_ignored_findings_are_counted_and_not_listed() -> None:
    ignored = replace(
        located("FUND-08", Severity.WARNING), ignored=Ignored("", "", "", (), "", "", "批复如此", "张", "")
    )
    text = words.check_words(a_check(ignored))
    assert "已忽略 1 条" in text
    assert "FUND-08" not in text


def test_typed_words_cannot_steer_the_terminal() -> None:
    text = words.check_words(a_check(located(message="第一行\n\x1b[31m第二行")), verbose=True)
    assert "第一行 [31m第二行" in text
    assert "\x1b" not in text


def test_a_report_of_one_project_says_which() -> None:
    report = a_check(located(), located(project=2))
    text = words.check_words(report.of(report.department.projects[1]))
    assert text.startswith("总表.xlsx：第 2 个项目，错误 1 条")
