"""How many indicators, and how they are named.

The sample bears out the hits of the catalogue's own table without a difference: IND-12 at P1.I6/I7, P2.I2/I3/I6,
P3.I7/I8, P5.I2/I3/I6, P6.I8; IND-13 at P1.I8, P6.I5.
"""

from __future__ import annotations

import pytest

from perfxl.model.department import Department
from perfxl.model.findings import Severity
from perfxl.model.profile import GENERAL_2021
from perfxl.model.project import Indicator, Project
from perfxl.rules import CATALOGUE
from tests.builders import FULL_SET, a_department, a_project, an_indicator, found, indicators

QUANTITY, QUALITY, *OTHERS = FULL_SET

PLAIN_NUMBERS = """
    3岁以下儿童健康管理率 65岁以上老年人 60周岁以上老年人 35岁及以上高血压患者规范管理率 7×24小时值守
    7×24小时值守人数 PM2.5浓度 PM10年均浓度 一次性补助 一次性补助标准 二级以上医院 二级以上医院数量 12345热线办结率
    120急救平均反应时间 5G基站数量 4A级景区数量 0-3岁婴幼儿托位数 2025年新增就业人数 2024-2025学年在校生数
    3公里内入学率 15分钟便民生活圈 30分钟内到场率 每千人口医师数 每10万人死亡率 单价100万元以上设备使用率
    50%以上股权企业数 Ⅲ类以上水质比例 500千伏线路长度 DN300管道更换长度 C级危房消除栋数 国道G205改造里程
    第3批专项资金拨付率 污水处理厂2期 三期工程完工率 两癌筛查人数 “四好农村路”里程 一站式办结率 百姓大舞台场次
    一户一表改造率 一村一辅警覆盖率 1+X证书获取人数 A4纸用量 12月底前支付率 2025年底前整改完成率 100兆以上宽带覆盖率
    住院3日再入院率 万元GDP能耗 第12届运动会参赛人数 近3年平均增长率 1号桥加固 老旧小区改造户数 第二季度发放人数
"""
ACTIONS = """
    种子检验计划落实|≥98%  维护校园稳定|≥95%  保障支出|≥96%  监测、评价|≥95%  检查、考核|≥96%  监督|≥95%
    宣传与培训|≥95%  设备维护、管理|≥95%  资金支出情况|365天  补贴拨付情况|≥95%  执行相关规定|≥96%
    贯彻有关政策|≥97%  促进社会和谐|≥96%  推动农业机械化发展|≥91%  确保群众喝上放心水|≥95%  空气环境质量改善|≥95%
    提升服务水平|≥95%  加强队伍建设|≥90%  进一步提高执法能力|≥95%  全面落实安全责任|=100%  丰富群众文化生活|≥95%
    改善办学条件|≥95%  让乘客满意|≥95%  为企业提供服务|≥95%  做好信访维稳工作|≥95%  完成采购任务|≥98%
    开展普法活动|≥95%  发放补贴|=100%  日常管理工作|≥95%  保护湿地环境|≥95%  资金到位|=100%  监管能力提升|≥95%
    长效机制建立|≥95%  提高农民收入|≥5%  促进就业|有效促进  稳定就业|≥显著
"""
MEASURES = """
    新增就业岗位|≥3000个  公务用车|≥96%  事故死亡人数|≤2人  空气质量优良天数|≥300天  群众投诉|≤3次  群众投诉|≥95%
    制度健全性|健全  资金使用合规性|合规  长效机制建立|健全  社会治安改善|显著  资金使用情况|规范
    河长制落实情况|良好  举办培训班|≥3期  新建公厕|=5座  采购办公电脑|=30台  完成竣工验收|≤11月底
    采购完成时间|≤10月底  采购单价|≤500元/台  保障性住房|≥200套  保障对象|=300人  保障编外人员数量|=6人
    维护费用|≤20万元  提高就业率|≥3%  落实率|=100%  社会稳定水平|≥96%  业务保障能力|≥90%  职工权益保障|≥90%
    结果准确性|≥98%  办公经费|≥95%  保障时间|≥95%  治理效果|≥95%  管护覆盖面|≥95%  使用年限|≥5年  建设进度|≥95%
    农民收入增长|≥5%  粮食产量增长|≥3%  旅客满意度提升|≥2%  采购成本降低|≥5%  带动农户增收|≥500元/户  带动就业|≥60人
    规范化养殖场|≥30家  争取上级资金|≥500万元  传染病发病率|≤0.2%  减轻经营户检定费负担|≥30万元  数据安全事件|≤0次
    文化惠民演出|≥60场  环境噪声|≤55分贝  执法记录仪配备率|=100%
"""
WITHOUT_UNIT = """
    培训人次 会议场次 抽检批次 用电量（年） 工资发放（月） 每平方米造价 万元GDP能耗 百公里油耗 物业费每平方米
    老年人体检人数（60岁以上） 补助对象（低保户） 养护里程（县道） 药品（中药）占比 电梯困人救援到场时间
"""


def one(name: str, target: str = "≥95%", **words: str) -> Project:
    """One project with one indicator of this name."""
    return a_project(rows=indicators(an_indicator(name=name, target=target, **words)))


def rows(*some: Indicator) -> Project:
    return a_project(rows=indicators(*some))


def test_ind_01_fires_when_a_required_level2_has_no_indicator() -> None:
    (finding,) = found("IND-01", rows(QUANTITY, *OTHERS))
    assert finding.message == "二级指标“质量指标”下没有三级指标。"


def test_ind_01_fires_once_when_two_are_missing() -> None:
    (finding,) = found("IND-01", rows(*OTHERS))
    assert "数量指标、质量指标" in finding.message


def test_ind_01_advises_what_the_library_has_when_it_has_it() -> None:
    bought = a_project(rows=indicators(QUANTITY, *OTHERS), name="本级公务用车购置")
    assert "合格率" in found("IND-01", bought)[0].fix


@pytest.mark.parametrize(
    "project",
    [
        a_project(),
        rows(QUANTITY, QUALITY, OTHERS[-1]),  # 时效, 成本 and 效益 are as the project needs them; the last is STR-03's
        rows(*OTHERS[2:]),  # no 产出 at all: STR-03
        rows(QUANTITY, an_indicator(level2="", name="验收合格率"), *OTHERS),  # no 二级指标: STR-05
        rows(an_indicator(level2="数量"), an_indicator(level2="产出质量指标"), *OTHERS),
        rows(QUANTITY, an_indicator(level2="质量指标", name=" "), *OTHERS),  # a blank name: STR-02
        rows(*FULL_SET[:-1], an_indicator(level1="满意度指标", level2="受益对象满意度指标")),
        a_project(rows=()),
    ],
)
def test_ind_01_is_quiet_when_others_speak_or_nothing_is_missing(project: Project) -> None:
    assert not found("IND-01", project)


@pytest.mark.parametrize("level", ["产出指标", "效益指标", "产出指标（50分）"])
def test_ind_02_fires_when_no_indicator_of_the_level_has_a_name(level: str) -> None:
    core = level[:2]
    left = (row for row in FULL_SET if not row.level1.startswith(core))
    (finding,) = found("IND-02", rows(*left, an_indicator(level1=level, name="　")))
    assert finding.severity is Severity.ERROR
    assert core in finding.message


def test_ind_02_is_quiet_when_one_has_a_name_or_the_level_is_missing() -> None:
    assert not found("IND-02", rows(*FULL_SET, an_indicator(name="")), rows(*OTHERS[2:]))


@pytest.mark.parametrize("count", [5, 16])
def test_ind_03_fires_when_there_are_too_few_or_too_many(count: int) -> None:
    (finding,) = found("IND-03", rows(*[QUANTITY] * count))
    assert finding.message == f"三级指标共 {count} 条，建议 6–15 条。"


@pytest.mark.parametrize("count", [0, 6, 15])
def test_ind_03_is_quiet_when_their_number_is_usual_or_there_are_none(count: int) -> None:
    assert not found("IND-03", rows(*[QUANTITY] * count))


def test_ind_04_fires_when_a_name_has_more_than_100_letters() -> None:
    (finding,) = found("IND-04", one("调" * 101))
    assert "101 字" in finding.message
    assert len(finding.message) < 60


def test_ind_04_is_quiet_when_it_has_100() -> None:
    assert not found("IND-04", one(f" {'调' * 100}\n"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("农田工程验收合格率达到100%", "达到100%"),
        ("培训教师420人次", "420人次"),
        ("出警到达时间不超过10分钟", "不超过10分钟"),
        ("新建公厕12座", "12座"),
        ("抽检合格率≥98%", "≥98%"),
        ("抽检合格率（≥98%）", "≥98%"),
        ("渠道衬砌长度（26公里）", "26公里"),
        ("旅客满意度95%以上", "95%以上"),
        ("馆舍改造面积9600㎡", "9600m2"),
        ("消防通道检查每月2次", "每月2次"),
        ("每年体检一次", "每年体检一次"),
        ("下沉社区至少三次", "至少三次"),
        ("6月30日前完成招标", "6月30日前"),
        ("2025年底前建成", "2025年底前"),
        ("总成本控制在100万元以内", "控制在100万元以内"),
        ("满意率百分之九十五以上", "百分之九十五以上"),
        ("100%完成执法检查", "100%"),
        ("95%以上群众满意", "95%以上"),
        ("病区室温不低于18℃", "不低于18°C"),
        ("信访件答复缩短至3天", "3天"),
        ("细颗粒物浓度降至35微克/立方米", "降至35微克/立方米"),
        ("见习补贴标准1500元/人", "1500元/人"),
        ("绿化率达到三成", "达到三成"),
        ("参训人数500", "500"),
        ("设备质保3年", "3年"),
    ],
)
def test_ind_05_fires_when_the_name_holds_the_value(name: str, value: str) -> None:
    (finding,) = found("IND-05", one(name))
    assert f"“{value}”" in finding.message


def test_ind_05_says_what_the_name_should_be_when_it_fires() -> None:
    (finding,) = found("IND-05", one("抽检合格率（≥98%）"))
    assert finding.fix == "名称改为“抽检合格率”，“≥98%”写进指标值，描述一起改。"


@pytest.mark.parametrize(
    "name",
    PLAIN_NUMBERS.split(),
)
def test_ind_05_is_quiet_when_the_number_is_no_value(name: str) -> None:
    assert not found("IND-05", one(name))


@pytest.mark.parametrize(
    ("name", "target"),
    [line.split("|") for line in ACTIONS.split()],
)
def test_ind_12_fires_when_the_name_is_an_action_or_a_slogan(name: str, target: str) -> None:
    assert found("IND-12", one(name, target))


@pytest.mark.parametrize(
    ("name", "target"),
    [line.split("|") for line in MEASURES.split()],
)
def test_ind_12_is_quiet_when_it_can_be_counted_or_judged(name: str, target: str) -> None:
    assert not found("IND-12", one(name, target))


def test_ind_12_is_quiet_when_a_grade_has_its_scale() -> None:
    scale = "未发生停摆为优，一次为良，两次以上为差"
    assert not found("IND-12", one("保障机关正常运转", "优", description=scale))
    assert found("IND-12", one("保障机关正常运转", "优"))


@pytest.mark.parametrize(
    ("name", "level2", "right"),
    [
        ("种子检验计划落实", "时效指标", "种子检验计划落实率"),
        ("发放补贴", "质量指标", "补贴发放率"),
        ("补贴拨付情况", "时效指标", "补贴拨付及时率"),
        ("公园水面景观改善", "生态效益指标", "公园水面景观改善幅度"),
    ],
)
def test_ind_12_proposes_a_measure_when_it_fires(name: str, level2: str, right: str) -> None:
    assert f"可改为“{right}”，名称和描述一起改" in found("IND-12", one(name, level2=level2))[0].fix


@pytest.mark.parametrize(
    ("name", "level2", "wrong"),
    [("种子检验计划落实", "社会效益指标", "落实率"), ("空气环境质量改善", "生态效益指标", "改善幅度")],
)
def test_ind_12_proposes_no_measure_where_the_row_is_out_of_place(name: str, level2: str, wrong: str) -> None:
    assert wrong not in found("IND-12", one(name, level2=level2))[0].fix


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("设备完好率（%）", "%"),
        ("设备持续使用时间（年", "年"),
        ("改造面积（㎡）", "m2"),
        ("养护成本（元/平方米）", "元/平方米"),
        ("投资额（单位：万元）", "万元"),
        ("停水抢修时长(天)", "天"),
        ("疫苗接种率%", "%"),
        ("资金投入万元", "万元"),
        ("河道清淤长度公里", "公里"),
        ("受训人数/人", "/人"),
    ],
)
def test_ind_13_fires_when_the_name_holds_a_unit(name: str, unit: str) -> None:
    (finding,) = found("IND-13", one(name))
    assert finding.severity is Severity.INFO
    assert f"“{unit}”" in finding.message


@pytest.mark.parametrize(
    "name",
    WITHOUT_UNIT.split(),
)
def test_ind_13_is_quiet_when_it_holds_none(name: str) -> None:
    assert not found("IND-13", one(name))


@pytest.mark.parametrize("code", ["IND-01", "IND-02", "IND-03", "IND-04", "IND-05", "IND-12", "IND-13"])
@pytest.mark.parametrize("department", [a_department(), a_department(profile=GENERAL_2021)])
def test_a_good_project_has_no_finding(code: str, department: Department) -> None:
    assert not CATALOGUE.run(department, only=[code])


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("激发全社会创业活力", "≥450人"),
        ("丰富农村群众精神文化生活", "≥18万人次"),
        ("促进流动人口融入社会", "≥300人"),
        ("打通政务服务“最后一公里”", "=86个"),
        ("建立古树名木保护长效机制", "≥5年"),
    ],
)
def test_ind_12_fires_when_a_wish_is_counted(name: str, target: str) -> None:
    assert found("IND-12", one(name, target))


@pytest.mark.parametrize(
    ("name", "target"),
    [("建立河道巡查机制", "=3项"), ("提升日供水能力", "≥3万吨"), ("延伸配水管网公里", "≥3公里"), ("带动就业", "≥40人")],
)
def test_ind_12_is_quiet_when_what_is_brought_about_can_be_counted(name: str, target: str) -> None:
    assert not found("IND-12", one(name, target))


@pytest.mark.parametrize("name", ["图书馆", "监控设备", "农村公路"])
def test_ind_12_fires_when_a_bare_thing_is_put_in_per_cent(name: str) -> None:
    assert found("IND-12", one(name, "≥95%"))
    assert not found("IND-12", one(name, "=3个"))


def test_ind_13_fires_when_the_bracket_is_left_open() -> None:
    assert found("IND-13", one("设备可使用年数（年", "≥10年"))
