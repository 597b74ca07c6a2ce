"""What a text is about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfxl.rules._keywords import content, core, keywords, related
from perfxl.rules._lexicon import groups


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("公建热力费", "取暖覆盖面积"),
        ("高龄津贴发放", "享受补贴老年人数"),
        ("道路养护", "路段维修合格率"),
        ("车载终端租用", "北斗定位在线率"),
        ("低保金", "困难群众救助人数"),
        ("污水处理厂运行", "出水水质达标率"),
        ("义务教育学校校舍", "教室翻新间数"),
        ("法律援助", "受援人回访率"),
    ],
)
def test_synonyms_are_related(one: str, other: str) -> None:
    assert related(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("独生子女父母退休一次性奖励", "相关支出次数"),
        ("法律援助补助", "河道清淤长度"),
        ("本级工作经费保障项目", "项目经费支出完成率"),
        ("农业机械化率", "道路绿化率"),  # 化率 is no word
        ("图书借阅服务", "医疗服务水平"),
    ],
)
def test_strangers_are_not_related(one: str, other: str) -> None:
    assert not related(one, other)


def test_words_of_budgeting_say_nothing() -> None:
    assert not content("本级2025年度专项经费支出保障工作完成率")


def test_ways_to_spend_money_do_not_tell_projects_apart() -> None:
    assert core("高龄津贴发放").isdisjoint(core("残疾人护理补贴发放"))
    assert not content("高龄津贴发放").isdisjoint(content("残疾人护理补贴发放"))


def test_keywords_are_shown_in_the_texts_own_words() -> None:
    assert keywords("本级独生子女父母退休一次性奖励") == ("独生子女父母退休", "奖励")


def test_the_groups_cover_many_fields_and_no_group_stands_alone() -> None:
    topics = groups("keywords.topics")
    assert len(topics) >= 150
    assert [group for group in topics if len({*group}) < 2] == []


@given(st.text())
def test_any_text_can_be_read_and_is_related_to_itself(text: str) -> None:
    assert related(text, text) == bool(content(text))
