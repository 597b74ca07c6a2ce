"""STR: the form and part one are whole."""

from dataclasses import replace

from perfxl.model.department import Section
from perfxl.model.findings import Edit, Place
from perfxl.model.project import Indicator
from tests.builders import FULL_SET, a_department, a_project, an_indicator, found, indicators

GOOD_SECTIONS = a_department().sections
NEW_COST = an_indicator(level1="成本指标", level2="经济成本指标", name="养护总成本", target="≤100.00万元")
OLD_COST = an_indicator(level2="成本指标", name="养护总成本", target="≤100.00万元")


def part(*lines: str) -> tuple[Section, ...]:
    """The good sections, with these lines as 分项绩效目标."""
    return tuple(replace(one, paragraphs=lines) if one.kind == "parts" else one for one in GOOD_SECTIONS)


def rows(**words: str) -> tuple[Indicator, ...]:
    """The full set and one more row with these words."""
    return indicators(*FULL_SET, an_indicator(**words))


def test_str_01_fires_when_a_box_holds_only_wide_blanks() -> None:
    (finding,) = found("STR-01", a_project(purpose="\u3000 "))
    assert finding.places == (Place(1, "purpose"),)
    assert finding.blocking


def test_str_01_is_quiet_when_an_amount_is_unreadable_but_not_blank() -> None:
    assert not found("STR-01", a_project(budget="约100"))


def test_str_02_fires_once_for_all_blank_columns_of_a_project() -> None:
    (finding,) = found("STR-02", a_project(rows=rows(description="", basis=" ")))
    assert finding.places == (Place(1, "indicators.7.description"), Place(1, "indicators.7.basis"))


def test_str_02_is_quiet_when_every_row_is_complete() -> None:
    assert not found("STR-02", a_project())


def test_str_03_fires_when_satisfaction_is_missing() -> None:
    (finding,) = found("STR-03", a_project(rows=FULL_SET[:-1]))
    assert "满意度指标" in finding.message


def test_str_03_fires_when_there_is_no_indicator_at_all() -> None:
    (finding,) = found("STR-03", a_project(rows=()))
    assert finding.places == (Place(1, "goals"),)


def test_str_03_is_quiet_when_a_level_is_written_short_or_broken_over_lines() -> None:
    assert not found("STR-03", a_project(rows=(*FULL_SET[:-1], replace(FULL_SET[-1], level1="满意\n度（10分）"))))


def test_str_04_fires_when_cost_stands_under_output() -> None:
    (finding,) = found("STR-04", a_project())
    assert finding.places == (Place(1, "indicators.4.level2"),)


def test_str_04_is_quiet_when_cost_is_a_level_of_its_own() -> None:
    assert not found("STR-04", a_project(rows=indicators(NEW_COST)))


def test_str_05_fires_when_a_benefit_stands_under_output() -> None:
    (finding,) = found("STR-05", a_project(rows=rows(level2="社会效益指标")))
    assert finding.places == (Place(1, "indicators.7.level2"),)


def test_str_05_fires_when_level2_is_blank() -> None:
    (finding,) = found("STR-05", a_project(rows=rows(level2="")))
    assert "没有写二级指标" in finding.message


def test_str_05_is_quiet_on_the_levels_of_2021() -> None:
    assert not found("STR-05", a_project(rows=rows(level1="成本指标", level2="生态环境成本指标")))


def test_str_06_fires_once_when_labels_are_missing_or_renamed() -> None:
    (finding,) = found("STR-06", a_project(labels={"target": "目标", "basis": ""}))
    assert finding.places == (Place(1, "labels.target"), Place(1, "labels.basis"))


def test_str_06_repeats_how_rows_have_shifted() -> None:
    (finding,) = found("STR-06", a_project(labels={"rows": "“绩效目标”应在第 8 行，现在第 9 行"}))
    assert finding.message == "“绩效目标”应在第 8 行，现在第 9 行"


def test_str_06_is_quiet_when_only_blanks_differ() -> None:
    assert not found("STR-06", a_project(labels={"fiscal": "其中：财政    资金"}))


def test_str_07_fires_when_the_table_is_in_yuan() -> None:
    (finding,) = found("STR-07", a_project(money_unit="单位：元"))
    assert "除以 10000" in finding.message


def test_str_07_fires_when_the_table_is_in_millions() -> None:
    assert found("STR-07", a_project(money_unit="单位：百万元"))


def test_str_07_is_quiet_when_wan_yuan_is_written_otherwise() -> None:
    assert not found("STR-07", a_project(money_unit="（金额单位: 万元）"))


def test_str_08_fires_when_code_and_name_run_together() -> None:
    (finding,) = found("STR-08", a_project(unit="430001唐山市开平区教育局"))
    assert "430001" in finding.message


def test_str_08_is_quiet_when_the_unit_has_no_code() -> None:
    assert not found("STR-08", a_project(unit="开平区卫生健康局"))


def test_str_09_fires_when_a_number_is_skipped() -> None:
    (finding,) = found("STR-09", a_project(), a_project(2, title="3.县乡公路日常养护绩效目标表"))
    assert finding.edits == (Edit(Place(2, "title"), "2.县乡公路日常养护绩效目标表", safe=False),)


def test_str_09_fires_when_the_title_has_no_number() -> None:
    assert found("STR-09", a_project(title="县乡公路日常养护绩效目标表"))


def test_str_09_is_quiet_on_one_table_split_from_a_document() -> None:
    assert not found("STR-09", a_project(title="3.县乡公路日常养护绩效目标表"))


def test_str_10_fires_when_part_indicators_have_no_values() -> None:
    (finding,) = found("STR-10", sections=part("一、公路养护", "绩效指标：1、2025年养护里程2、两办用车次数"))
    assert "2 条指标中有 2 条" in finding.message


def test_str_10_is_quiet_when_they_are_measured_or_graded() -> None:
    assert not found("STR-10", sections=part("一、公路养护", "绩效指标：1、每月巡检两次；2、群众评价良好。"))


def test_str_11_fires_when_a_heading_is_repeated_under_another_number() -> None:
    (finding,) = found("STR-11", sections=part("（一）分项绩效目标", "绩效目标：完成养护。"))
    assert finding.places == (Place(None, "parts.1"),)


def test_str_11_is_quiet_when_text_follows_the_heading() -> None:
    assert not found("STR-11")


def test_str_12_fires_when_a_bookmark_was_carried_along() -> None:
    (finding,) = found("STR-12", a_project(title="[bookmark: _Toc_1]1.县乡公路日常养护绩效目标表"))
    assert finding.edits[0].text == "1.县乡公路日常养护绩效目标表"


def test_str_12_offers_no_edit_when_the_content_itself_is_lost() -> None:
    (finding,) = found("STR-12", a_project(goals="完成#REF!公里养护"))
    assert not finding.edits


def test_str_12_is_quiet_on_ordinary_brackets() -> None:
    assert not found("STR-12", a_project(goals="1.完成[甲]标段养护"))


def test_str_13_fires_when_a_label_is_spaced_out() -> None:
    (finding,) = found("STR-13", a_project(labels={"fiscal": "其中：财政    资金"}))
    assert finding.edits == (Edit(Place(1, "labels.fiscal"), "其中：财政资金", safe=True),)


def test_str_13_is_quiet_when_the_label_was_renamed() -> None:
    assert not found("STR-13", a_project(labels={"fiscal": "财政拨款"}))


def test_str_14_fires_once_when_sections_are_missing_or_empty() -> None:
    (finding,) = found("STR-14", sections=(GOOD_SECTIONS[0], replace(GOOD_SECTIONS[1], paragraphs=())))
    assert finding.places == (Place(None, "parts.0"), Place(None, "measures.0"))


def test_str_14_is_quiet_on_a_table_that_has_no_part_one() -> None:
    assert not found("STR-14", sections=(), covers=("", ""))


def test_str_15_fires_when_one_project_is_on_the_other_form() -> None:
    old, new = indicators(OLD_COST), indicators(NEW_COST)
    (finding,) = found("STR-15", a_project(rows=old), a_project(2, rows=new), a_project(3, rows=old))
    assert finding.places == (Place(2, "indicators.1.level1"),)


def test_str_15_is_quiet_when_all_projects_use_one_form() -> None:
    assert not found("STR-15", a_project(), a_project(2), a_project(3, rows=FULL_SET[:3]))


def test_str_09_is_quiet_when_the_title_waits_for_the_name() -> None:
    assert not found("STR-09", a_project(name="", title="绩效目标表"))
