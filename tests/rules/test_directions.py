"""Whether a target points the right way and stays within reason."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from perfxl.model.profile import HEBEI_2025
from perfxl.model.project import Project
from tests.builders import a_project, an_indicator, found, indicators


def one(name: str, target: str, level2: str = "质量指标", **words: str) -> Project:
    """One project with one indicator."""
    return a_project(rows=indicators(an_indicator(level2=level2, name=name, target=target, **words)))


@pytest.mark.parametrize(
    ("level2", "name", "target"),
    [
        ("成本指标", "课桌采购单价", "≥300元/套"),
        ("成本指标", "项目总投资", "≥500万元"),
        ("成本指标", "维修支出", "＞5万元"),
        ("可持续影响指标", "办公经费", "≥10万元"),
        ("经济效益指标", "总成本费用", "≥95%"),
    ],
)
def test_sem_08_fires_when_a_cost_has_no_ceiling(level2: str, name: str, target: str) -> None:
    assert found("SEM-08", one(name, target, level2))


def test_sem_08_shows_the_ceiling_but_does_not_set_it() -> None:
    finding = found("SEM-08", one("课桌采购单价", "≥300元/套", "成本指标"))[0]
    assert [(edit.text, edit.safe) for edit in finding.edits] == [("≤300元/套", False)]


@pytest.mark.parametrize(
    ("level2", "name", "target"),
    [
        ("成本指标", "课桌采购单价", "≤300元/套"),
        ("成本指标", "成本控制率", "≥95%"),
        ("成本指标", "生均公用经费标准", "≥720元/生"),
        ("成本指标", "困难学生补助标准", "≥1000元/人"),
        ("成本指标", "粮食最低收购价", "≥2.3元/公斤"),
        ("成本指标", "单位面积热费", "下降3%"),
        ("经济效益指标", "节约成本", "≥5万元"),
        ("经济效益指标", "企业降低用电成本", "≥100万元"),
        ("经济效益指标", "运行成本下降率", "≥3%"),
        ("经济效益指标", "教育支出", "≥2亿元"),
        ("经济效益指标", "旅游收入", "≥3亿元"),
    ],
)
def test_sem_08_is_quiet_when_it_is_capped_or_more_is_better(level2: str, name: str, target: str) -> None:
    assert not found("SEM-08", one(name, target, level2))


@pytest.mark.parametrize(
    ("name", "target", "right"),
    [
        ("群众投诉次数", "≥5次", "≤5次"),
        ("窗口平均等候时间", "≥30分钟", "≤30分钟"),
        ("数据错误率", "＞1%", "＜1%"),
        ("单位建筑面积能耗", "≥20千克/平方米", "≤20千克/平方米"),
        ("事故死亡人数", "≥3人", "≤3人"),
        ("学生近视率", "≥50%", "≤50%"),
        ("PM2.5平均浓度", "≥40微克/立方米", "≤40微克/立方米"),
        ("工程完成时间", "≥11月底", "≤11月底"),
        ("信访件数", "≥0件", "≤0件"),
    ],
)
def test_sem_09_fires_when_a_bad_thing_has_no_ceiling(name: str, target: str, right: str) -> None:
    assert found("SEM-09", one(name, target))[0].edits[0].text == right


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("群众投诉次数", "≤5次"),
        ("群众投诉次数", "≤0次"),
        ("投诉下降率", "≥5%"),
        ("投诉办结率", "≥95%"),
        ("隐患整改率", "≥95%"),
        ("故障修复率", "≥98%"),
        ("查处违法行为数量", "≥120起"),
        ("矛盾纠纷化解件数", "≥300件"),
        ("消除积水点数量", "≥20处"),
        ("无事故天数", "≥365天"),
        ("平均无故障时间", "≥5000小时"),
        ("节能量", "≥200吨标准煤"),
        ("化学需氧量减排量", "≥200吨"),
        ("负氧离子浓度", "≥3000个/立方厘米"),
        ("失业保险金发放人数", "≥3000人"),
        ("设备使用年限", "≥8年"),
        ("会前准备提前完成时间", "≥60分钟"),
        ("成本控制率", "≥95%"),
        ("单位产品能耗", "下降3%"),
        ("空气质量优良天数", "≥290天"),
        ("病床负荷天数", "≥20天且≤30天"),
        ("投诉次数", "≥2次且≤5次"),
    ],
)
def test_sem_09_is_quiet_when_it_is_capped_or_turned_into_a_good_thing(name: str, target: str) -> None:
    assert not found("SEM-09", one(name, target))


def test_sem_09_is_quiet_when_the_description_says_that_it_falls() -> None:
    assert not found("SEM-09", one("单位能耗", "≥3%", description="本年单位能耗较上年下降的幅度"))


@pytest.mark.parametrize("name", ["采购单价涨幅比率", "工程造价超支率", "药品采购价格上涨率", "运行成本增长率"])
def test_sem_10_fires_when_a_rise_may_go_far(name: str) -> None:
    assert found("SEM-10", one(name, "≤11%"))


@pytest.mark.parametrize(
    ("name", "target"), [("采购单价涨幅", "≤10%"), ("收入增幅", "≤30%"), ("成本控制率", "≤100%"), ("投诉次数", "≤20次")]
)
def test_sem_10_is_quiet_when_the_rise_is_small_or_welcome(name: str, target: str) -> None:
    assert not found("SEM-10", one(name, target))


@pytest.mark.parametrize("name", ["政府采购节支率", "取暖费用节约率", "云资源租赁费节省比例"])
def test_sem_11_fires_when_the_saving_is_beyond_belief(name: str) -> None:
    assert found("SEM-11", one(name, "≥31%"))


@pytest.mark.parametrize(
    ("name", "target"), [("政府采购节支率", "≥30%"), ("建筑节能率", "≥65%"), ("节水率", "≥40%"), ("节约率", "≤95%")]
)
def test_sem_11_is_quiet_when_it_can_be_or_is_no_money(name: str, target: str) -> None:
    assert not found("SEM-11", one(name, target))


def test_sem_10_and_11_take_their_limits_from_the_profile() -> None:
    strict = replace(HEBEI_2025, most_rise=Decimal(2), most_saving=Decimal(2))
    assert found("SEM-10", one("采购单价涨幅", "≤3%"), profile=strict)
    assert found("SEM-11", one("政府采购节支率", "≥3%"), profile=strict)


@pytest.mark.parametrize("name", ["国有资产保值增值率", "国有资产保障增值率", "集体资产保值率"])
def test_sem_12_fires_when_the_value_shrinks(name: str) -> None:
    assert found("SEM-12", one(name, "≥95%"))


@pytest.mark.parametrize(
    ("name", "target"), [("国有资产保值增值率", "≥100%"), ("资产增值率", "≥5%"), ("产值增长率", "≥5%")]
)
def test_sem_12_is_quiet_when_the_value_is_kept_or_it_is_a_growth(name: str, target: str) -> None:
    assert not found("SEM-12", one(name, target))


def test_sem_13_fires_when_the_temperature_is_off_the_standard_without_a_reason() -> None:
    assert found("SEM-13", one("取暖温度", "≥20度", description="取暖温度", basis="取暖温度"))
    assert found("SEM-13", one("教室采暖温度", "≥16℃", basis="供用热合同"))


@pytest.mark.parametrize(
    ("name", "target", "basis"),
    [
        ("室内温度", "≥18℃", "室内温度"),
        ("室内温度", "≥20℃", "供用热合同约定的温度"),
        ("夏季室内温度", "≤26℃", "夏季室内温度"),
        ("疫苗冷库温度", "≥2℃", "冷库温度"),
        ("泳池水温", "≥26℃", "水温"),
        ("室内温度达标率", "≥98%", "室内温度"),
    ],
)
def test_sem_13_is_quiet_when_it_is_the_standard_or_explained_or_no_heating(name: str, target: str, basis: str) -> None:
    assert not found("SEM-13", one(name, target, description=name, basis=basis))


def test_sem_23_fires_when_earmarked_money_is_not_all_used_so() -> None:
    assert found("SEM-23", one("车辆购置费专款专用率", "≥95%"))[0].edits[0].text == "=100%"


def test_sem_23_is_quiet_when_it_is_all() -> None:
    assert not found("SEM-23", one("专款专用率", "=100%")) + found("SEM-23", one("资金到位率", "≥95%"))


@pytest.mark.parametrize(
    "name",
    [
        "执行相关规定",
        "贯彻有关政策",
        "经费保障覆盖率",
        "人员经费保障覆盖率",
        "抚恤金足额发放率",
        "困难群众应保尽保率",
        "经费支出合规率",
        "退役军人法定待遇落实率",
        "社保足额缴纳率",
    ],
)
def test_sem_24_fires_when_a_duty_is_not_done_in_full(name: str) -> None:
    assert found("SEM-24", one(name, "≥98%"))


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("抚恤金足额发放率", "=100%"),
        ("基本医疗保障覆盖率", "≥95%"),
        ("养老金社会化发放率", "≥99%"),
        ("法定传染病报告率", "≥98%"),
        ("农药使用合规率", "≥95%"),
        ("保费足额征缴率", "≥95%"),
        ("补贴发放准确率", "≥99%"),
        ("国家政策知晓率", "≥85%"),
        ("经费支出不合规率", "≤1%"),
    ],
)
def test_sem_24_is_quiet_when_it_is_full_or_no_duty(name: str, target: str) -> None:
    assert not found("SEM-24", one(name, target))


@pytest.mark.parametrize("target", ["≥98%", "=100%", "≥79%"])
def test_sem_25_fires_when_satisfaction_is_out_of_line(target: str) -> None:
    assert found("SEM-25", one("办事群众满意度", target))


@pytest.mark.parametrize(
    ("name", "target", "basis"),
    [
        ("办事群众满意度", "≥80%", "上年调查"),
        ("办事群众满意度", "≥97%", "上年调查"),
        ("办事群众满意度", "≥98%", "2024年调查结果98.6%"),
        ("办事群众满意度", "≥70分", "上年调查"),
        ("群众不满意率", "≤2%", "上年调查"),
    ],
)
def test_sem_25_is_quiet_when_it_is_usual_or_was_reached_before(name: str, target: str, basis: str) -> None:
    assert not found("SEM-25", one(name, target, basis=basis))


@pytest.mark.parametrize(
    ("name", "target", "basis"),
    [
        ("签约居民续签率", "≥85%", "2024年实际93%"),
        ("设备完好率", "≥90%", "上年实际96%"),
        ("师生满意度", "≥85%", "前三年平均91.5%"),
        ("道路养护里程", "≥100公里", "2024年完成120公里"),
        ("群众投诉次数", "≤10次", "上年度发生6次"),
        ("漏损率", "≤12%", "去年漏损率9%"),
    ],
)
def test_sem_28_fires_when_the_target_is_worse_than_last_year(name: str, target: str, basis: str) -> None:
    assert found("SEM-28", one(name, target, basis=basis))


@pytest.mark.parametrize(
    ("name", "target", "basis"),
    [
        ("签约居民续签率", "≥93%", "2024年实际93%"),
        ("师生满意度", "≥90%", "上年调查90.8%"),
        ("设备完好率", "≥90%", "上年目标96%"),
        ("设备完好率", "≥90%", "2024年全省平均96%"),
        ("设备完好率", "≥90%", "2023年96%"),
        ("设备完好率", "≥90%", "上年96%，设备老化因素较多"),
        ("设备完好率", "≥90%", "行业标准90%，上年96%"),
        ("投诉下降率", "≥5%", "（上年投诉件数－本年）÷上年×100%"),
        ("低保人数", "=4200人", "2024年12月在册4500人"),
        ("培训人数", "≥300人", "2024年培训420人次"),
        ("道路养护里程", "≥100公里", "《2025年养护计划》，2024年完成120公里"),
        ("单位养护成本", "≤0.9万元", "2024年0.8万元"),
        ("绿地面积", "≥100亩", "2024年120亩"),
        ("群众投诉次数", "≤5次", "上年度发生6次"),
    ],
)
def test_sem_28_is_quiet_when_it_is_as_good_or_explained_or_not_comparable(name: str, target: str, basis: str) -> None:
    assert not found("SEM-28", one(name, target, description=name, basis=basis))


def test_sem_28_is_quiet_when_the_year_is_unknown() -> None:
    assert not found("SEM-28", one("设备完好率", "≥90%", basis="2024年实际96%"), year=None)


BAD = """
    快件丢损率 案件发改率 支付退回率 越级上访人次 群体性事件起数 农村火灾亡人起数 老人跌倒坠床次数 管道渗漏处数
    错检漏检件数
    文物被盗案件数 拖欠农民工工资案件数 非法捕捞案件起数 投诉成立率 违停车辆数 不文明行为发生率
    新报告艾滋病感染者人数 垃圾清运超时次数
"""
GOOD_DEEDS = """
    追发欠薪金额 查处超限车辆数 随访艾滋病感染者人数 解救被拐卖妇女人数 修补路面坑槽面积 处治桥梁裂缝长度
    收缴假冒商品件数 信访化解件数
    破获诈骗案件数 铲除罂粟面积 受理欠薪案件数 违法用海案件发现率 保险赔付金额 沉降监测点个数
"""


@pytest.mark.parametrize("name", BAD.split())
def test_sem_09_fires_when_the_bad_thing_is_of_any_field(name: str) -> None:
    assert found("SEM-09", one(name, "≥3%" if name.endswith("率") else "≥3件"))


@pytest.mark.parametrize("name", GOOD_DEEDS.split())
def test_sem_09_is_quiet_when_the_bad_thing_is_dealt_with(name: str) -> None:
    assert not found("SEM-09", one(name, "≥3%" if name.endswith("率") else "≥3件"))


@pytest.mark.parametrize("name", ["货物通关时间", "旅客候检时间", "报修到场用时", "快件投递时限", "线索核查办结时间"])
def test_sem_09_fires_when_a_procedure_may_take_any_time(name: str) -> None:
    assert found("SEM-09", one(name, "≥3天"))


@pytest.mark.parametrize("name", ["征地公告时间", "接种后留观时间", "方案公示期限", "展览开放时间", "急救培训时长"])
def test_sem_09_is_quiet_when_the_longer_is_the_better(name: str) -> None:
    assert not found("SEM-09", one(name, "≥3天"))


@pytest.mark.parametrize("name", ["化肥零售价格涨幅", "变更增加造价比例", "结算价超合同价比例", "维修单价上浮幅度"])
def test_sem_10_fires_when_what_is_paid_may_go_up_by_half(name: str) -> None:
    assert found("SEM-10", one(name, "≤50%"))


@pytest.mark.parametrize("name", ["农产品销售价格涨幅", "研发经费投入增长率", "旅游收入增幅", "土地出让价格溢价率"])
def test_sem_10_is_quiet_when_what_is_earned_or_invested_goes_up(name: str) -> None:
    assert not found("SEM-10", one(name, "=50%"))


@pytest.mark.parametrize("name", ["社有资产保值增值率（%）", "国有资本保值增值情况", "储备粮资产保值率", "基金保本率"])
def test_sem_12_fires_when_the_name_ends_in_other_words(name: str) -> None:
    assert found("SEM-12", one(name, "≥96%"))


def test_sem_13_fires_when_only_the_project_tells_of_heating() -> None:
    row = an_indicator(
        level2="质量指标", name="办公区温度", description="办公区的温度", target="≥25℃", basis="职工要求"
    )
    assert found("SEM-13", a_project(rows=indicators(row), name="机关供暖"))
    assert not found("SEM-13", a_project(rows=indicators(row), name="办公用品采购"))


@pytest.mark.parametrize("name", ["学生宿舍冬季室温", "老人居室采暖温度", "阅览室供暖温度"])
def test_sem_13_fires_when_the_source_is_only_a_wish(name: str) -> None:
    assert found("SEM-13", one(name, "≥24℃", basis="使用单位提出的需求"))


@pytest.mark.parametrize("name", ["机房温度", "疫苗库房温度", "猪舍温度", "集中供热出水温度", "文物恒温柜温度"])
def test_sem_13_is_quiet_when_nobody_lives_there(name: str) -> None:
    assert not found("SEM-13", one(name, "≥24℃", basis="使用单位提出的需求"))


@pytest.mark.parametrize(
    "name", ["补助金兑付到位率", "征地补偿款发放率", "救助金应发尽发率", "辅警社保费缴纳率", "依法公开率"]
)
def test_sem_24_fires_when_people_are_owed_the_money(name: str) -> None:
    assert found("SEM-24", one(name, "≥95%"))


@pytest.mark.parametrize(
    "basis",
    [
        "2024年实际达到95%",
        "2024年第三方评价结果为95%",
        "2024年受访群众测评95%",
        "2024年得到95%",
        "2024年四次回访平均95%",
        "年度工作计划，2024年95%",
    ],
)
def test_sem_28_fires_when_last_year_is_told_in_other_words(basis: str) -> None:
    assert found("SEM-28", one("办事群众满意度", "≥90%", "服务对象满意度指标", basis=basis))


@pytest.mark.parametrize("basis", ["全省平均95%，2024年本县88%", "2024年95%，因搬迁调整", "2024年95%，受疫情影响"])
def test_sem_28_is_quiet_when_a_reason_is_told(basis: str) -> None:
    assert not found("SEM-28", one("办事群众满意度", "≥90%", "服务对象满意度指标", basis=basis))


@pytest.mark.parametrize(
    ("name", "description"),
    [("文件送达时间", "会议开幕前送到代表手中的提前量"), ("会场布置完成时间", "布置完成距会议开始的最短时间")],
)
def test_sem_09_is_quiet_when_it_is_how_long_before(name: str, description: str) -> None:
    assert not found("SEM-09", one(name, "≥30分钟", description=description))
    assert found("SEM-09", one(name, "≥30分钟", description=name))


def test_sem_09_is_quiet_when_the_bad_thing_is_not_done() -> None:
    assert not found("SEM-09", one("三年未复吸率", "≥95%"))


def test_sem_12_fires_when_growth_can_only_be_the_value_itself() -> None:
    assert found("SEM-12", one("国有资产增值率", "≥91%"))
    assert not found("SEM-12", one("国有资产增值率", "≥5%"))


def test_sem_24_advises_against_the_row_where_it_does_not_belong() -> None:
    (finding,) = found("SEM-24", one("经费保障覆盖率", "≥95%", "生态效益指标"))
    assert "移走或删去" in finding.fix
    assert not finding.edits


@pytest.mark.parametrize(
    ("name", "basis"),
    [("降低运行成本", "2024年打印费60万元×25%"), ("打印费减少额", "2024年打印费60万元")],
)
def test_sem_28_is_quiet_when_the_figure_is_what_is_reduced(name: str, basis: str) -> None:
    assert not found("SEM-28", one(name, "≥15万元", basis=basis))


def test_sem_28_fires_on_a_share() -> None:
    assert found("SEM-28", one("视频会议占比", "≥25%", basis="2024年占比31%"))
