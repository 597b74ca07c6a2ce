"""The words of 绩效目标."""

from __future__ import annotations

import pytest

from perfxl.model.department import Section
from perfxl.model.findings import Severity
from tests.builders import GOALS, a_department, a_project, found

WELL_WRITTEN = {
    "高标准农田建设": "1.新建高标准农田1.2万亩，配套机井80眼。\n2.亩均增产50公斤以上，农户满意度达到90%。",
    "基层医疗设备更新": "（1）为12家乡镇卫生院更新超声设备18台。（2）基层首诊率提高到60%，设备开机率95%以上。",
    "农村客运补贴": "一、开通农村客运线路46条，通客车率保持100%；二、群众出行满意度达到88%以上。",
    "接处警平台运维": "①接处警平台全年可用率99.95%以上。②接警平均时长控制在45秒以内。",
    "三馆一站免费开放": "一是举办展览24场、公益培训90期；\n二是服务群众15万人次，群众满意率不低于90%。",
    "公益性岗位补贴": "目标1：安置就业困难人员260人，岗位补贴按月足额发放。目标2：零就业家庭动态清零。",
    "校舍加固": "1.8月25日前完成5所学校9600平方米校舍加固。\n2.消除C级危房4栋，师生满意度不低于92%。",
    "民兵训练": "1、组织集训4批600人次，考核优良率85%。2、应急出动时间不超过30分钟。",
    "污水处理厂运行": "1.处理生活污水1460万吨，出水水质达到一级A标准。2.削减COD排放量2900吨。",
}
RULES = [f"GOAL-{number:02}" for number in (*range(1, 10), 14, 15)]


@pytest.mark.parametrize("name", WELL_WRITTEN)
@pytest.mark.parametrize("code", RULES)
def test_well_written_goals_of_many_fields_are_left_alone(code: str, name: str) -> None:
    assert not found(code, a_project(name=name, goals=WELL_WRITTEN[name]))


@pytest.mark.parametrize("goals", ["无", "1.略", "详见附件。", "同上", "（见附件）", "绩效目标："])
def test_goal_01_fires_when_goals_say_nothing(goals: str) -> None:
    (finding,) = found("GOAL-01", a_project(goals=goals))
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize("goals", ["", "　", GOALS, "无障碍改造320户。"])
def test_goal_01_is_quiet_when_they_are_blank_or_say_something(goals: str) -> None:
    assert not found("GOAL-01", a_project(goals=goals))


@pytest.mark.parametrize("goals", ["——", "***", "1.", "1.——", "/", "100%", "2025"])
def test_goal_02_fires_when_there_are_only_symbols_or_digits(goals: str) -> None:
    assert found("GOAL-02", a_project(goals=goals))


@pytest.mark.parametrize("goals", ["", " \n", "略", GOALS])
def test_goal_02_is_quiet_when_there_are_words_or_nothing(goals: str) -> None:
    assert not found("GOAL-02", a_project(goals=goals))


@pytest.mark.parametrize("goals", ["略", "——", ""])
def test_goals_that_say_nothing_are_one_fault(goals: str) -> None:
    project = a_project(goals=goals)
    assert not any(found(code, project) for code in RULES[2:])


@pytest.mark.parametrize(
    "goals",
    [
        "建成社区食堂6个，服务老人820人。老年人助餐覆盖率达到60%。",
        "安装视频探头200个，完好率98%；可防性案件下降10%以上。",
        "首先，开放图书馆310天；其次，读者满意度达到90%。",
        "完成河道清淤18公里\n改善沿河居民环境5000户",
        "1.安装视频探头200个。3.可防性案件下降10%以上。",
        "2.安装视频探头200个。\n3.可防性案件下降10%以上。",
        "一、安装视频探头200个。三、可防性案件下降10%以上。",
    ],
)
def test_goal_03_fires_when_goals_are_not_numbered_in_order(goals: str) -> None:
    assert found("GOAL-03", a_project(goals=goals))


@pytest.mark.parametrize(
    "goals",
    [
        GOALS,
        "更新老旧供水管网12公里，漏损率降到9%以下。",
        "1.建成食堂6个：（1）城区4个；（2）乡镇2个。2.覆盖率达到60%。",
        "年度目标：1.建成食堂6个。2.覆盖率达到60%。\n长期目标：1.建成食堂20个。2.覆盖率达到90%。",
        "1.5月底前完成播种3万亩。\n2.9月底前收获。",
        "\n".join(f"{number}.完成第{number}批设备安装。" for number in range(1, 13)),
    ],
)
def test_goal_03_is_quiet_when_they_are_numbered_or_there_is_one(goals: str) -> None:
    assert not found("GOAL-03", a_project(goals=goals))


def test_goal_03_reads_chinese_numbers_beyond_ten() -> None:
    numbers = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    goals = "\n".join(f"{number}、完成设备安装。" for number in numbers)
    assert not found("GOAL-03", a_project(goals=goals))
    assert found("GOAL-03", a_project(goals=goals.replace("十一、", "十三、")))


@pytest.mark.parametrize("goals", ["1.新建乡镇卫生院2所，群众满意。", "购置消防车3辆"])
def test_goal_04_fires_when_there_is_one_goal(goals: str) -> None:
    assert found("GOAL-04", a_project(goals=goals))


@pytest.mark.parametrize("goals", [GOALS, "1.新建卫生院2所；基层就诊率达到65%。", "新建卫生院2所。就诊率达到65%。"])
def test_goal_04_is_quiet_when_there_are_two(goals: str) -> None:
    assert not found("GOAL-04", a_project(goals=goals))


@pytest.mark.parametrize("goals", ["1.做好森林防火工作。", "1.检查企业520家次，降低事故率。"])
def test_goal_05_fires_when_goals_are_short(goals: str) -> None:
    assert "字" in found("GOAL-05", a_project(goals=goals))[0].message


@pytest.mark.parametrize("goals", [GOALS, "1.接种疫苗2万剂。2.接种率达到95%。"])
def test_goal_05_is_quiet_when_product_and_effect_are_said(goals: str) -> None:
    assert not found("GOAL-05", a_project(goals=goals))


@pytest.mark.parametrize(
    "goals",
    [
        "1.做好图书馆免费开放，丰富群众文化生活。\n2.提升公共文化服务水平。",
        "1.2025年做好就业服务，落实就业优先政策。",
        "1.落实《促进就业规划（2021—2025年）》（国发〔2021〕14号），提高就业质量。",
        "1.保障12345热线平稳运行，提高群众满意度。",
    ],
)
def test_goal_06_fires_when_nothing_is_counted(goals: str) -> None:
    assert found("GOAL-06", a_project(name="12345热线", goals=goals))


@pytest.mark.parametrize(
    "goals", [GOALS, "1.开展三次应急演练，提高处置能力。", "1.实现行政村光纤全覆盖。", "1.安全生产零事故，应急有保障。"]
)
def test_goal_06_is_quiet_when_something_is(goals: str) -> None:
    assert not found("GOAL-06", a_project(goals=goals))


@pytest.mark.parametrize(
    "goals",
    [
        "1.用于社区卫生服务中心医疗设备采购支出",
        "用于支付环卫工人工资、车辆燃油费等",
        "1.主要用于村干部报酬发放和村级办公经费",
        "1.支付校车公司运营补贴和车辆保险费。",
        "1.支付46条线路的校车租赁费。\n2.支付30名随车照管员工资。",
        "1.该项目资金主要用于驻村工作队员生活补助及办公费用。",
        "1.发放义务兵家庭优待金和立功奖励金。",
        "1.安排财政资金120万元，用于支付安保服务费。",
        "1.用于保障机关水电、物业等支出。",
    ],
)
def test_goal_07_fires_when_goals_are_a_purpose(goals: str) -> None:
    assert found("GOAL-07", a_project(goals=goals))


@pytest.mark.parametrize(
    "goals",
    [
        GOALS,
        "1.用于更新超声设备18台，缩短候诊时间。",
        "1.支付保洁服务费80万元，清扫面积186万平方米。",
        "1.发放高龄津贴3200人。",
        "1.支付工程尾款，12月底前办理竣工验收。",
        "1.用于维持学校正常运转。",
        "1.支付能力建设：提高支付系统可用率。",
    ],
)
def test_goal_07_is_quiet_when_a_product_or_effect_is_said(goals: str) -> None:
    assert not found("GOAL-07", a_project(goals=goals))


def test_goal_07_fires_when_the_only_effect_word_stands_in_the_name() -> None:
    assert found("GOAL-07", a_project(name="城乡居民医疗保障服务", goals="1.用于城乡居民医疗保障服务"))


@pytest.mark.parametrize(
    ("name", "goals"),
    [
        ("网络专线租赁", "1.网络专线租赁费用。"),
        ("农村公路养护", "1.农村公路养护工程及桥梁检测经费"),
        ("绿化管护", "全区公园绿地管护人工费、水电费、苗木费。"),
        ("校车购置", "1.校车20辆，验收合格率100%，9月1日前。2.家长满意度92%。"),
    ],
)
def test_goal_08_fires_when_goals_are_nouns(name: str, goals: str) -> None:
    assert found("GOAL-08", a_project(name=name, goals=goals))


@pytest.mark.parametrize(
    "goals",
    [
        GOALS,
        "1.养护公路120公里。",
        "1.抽检食品2600批次。",
        "用于公路养护",
        "1.拍摄宣传片3部。",
        "1.对120公里公路保洁。",
    ],
)
def test_goal_08_is_quiet_when_there_is_a_verb(goals: str) -> None:
    assert not found("GOAL-08", a_project(goals=goals))


@pytest.mark.parametrize(
    ("name", "goals"),
    [
        ("课桌椅采购", "1.采购课桌椅3200套，10月底前安装完毕。"),
        ("环境监测", "1.开展地表水监测48次，出具监测报告48份。"),
        ("后勤保障", "1.做好机关后勤保障工作，更换灯具300盏。"),
        ("教学质量提升", "1.开展教学质量提升培训6期420人次。"),
    ],
)
def test_goal_09_fires_when_no_effect_is_said(name: str, goals: str) -> None:
    assert found("GOAL-09", a_project(name=name, goals=goals))


@pytest.mark.parametrize(
    "goals", ["1.采购课桌椅3200套，改善办学条件。", "1.接种率达到95%。", "1.让群众少跑路、更满意。"]
)
def test_goal_09_is_quiet_when_one_is(goals: str) -> None:
    assert not found("GOAL-09", a_project(goals=goals))


@pytest.mark.parametrize("goals", ["1.发放救助金860人次", "1.完成A区改造。\n2.惠及居民560户，"])
def test_goal_14_fires_when_the_last_sentence_is_not_ended(goals: str) -> None:
    (finding,) = found("GOAL-14", a_project(goals=f"{goals}\n"))
    assert finding.edits[0].text == f"{goals}。"
    assert not finding.edits[0].safe


@pytest.mark.parametrize("goals", [GOALS, "1.发放救助金860人次；", "1.做到“应救尽救。”", "1.发放救助金860人次. "])
def test_goal_14_is_quiet_when_it_is(goals: str) -> None:
    assert not found("GOAL-14", a_project(goals=goals))


VAGUE = "进一步加大帮扶力度，着力提升服务水平，努力开创就业工作新局面。"


def test_goal_15_fires_when_goals_are_vague() -> None:
    assert "5 处" in found("GOAL-15", a_project(goals=VAGUE))[0].message


def test_goal_15_fires_once_for_part_one() -> None:
    sections = (Section("overall", "一、总体绩效目标", (VAGUE, "切实加强队伍建设，不断强化责任担当，扎实推进工作。")),)
    (finding,) = found("GOAL-15", sections=sections)
    assert [place.field for place in finding.places] == ["overall.1", "overall.2"]


@pytest.mark.parametrize(
    "goals",
    [
        GOALS,
        "1.组织招聘会24场，帮助1500名失业人员再就业，进一步提高就业率，登记失业率控制在4%以内。",
        "1.做好全县38所农村小学营养餐的采购、配送和留样检查，保证学生吃得安全。",
    ],
)
def test_goal_15_is_quiet_when_vague_words_are_rare(goals: str) -> None:
    assert not found("GOAL-15", a_project(goals=goals))


def test_goal_15_is_quiet_about_headings() -> None:
    sections = (Section("measures", "三、工作保障措施", ("一、进一步加强组织领导",)),)
    assert not found("GOAL-15", a_project(), sections=sections)


def test_a_good_department_has_no_finding_on_its_goals() -> None:
    assert not [finding for code in RULES for finding in found(code, *a_department().projects)]


def test_goal_07_fires_when_an_amount_stands_before_what_it_is_used_for() -> None:
    goals = (
        "1.购书款76万元，用于采购并加工图书2万册；活动经费60万元，用于支付讲师劳务。\n2.拨付12个分馆水电补贴15.6万元。"
    )
    assert found("GOAL-07", a_project(goals=goals))
