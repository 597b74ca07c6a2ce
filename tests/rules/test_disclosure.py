"""What must not be published; every personal number here is made up and belongs to nobody."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfxl.model.department import Section
from tests.builders import a_project, an_indicator, found, indicators

NOWHERE = "999999"  # no such division of the country
MOBILE = "13800000000"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_card(born: date, serial: int) -> str:
    """Make up a number with a right check character."""
    body = f"{NOWHERE}{born:%Y%m%d}{serial:03}"
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


def bank_card(body: str) -> str:
    """Add the check digit of Luhn."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(body))]
    return body + str(-sum(number // 10 + number % 10 for number in doubled) % 10)


def purpose(text: str) -> bool:
    """Tell whether a purpose of these words holds personal data."""
    return bool(found("PUB-04", a_project(purpose=text)))


@pytest.mark.parametrize(
    "text",
    [
        "及时保障领导用车需求。",
        "工程形象要让县领导满意。",
        "做好各级领导视察接待任务。",
        "为残废人发放轮椅。",
        "救助街头盲流人员。",
        "落实钉子户稳控措施。",
        "处理涉密文件销毁。",
        "年底前突击花钱。",
        "招待上级领导。",
    ],
)
def test_pub_03_fires_when_words_are_not_fit_to_publish(text: str) -> None:
    assert found("PUB-03", a_project(purpose=text))
    assert found("PUB-03", a_project(), sections=(Section("measures", "三、工作保障措施", (text,)),))


def test_pub_03_names_better_words() -> None:
    (finding,) = found("PUB-03", a_project(purpose="保障领导用车，救助残废人。"))
    assert finding.fix == "“领导用车”可改为“公务出行”；“残废人”可改为“残疾人”。"


@pytest.mark.parametrize(
    "text",
    [
        "保障公务用车安全运行。",
        "加强组织领导，落实领导责任。",
        "在区委领导下做好接待群众来访工作。",
        "严格执行公务接待标准。",
        "开展“小金库”专项治理。",
        "严禁公款吃喝，防止突击花钱。",
        "非涉密信息系统运维。",
        "一线人员培训。",
        "贫穷人口动态监测。",
        "外勤人员出差生活补助。",
        "推进政务公开。",
        "农民工工资支付保障。",
        "领导班子满意度测评。",
    ],
)
def test_pub_03_is_quiet_when_words_are_plain_or_forbid_it(text: str) -> None:
    assert not found("PUB-03", a_project(purpose=text))


@given(st.dates(date(1900, 1, 1), date(2024, 12, 31)), st.integers(0, 999))
def test_pub_04_fires_when_there_is_an_id_card(born: date, serial: int) -> None:
    assert purpose(f"领款人（{id_card(born, serial)}）签字")


@pytest.mark.parametrize(
    "text",
    [
        f"联系电话{MOBILE}",
        "联系电话：138-0000-0000",
        "手机１３８００００００００",
        "+86 138 0000 0000",
        f"打入{bank_card('622200000000000000')}账户",
        "卡号6222 0000 0000 0000",
    ],
)
def test_pub_04_fires_when_there_is_a_phone_or_a_bank_card(text: str) -> None:
    text = text.replace("6222 0000 0000 0000", f"6222 0000 0000 000{bank_card('622200000000000')[-1]}")
    assert purpose(text)


def test_pub_04_fires_wherever_it_stands_and_does_not_repeat_it() -> None:
    rows = indicators(an_indicator(basis=f"问{MOBILE}"))
    section = Section("measures", "三、工作保障措施", (f"监督电话{MOBILE}。",))
    findings = found("PUB-04", a_project(rows=rows), sections=(section,))
    assert {finding.places[0].field for finding in findings} == {"indicators.1.basis", "measures.1"}
    assert not any(MOBILE in finding.message for finding in findings)


@pytest.mark.parametrize(
    "text",
    [
        f"编号{id_card(date(1990, 1, 1), 12)[:-1]}{'0' if id_card(date(1990, 1, 1), 12)[-1] != '0' else '1'}",
        f"{NOWHERE}199013010012",
        "热线12345、0315-3370000、4000000000",
        "合同编号HT13800000000",
        "合计13800000000元",
        f"流水{bank_card('622200000000000000')[:-1]}{(int(bank_card('622200000000000000')[-1]) + 1) % 10}",
        "13020525P00911110004E",
        "冀财教〔2024〕46号，2025年1月至2025年12月",
        "10000000000",
    ],
)
def test_pub_04_is_quiet_when_numbers_are_nobody_s(text: str) -> None:
    assert not purpose(text)


def test_pub_05_fires_when_no_title_has_a_year() -> None:
    covers = ("部门整体绩效目标", "预算项目绩效目标")
    assert found("PUB-05", covers=covers)
    assert found("PUB-05", a_project(unit="312001青山县林业局"), covers=covers)


@pytest.mark.parametrize(
    "covers",
    [("2025年部门整体绩效目标", "预算项目绩效目标"), ("部门整体绩效目标", "二〇二五年度预算项目绩效目标"), ("", "")],
)
def test_pub_05_is_quiet_when_one_has_or_there_is_none(covers: tuple[str, str]) -> None:
    assert not found("PUB-05", covers=covers)
