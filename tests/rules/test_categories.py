"""SEM-15 to SEM-21, SEM-29 and IND-09: whether an indicator belongs under its 二级指标.

On the sample document these rules find what was found by hand, but for “保障支出 ≥96%” under SEM-21: that is an amount
in per cent, and SEM-07 says so of the same cell, as an error.
"""

from __future__ import annotations

from importlib.resources import files

import pytest

from perfxl.documents.text import read_text
from perfxl.model.findings import Finding, Place
from perfxl.model.profile import GENERAL_2021
from perfxl.model.project import Indicator, Project
from perfxl.rules import CATALOGUE
from tests.builders import a_department, a_project, an_indicator, found, indicators
from tests.rules._names_by_level2 import BELONGS, STRANGERS

CODES = ("SEM-15", "SEM-16", "SEM-17", "SEM-18", "SEM-19", "SEM-20", "SEM-21", "SEM-29", "IND-09")
OFFICE = "301001安河县财政局"

RULES = {
    "生态效益指标": "SEM-15",
    "经济效益指标": "SEM-17",
    "可持续影响指标": "SEM-18",
    "质量指标": "SEM-19",
    "社会效益指标": "SEM-20",
}


def names(table: dict[str, str], level2: str) -> pytest.MarkDecorator:
    """Hand the names under one 二级指标 to a test, one at a time."""
    return pytest.mark.parametrize("name", table[level2].split())


def row(level2: str, name: str, target: str = "≥95%", description: str = "") -> Indicator:
    """One indicator under any 二级指标; the description repeats the name unless given."""
    level1 = "产出指标" if level2 in {"质量指标", "时效指标"} else "效益指标"
    return an_indicator(level1=level1, level2=level2, name=name, target=target, description=description or name)


def office_work(*rows: Indicator, name: str = "办公设备更新", unit: str = OFFICE) -> Project:
    """A small project of an office that has no duty towards the outside world."""
    return a_project(rows=indicators(*rows), name=name, unit=unit, purpose="更换台式计算机40台、打印机6台")


def run(project: Project, *codes: str) -> list[Finding]:
    """Run rules over a project of that office, with no library at hand."""
    return CATALOGUE.run(a_department(project, unit_name="安河县财政局", library=()), only=codes or CODES)


def hits(level2: str, name: str) -> list[Finding]:
    """Run the rule on what stands under this 二级指标 over one indicator."""
    return run(office_work(row(level2, name)), RULES[level2])


@names(STRANGERS, "生态效益指标")
def test_sem_15_fires_when_the_name_speaks_of_something_else(name: str) -> None:
    (finding,) = hits("生态效益指标", name)
    assert name in finding.message
    assert finding.places == (Place(1, "indicators.1.name"),)


@names(BELONGS, "生态效益指标")
def test_sem_15_is_quiet_when_the_name_is_ecological(name: str) -> None:
    assert not hits("生态效益指标", name)


@names(STRANGERS, "经济效益指标")
def test_sem_17_fires_when_the_name_speaks_of_something_else(name: str) -> None:
    assert hits("经济效益指标", name)


@names(BELONGS, "经济效益指标")
def test_sem_17_is_quiet_when_the_name_is_economic(name: str) -> None:
    assert not hits("经济效益指标", name)


@names(STRANGERS, "可持续影响指标")
def test_sem_18_fires_when_the_name_speaks_of_something_else(name: str) -> None:
    assert hits("可持续影响指标", name)


@names(BELONGS, "可持续影响指标")
def test_sem_18_is_quiet_when_the_effect_lasts(name: str) -> None:
    assert not hits("可持续影响指标", name)


@names(STRANGERS, "质量指标")
def test_sem_19_fires_when_the_name_speaks_of_money_or_work(name: str) -> None:
    assert hits("质量指标", name)


@names(BELONGS, "质量指标")
def test_sem_19_is_quiet_when_the_name_tells_how_good_it_is(name: str) -> None:
    assert not hits("质量指标", name)


@names(STRANGERS, "社会效益指标")
def test_sem_20_fires_when_the_name_speaks_of_work_or_workmanship(name: str) -> None:
    assert hits("社会效益指标", name)


@names(BELONGS, "社会效益指标")
def test_sem_20_is_quiet_when_the_name_is_of_what_society_gets(name: str) -> None:
    assert not hits("社会效益指标", name)


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("信访投诉次数", "居民反映的噪声、油烟扰民投诉"),
        ("达标率", "出水达标天数÷污水处理厂运行天数×100%"),
        ("惠及人口数", "喝上达标饮用水的人口"),
    ],
)
def test_sem_15_is_quiet_when_the_description_tells_what_is_ecological(name: str, description: str) -> None:
    assert not run(office_work(row("生态效益指标", name, description=description)), "SEM-15")
    assert run(office_work(row("生态效益指标", name)), "SEM-15")


def test_sem_15_fires_when_money_is_described_in_ecological_words() -> None:
    stray = row("生态效益指标", "经费保障率", description="反映环卫经费的保障情况")
    assert run(office_work(stray), "SEM-15")


def test_sem_15_is_quiet_when_the_row_stands_under_environmental_cost() -> None:
    cost = an_indicator(level1="成本指标", level2="生态环境成本指标", name="设备完好率", target="≥95%")
    assert not found("SEM-15", office_work(cost), profile=GENERAL_2021)


@pytest.mark.parametrize("name", ["不适用", "无", "/", ""])
def test_sem_15_is_quiet_when_the_row_is_marked_as_not_applicable(name: str) -> None:
    assert not run(office_work(row("生态效益指标", name)))


@pytest.mark.parametrize(
    ("project", "level2", "better"),
    [
        ("执法车辆购置", "生态效益指标", "新能源车购置占比"),
        ("办公楼物业管理", "生态效益指标", "单位建筑面积能耗下降率"),
        ("全县春耕工作会议费", "生态效益指标", "会议材料无纸化率"),
        ("农村饮水安全工程", "可持续影响指标", "工程设计使用年限"),
        ("适龄女生疫苗接种", "社会效益指标", "筛查（接种）覆盖率"),
        ("困难学生助学补助", "质量指标", "发放对象认定准确率"),
        ("中小企业技改贴息", "经济效益指标", "带动企业投资额"),
    ],
)
def test_advice_fits_the_project(project: str, level2: str, better: str) -> None:
    (finding,) = run(office_work(row(level2, "资金到位率"), name=project), RULES[level2])
    assert better in finding.fix


def test_advice_names_a_library_entry_where_there_is_one() -> None:
    project = office_work(row("生态效益指标", "资金到位率"), name="公务用车购置")
    (finding,) = CATALOGUE.run(a_department(project), only=["SEM-15"])
    assert "JG005" in finding.fix
    assert "删去这一行" in finding.fix


def test_advice_says_where_a_misplaced_row_belongs() -> None:
    (finding,) = hits("经济效益指标", "设备完好率")
    assert "移到质量指标" in finding.fix
    assert "没有经济效益的，删去这一行" in finding.fix


def test_advice_does_not_name_what_the_project_has_already() -> None:
    rows = (row("生态效益指标", "单位建筑面积能耗下降率"), row("生态效益指标", "资金到位率"))
    (finding,) = run(office_work(*rows, name="办公楼物业管理"), "SEM-15")
    assert "能耗下降率" not in finding.fix
    assert "生活垃圾分类覆盖率" in finding.fix


@pytest.mark.parametrize(
    ("project", "name"),
    [
        ("打印设备租赁", "空气质量改善"),
        ("校舍维修改造", "全县空气质量优良天数占比"),
        ("政务热线坐席外包", "地表水断面水质优良率"),
        ("干部培训", "生态环境持续改善"),
        ("高龄津贴发放", "大气环境质量改善"),
        ("档案数字化", "提升城市生态环境"),
        ("电动自行车充电棚建设", "城区大气环境质量"),
    ],
)
def test_sem_16_fires_when_a_wide_effect_is_claimed_by_a_project_far_from_it(project: str, name: str) -> None:
    (finding,) = run(office_work(row("生态效益指标", name), name=project), "SEM-16")
    assert project in finding.message


@pytest.mark.parametrize(
    ("project", "name"),
    [
        ("清洁取暖散煤替代", "采暖季空气质量优良天数"),
        ("公交充电站建设", "空气质量改善"),
        ("城区道路洒水抑尘", "空气质量改善"),
        ("河道清淤疏浚", "水环境质量改善"),
        ("国土绿化造林", "森林覆盖率"),
        ("打印设备租赁", "纸张用量下降率"),
        ("办公楼物业管理", "办公环境改善"),
        ("食堂运行", "餐厨垃圾减少率"),
    ],
)
def test_sem_16_is_quiet_when_the_project_works_on_it_or_the_effect_is_near(project: str, name: str) -> None:
    assert not run(office_work(row("生态效益指标", name), name=project), "SEM-16")


NOTIONS = """
    社会稳定水平 业务保障能力 职工权益保障 采购计划落实 大气环境质量改善 维护社会稳定 执行相关规定 结果准确性
    监测、评价
    服务质量 教学质量提升 医疗服务水平 干部综合素质 群众法律意识提升 基层治理能力 单位形象提升 办公环境 应急处置能力
    政府公信力 工作效率提升 队伍稳定 农业可持续发展 人居环境改善 长效机制健全 政策落实 信息安全保障 安全生产 市场秩序
    社会影响力 数据规范性 资料完整性 工程质量 促进乡村产业发展 保障机关正常运转 技术先进性 舆论氛围 项目影响程度
    群众获得感 职工归属感 红十字传播力 司法公信 市民文明素养 法治观念 家长育儿理念 干部履职本领 窗口服务态度 行业新风
    军民团结 干群关系 网络生态 县域经济实力 办学条件 诉讼便利度 市容美观度 居民幸福指数 社区融合 群众配合程度
    退役军人荣誉感
"""
SHARES = """
    验收合格率 设备完好率 群众满意度 政策知晓率 公众安全感 空气质量优良天数比率 灌溉水有效利用系数
    耕种收综合机械化水平
    城镇化水平 促进农民增收 粮食产量提升 机械化率提升 产能提升 土壤有机质提升 居民收入提高 能耗下降 用水量减少 覆盖面
    新能源车占比 成本节约率 税收收入增长 就业率提升 投诉下降 保障支出 节能降耗 带动就业 发病率下降 空置率
    脱贫劳动力 禽流感 室内湿度 机械化程度 群众满意程度
"""


@pytest.mark.parametrize("name", NOTIONS.split())
def test_sem_21_fires_when_a_notion_is_given_a_bare_percentage(name: str) -> None:
    (finding,) = run(office_work(row("社会效益指标", name, "≥96%")), "SEM-21")
    assert finding.places == (Place(1, "indicators.1.target"),)
    assert "≥96%" in finding.message


@pytest.mark.parametrize("name", SHARES.split())
def test_sem_21_is_quiet_when_the_name_is_of_a_share_or_a_change(name: str) -> None:
    assert not run(office_work(row("社会效益指标", name, "≥96%")), "SEM-21")


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("居民健康素养水平", "抽样监测中具备基本健康素养人数÷监测总人数×100%"),
        ("公共服务质量", "第三方问卷中评价为好的份数占有效问卷的比例"),
        ("数据规范性", "抽查合格条数/抽查总条数"),
        ("课堂教学能力", "听课测评得分在80分以上的教师占比"),
    ],
)
def test_sem_21_is_quiet_when_the_description_gives_a_yardstick(name: str, description: str) -> None:
    assert not run(office_work(row("社会效益指标", name, "≥28%", description)), "SEM-21")


@pytest.mark.parametrize("target", ["优", "明显改善", "≥90分", "≤3次"])
def test_sem_21_is_quiet_when_the_target_is_no_percentage(target: str) -> None:
    assert not run(office_work(row("社会效益指标", "服务质量", target)), "SEM-21")


@pytest.mark.parametrize("level2", ["数量指标", "成本指标"])
def test_sem_21_is_quiet_when_another_rule_speaks_of_the_percentage(level2: str) -> None:
    assert not run(office_work(an_indicator(level2=level2, name="后勤保障", target="≥95%")), "SEM-21")


OUTSIDE = [
    ("社会效益指标", "社会稳定水平"),
    ("社会效益指标", "社会稳定程度"),
    ("可持续影响指标", "维护社会稳定"),
    ("生态效益指标", "大气环境质量改善"),
    ("生态效益指标", "全县空气质量优良天数占比"),
    ("社会效益指标", "刑事案件发案率"),
    ("经济效益指标", "全县地区生产总值增长率"),
    ("经济效益指标", "GDP增速"),
    ("经济效益指标", "城乡居民人均可支配收入"),
    ("社会效益指标", "城镇失业率"),
    ("社会效益指标", "人均期望寿命"),
    ("可持续影响指标", "常住人口城镇化率"),
]


@pytest.mark.parametrize(("level2", "name"), OUTSIDE)
def test_sem_29_fires_when_the_outcome_is_in_other_hands(level2: str, name: str) -> None:
    project = office_work(row(level2, name), unit="430001安河县机关事务中心")
    assert CATALOGUE.run(a_department(project, unit_name="安河县机关事务中心"), only=["SEM-29"])


@pytest.mark.parametrize(
    ("unit", "project", "name"),
    [
        ("安河县生态环境局", "环境空气自动站运维", "空气质量优良天数比率"),
        ("安河县公安局", "智慧警务建设", "刑事案件发案率"),
        ("安河县信访局", "信访积案化解", "社会稳定程度"),
        ("安河县发展和改革局", "重点项目前期费", "地区生产总值增速"),
        ("安河县人力资源和社会保障局", "就业补助", "城镇登记失业率"),
        ("安河县卫生健康局", "基本公共卫生服务", "人均预期寿命"),
        ("安河县农业农村局", "特色产业奖补", "农村居民人均可支配收入"),
        ("安河县水务局", "河道管护", "国考断面水质优良比例"),
        ("安河县机关事务中心", "办公楼消防改造", "火灾事故次数"),
        ("安河县农业农村局", "种粮大户补贴", "全县粮食总产量"),
        ("安河县财政局", "散煤替代补助", "采暖季PM2.5浓度下降率"),
    ],
)
def test_sem_29_is_quiet_when_it_is_the_units_own_work(unit: str, project: str, name: str) -> None:
    tried = office_work(row("社会效益指标", name), name=project, unit=f"301001{unit}")
    assert not CATALOGUE.run(a_department(tried, unit_name=unit), only=["SEM-29"])


def test_sem_29_fires_when_stores_claim_the_harvest() -> None:
    tried = office_work(
        row("社会效益指标", "全县粮食总产量"), name="储备小麦利息补贴", unit="301001安河县粮食和物资储备中心"
    )
    assert CATALOGUE.run(a_department(tried, unit_name="安河县粮食和物资储备中心"), only=["SEM-29"])


@pytest.mark.parametrize("name", ["药品配送费用", "仓库消毒费", "物资装卸费用"])
def test_sem_18_fires_when_a_cost_is_said_to_last(name: str) -> None:
    assert hits("可持续影响指标", name)


def test_ind_09_fires_when_several_rows_are_there_to_fill_the_form() -> None:
    rows = (
        row("经济效益指标", "项目总成本"),
        row("社会效益指标", "受益群众人数"),
        row("生态效益指标", "经费保障覆盖率"),
        row("可持续影响指标", "办公经费"),
    )
    (finding,) = run(office_work(*rows), "IND-09")
    assert [place.field for place in finding.places] == [f"indicators.{number}.level2" for number in (1, 3, 4)]
    assert "3 行" in finding.message


@pytest.mark.parametrize("level2", ["经济效益指标", "生态效益指标", "可持续影响指标"])
@pytest.mark.parametrize("name", ["专款专用率", "采购计划落实", "群众满意度"])
def test_ind_09_fires_when_one_row_is(level2: str, name: str) -> None:
    (finding,) = run(office_work(row(level2, name)), "IND-09")
    assert name in finding.message


@pytest.mark.parametrize(
    ("level2", "name"),
    [
        ("生态效益指标", "亩均节水量"),
        ("经济效益指标", "社会稳定水平"),  # an effect, only misplaced: SEM-17 says where it belongs
        ("社会效益指标", "采购计划落实"),  # every project has some social effect
        ("质量指标", "专款专用率"),
    ],
)
def test_ind_09_is_quiet_when_the_row_need_not_be_dropped(level2: str, name: str) -> None:
    assert not run(office_work(row(level2, name)), "IND-09")


def test_a_good_project_stays_without_findings() -> None:
    assert not CATALOGUE.run(a_department(), only=CODES)


@pytest.mark.parametrize(
    ("code", "places"),
    [
        ("SEM-15", "1.7 2.7 4.7 5.7 6.7"),
        ("SEM-16", "3.7"),
        ("SEM-17", "2.5 5.5 6.5"),
        ("SEM-18", "2.8 3.8 4.8 5.8 6.8"),
        ("SEM-19", "1.2 2.2 5.2"),
        ("SEM-20", "1.6 3.6 4.6"),
        ("SEM-21", "1.6 1.7 2.6 3.7 3.8 4.6 4.8 5.6 6.6 6.7 6.8"),
        ("SEM-29", "3.7 3.8 6.6"),
        ("IND-09", "1.7 2.5 2.7 2.8 4.7 5.5 5.7 5.8 6.5 6.7 6.8"),
    ],
)
def test_the_sample_is_judged_as_by_hand(code: str, places: str) -> None:
    text = files("perfxl.samples").joinpath("kaiping-2025.txt").read_text("utf-8")
    hit = {
        f"{place.project}.{place.field.split('.')[1]}"
        for finding in CATALOGUE.run(read_text(text).department, only=[code])
        for place in finding.places
    }
    assert hit == set(places.split())


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("统计服务水平", "统计服务水平的提升情况"),
        ("普查对象配合程度", "普查对象配合普查的程度"),
        ("调查队伍素质", "调查队伍素质的高低"),
        ("测评工作质量", "测评工作质量的好坏"),
    ],
)
def test_sem_21_fires_when_the_yardstick_is_only_a_word_of_the_name(name: str, description: str) -> None:
    assert run(office_work(row("社会效益指标", name, "≥95%", description)), "SEM-21")


@pytest.mark.parametrize("name", ["老同志精神慰藉", "文化润疆", "邻里守望", "数字赋能", "产教融合"])
def test_sem_21_fires_when_nothing_in_the_name_can_be_counted(name: str) -> None:
    assert run(office_work(row("社会效益指标", name, "≥95%", "总体情况")), "SEM-21")
    assert not run(office_work(row("社会效益指标", name, "≥95%", "达标户数÷总户数×100%")), "SEM-21")


STAFF_AND_PAPERS = """
    护林员考勤合格率 污水厂运行人员持证率 公交驾驶员违章次数 环卫工人工资发放率 放映员培训合格率 审计底稿复核率
    报表报送率
    系统接口验收通过率 招聘展位搭建完成率 评标专家抽取到位率 合同备案率 仲裁文书送达率 稿件初审通过率 企业资料申报率
"""


@pytest.mark.parametrize("level2", ["生态效益指标", "经济效益指标"])
@pytest.mark.parametrize("name", STAFF_AND_PAPERS.split())
def test_ind_09_fires_when_a_deed_of_the_office_pads_a_row(level2: str, name: str) -> None:
    assert run(office_work(row(level2, name)), RULES[level2])
    assert run(office_work(row(level2, name)), "IND-09")


@pytest.mark.parametrize(
    ("level2", "name"),
    [
        ("生态效益指标", "电子卷宗随案生成率"),
        ("生态效益指标", "纸质调阅减少率"),
        ("生态效益指标", "坝坡植草面积"),
        ("生态效益指标", "饮用水水源水质达标率"),
        ("生态效益指标", "老旧柴油车淘汰率"),
        ("经济效益指标", "执行到位金额"),
        ("经济效益指标", "改善灌溉面积"),
        ("经济效益指标", "群众办事材料精简率"),
        ("经济效益指标", "出口信用保险支持出口额"),
        ("可持续影响指标", "后续管护经费落实率"),
        ("可持续影响指标", "特邀调解员留任率"),
        ("可持续影响指标", "成果有效使用年限"),
    ],
)
def test_ind_09_is_quiet_when_the_words_are_rare_but_belong(level2: str, name: str) -> None:
    assert not run(office_work(row(level2, name)), RULES[level2], "IND-09")


FAR_AWAY = """
    全县刑事立案数下降率 县域经济综合实力 全市旅游总收入增长率 全县粮食总产量 高考本科上线率 外贸进出口总额增速
    自然灾害损失
    全县固定资产投资增速 规模以上工业增加值 全国百强县排名 实际利用外资额 全县交通事故死亡人数 市场主体净增
"""


@pytest.mark.parametrize("name", FAR_AWAY.split())
def test_sem_29_fires_when_a_small_office_answers_for_a_whole_county(name: str) -> None:
    assert run(office_work(row("社会效益指标", name)), "SEM-29")


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("330001东岭县公安局", "全县刑事立案数下降率"),
        ("330002东岭县文化和旅游局", "全市旅游总收入增长率"),
        ("330003东岭县农业农村局", "全县粮食总产量"),
        ("330004东岭县教育局", "高考本科上线率"),
        ("330005东岭县商务局", "外贸进出口总额增速"),
        ("330006东岭县自然资源局", "受威胁群众安全感"),
    ],
)
def test_sem_29_is_quiet_when_the_outcome_is_the_duty_of_the_unit(unit: str, name: str) -> None:
    project = office_work(row("社会效益指标", name), unit=unit)
    assert not CATALOGUE.run(a_department(project, unit_name=unit[6:], library=()), only=["SEM-29"])


def test_sem_17_fires_when_a_cost_is_called_a_control_rate() -> None:
    assert run(office_work(row("经济效益指标", "总成本费用控制率")), "SEM-17")
    assert run(office_work(row("可持续影响指标", "运行费用控制率")), "SEM-18")


def test_sem_15_fires_when_neither_name_nor_description_has_a_word_of_ecology() -> None:
    named = row("生态效益指标", "律师库入库人数增长率", description="（本年人数－上年人数）÷上年人数×100%")
    assert {one.rule for one in run(office_work(named), "SEM-15", "IND-09")} == {"SEM-15", "IND-09"}


def test_advice_does_not_send_teachers_to_find_work() -> None:
    (finding,) = run(office_work(row("经济效益指标", "教师素质"), name="中小学教师培训"), "SEM-21")
    assert "就业" not in finding.fix
    assert "删去这一行" in finding.fix
