"""Departments that hypothesis makes up: any words, any number of projects and rows, blanks and odd amounts."""

from __future__ import annotations

from hypothesis import strategies as st

from perfxl.model.department import Department, Section
from perfxl.model.profile import HEBEI_2025
from perfxl.model.project import BOX_FIELDS, INDICATOR_FIELDS, MONEY_FIELDS, PLAN_NODES, Indicator, project_from_words

ALPHABET = "预算绩效目标指标项目购置率次辆1290.%≥≤=（）()、。 \n'\"&<>-+@A_"
words = st.text(ALPHABET, max_size=24)
said = st.text(ALPHABET, min_size=1, max_size=24).filter(lambda text: bool(text.strip()))
money = st.one_of(
    st.decimals(min_value=0, max_value=99999, places=2).map(lambda d: f"{d:.2f}"),
    st.sampled_from(["", " ", "1,234.00", "１００", "100万元", "1.2345", "待定", "-5.00"]),
)
share = st.one_of(
    st.integers(2, 100).map(str),
    st.integers(1, 100).map(lambda n: f"{n}%"),
    st.sampled_from(["", "1", "0", "0.5", "33.3%", "33.33", "３０％", "三成", "120%"]),
)
LEVELS = [(one, two) for one, under in HEBEI_2025.levels.items() for two in under]


@st.composite
def departments(draw: st.DrawFn) -> Department:
    """Draw a department."""
    projects = []
    for position in range(1, draw(st.integers(1, 4)) + 1):
        kinds = dict.fromkeys(BOX_FIELDS, words) | dict.fromkeys(MONEY_FIELDS, money) | dict.fromkeys(PLAN_NODES, share)
        boxes = {field: draw(kind) for field, kind in kinds.items()}
        rows: list[Indicator] = []
        for level in draw(st.lists(st.sampled_from(LEVELS), max_size=12)):
            texts = {"level1": level[0], "level2": level[1]}
            for field in INDICATOR_FIELDS[2:]:
                texts[field] = draw(words)
            texts["name"] = draw(said)  # a row without a word is no row
            rows.append(Indicator(len(rows) + 1, **texts))
        projects.append(project_from_words(position, boxes, tuple(rows)))
    lines = {kind: draw(st.lists(said, max_size=4)) for kind in ("overall", "parts", "measures")}
    return Department(
        unit_code="430001",
        unit_name=draw(said).strip(),
        year=draw(st.none() | st.integers(2015, 2099)),
        covers=(draw(words), draw(words)),
        sections=tuple(Section(kind, draw(said), tuple(texts)) for kind, texts in lines.items()),
        projects=tuple(projects),
        region=draw(st.sampled_from(["", "130205"])),
    )
