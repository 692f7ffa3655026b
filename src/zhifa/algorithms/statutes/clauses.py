"""Sentences into clause groups: what must be the case (conditions) and what then follows (consequences).

A paragraph is a sequence of segments between ，；。：. A segment that ends in 的 (or stands where nothing has been said yet)
states a condition; one that opens with a penal verb, with 由… or with an authority states a consequence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_BRACKETED = r"《[^《》]*(?:《[^》]*》[^《》]*)*》|（[^（）]*）|“[^”]*”|〈[^〉]*〉"
_SEGMENT = re.compile(rf"((?:{_BRACKETED}|[^，；。：])+)([，；。：]?)")
_ADVERB = (
    r"(?:并且|并|且|同时|一并|可以|可|应当|应|依法|还|也|亦|均|都|直接|分别|视情节(?:轻重)?|视情|根据(?:不同)?情(?:节|"
    r"况)(?:轻重)?|按照情节轻重|情节轻重|有权|"
    r"除[^，；。]{1,40}?外|必须|当场|立即|先行|由其|予以并|或者|或|单独|单处或者|和|以及|再|及时|酌情|直至|仍|即|则|处以或者)*+"
)
_ORGAN = (
    r"(?:部门|机关|机构|政府|委员会|局|厅|办公室|中心|办事处|组织|所|站|总队|支队|大队|单位|主管|银行|会|学校|公司|企业|院|当局|"
    r"监督)"
)
_STRONG = (
    r"(?:责令|责成|处(?!罚|分|理|于|置|在|方|所|长)|并处|处以|单处|科以|给予(?!的|了)|予以|没收|收缴|吊销|暂扣|取缔|"
    r"罚款(?!的)|警告|通报批评|拘留|提请[^，；。]{0,20}吊销|提请|不予(?:受理|行政许可|许可|批准|登记)|"
    r"限期(?!内|未|满)|撤销|取消|降低|停止(?!供)|责令|注销|按照?[^，；。]{1,60}?(?:处|罚款|处罚)|以[^，；。]{1,40}?罚款|"
    r"依照[^，；。]{1,60}(?:处罚|处理|执行|处以|处)|追究|没有违法所得，|构成犯罪|"
    r"终[身生]不得|[^，；。]{0,6}年内?不得|关闭|扣留|扣押|强制|代为|通知|要求|禁止|限制|暂停|加处|追缴|采取下列|区别不同|扣除|扣减|记|公告|批评|"
    r"教育|训诫|处(?=警告|拘留|罚款|[\d一二三四五六七八九十百千万两每违]))"
)
_OBJECT = r"(?:(?:对|向|将)[^，；。]{1,60}?)?"
_BODY = rf"(?:[^，；。的]{{0,50}}{_ORGAN}(?:[^，；。的]{{0,6}}的[^，；。]{{0,12}}{_ORGAN})?)"
_BY = re.compile(rf"^{_ADVERB}由(?!于)[^，；。]{{1,120}}$")
_DOES = re.compile(rf"^{_ADVERB}{_OBJECT}{_ADVERB}{_STRONG}")
_BODY_DOES = re.compile(
    rf"^{_ADVERB}{_BODY}{_ADVERB}{_OBJECT}{_ADVERB}(?:责令|处(?!罚|分|理|于|置|在)|给予|予以|没收|收缴|吊销|暂扣|取缔|撤销|取消)"
)
_MAY = re.compile(
    r"^(?:[^，；。的对]{2,24}|[^，；。对]{2,40}(?:部门|机关|机构))(?:可以|有权|可|应当)(?:并|依法|当场|根据[^，；。]{1,20}?|对[^，；。]{1,20}?)*?"
    r"(?:责令|处以?(?!罚|理|分|置|于)|给予(?:警告|罚款|下列处罚)|没收|吊销|暂扣|予以(?:警告|罚款|没收|取缔))"
)
_BODY_BESIDES = re.compile(rf"^{_BODY}除[^，；。]*责令[^，；。]*外$")
_TOWARDS = re.compile(rf"^{_ADVERB}(?:对|向)[^，；。]{{1,60}}$")
_WEAK = re.compile(
    rf"^{_ADVERB}(?:撤销|取消|降低|停止|通知|要求|禁止|限制|暂停|关闭|扣留|扣押|强制|代为|公告|批评|教育|训诫|记|追究|按|"
    rf"以|依照|(?:予以|给予)(?!警告|通报|没收|取缔|罚款|吊销|拘留|暂扣|关闭)|扣除|扣减|注销|不予|收缴|将|向)"
)
_INSIDE = re.compile(
    r"(?:(?<=的)|(?<=违者))(?=(?:并|可以|应当)*(?:由[^，；。的]{2,50}?(?:责令|处以?|给予|没收|吊销|予以|依法)|处以?(?:警告|"
    r"拘留|罚款|[\d一二三四五六七八九十百千万两]+[元万日百千]|[\d一二三四五六七八九十]+[日至]|违法所得|每)|责令(?!改正通知|"
    r"限期改正通知|停)"
    r"[^，；。]{0,20}|给予警告|予以(?:没收|警告|取缔|罚款)|没收[^，；。的]{1,12}(?:[，；。]|$)|吊销[^，；。的]{1,20}(?:[，；。]|$)|"
    r"罚款[\d一二三四五六七八九十百千万两]))"
    r"|(?<=罚款)(?=(?:、|和|及|并|，并)?对[^，；。]{1,30}处)|(?<=之一)(?=[由处责])"
)
_LATE_SUBJECT = re.compile(r"(?<=罚款)[、和及并](?=(?:对|处))")
_OFFENDER = re.compile(r"^对[^，；。]{2,}的[^，；。]{1,24}$")
_SANCTIONED = re.compile(r"处以?[\d一二三四五六七八九十百千万两]|罚款|警告|没收|吊销")
_BARE_OFFENDER = re.compile(r"^对[^，；。]{2,20}(?:人|者|单位|机构|行为|企业|人员)$")
_CULPABLE = re.compile(
    r"^对(?:其|该|有关|负有|直接|主要|单位|个人|当事|违法|行为人|上述|责任|法定|相关|违反治安)[^，]{0,6}(?!.*(?:未|不|擅自))"
)
_BARRED = re.compile(r"(?:[年月]内|终[身生])(?:不得|禁止)(?!.*的$)")


@dataclass(frozen=True)
class Segment:
    """Words and the mark after them."""

    words: str
    mark: str


@dataclass
class Group:
    """Conditions and the consequences that follow; `mark` is the punctuation before the group (empty at the start of the paragraph)."""

    mark: str
    conditions: list[str] = field(default_factory=list)
    consequences: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    @property
    def outcome(self) -> str:
        """The consequences as one text."""
        return "，".join(self.consequences)


def segments(text: str) -> list[Segment]:
    """Cut at punctuation outside brackets, and between 的 and the consequence where a comma is left out."""
    text = _LATE_SUBJECT.sub("，", text)
    out: list[Segment] = []
    for words, mark in _SEGMENT.findall(text):
        pieces = [piece for piece in _INSIDE.split(words) if piece]
        out += [Segment(piece, "，") for piece in pieces[:-1]]
        out.append(Segment(pieces[-1], mark))
    return out


def groups(text: str) -> list[Group]:
    """Clause groups in the order of the text."""
    parts = segments(text)
    out: list[Group] = []
    group = Group("")
    mark = ""
    for place, part in enumerate(parts):
        consequence = _is_consequence(parts, place, bool(group.consequences) and mark != "。")
        if _opens_group(part, mark, consequence, group):
            out.append(group)
            group = Group(mark)
        if consequence or group.consequences:
            group.consequences.append(part.words)
        else:
            group.conditions.append(part.words)
        mark = part.mark
    out.append(group)
    return [g for g in out if g.conditions or g.consequences]


def _opens_group(part: Segment, mark: str, consequence: bool, group: Group) -> bool:
    if not (group.conditions or group.consequences):
        return False
    if mark == "。":
        return True
    if consequence or not group.consequences:
        return False
    return mark == "；" or _states_condition(part.words)


def _states_condition(words: str) -> bool:
    return bool(re.search(r"(?:(?<![^项节题名科栏数]目)的|之一|者)$", words)) and not re.search(r"(?:罚款|处罚|警告)的$", words)


def _is_consequence(parts: list[Segment], place: int, after: bool) -> bool:
    words = parts[place].words
    if _ends_like_condition(words, after) or (not after and _names_offender(words, parts, place)):
        return False
    if _BARRED.search(words):
        return True
    if _BY.match(words):
        return True
    if _DOES.match(words):
        return after or not _WEAK.match(words) or (place > 0 and not _condition_follows(parts, place))
    if _BODY_DOES.match(words) or _BODY_BESIDES.match(words) or _MAY.match(words):
        return True
    if place and parts[place - 1].words.endswith("的") and not parts[place - 1].words.endswith("规定的") and parts[place - 1].mark == "，":
        return not _condition_follows(parts, place)
    return bool(_TOWARDS.match(words)) and _verb_follows(parts, place)


def _names_offender(words: str, parts: list[Segment], place: int) -> bool:
    """对不服从管理的摊点，由…: the act stands before the person, where a sentence opens."""
    if place and parts[place - 1].mark not in "。；":
        return False
    found = _OFFENDER.match(words) or (place == 0 and _BARE_OFFENDER.match(words))
    return bool(found) and not _CULPABLE.search(words) and not _SANCTIONED.search(words)


def _ends_like_condition(words: str, after: bool) -> bool:
    if re.search(r"(?:罚款|处罚)的$", words):
        return not after
    if words.endswith("后") and not after:
        return True
    return bool(re.search(r"(?:(?<![^项节题名科栏数]目)的|之一|时)(?:（[^）]*）)?$", words)) or (
        words.endswith("者") and not _BY.match(words) and not _TOWARDS.match(words)
    )


def _condition_follows(parts: list[Segment], place: int) -> bool:
    """Whether a 的-segment still comes before the sentence's next stop."""
    for part, before in zip(parts[place + 1 :], parts[place:], strict=False):
        if before.mark in "；。":
            return False
        if _BY.match(part.words) or re.match(r"(?:责令|处|并处|没收|吊销)", part.words):
            return False
        if part.words.endswith("的"):
            return True
    return False


def _verb_follows(parts: list[Segment], place: int) -> bool:
    follows = parts[place + 1].words if place + 1 < len(parts) and parts[place].mark == "，" else ""
    return bool(_DOES.match(follows)) or bool(_BY.match(follows))
