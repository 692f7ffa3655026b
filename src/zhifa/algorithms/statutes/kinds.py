"""Which kinds of penalty the words of a consequence state."""

from __future__ import annotations

import re

from zhifa.algorithms.statutes.model import FINE, ORDER

SEVERITY = (  # mildest first
    ORDER,
    "warning",
    "notice_of_criticism",
    "confiscate_goods",
    "confiscate_income",
    FINE,
    "suspend_licence",
    "restrict_trade",
    "other",
    "downgrade",
    "stop_business",
    "close",
    "revoke_licence",
    "detention",
)

_INCOME = r"(?:所得|收入|获利|利润|收益|费用|费|款|款项|价款|报酬|佣金|租金|资金收益|经营额|孳息)$"
_LICENCE = r"[^，；。]{0,24}?(?:证|照|许可|资格|资质|登记|批准|备案|文号|牌|执业|注册|认证|授权)"
_STOPPING = (
    r"停产|停业|歇业|停工整[顿治]|停机整顿|停航整|停止整顿|停止接受新|停止开展|停办|停航"
    r"|暂停(?!销售该|发布|使用该)[^，；。]{0,40}?(?:业务|经营|执业|招生|从事|承接|营业|活动|生产|运营|服务|办学|销售|信息更新|更新)"
)
_UNLICENSED = re.compile(
    r"未取得|没有取得|未依法取得|未获|无证|无照|无资质|无资格|非医师|非法(?:从事|经营|行医|办学|设立|开展)"
    r"|(?:未经|擅自)[^，；。]{0,30}(?:从事|经营|举办(?!者)|设立|开办|执业|营业|生产|开展|承揽|承接|行医|办学|摆渡)"
)
_PATTERNS = {
    "warning": re.compile(
        r"(?<!发出)(?<!未经)警告(?!处分|信|标志|后|、?记过|、记大过|、降级|或者记|、?严重警告|"
        r"、?撤职)(?![^，；。]{0,12}(?:行政处分|的?处分|政务处分))"
    ),
    "notice_of_criticism": re.compile(r"通报批评|予以通报|给予通报|通报其|公开通报|在[^，；。]{1,12}通报"),
    FINE: re.compile(
        r"(?<!加处)(?<!加处的)(?<!变更)(?<!缴)(?<!缴纳)(?<!加收)(?<!每日按)(?<!缴的)(?<!自收到)罚款(?!决定|收缴|处罚的|金额按|数额按|数额的|收据|之日|"
        r"的数额。)"
    ),
    "suspend_licence": re.compile(r"暂扣[^，；。]{0,30}?(?:证|照|许可|执照)|暂停[^，；。]{0,12}(?:资格|资质)|中止[^，；。]{0,8}资格"),
    "revoke_licence": re.compile(
        r"吊销(?!后)|(?<!被)撤销(?!职务|其?职务|.{0,4}处分|其?[^，；。]{0,6}职务|其?直接)"
        + _LICENCE
        + r"|取消(?![^，；。]{0,6}[年月])[^，；。]{0,24}?(?:资格|资质|许可|登记|备案|权限)"
    ),
    "downgrade": re.compile(r"降低[^，；。]{0,14}?等级|降低[^，；。]{0,6}资质"),
    "close": re.compile(r"责令[^，；。]{0,20}?关闭|予以关闭|取缔|依法关闭|(?:^|[，或者、可以令])关闭(?!网站|闸)"),
    "detention": re.compile(
        r"(?:处|予以|给予|可以|日|罚款|警告|行政|治安|或者|、|并)[^，；。]{0,16}?拘留(?!所|后|期|措施|证|决定|的人|人|审查)"
    ),
    "confiscate_any": re.compile(r"(?:没收|收缴|追缴)([^，；。]*)"),
    "restrict_trade": re.compile(
        r"(?:\d+|[一二三四五六七八九十两]+)[年个]月?(?:以[上下内])?[^，；。]{0,24}?(?:不得|禁止|限制|不予|不受理|不接受|"
        r"取消[^，；。]{0,10}资格)"
        r"|终[身生](?:[^，；。]{0,6})?(?:不得|禁止|禁入)|(?:不再|不予)受理[^，；。]{0,14}申请|不受理[^，；。]{0,14}申请|"
        r"限制(?:其)?[^，；。]{0,8}(?:从业|开展|从事|承接|承揽|业务|经营|生产经营)|禁止(?:其)?(?:从业|从事|进入|参加)"
        r"|(?:禁止|限制|取消)[^，；。]{0,40}?(?:年|终身)[^，；。]{0,4}内?(?:从事|担任|参加|申请|进入)|"
        r"禁止其[^，；。]{0,30}(?:承包|承揽|参加|从事|担任|开展)|禁止(?!其?他)[^，；。]{0,80}(?:从事|担任)|市场禁入|行业禁入"
    ),
}
_ORDER = re.compile(
    r"责令|限期(?:改正|拆除|补办|补种|缴纳|退还|整改|治理|恢复|清除|清理|办理|迁出|搬迁|修复|采取)|(?:要求|"
    r"通知)其?(?:限期)?改正|恢复原状|采取(?:其他)?补救措施|(?:予以|给予)?纠正(?=，|；|$)"
)
_ORDERED = re.compile(r"责令(?P<what>[^；。]*)")
_OTHER = re.compile(
    r"撤换|调整[^，；。]{0,10}负责人|更换[^，；。]{0,10}(?:负责人|管理人员)|责令[^，；。]{0,12}(?:转让|"
    r"调整)[^，；。]{0,10}(?:股权|管理人员)"
)
_NO_ORDER = re.compile(r"^(?:其)?(?:依法)?(?:赔偿|承担|处分|给予[^，；。]*处分|具结悔过|赔礼|监护|退出法庭|说明)")
_BEYOND_ORDER = re.compile(
    _STOPPING + r"|整[顿治]|活动|业务|[\d一二三四五六七八九十]+个?[年月日]|以[上下]|关闭|撤换.*|调整.*负责人.*|更换.*人员.*"
    r"|追回.*|赔偿.*|吊销.*|处.*|没收.*|暂扣.*|降低.*|给予.*"
)
_TRADING = re.compile(
    r"停止(?:生产、?)?经营(?:活动)?(?=$|[，；。或、])"
    r"|停止(?!非法|违法|侵权|该)[^，；。、]{0,8}(?:办学|招生|执业|诊疗|营业|营运|运营|业务|承接)(?:活动|资格)?"
)
_GOODS_OUT = re.compile(r"^(?:国库|罚款|滞纳金|财政|的?税款|所?欠|应缴|其应缴)")


def is_unlicensed(conduct: str) -> bool:
    """Whether the act is to do without a licence what needs one."""
    return bool(_UNLICENSED.search(conduct))


def kinds_in(words: str, unlicensed: bool, conditions: str = "") -> tuple[str, ...]:
    """Kinds in the order of severity; `unlicensed`: stopping the act stops nothing lawful."""
    words = _without_noise(words)
    found = {kind for kind, pattern in _PATTERNS.items() if kind != "confiscate_any" and pattern.search(words)}
    found |= _confiscations(words, conditions)
    found |= _orders(words, unlicensed)
    return tuple(kind for kind in SEVERITY if kind in found)


_NOISE = re.compile(
    r"(?:依法)?(?:给予|予以)[^，；。]{0,30}(?:行政处分|政务处分|纪律处分|处分)|加处罚款|强制(?:拆除|清除)|治安管理处罚|行政处罚法"
    r"|(?:加收|缴纳)[^，；。]{0,20}滞纳金|按日连续处罚|注销[^，；。]{0,20}|扣留[^，；。]{0,12}|《[^》]*》"
)


def _without_noise(words: str) -> str:
    return _NOISE.sub("", words)


def _confiscations(words: str, conditions: str) -> set[str]:
    found: set[str] = set()
    for match in _PATTERNS["confiscate_any"].finditer(words):
        if match[0].startswith("追缴"):
            continue
        thing = re.split(
            r"并处|并予|可以|并可|处以|后?吊销|上缴|予以销毁|并(?=依法|吊销|责令)|(?:或者|和|、)(?=罚款|警告|吊销|责令|处|暂扣)", match[1]
        )[0]
        for part in re.split(r"、|和(?!解)|以及|及(?!其制品)|与|或者|并没收|并", thing):
            part = part.strip("其的全部")
            if not part and not match[1]:
                found |= _confiscated_before(conditions)
            if not part or _GOODS_OUT.match(part):
                continue
            income = re.search(_INCOME, part) or re.search(r"(?:违法|非法)(?:所得|收入)|广告费", part)
            found.add("confiscate_income" if income else "confiscate_goods")
    return found


def _confiscated_before(conditions: str) -> set[str]:
    """What 予以没收 takes, by the words of the condition (有违法所得、非法财物的)."""
    income = bool(re.search(r"(?:所得|收入)(?:[、和的]|$)", conditions))
    goods = not income or bool(re.search(r"财物|产品|工具|物品", conditions.rsplit("，", 1)[-1]))
    return {kind for kind, there in (("confiscate_income", income), ("confiscate_goods", goods)) if there}


def _orders(words: str, unlicensed: bool) -> set[str]:
    found: set[str] = set()
    if re.search(_STOPPING, words):
        found.add("stop_business")
    if not unlicensed and _TRADING.search(words):
        found.add("stop_business")
    if _OTHER.search(words):
        found.add("other")
    if _is_order(words, unlicensed):
        found.add(ORDER)
    return found


def _is_order(words: str, unlicensed: bool) -> bool:
    """An order that is not only one to stop the business, close it or change its staff."""
    for match in re.finditer(r"责令([^，；。]*)", words):
        what = match[1]
        if _NO_ORDER.match(what):
            continue
        rest = re.sub(r"(?:其|限期|立即|依法|可以|直至|并|或者|以及|和|、|该[^，；。]{0,8}?)", "", what)
        rest = _BEYOND_ORDER.sub("", rest)
        if not unlicensed:
            rest = _TRADING.sub("", rest)
        if len(rest) >= 2:
            return True
    return bool(_ORDER.search(re.sub(r"责令[^，；。]*", "", words)))
