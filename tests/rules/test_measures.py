"""What is measured and which way is better, told by how a name ends: the rules and the library rest on it."""

from __future__ import annotations

import pytest

from perfxl.model.library import LibraryEntry, bundled_library
from perfxl.rules.measures import Direction, Measure, bracketed_unit, changes, direction_of, measure_of, object_of

MORE, LESS, NEITHER = Direction.MORE, Direction.LESS, Direction.NEITHER
NAMES = {
    (Measure.RATE, MORE): """
        适龄儿童入学率 控辍保学巩固率 教师培训合格率 毕业生就业率 家庭医生签约率 疫苗接种率 高血压患者规范管理率
        血压控制率 传染病报告及时率 群众知晓率 污水集中处理率 农村卫生厕所普及率 危房改造竣工率 道路完好率
        路灯亮灯率 急救车辆完好率。 案件办结率 投诉办结率 投诉处理及时率 信访事项化解率 隐患整改率 故障修复率
        故障解决率 违法行为查处率 欠薪案件结案率 纠纷调解成功率 命案破案率 水质达标率 森林覆盖率 秸秆综合利用率
        畜禽粪污资源化利用率 农产品抽检合格率 监测数据有效率 应保尽保率 补贴发放准确率 社会化发放率
        养老护理员持证上岗率 节地生态安葬率 文物完好率 系统可用率 数据共享率 网上可办率 电梯检验合格率
        不良反应报告率 失业人员再就业率 预算执行率 资金到位率 新能源车占比 零投诉率 无事故率 防溺水教育覆盖率
        优良天数比例 违规问题整改率 闲置资产盘活率 投诉回访率 工程进度 不合格食品核查处置率 零就业家庭动态清零率
        受污染耕地安全利用率 设备完好率（%） 取暖费用节约率""",
    (Measure.RATE, LESS): """
        会议服务差错率 辍学率 失业率 空置率 管网漏损率 投诉率 故障率 逾期率 超支率 返贫率 返工率 不合格率
        林业有害生物成灾率 并发症发生率 剖宫产率 近视率 总体近视比例 违规率 医疗事故发生率 数据错误率 系统中断率
        人员流失率 药占比 贫困发生率 抗菌药物使用率 超标率 误报率 一审案件改判率 拥堵程度 病死率 院内感染率
        未完成率 合同违约率 重复信访率 森林火灾受害率 农村学生营养不良率""",
    (Measure.GROWTH, MORE): """
        居民人均可支配收入增长率 农民收入增幅 国有资产保值增值率 投诉下降率 道路通行投诉下降率 能耗下降率
        单位GDP能耗降低率 火灾起数下降率 用水量下降率 办公经费压减率 审批时限压缩率 农药使用量减少率
        化肥使用量降幅 粮食产量增长率 游客人数增长率 税收任务完成率 财政资金撬动率 投入产出率 存货周转率
        PM2.5浓度下降率 药品价格降幅 交通事故死亡人数下降率 贫困人口减少率 森林覆盖率提高幅度 平均住院日缩短率""",
    (Measure.GROWTH, LESS): """
        成本控制率 项目投资控制率 采购单价涨幅 采购单价涨幅比率 成本增长率 投诉增长率 物价涨幅 婴儿死亡率
        孕产妇死亡率 资产负债率 传染病发病率 刑事案件发案率 重新犯罪率 耕地面积减少率 能耗增长率 收入下降率""",
    (Measure.SATISFACTION, MORE): "群众满意度 企业满意率 用户好评率 师生满意度（%） 群众安全感",
    (Measure.SATISFACTION, LESS): "居民不满意率",
    (
        Measure.AREA,
        NEITHER,
    ): "供热面积 绿化养护面积 高标准农田建设面积 房屋修缮面积 水土流失治理面积 病虫害防治面积 项目占地",
    (Measure.AREA, LESS): "水土流失面积 农作物受灾面积 违建面积 耕地撂荒面积 森林火灾年均过火面积",
    (Measure.AREA, MORE): "治理水土流失面积 拆除违建面积",
    (Measure.TEMPERATURE, NEITHER): "室内温度 取暖温度 冷库温度",
    (Measure.TIME, LESS): """
        故障响应时间 用车派单响应时间 养老服务派单响应时间 奖励金发放时限 补助资金到账时间 平均候诊时间
        窗口排队等候时长 案件办理周期 审批时限 工程工期 项目完成时间 出警到达时间 系统故障恢复时间 平均住院日
        停水时间 系统中断时长 报告提交时间 设备到货时间 校舍改造完成期限 教师培训班结业时间""",
    (Measure.TIME, MORE): """
        车辆预计使用年限 设备使用寿命 质保期 志愿服务时长 教师培训时长 系统无故障运行时间 场馆开放时间
        会场准备提前完成时间 空气质量优良天数 录像保存期限 设备购置类项目持续使用时间（年""",
    (Measure.TIME, NEITHER): "供暖周期 保障时间 开工时间 合同期限 盘点周期 采购时效",
    (Measure.MONEY, LESS): """
        项目总成本 总成本费用 单位面积成本 单车购置价格 热力费 单位面积物业费 办公经费 会议人均综合定额
        公务接待费 三公经费支出 人均年经费标准 车辆运行维护费 设备采购单价 次均门诊费用 每亩造价 单位面积月租金""",
    (Measure.MONEY, MORE): """
        闲置资产盘活金额 农民人均纯收入 税收收入 带动社会资本投资额 节约资金 节约成本 挽回经济损失
        规上工业增加值 追回欠薪金额""",
    (Measure.MONEY, NEITHER): """
        生均公用经费 每例基本殡葬服务费减免额 人均奖励标准 低保标准 困难残疾人生活补贴标准 粮食收购价格 保障支出
        资助金额 教育支出 人均补差标准""",
    (Measure.COUNT, MORE): """
        培训人数 资助学生人数 新增就业人数 公务用车购置数量 公务用车 新建公厕数量 宣传活动场次 义诊人次
        道路养护里程 粮食产量 污水处理量 垃圾处理量 生活垃圾清运量 法律援助案件数 查处违法行为件数 化解信访件数
        排查事故隐患数量 交通事故处理起数 失业保险金发放人数 养老床位 科普受益人口 消除积水点数 调解矛盾纠纷数
        减少事故起数 短视频传播量 垃圾焚烧量 执法检查家次 安全用水人数""",
    (Measure.COUNT, LESS): """
        投诉次数 有效投诉次数 责任事故次数 安全生产事故起数 事故死亡人数 公车使用违规次数 系统故障次数 信访件数
        能耗总量 用水量 二氧化碳排放量 农药使用量 火灾起数 食物中毒人数 逾期件数 停电次数 公务接待批次
        煤炭消费总量 交通拥堵点数量 重大网络安全事件起数 校园食源性疾病责任事件起数 生活垃圾产生量""",
    (Measure.COUNT, NEITHER): "车辆维修保养次数 日常维修工单数量 应急物资储备量",
    (Measure.OTHER, MORE): "物业服务考核得分 绩效评价得分",
    (Measure.OTHER, LESS): "重大安全责任事故 群众投诉 单位建筑面积能耗 PM2.5平均浓度 区域环境噪声 百公里油耗",
    (Measure.OTHER, NEITHER): """
        制度健全性 教学质量 大气环境质量 执行相关规定 业务保障能力 政务服务平台 土壤有机质含量 粮食含水量
        市场影响力 灌溉水有效利用系数 负氧离子浓度 （年）""",
}
WAYS = {"正向": MORE, "反向": LESS}
UNITS = {
    Measure.RATE: "%‰",
    Measure.SATISFACTION: "%",
    Measure.AREA: "米亩顷",
    Measure.TEMPERATURE: "℃",
    Measure.TIME: "年月天日时钟",
    Measure.MONEY: "元",
}


@pytest.mark.parametrize(
    ("name", "measure", "direction"),
    [(name, *meaning) for meaning, names in NAMES.items() for name in names.split()],
)
def test_measure_and_direction_show_in_how_the_name_ends(name: str, measure: Measure, direction: Direction) -> None:
    assert (measure_of(name), direction_of(name)) == (measure, direction)


@pytest.mark.parametrize("entry", bundled_library(), ids=lambda entry: entry.code)
def test_library_agrees_with_its_own_names(entry: LibraryEntry) -> None:
    assert direction_of(entry.name) in {WAYS.get(entry.direction, MORE), NEITHER}
    measure = measure_of(entry.name)
    if measure is Measure.COUNT:
        assert "%" not in entry.unit
        assert entry.unit
    assert measure not in UNITS or any(sign in entry.unit for sign in UNITS[measure])


def test_most_names_of_the_library_tell_which_way_is_better() -> None:
    told = [entry for entry in bundled_library() if direction_of(entry.name) is not NEITHER]
    assert len(told) > 0.8 * len(bundled_library())


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        ("教师培训按期完成率", "教师培训"),
        ("采购时效完成率", "采购"),
        ("报修响应时间", "报修响应"),
        ("新能源车占比", "新能源车"),
        ("投诉次数", "投诉次数"),
        ("完成率", "完成率"),
    ],
)
def test_what_is_measured_stands_before_how(name: str, thing: str) -> None:
    assert object_of(name) == thing


def test_words_of_change_are_known() -> None:
    assert [changes(note) for note in ("下降", "较上年增长", "全年", "")] == [True, True, False, False]


def test_the_unit_in_a_name_is_read_even_when_its_bracket_is_open() -> None:
    assert [bracketed_unit(name) for name in ("完好率（%）", "使用时间(年", "满意度")] == ["%", "年", ""]
