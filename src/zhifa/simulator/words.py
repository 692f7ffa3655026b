"""How each source speaks. Templates are our own; the words for matters are the packs' everyday words."""

from __future__ import annotations

from random import Random

SPOTS = (
    "集镇口", "老街", "菜市场旁", "小学门口", "码头边", "村委会对面", "加油站旁边", "安置小区楼下", "桥头", "公交站后面",
    "卫生院门前", "文化礼堂旁", "停车场入口", "湖滨绿道边", "老供销社边上", "工业区大门口", "农贸市场西门", "幼儿园旁边",
    "环镇路东头", "新区路口",
)  # fmt: skip
WATER_SPOTS = ("库湾里", "浮标附近", "码头外水面", "网箱旧址边", "航道边上", "岛背面")
EFFECTS = (
    "过路很不方便", "周围住户意见很大", "已经好几天了", "说了也不听", "味道一直散不掉", "晚上没法休息", "小孩老人经过不安全", "看着很乱",
    "今天又出现了", "前几天管过又回来了", "下雨就更糟", "来玩的人都在看",
)  # fmt: skip
WISHES = ("来人看看", "尽快处理", "给个说法", "管一管", "当面回复", "查清楚是谁")
SPEECH = {
    "12345": ("来电反映：{place}{what}，{effect}，希望{wish}。", "市民来电说{place}有人{what}，{effect}，要求{wish}。"),
    "110": ("报警称{place}{what}，{effect}，现场有人争执，转请联动处置。", "接警：{place}{what}，非警务事项，转指挥中心。"),
    "grid": ("网格员走访发现{place}{what}，{effect}。", "巡格时看到{place}{what}，已劝说，{effect}。"),
    "digital_city": ("采集上报：{place}{what}。", "视频巡屏：{place}{what}，{effect}。"),
    "citizen": ("{place}{what}！{effect}，{wish}吧", "随手拍：{place}{what}，{effect}。"),
    "remote_sensing": ("图斑比对：{place}疑似{what}，请核实。", "监测告警：{place}疑似{what}，变化持续两期。"),
    "department": ("日常检查发现{place}{what}，处罚不在本部门，移送处理。", "办理许可时发现{place}{what}，移送线索。"),
    "township": ("村干部反映{place}{what}，{effect}，请派人。", "镇里排查发现{place}{what}。"),
    "patrol": ("巡查到{place}，见{what}，{effect}。", "巡查发现{place}{what}。"),
    "desk_call": ("窗口来人反映{place}{what}，{effect}。", "电话里说{place}{what}，{effect}，想知道归谁管。"),
}
OTHER = (
    "想问一下{place}办养老认证去哪个窗口，要带什么材料",
    "{place}的路灯连着几盏不亮，晚上走路看不见",
    "{place}今天停水了，几点能来水",
    "想了解孩子在{place}上学的报名时间和条件",
    "{place}公交车班次太少，希望早上加开一班",
    "表扬{place}卫生院的护士，态度很好，麻烦转达",
    "{place}下水道堵了往外冒水，请来人疏通",
    "请问{place}的图书馆周末几点开门",
    "家里电费突然多了一倍，想请供电所到{place}查一下电表",
    "邻居家借了钱一直不还，住在{place}，你们能不能帮忙要回来",
    "两口子闹离婚，孩子归谁，{place}这边有没有调解的人",
    "{place}的健身器材坏了，希望换新的",
    "咨询一下{place}新农合今年交多少钱",
    "手机在{place}丢了，不知道到哪里找",
    "建议在{place}装一面转弯镜，这里视线不好",
)
DANGER = (
    "{place}一户人家燃气泄漏，味道很重，楼上还有老人",
    "{place}临时棚子被风吹得要倒塌，下面有人经过",
    "{place}工地围墙倾斜要倒，路上都是行人",
    "{place}广告牌悬空晃动，随时会坠落砸到人",
    "{place}有人落水，岸边护栏缺了一段",
    "{place}一处电线掉落在积水里，有人说漏电",
)
FOUND = (
    "到场见{what}，已当面说明规定", "现场属实，{what}，当事人在场", "到场核查，{what}情况存在", "现场{what}，已拍照固定",
)  # fmt: skip
NOT_FOUND = ("到场后绕行两圈，未见所反映情况，询问周边商户称已离开", "现场已无所反映情况，留存全景照片")
CORRECTED = ("当事人当场清理完毕", "物品已搬回店内，地面已清扫", "当场停止并恢复原状", "已撤离并收拾干净")
EDUCATED = ("情节轻微且首次，已讲明规定，当事人表示改正", "已现场劝导，当事人承诺不再发生")
DEMANDS = ("限期清理干净并恢复原状", "停止并拆除占用部分", "补齐手续前不得继续", "按规定加装设施并保持使用")
VERIFIED = ("电话回访反映人，表示已解决", "对照处置前后照片，并到现场复看", "现场复看，问题已消除")
SENT_BACK = ("照片看不出处置后的样子，请补", "反映人说还在，请再去一趟", "只处理了一半，另一侧未清理")
ANSWERS = ("您反映的情况已处理完毕，谢谢关注。", "经现场处置，问题已解决；如再出现请随时联系。", "已办结，感谢您对城市管理的支持。")
NOT_OURS = ("这件事不属于行政执法事项，已转有关单位，请留意其答复。", "您咨询的内容由服务窗口解答，电话可拨政务服务热线。")
OUTSIDE = "所反映地点不在本县范围，请向当地反映；线索已按规定转告。"
MERGED = "与 {number} 是同一件事，已合并办理，处理结果以该件答复为准。"
RETURN_REASONS = ("现场在邻队辖区，按分片不归本队", "该事项已明确由专业队伍办理")
BASIS = "浙江省综合行政执法条例 第十七条"
POSITIONS = ("目录载明的处罚权不在本机关，已附目录页", "现场属日常管理，不涉及许可，本机关无该项职责")
SETTLED = ("就近处置，由属地中队先办", "按事项目录归属明确", "先办后议，避免空转")
HAND_OVER = ("涉及许可与行业监管，依目录移交主管部门", "现场已控制，后续由有权机关办理")
REFUSED_HAND_OVER = ("不在本机关法定职责内，附目录说明", "材料不足以认定属本机关事项")
ORDERED = "县政府分管领导口头交办，已补记"
CHECKED = ("按清单逐项检查，经营者在场陪同。", "检查全程录音录像，逐项核对。")
LACKING = ("设施未通电，现场未使用", "记录缺失，最近两月无登记", "堆放在门外通道", "未见公示牌")
HANDED_ON = "线索移送有处罚权的机关，现场记录随附。"
PLANNED = "{kind}例行检查（{day}）"
STATEMENTS = ("一时图方便，愿意清理", "不知道有规定，下次不会了", "生意不好做，希望从轻")
REVIEWS = ("情节轻微，已按最低阶次，予以采纳", "事实清楚，已考虑配合情节")
WAIVERS = ("执法记录仪录像", "当事人书面声明")


def party(rng: Random, place: str) -> dict[str, str]:
    """A person without a name of their own: nobody real stands in a demonstration."""
    name = rng.choice(("张某某", "王某某", "李某某", "陈某某", "方某某"))
    return {"kind": "citizen", "name": name, "identifier_type": "none", "identifier": "", "address": f"{place}附近"}


def place_words(rng: Random, area: str, water: bool) -> str:
    """威坪镇集镇口."""
    return area + rng.choice(WATER_SPOTS if water else SPOTS)


def speak(rng: Random, source: str, place: str, what: str) -> str:
    """One report in the manner of its source."""
    said = rng.choice(SPEECH[source])
    return said.format(place=place, what=what, effect=rng.choice(EFFECTS), wish=rng.choice(WISHES))


def found(rng: Random, what: str, end: tuple[str, ...]) -> str:
    """What officers write after an act on the scene."""
    return f"{rng.choice(FOUND).format(what=what)}；{rng.choice(end)}"
