"""Fine figures in statute sentences: what is said about how much, for whom, under which condition. Pure text work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from zhifa.law.citations import number_from_chinese

_NUMBER = r"(?:\d+(?:\.\d+)?[万千百]?|[零一二两三四五六七八九十百千]+万?)"
_AMOUNT = rf"(?:百分之|千分之)?{_NUMBER}(?:元|倍|%|‰)?|等值"
_FIGURE = re.compile(
    rf"(?P<low>{_AMOUNT})以上(?P<high>(?:百分之|千分之)?{_NUMBER}(?:元|倍|%|‰)?)以下"
    rf"|(?P<from>{_NUMBER}元)至(?P<to>{_NUMBER}元)"
    rf"|(?P<top>(?:百分之|千分之)?{_NUMBER}(?:元|倍|%|‰)?)以下(?!的罪|所得)"
    rf"|处(?:以)?(?:每\w{{1,3}})?(?P<fixed>{_NUMBER}元)(?:的)?罚款|每吨(?P<perton>{_NUMBER}元)"
    rf"|处(?P<monthly>{_NUMBER}元)罚款的标准"
)
_SEGMENT = re.compile(r"[；。：\n]")
_REFUSAL = re.compile(r"逾期|拒不|仍不|仍未|(?:警告|劝阻)后[^，]{0,4}不|既不恢复原状")  # what makes a fine follow a disobeyed order
_INHERITS = re.compile(r"^(?:并|对|其中|属|个人|单位|违法所得|没有违法所得|货值|情节)")
_WAN = r"[一二三四五六七八九十百\d]+万元"
_CONDITION = re.compile(
    rf"情节(?:较|特别)?(?:严重|轻微|重|轻)|造成(?:严重后果|水污染|危害|林木毁坏|林地毁坏)|货值金额(?:不足)?{_WAN}(?:以上)?"
    rf"|(?:没有违法所得或者)?违法所得(?:超过|不足|在)?{_WAN}(?:以上)?(?:或者没有违法所得)?|没有违法所得|违法所得无法确定"
    r"|尚可采取改正措施|不能拆除"
)
_CONTINUES = re.compile(r"^(?:的?罚款)?，?(?:并)?对")
_PERSONS = re.compile(r"直接负责|责任人员|主要负责人|法定代表人|负责人")
_CITIZENS = re.compile(r"个人|公民|居民")
_UNITS = re.compile(r"单位|企业|机构|公司|组织")
_SOLE = re.compile(r"个体工商户")
_NAMED = re.compile(r"对([^，；。]{1,40}?)，?(?:可以|并|按照|处|予以)")
_SUBJECT = re.compile(r"(单位(?:或者?|和|、)个人|单位|个人|企业事业单位|企业|个体工商户)[^，]{0,12}(?:有|违反|迟报|所列|在)")
_USER = re.compile(r"使用者为([^；。]{1,90}?)的，(?:可以)?处?$")


_KINDS = {
    "warning": r"警告",
    "notice_of_criticism": r"通报批评|予以通报",
    "fine": r"罚款",
    "suspend_licence": r"暂扣",
    "revoke_licence": (
        r"(?<!被)(?<!被依法)吊销|(?<!被)撤销(?:登记|[^，；。]{0,16}(?:证|许可|资格|资质|批准文件))"
        r"|取消[^，；。]{0,12}(?:资格|资质)"
    ),
    "downgrade": r"降低(?:资质|[^，；。]{0,12}等级)",
    "stop_business": (
        r"停产停业|停业整[顿治]|责令停业|停工整治|停产整治|停止(?:相关)?招生|限期停止活动|责令停止日常活动|责令停产|暂停相关责任部门"
        r"|停止执业(?!活动)|停止执行业务|停办|(?<!、)歇业|停航|责令关闭停业|暂停[^，；。]{0,24}(?:执业|业务|招生|经营|营业|执业活动|诊疗活动)"
    ),
    "close": r"取缔|(?<!擅自)关闭|停止办学",
    "restrict_trade": r"年内不得|禁止其|内禁止从事|限制承接|不受理|不予注册|终身不|终身禁止",
    "detention": r"拘留",
}
_TAKEN = re.compile(r"([^，；。：]*)，?(?:予以)?没收([^，；。：]*)")
_INCOME = re.compile(r"(?:(?:全部)?(?:违法|非法)所得|违法收入|变卖所得)")


@dataclass(frozen=True)
class Figure:
    """`kind`: yuan or ratio. `minimum`, `maximum`: yuan, or multiples of a base. `before`: the words since the figure before it;
    `segment`: its clause up to it. `party`: any, citizen, organization, sole_trader, responsible_person as the words right
    before say. `condition`: the words that grade it (情节严重), empty for the plain case. `rectify_first`: it follows a
    disobeyed order."""

    kind: str
    minimum: Decimal | None
    maximum: Decimal
    before: str
    segment: str
    party: str
    condition: str
    rectify_first: bool

    @property
    def items(self) -> frozenset[int]:
        """Numbers of the 项 that the words right before name."""
        return frozenset(_numbers(self.before, "项"))

    @property
    def paragraphs(self) -> frozenset[int]:
        """Numbers of the 款 of the same article that the words right before name."""
        return frozenset(_numbers(self.before, "款")) if "本条第" in self.before else frozenset()

    @property
    def unit(self) -> str:
        """每…, as far as the clause says it of this figure: 每平方米, 每人."""
        found = re.findall(r"每(?:使用一名童工每月|介绍一人|平方米|立方米|人|株|吨|头|只|亩)", self.before + self.segment)
        return str(found[-1]) if found else ""


def figures(text: str) -> tuple[Figure, ...]:
    """All fine figures of a passage, in order."""
    out: list[Figure] = []
    clause: list[Figure] = []
    refused = False
    for segment in _SEGMENT.split(text.replace(" ", "").replace("l万", "1万")):
        continues = bool(_INHERITS.match(segment))
        refused = refused and continues
        clause = list(_clause(segment, clause if continues else [], refused))
        refused = refused or bool(_REFUSAL.search(segment))
        out += clause
    return tuple(out)


def is_refusal(text: str) -> bool:
    """The passage speaks of an order that was not obeyed in time."""
    return bool(_REFUSAL.search(text))


def penalty_kinds(text: str) -> frozenset[str]:
    """Kinds of penalty (codes of the rules contract) that a passage speaks of."""
    found = {kind for kind, words in _KINDS.items() if re.search(words, text)}
    for before, taken in _TAKEN.findall(text.replace(" ", "")):
        what = taken or before
        if _INCOME.search(what):
            found.add("confiscate_income")
        if taken and re.sub(r"的|和|、|以及|或者|并|按照.*", "", _INCOME.sub("", taken)):
            found.add("confiscate_goods")
        if not taken and not _INCOME.search(before):
            found.add("confiscate_goods")
    return frozenset(found)


def _clause(segment: str, earlier: list[Figure], refused: bool) -> Iterator[Figure]:
    """Figures of one clause; `earlier` are those of the clause it continues, `refused`: that clause is about disobedience."""
    condition, last = "", 0
    for m in _FIGURE.finditer(segment):
        if not _is_fine(segment, m):
            continue
        before = segment[last : m.start()]
        refused = refused or bool(_REFUSAL.search(before))
        graded = _CONDITION.findall(before)
        condition = graded[-1] if graded else condition if last and _CONTINUES.match(before) else ""
        party = _party(before, segment[: m.start()])
        if party == "any" and not last and len(earlier) == 1:
            party = earlier[0].party
        low, high, kind = _value(m)
        yield Figure(kind, low, high, before, segment[: m.end()], party, condition, refused)
        last = m.end()


def _is_fine(segment: str, m: re.Match[str]) -> bool:
    if m["fixed"] or m["perton"] or m["monthly"]:
        return True
    if "补种" in segment[max(0, m.start() - 12) : m.start()] or "株数" in segment[max(0, m.start() - 4) : m.start()]:
        return False
    tail = segment[m.end() : m.end() + 14]
    return m[0][-3:-2] in "元倍%‰" or "百分之" in m[0] or "千分之" in m[0] or "罚款" in tail


def _party(before: str, whole: str) -> str:
    named = _NAMED.findall(before)
    subject, user = _SUBJECT.match(whole), _USER.search(before)
    words = named[-1] if named else user[1] if user else subject[1] if subject else ""
    for pattern, code in ((_PERSONS, "responsible_person"), (_SOLE, "sole_trader")):
        if pattern.search(words):
            return code
    citizen, unit = bool(_CITIZENS.search(words)), bool(_UNITS.search(words))
    return "any" if citizen == unit else "citizen" if citizen else "organization"


def _value(m: re.Match[str]) -> tuple[Decimal | None, Decimal, str]:
    for name in ("fixed", "perton", "monthly"):
        if m[name]:
            amount = _amount(m[name])
            return amount, amount, "yuan"
    high = m["high"] or m["to"] or m["top"]
    kind = "ratio" if re.search(r"倍|%|‰|百分之|千分之", high) else "yuan"
    low = m["low"] or m["from"]
    return (_amount(low) if low else None), _amount(high), kind


def _amount(text: str) -> Decimal:
    """百分之五 → 0.05, 3倍 → 3, 1万元 → 10000, 等值 → 1."""
    if text == "等值":
        return Decimal(1)
    scale = Decimal("0.01") if "百分之" in text or "%" in text else Decimal("0.001") if "千分之" in text or "‰" in text else Decimal(1)
    bare = re.sub(r"百分之|千分之|元|倍|%|‰", "", text).replace("两", "二")
    factor = 1
    if bare.endswith("万"):
        bare, factor = bare[:-1], 10000
    for mark, size in (("千", 1000), ("百", 100)):
        if bare[:-1].replace(".", "").isdigit() and bare.endswith(mark):
            bare, factor = bare[:-1], factor * size
    number = Decimal(bare) if bare.replace(".", "").isdigit() else Decimal(number_from_chinese(bare))
    return number * factor * scale


def _numbers(text: str, mark: str) -> Iterator[int]:
    for found in re.findall(rf"第[（(]?([一二三四五六七八九十]+)[)）]?(?:至第?[（(]?([一二三四五六七八九十]+)[)）]?)?{mark}", text):
        first, last = number_from_chinese(found[0]), number_from_chinese(found[1] or found[0])
        yield from range(first, last + 1)
