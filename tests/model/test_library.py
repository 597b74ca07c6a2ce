"""The bundled library is complete, and an entry becomes an indicator of either form."""

from __future__ import annotations

from collections import defaultdict

from perfxl.model.library import LibraryEntry, bundled_library, library_row, library_titles
from perfxl.model.profile import GENERAL_2021, HEBEI_2025

FIRST_OF_ITS_OWN = 75  # agency logistics came before the rule that a category is complete
CORE = {"数量指标", "质量指标", "时效指标", "经济成本指标", "服务对象满意度指标"}
EFFECTS = {"经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"}


def an_entry(**words: str) -> LibraryEntry:
    return LibraryEntry(**{"code": "JT001", "level1": "产出指标", "level2": "数量指标", "name": "养护里程"} | words)


def test_there_are_entries_of_many_fields() -> None:
    library = bundled_library()
    fields = {entry.code.rstrip("0123456789") for entry in library}
    assert len(library) >= 250
    assert {"JG", "JY", "WS", "NY", "JT", "MZ", "WH", "SL", "CJ", "HB", "GA", "XX", "RS", "SC", "YJ", "ZZ"} <= fields


def test_every_category_has_outputs_cost_effect_and_satisfaction() -> None:
    levels = defaultdict[str, set[str]](set)
    for entry in bundled_library()[FIRST_OF_ITS_OWN:]:
        levels[entry.category].add(entry.level2)
    lacking = {category: CORE - found for category, found in levels.items() if CORE - found}
    effectless = [category for category, found in levels.items() if not found & EFFECTS]
    assert lacking == {}
    assert effectless == ["房屋场地租赁"]  # renting a house has no effect of its own


def test_an_entry_has_a_word_for_each_title() -> None:
    assert len(library_titles()) == len(library_row(LibraryEntry())) == 15


def test_a_target_joins_its_three_columns() -> None:
    assert an_entry(operator="≤", value="18", unit="万元/辆").target == "≤18万元/辆"


def test_cost_stands_where_the_form_puts_it() -> None:
    cost = an_entry(level1="成本指标", level2="经济成本指标")
    assert cost.levels(GENERAL_2021) == ("成本指标", "经济成本指标")
    assert cost.levels(HEBEI_2025) == ("产出指标", "成本指标")
    assert an_entry(level1="产出指标", level2="成本指标").levels(GENERAL_2021) == ("成本指标", "经济成本指标")


def test_other_levels_stay_as_they_are() -> None:
    assert an_entry().levels(GENERAL_2021) == ("产出指标", "数量指标")
    assert an_entry(level1="效益", level2="别的").levels(HEBEI_2025) == ("效益", "别的")


def test_an_entry_becomes_an_indicator() -> None:
    entry = an_entry(operator="≥", value="120", unit="公里", description="养护总里程", basis="养护计划")
    indicator = entry.indicator(HEBEI_2025, number=3)
    assert (indicator.number, indicator.name, indicator.target) == (3, "养护里程", "≥120公里")
    assert (indicator.description, indicator.basis) == ("养护总里程", "养护计划")
