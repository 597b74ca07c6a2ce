"""Whether a target is of the kind that its name speaks of."""

from __future__ import annotations

import pytest

from perfxl.model.project import Project
from tests.builders import GOOD, a_department, a_project, an_indicator, found, indicators

LEVELS = {"数量": "产出指标", "质量": "产出指标", "时效": "产出指标", "成本": "产出指标"}


def one(level2: str, name: str, target: str, **words: str) -> Project:
    """One project with one indicator of that 二级指标."""
    level1 = LEVELS.get(level2, "效益指标")
    row = an_indicator(level1=level1, level2=f"{level2}指标", name=name, target=target, **words)
    return a_project(rows=indicators(row))


def aiming(*rows: tuple[str, str, str], position: int = 1, **words: str) -> Project:
    """A project of these (二级指标, name, target)."""
    some = (
        an_indicator(level1=LEVELS.get(level2, "效益指标"), level2=f"{level2}指标", name=name, target=target)
        for level2, name, target in rows
    )
    return a_project(position, indicators(*some), None, None, **words)


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("教师培训完成率", "≥95%"),
        ("疫苗接种率", "≥90%"),
        ("粮食产量增长率", "≥3%"),
        ("荒山造林", "≥97%"),
        ("参训人数", "增长5%"),
    ],
)
def test_sem_01_fires_when_a_quantity_is_in_per_cent(name: str, target: str) -> None:
    assert found("SEM-01", one("数量", name, target))


def test_sem_01_names_a_quantity_to_write_instead() -> None:
    finding = found("SEM-01", one("数量", "教师培训完成率", "≥95%"), library=())[0]
    assert "教师培训数量 =N人" in finding.fix


@pytest.mark.parametrize(
    ("level2", "name", "target"),
    [
        ("数量", "教师培训人次", "≥300人次"),
        ("质量", "教师培训合格率", "≥95%"),
        ("数量", "维修次数", "≥95%"),
        ("数量", "绿化面积", "≥95%"),
        ("数量", "宣传经费", "≥95%"),
    ],
)
def test_sem_01_is_quiet_when_it_is_no_rate_or_a_heavier_rule_speaks(level2: str, name: str, target: str) -> None:
    assert not found("SEM-01", one(level2, name, target))


@pytest.mark.parametrize(
    ("level2", "name", "unit"),
    [
        ("数量", "义务植树株数", "株"),
        ("数量", "法律援助案件件数", "件"),
        ("数量", "巡诊人次", "人次"),
        ("数量", "消防车辆", "辆"),
        ("数量", "管网改造长度", "公里"),
        ("社会", "受益学生人数", "人"),
        ("社会", "有效投诉次数", "次"),
    ],
)
def test_sem_02_fires_when_a_count_is_in_per_cent(level2: str, name: str, unit: str) -> None:
    assert f"“=N{unit}”" in found("SEM-02", one(level2, name, "≥95%"))[0].fix


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("急救车辆完好率", "≥95%"),
        ("空气质量", "≥95%"),
        ("粮食含水量", "≤13.5%"),
        ("土壤有机质含量", "≥2%"),
        ("灌溉水有效利用系数", "≥60%"),
        ("政务服务平台", "≥95%"),
        ("培训人数", "≥300人"),
        ("信访件数", "下降5%"),
        ("投诉次数占比", "≤2%"),
    ],
)
def test_sem_02_is_quiet_when_it_is_no_count_or_a_change(name: str, target: str) -> None:
    assert not found("SEM-02", one("质量", name, target))


@pytest.mark.parametrize(
    ("name", "target", "unit"),
    [
        ("供热面积", "≥100%", "平方米"),
        ("高标准农田建设面积", "≥98%", "亩"),
        ("展厅面积", "=3间", "平方米"),
    ],
)
def test_sem_03_fires_when_an_area_is_in_another_unit(name: str, target: str, unit: str) -> None:
    assert f"“=N{unit}”" in found("SEM-03", one("数量", name, target))[0].fix


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("供热面积", "=8.50万平方米"),
        ("造林面积", "≥3000亩"),
        ("统防统治面积", "≥50万亩次"),
        ("湿地面积", "≥3公顷"),
        ("人均体育场地面积", "≥2.6平方米/人"),
        ("展厅面积", "≥800㎡"),
        ("单位面积成本", "≤95%"),
        ("绿化面积占比", "≥35%"),
        ("违建面积", "下降5%"),
        ("保洁面积", "≥3"),
    ],
)
def test_sem_03_is_quiet_when_the_unit_is_one_of_area_or_it_is_no_area(name: str, target: str) -> None:
    assert not found("SEM-03", one("数量", name, target))


@pytest.mark.parametrize("name", ["保障时间", "报修响应时间", "检定办理周期", "工程工期", "服务期限"])
def test_sem_04_fires_when_a_time_is_in_per_cent(name: str) -> None:
    assert found("SEM-04", one("时效", name, "≥95%"))


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("响应时间达标率", "≥95%"),
        ("工程进度", "≥80%"),
        ("优良天数比例", "≥80%"),
        ("报修响应时间", "≤2小时"),
        ("平均住院日", "下降5%"),
    ],
)
def test_sem_04_is_quiet_when_it_is_a_rate_or_a_time(name: str, target: str) -> None:
    assert not found("SEM-04", one("时效", name, target))


@pytest.mark.parametrize(
    ("name", "target", "other"),
    [
        ("采购按期完成率", "365天", "采购完成时间"),
        ("档案合格率", "≥300卷", "档案数量"),
        ("资金拨付率", "12月底前", "资金完成时间"),
        ("设备完好占比", "≥20台", "设备完好数量"),
        ("收入增长率", "≥5万元", "收入增长数量"),
    ],
)
def test_sem_05_fires_when_a_rate_is_in_another_unit(name: str, target: str, other: str) -> None:
    assert other[:2] in found("SEM-05", one("质量", name, target))[0].fix


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("验收合格率", "=100%"),
        ("森林火灾受害率", "≤0.9‰"),
        ("森林覆盖率", "≥0.2个百分点"),
        ("孕产妇死亡率", "≤10/10万"),
        ("万车死亡率", "≤1.2人/万车"),
        ("财政资金撬动率", "≥3倍"),
        ("巡查频率", "≥2次/月"),
        ("网络速率", "≥100Mbps"),
        ("图像分辨率", "≥1080P"),
        ("存货周转率", "≥4次"),
        ("办事效率", "≤3天"),
        ("验收合格率", "≥95"),
        ("师生比例", "1:15"),
        ("满意率", "≥90%"),
        ("完成时间", "≤11月底"),
    ],
)
def test_sem_05_is_quiet_when_the_unit_fits_or_it_is_no_share(name: str, target: str) -> None:
    assert not found("SEM-05", one("质量", name, target))


@pytest.mark.parametrize(
    ("level2", "name", "target"),
    [
        ("时效", "资金支出情况", "365天"),
        ("时效", "补助发放时间", "≤12个月"),
        ("时效", "保障服务期", "1月至12月"),
        ("时效", "服务时间", "全年"),
        ("质量", "维修完成时间", "≤1年"),
    ],
)
def test_sem_06_fires_when_the_limit_is_the_whole_year(level2: str, name: str, target: str) -> None:
    assert found("SEM-06", one(level2, name, target))


@pytest.mark.parametrize(
    ("level2", "name", "target"),
    [
        ("时效", "补助发放时间", "≤11月底"),
        ("时效", "项目完成时间", "12月31日前"),
        ("时效", "项目建设周期", "≤18个月"),
        ("时效", "设备质保期", "≥12个月"),
        ("时效", "消防值守天数", "=365天"),
        ("可持续影响", "系统无故障运行天数", "≥365天"),
        ("数量", "公厕开放天数", "=365天"),
    ],
)
def test_sem_06_is_quiet_when_there_is_a_limit_or_it_lasts_that_long(level2: str, name: str, target: str) -> None:
    assert not found("SEM-06", one(level2, name, target))


@pytest.mark.parametrize(
    ("level2", "name", "instead"),
    [
        ("质量", "保障支出", "移到成本指标，写成金额"),
        ("经济", "总成本费用", "移到成本指标，写成金额"),
        ("可持续影响", "办公经费", "移到成本指标，写成金额"),
        ("经济", "农民人均收入", "增长率"),
        ("社会成本", "居民出行成本", "写成金额，如“≤N万元”"),
    ],
)
def test_sem_07_fires_when_money_is_in_per_cent(level2: str, name: str, instead: str) -> None:
    assert instead in found("SEM-07", one(level2, name, "≥95%"))[0].fix


@pytest.mark.parametrize(
    ("level2", "name", "target"),
    [
        ("经济", "办公经费控制率", "≤100%"),
        ("经济", "办公经费下降率", "≥3%"),
        ("经济", "运行成本节约率", "≥3%"),
        ("经济", "会议经费", "≤15万元"),
        ("经济", "接待费", "下降5%"),
        ("质量", "服务质量标准", "≥95%"),
        ("社会", "减少资源浪费", "≥95%"),
        ("成本", "项目总成本", "≤95%"),
    ],
)
def test_sem_07_is_quiet_when_it_is_a_rate_or_an_amount_or_fund_10_speaks(level2: str, name: str, target: str) -> None:
    assert not found("SEM-07", one(level2, name, target))


def test_of_a_cost_in_per_cent_exactly_one_rule_speaks() -> None:
    project = one("成本", "项目总成本", "≤95%")
    assert found("FUND-10", project)
    assert not found("SEM-07", project)


@pytest.mark.parametrize(
    ("name", "target"), [("供暖周期", "≥120天"), ("图书馆开放天数", "≥300天"), ("培训时长", "≥40学时")]
)
def test_sem_14_fires_when_timeliness_is_how_long_it_is_supplied(name: str, target: str) -> None:
    assert found("SEM-14", one("时效", name, target))


@pytest.mark.parametrize(
    ("level2", "name", "target"),
    [
        ("数量", "供暖周期", "≥120天"),
        ("时效", "服务响应时间", "≤30分钟"),
        ("时效", "会前准备提前时间", "≥2天"),
        ("时效", "按期供热率", "=100%"),
        ("时效", "服务期限", "≤36个月"),
    ],
)
def test_sem_14_is_quiet_when_it_is_a_quantity_or_a_limit(level2: str, name: str, target: str) -> None:
    assert not found("SEM-14", one(level2, name, target))


RATES = (("数量", "检查完成率", "≥95%"), ("质量", "检查合格率", "≥95%"), ("社会", "投诉次数", "≤2次"))


def test_sem_26_fires_when_neither_quantity_nor_price_is_given() -> None:
    project = aiming(*RATES, ("时效", "服务期限", "365天"), budget="31.05")
    assert "31.05" in found("SEM-26", project)[0].message
    assert not found("FUND-09", project)


@pytest.mark.parametrize(
    "row",
    [
        ("数量", "检查户数", "≥300户"),
        ("社会", "受益人数", "≥300人"),
        ("数量", "巡查面积", "≥300亩"),
        ("成本", "项目总成本", "≤31.05万元"),
        ("质量", "人均补助标准", "=300元/人"),
    ],
)
def test_sem_26_is_quiet_when_there_is_a_quantity_or_a_price(row: tuple[str, str, str]) -> None:
    assert not found("SEM-26", aiming(*RATES, row))


def test_sem_26_is_quiet_when_the_table_is_still_blank() -> None:
    assert not found("SEM-26", a_project(rows=()), a_project(2, rows=indicators(an_indicator(target=""))))


GENERAL = (("数量", "各项工作完成率", "≥95%"), ("质量", "服务保障率", "≥96%"), ("社会", "群众满意度", "≥90%"))


def test_sem_27_fires_when_most_of_the_money_goes_to_generalities() -> None:
    finding = found("SEM-27", aiming(*GENERAL, ("质量", "电梯故障率", "≤2%"), budget="60.00"), a_project(2))[0]
    assert "37.50%" in finding.message
    assert [place.field for place in finding.places] == [f"indicators.{number}.name" for number in (1, 2, 3)]


def test_sem_27_fires_when_a_name_adds_only_the_words_of_the_project() -> None:
    project = aiming(("数量", "森林管护工作完成率", "≥95%"), *GENERAL[1:], name="县级森林管护", budget="60.00")
    assert found("SEM-27", project, a_project(2))


def test_sem_27_is_quiet_when_the_share_is_small() -> None:
    assert not found("SEM-27", aiming(*GENERAL, budget="10.00"), a_project(2))


def test_sem_27_is_quiet_when_the_project_is_alone() -> None:
    assert not found("SEM-27", aiming(*GENERAL, budget="60.00"))


def test_sem_27_is_quiet_when_the_indicators_say_what_is_measured() -> None:
    rows = (("质量", "电梯故障率", "≤2%"), ("质量", "食堂抽检合格率", "=100%"), ("社会", "群众满意度", "≥90%"))
    assert not found("SEM-27", aiming(*rows, budget="60.00"), a_project(2))


def test_sem_27_is_quiet_when_quantities_stand_beside_rates_of_the_project() -> None:
    rows = (
        ("数量", "教师培训人次", "≥300人次"),
        ("质量", "教师培训合格率", "≥95%"),
        ("质量", "教师培训完成率", "=100%"),
    )
    assert not found("SEM-27", aiming(*rows, name="教师培训", budget="60.00"), a_project(2))


def test_good_rows_are_good_in_any_department() -> None:
    assert not found("SEM-27", *a_department(a_project(rows=indicators(GOOD)), a_project(2)).projects)
