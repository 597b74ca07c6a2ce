"""Whether indicators speak of what the project is about."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

import pytest

from perfxl.documents.text import read_text
from perfxl.model.department import Department
from perfxl.model.library import LibraryEntry, bundled_library
from perfxl.model.project import Indicator, Project
from perfxl.rules import CATALOGUE
from tests.builders import FULL_SET, a_project, an_indicator, found, indicators

SAMPLE = "kaiping-2025.txt"


@pytest.fixture(scope="module")
def sample() -> Department:
    """The department document that comes with perfxl."""
    return read_text(files("perfxl.samples").joinpath(SAMPLE).read_text("utf-8")).department


def places(department: Department, code: str) -> set[tuple[int | None, str]]:
    """Run a rule on a department and give the places that it points at."""
    return {(at.project, at.field) for one in CATALOGUE.run(department, only=[code]) for at in one.places}


def named(number_of: dict[int, str], column: str = "name") -> set[tuple[int | None, str]]:
    """Write down places: {1: "1 9"} are the names of the indicators 1 and 9 of project 1."""
    return {
        (position, f"indicators.{number}.{column}") for position, rows in number_of.items() for number in rows.split()
    }


def of(words: dict[str, str], *rows: Indicator) -> Project:
    """The good project with some of its words changed, and with these rows if any."""
    return a_project(1, indicators(*rows) if rows else None, None, None, **words)


def with_row(row: Indicator, **words: str) -> Project:
    """The good project with one more indicator."""
    return of(words, *FULL_SET, row)


def alone(name: str, **words: str) -> Indicator:
    """An indicator of this name that says no more than its name."""
    return an_indicator(**{"name": name, "description": name, "target": "≥95%"} | words)


def satisfaction(name: str) -> Indicator:
    """A satisfaction indicator."""
    question = "问卷中满意份数÷有效问卷份数×100%"
    return alone(name, level1="满意度指标", level2="服务对象满意度指标", description=question)


EMPTY_ROWS = indicators(
    alone("各项工作完成率"),
    alone("资金支出情况", level2="质量指标"),
    alone("按期完成率", level2="时效指标"),
    alone("项目成本", level2="成本指标"),
    alone("落实相关规定", level1="效益指标", level2="社会效益指标"),
)


@pytest.mark.parametrize(
    "name", ["县乡公路日常养护", "高龄津贴", "图书馆免费开放", "强制检定标准器溯源", "法律援助补助"]
)
def test_goal_13_fires_when_no_indicator_speaks_of_the_project(name: str) -> None:
    words = {"name": name, "purpose": f"用于{name}", "goals": f"1.用于{name}"}
    assert len(found("GOAL-13", of(words, *EMPTY_ROWS))) == 1


def test_goal_13_fires_when_the_indicators_are_those_of_another_project() -> None:
    words = {
        "name": "食品安全监督抽检",
        "purpose": "委托检验机构抽检粮油、肉蛋奶、蔬菜水果等34大类食品2600批次，支付买样费",
        "goals": "1.完成食品监督抽检2600批次。\n2.不合格食品按期处置，消费者满意度达到85%以上。",
    }
    assert found("GOAL-13", of(words))


@pytest.mark.parametrize(
    ("name", "indicator"),
    [
        ("本级公建热力费", "取暖温度"),
        ("高龄津贴", "津贴发放人数"),
        ("独生子女父母退休一次性奖励", "补助发放及时率"),
        ("公车租用", "出车次数"),
        ("中小学校舍改造", "教室翻新间数"),
        ("工作经费", "项目完成率"),
    ],
)
def test_goal_13_is_quiet_when_one_indicator_says_it_in_other_words(name: str, indicator: str) -> None:
    rows = indicators(*EMPTY_ROWS, alone(indicator))
    assert not found("GOAL-13", a_project(name=name, purpose=f"用于{name}", goals=f"1.用于{name}", rows=rows))


def test_goal_13_fires_when_what_is_paid_out_is_whatever_there_is() -> None:
    words = {"name": "高龄津贴", "purpose": "用于高龄津贴", "goals": "1.用于高龄津贴"}
    assert found("GOAL-13", of(words, *EMPTY_ROWS, alone("相关发放次数")))
    assert not found("GOAL-13", of(words, *EMPTY_ROWS, alone("津贴发放次数")))


OPAQUE = {"name": "阳光家园计划", "purpose": "用于阳光家园计划", "goals": "1.用于阳光家园计划"}


@pytest.mark.parametrize("code", ["GOAL-13", "IND-16"])
def test_goal_13_is_quiet_when_nobody_can_tell_what_a_name_means(code: str) -> None:
    rows = (alone("托养残疾人数"), alone("残疾人康复训练达标率"), alone("机构无障碍设施完好率"))
    assert not found(code, of(OPAQUE, *rows))
    assert found(code, of(OPAQUE, *EMPTY_ROWS))


GENERAL = [
    "各项工作完成率",
    "工作完成及时率",
    "业务保障能力",
    "保障时间",
    "相关支出次数",
    "项目支出",
    "项目成本",
    "资金成本",
    "经费保障覆盖率",
    "人员经费保障覆盖率",
    "后勤服务保障率。",
    "执行相关规定",
    "资金使用情况",
    "完成时间",
    "服务数量",
    "工作达标率",
    "办公经费",
    "正常运转",
    "按期完成率",
    "社会效益",
    "结果准确性",
    "监测、评价",
    "管护工作完成率",
    "整治工作质量达标率",
    "群众满意度",
    "广大人民群众满意度",
]


@pytest.mark.parametrize("name", GENERAL)
def test_ind_11_fires_when_a_name_would_do_for_any_project(name: str) -> None:
    project = with_row(alone(name), goals="1.完成120公里日常养护。")
    assert [place.field for place in found("IND-11", project)[0].places] == ["indicators.7.name"]


CONCRETE = [
    "食堂食材抽检合格率",
    "参保人员待遇按时发放率",
    "路灯亮灯率",
    "案件结案率",
    "图书借阅册次",
    "应急演练场次",
    "经费支出合规率",
    "资金到位率",
    "资产盘点覆盖率",
    "管理制度健全性",
    "系统响应时间",
    "报修响应时间",
    "投诉处理率",
    "安全责任事故次数",
    "信息公开及时率",
    "预算执行率",
    "培训合格率",
    "受益人数",
    "政策知晓率",
    "人员到岗率",
    "水电费节约率",
    "合同履约率",
    "监测点位数量",
    "评价报告数量",
    "统计报表上报及时率",
    "保障人员数量",
    "验收合格率",
    "职工权益保障",
    "社会稳定水平",
    "国有资产保值增值率",
    "故障解决率",
    "设备完好率",
    "养护任务完成时间",
    "沿线群众满意度",
    "满意度",
]


@pytest.mark.parametrize("name", CONCRETE)
def test_ind_11_is_quiet_when_a_name_says_what_is_measured(name: str) -> None:
    assert not found("IND-11", with_row(alone(name)))


@pytest.mark.parametrize(
    "row",
    [
        an_indicator(level2="成本指标", name="项目总成本", description="本年支出总额", target="≤100万元"),
        an_indicator(level2="时效指标", name="项目完成时间", description="公路养护全部验收的月份", target="≤11月底"),
        alone("监测评价", description="公路养护质量监测评价次数", target="≥2次"),
    ],
    ids=lambda row: row.name,
)
def test_ind_11_is_quiet_when_the_whole_project_is_what_is_measured(row: Indicator) -> None:
    goals = "1.完成120公里公路养护和路况监测评价。"
    assert not found("IND-11", with_row(row, goals=goals))


def test_ind_11_is_quick_when_a_name_is_long() -> None:
    assert not found("IND-11", with_row(alone("完成率工作完成" * 500 + "路")))


@pytest.mark.parametrize("name", ["满意度", "满意率", "总体满意度", "服务对象满意度", "工作满意度", "满意度（%）"])
def test_ind_14_fires_when_nobody_is_asked(name: str) -> None:
    assert found("IND-14", with_row(satisfaction(name)))[0].fix == "改为“沿线群众满意度”。"


@pytest.mark.parametrize(
    "name", ["参训学员满意度", "用车单位满意度", "沿线群众满意率", "学生及家长供餐满意度", "验收合格率"]
)
def test_ind_14_is_quiet_when_somebody_is_asked(name: str) -> None:
    assert not found("IND-14", with_row(satisfaction(name)))


INSIDE = {"name": "公务用车运行维护", "purpose": "用于公务用车加油维修", "goals": "1.保障公务用车运行。"}
RETIRED = {"name": "退休人员一次性补贴", "purpose": "用于退休补贴", "goals": "1.发放退休补贴。"}
SHARED = {"name": "政务云租用", "purpose": "租用政务云主机", "goals": "1.保障46个系统运行，使用部门满意度达到95%。"}
ALLOWANCE = {"name": "高龄津贴", "purpose": "向80岁以上老年人发放津贴", "goals": "1.按月发放高龄津贴。"}
TOWN_HALL = {"name": "政务大厅物业服务", "purpose": "大厅保洁保安", "goals": "1.办事群众满意。"}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (INSIDE, "市民满意度"),
        (INSIDE, "社会公众满意度"),
        (RETIRED, "人民群众满意度"),
        (SHARED, "广大群众满意度"),
        (ALLOWANCE, "机关干部职工满意度"),
    ],
)
def test_ind_15_fires_when_others_are_asked(words: dict[str, str], name: str) -> None:
    assert found("IND-15", with_row(satisfaction(name), **words))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (INSIDE, "用车单位满意度"),
        (RETIRED, "退休人员满意度"),
        (SHARED, "使用部门满意度"),
        (ALLOWANCE, "老年人满意度"),
        (TOWN_HALL, "办事群众满意度"),
        ({"name": "公交车辆购置"}, "市民满意度"),
    ],
)
def test_ind_15_is_quiet_when_the_served_are_asked(words: dict[str, str], name: str) -> None:
    assert not found("IND-15", of(words, *FULL_SET[:-1], satisfaction(name)))


@pytest.mark.parametrize(
    "name", ["各项工作完成率", "专题会议召开次数", "印发宣传资料份数", "编发工作简报期数", "医疗设备购置台数"]
)
def test_ind_16_fires_when_no_quantity_is_the_projects_own(name: str) -> None:
    assert found("IND-16", a_project(rows=indicators(alone(name), *FULL_SET[1:])))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ({}, "路面修补平方米数"),
        ({"name": "高龄津贴", "goals": "1.发放津贴。", "purpose": "发放津贴"}, "发放人数"),
        ({"name": "车辆定位服务费", "goals": "1.车辆定位服务费。", "purpose": "定位服务费"}, "车载终端在线台数"),
        ({"name": "困难群众慰问", "goals": "1.走访慰问困难群众。"}, "受益户数"),
        ({"name": "房屋维修", "goals": "1.维修办公楼。", "purpose": "维修"}, "日常修缮工单数量"),
    ],
)
def test_ind_16_is_quiet_when_a_quantity_is_the_projects_own(words: dict[str, str], name: str) -> None:
    assert not found("IND-16", of(words, alone(name), alone("专题会议召开次数"), *FULL_SET[1:]))


def test_ind_16_fires_when_only_meetings_are_counted_and_advises_the_projects_own_words() -> None:
    meetings = alone("安全学习次数", description="养护工集中学习道路养护安全的次数")
    (finding,) = found("IND-16", a_project(rows=indicators(meetings, *FULL_SET[1:])))
    assert "=N" in finding.fix


def test_ind_16_is_quiet_when_there_is_no_quantity_at_all() -> None:
    assert not found("IND-16", a_project(rows=indicators(*FULL_SET[1:])))


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("公务用车", "年生产量"),
        ("总成本费用", "项目经营期年指标"),
        ("养护里程", "参训教师结业考核得分的平均值"),
        ("桥涵巡检次数", "床位使用天数÷床位总天数×100%"),
        ("养护任务完成时间", "抽检合格的食材批次÷抽检总批次×100%"),
        ("养护里程", "问卷中选“满意”的份数÷有效问卷份数×100%"),
        ("培训班期数", "按实际安装台数与采购合同核对"),
        ("桥梁加固每延米造价", "入馆计数器登记人数的合计"),
        ("坑槽修补面积", "接到来电到上门处理的平均时间"),
        ("参训人次", "合格的食材批次÷抽检总批次×100%"),
        ("县乡道路养护里程", "注射疫苗的适龄幼儿与孕产妇之和"),
        ("应急出动起数", "厂区绿化和苗圃的面积之和"),
        ("日常维修比例", "草鱼、鲢鳙鱼苗增殖放流的尾数"),
    ],
)
def test_bas_07_fires_when_a_description_belongs_to_something_else(name: str, description: str) -> None:
    project = with_row(alone(name, description=description))
    assert [place.field for place in found("BAS-07", project)[0].places] == ["indicators.7.description"]


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("沿线群众满意度", "问卷满意人数÷有效问卷数"),
        ("桥涵故障下降率", "（上年-本年）÷上年×100%"),
        ("执行相关规定", "全面落实规定"),
        ("抢修响应时间", "接报到到场平均时长"),
        ("单车购置价格", "裸车价（不含税费）"),
        ("闲置资产盘活金额", "出租、调剂、处置形成的收益"),
        ("资料核验准确率", "人、机、证、票一致的台数÷抽查台数×100%"),
        ("日常维修比例", "坑槽修补完成处数÷发现处数×100%"),
        ("经费节支率", "（预算金额－结算金额）÷预算金额×100%"),
        ("养护里程", ""),
        ("受援人挽回经济利益", "生效裁判、调解书确认的金额合计"),
        ("路面病害处置时限", "从巡查发现或接到投诉到修复的平均时间"),
        ("参与亲子活动家庭数", "小程序实名打卡去重"),
        ("普查数据引用次数", "党政机关公开文件、规划中援引公报的篇次"),
        ("申报材料审核准确率", "审计抽查无误件数÷抽查件数×100%"),
        ("每平方米造价", "结算审定额摊到铺装面积"),
        ("场地设计使用年限", "面层质保与基础耐久取短者"),
        ("每周免费开放时长", "智能门禁累计"),
        ("进出港船员满意度", "意见卡中选“好”和“较好”的张数÷收回张数×100%"),
        ("建成助浴点个数", "通过消防与房屋安全双查并开门迎客的处所"),
        ("集结到位时间", "命令下达至全员携装列队"),
        ("每辆购置价", "开票含税金额"),
        ("及时到账率", "公示结束后10个工作日"),
    ],
)
def test_bas_07_is_quiet_when_a_description_explains_its_name(name: str, description: str) -> None:
    assert not found("BAS-07", with_row(alone(name, description=description)))


@pytest.mark.parametrize("entry", bundled_library(), ids=lambda one: one.code)
def test_bas_07_is_quiet_when_the_library_describes_its_own_indicators(entry: LibraryEntry) -> None:
    assert not found("BAS-07", with_row(alone(entry.name, description=entry.description), name=entry.category))


@pytest.mark.parametrize(
    "row",
    [
        alone("公务用车", description="年生产量"),
        alone("总成本费用", description="项目经营期年指标"),
        alone("结果准确性"),
        alone("监测、评价"),
        alone("床位使用率", level2="质量指标"),
        alone("产品出厂检验合格率", level2="质量指标"),
        alone("小学生巩固率", level2="质量指标"),
        alone("生猪出栏量", target="≥500头"),
        alone("遗体火化例数", target="≥100例"),
        alone("文物修复件数", target="≥10件"),
    ],
    ids=lambda row: row.name,
)
def test_sem_22_fires_when_words_are_another_industrys(row: Indicator) -> None:
    assert found("SEM-22", with_row(row))[0].places[0].field.startswith("indicators.7.")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (alone("监测、评价"), {"name": "环境监测评价"}),
        (alone("床位使用率"), {"name": "敬老院护理补助"}),
        (alone("年生产量"), {"name": "企业技改贴息"}),
        (alone("评审结果准确率"), {}),
        (alone("游客接待人次", level1="效益指标", level2="经济效益指标"), {}),
        (alone("带动就业人数", level1="效益指标", level2="社会效益指标"), {}),
        (alone("安全责任事故次数"), {}),
        (satisfaction("学生家长满意度"), {}),
        (alone("食材抽检合格率"), {"name": "机关食堂服务", "goals": "1.食堂就餐。", "purpose": "食堂"}),
    ],
)
def test_sem_22_is_quiet_when_the_project_or_its_benefits_reach_there(row: Indicator, words: dict[str, str]) -> None:
    assert not found("SEM-22", with_row(row, **words))


def test_sem_22_is_quiet_when_the_units_own_name_is_of_that_industry() -> None:
    row = alone("床位使用率", level2="质量指标")
    assert not found("SEM-22", with_row(row, unit="360001开平区人民医院"))


OWN = ("GOAL-13", "IND-11", "IND-14", "IND-15", "IND-16", "BAS-07", "SEM-22")


@pytest.mark.parametrize("code", OWN)
def test_a_good_project_is_left_alone(code: str) -> None:
    assert not found(code, a_project())


def test_the_sample_shows_the_known_faults(sample: Department) -> None:
    assert places(sample, "GOAL-13") == {(2, "goals"), (5, "goals"), (6, "goals")}
    assert places(sample, "IND-16") == named({2: "1", 5: "1", 6: "1"})
    assert places(sample, "IND-14") == named({1: "9", 3: "9"})
    assert places(sample, "IND-15") == named({2: "9", 4: "9", 5: "9", 6: "9"})
    assert places(sample, "BAS-07") == named({1: "1", 2: "5", 5: "5"}, "description")
    assert places(sample, "SEM-22") == named({6: "7 8"}) | named({1: "1", 2: "5", 5: "5", 6: "7 8"}, "description")


def test_the_samples_general_names_are_found_but_for_satisfaction(sample: Department) -> None:
    """Six of the 34 known places are satisfaction: there IND-14 and IND-15 say the same more precisely."""
    assert places(sample, "IND-11") == named(
        {2: "1 2 3 4 5 6 7 8", 3: "4", 4: "1 2 3 4 6 7", 5: "1 2 3 4 5 6 7 8", 6: "1 3 4 7 8"}
    )


def test_a_rule_of_one_project_does_not_look_at_the_others(sample: Department) -> None:
    last = replace(sample.projects[-1], position=1)
    alone_again = places(replace(sample, projects=(last,)), "GOAL-13")
    assert alone_again == {(1, "goals")}


def test_ind_14_advises_the_people_of_the_place_that_is_heated() -> None:
    heated = with_row(satisfaction("总体满意度"), name="学校冬季取暖费", goals="1.供暖。", purpose="取暖")
    assert found("IND-14", heated)[0].fix == "改为“师生满意度”。"


@pytest.mark.parametrize(
    "name",
    [
        "发放支出次数",
        "双拥工作落实率",
        "服务工作合格率，",
        "项目投入",
        "相关发放次数",
        "项目开销",
        "按期完工率",
        "场所管理服务率",
    ],
)
def test_ind_11_fires_when_work_and_spending_are_all_that_is_said(name: str) -> None:
    assert found("IND-11", with_row(alone(name)))


def test_sem_22_fires_when_samples_are_tested_where_nothing_is() -> None:
    row = alone("样品检测结果偏差率", level2="质量指标", description="偏差超出误差的样品数÷检测样品总数×100%")
    assert found("SEM-22", with_row(row))


def test_sem_22_fires_when_grain_stores_are_given_the_figures_of_a_factory() -> None:
    stores = {"name": "粮库仓房改造", "purpose": "改造粮食仓房", "goals": "1.改造6栋粮食仓房。"}
    assert found("SEM-22", with_row(alone("设计监理费", description="建成后达产年份的年营业收入"), **stores))
    works = {"name": "粮油加工园区建设", "purpose": "建设加工厂房", "goals": "1.建成加工厂房2栋。"}
    assert not found("SEM-22", with_row(alone("年营业收入", description="达产年份的年营业收入"), **works))
