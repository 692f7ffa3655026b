"""What the conditions of a clause group say: an act, a degree of an act already named, a kind of person, a limit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhifa.algorithms.statutes.amounts import limits_in
from zhifa.algorithms.statutes.model import ANY, INDIVIDUAL, ORGANIZATION, RESPONSIBLE, Limits
from zhifa.algorithms.statutes.references import Inside, cited_inside, without_inside

_RESPONSIBLE = re.compile(
    r"负有[^，]{0,6}责任|负责人|责任人|主管人员|法定代表人|责任人员|从业人员|实际控制人|控股股东|董事|监事|高级管理人员|"
    r"经办人|执业人员|工作人员|"
    r"当班|值班|经理"
)
_PERSON = re.compile(r"个人|自然人|公民|居民|村民|乘客|行人|旅客|职工|学生|船员")
_BODY = re.compile(r"单位|法人|企业|组织|机构|公司|经营者|学校|场所|医院|工厂")
_CRIMINAL = re.compile(r"构成犯罪|涉嫌犯罪|触犯刑律|触犯刑法|应当追究刑事责任|追究刑事责任")
_NEUTRAL = re.compile(
    r"^(?:但|并|且|或者|对)*(?:尚不|尚未|不|未|还不)(?:构成|够|足以)(?:犯罪|刑事处罚|追究刑事责任)|^其中$|^但是?$|^对此$|"
    r"^(?:法律|行政法规)[、，]?(?:法律|行政法规)?未(?:作)?规定|^尚不够刑事|^(?:依法)?(?:应当)?(?:给予|予以)行政处罚$"
    r"|^[^，]{0,10}没有(?:明确)?规定$|^有关法律、?(?:行政)?法规[^，]{0,8}没有规定$"
)
_ORDERED = (
    r"^(?:但|并|且|或者|对|在)*(?:经)?(?:[^，]{0,24}(?:责令|警告|通知|催告|劝阻|教育|制止|告知|督促|处罚|指出|批评|"
    r"约谈)[^，]{0,14}(?:后)?(?:，)?(?:仍|逾期|拒不|不|未|继续|又|再次|无效|拒绝))"
)
_OVERDUE = (
    r"^(?:但|并|且|或者|对|若|如)*(?:在)?(?:规定|限定|指定|责令|要求|整改|改正|限)*(?:的)?(?:期限|限期|期)?(?:内|届满|"
    r"满)?(?:后)?(?:又)?(?:逾期|超过期限|到期|期满|拒不|拒绝(?=改正|整改|执行|停止|拆除|履行)|仍然|仍|继续|再不)"
    r"|^(?:在)?(?:规定|限定|指定|责令|整改|改正)[^，]{0,8}(?:期限|期间|限期)内(?:仍)?(?:未|不|没有|拒)|^限期内(?:未|不)|"
    r"^不(?:改正|听劝阻|听制止|整改|执行)|^未(?:改正|整改|按期改正|按要求改正)|^改正后仍|^到期|^期满|^未按照?要求采取(?:治理|"
    r"补救|改正|整改)"
)
_AFTER = re.compile(f"{_ORDERED}|{_OVERDUE}")
_AFTER_TAIL = re.compile(
    r"(?:并|且|，|、|而|，?又)?(?:经[^，]{0,24}(?:责令|警告|通知|劝阻|教育|批评)[^，]{0,10})?(?:逾期不|逾期未|逾期仍不|"
    r"逾期仍未|拒不|拒绝|仍不|仍未)(?:改正|整改|改|执行|纠正|拆除|清除)$"
)
_GOES_ON = re.compile(r"^(?:仍然?|继续)|^拒[不绝](?!改正|整改|改|执行|纠正|拆除|停止|清除|恢复|补办|办理|履行|缴|退|采取|召回)")
_ORDER_IN_ACT = re.compile(r"责令|限期|通知其?|警告|催")
_AT_ONCE = re.compile(r"或者?(?:有其他)?(?:违法)?(?:情节|造成)|(?:情节|后果)[^，]{0,6}严重或者?")
_DISOBEYED = re.compile(
    r"(?:责令|警告|通知|催告|劝阻|制止|教育|经处罚).*(?:仍|不|未|拒|继续|无效)"
    r"|(?:拒不|拒绝|逾期不|逾期未|逾期仍不|逾期仍未|仍不|仍未|逾期拒不)(?:按[^，]{0,6})?(?:改正|整改|改|纠正|执行|停止|拆除|"
    r"清除|清理|恢复)|期限内(?:仍)?(?:未|不)改正"
)
_OFTEN = re.compile(r"(?:但|并|或者?)*(?:初次|首次|再次|屡|多次|两次|二次|三次|连续|累计|重复)")
_BESIDES = re.compile(r"报[经请][^，]{0,24}批准后?$|^并?报[^，]{0,20}批准后?$|^除.*外$|除[^，]*(?:处罚|处理)外$")
_TOWARDS_PERSON = re.compile(r"对(?!.*(?:未|不|擅自|违反|拒))[^，]{1,24}(?:人员|单位|企业|个人|机构|负责人|经营者|公司)$")
_SUBJECT_LENGTH = 16
_CRIMINAL_LENGTH = 20
_BOUND_LENGTH = 50
_INSISTS = re.compile(
    r"(?:^|经[^，]{0,24}(?:责令|警告|通知|催告)[^，]{0,12}?)(?:逾期|拒不|拒绝|仍不|仍未|仍然不|不予)(?:不|未)?(?:改正|整改|"
    r"纠正|拆除|清除|执行|停止)[^，]{0,6}$"
    r"|(?:拒不|逾期不|逾期未|仍不)(?:改正|整改|纠正)$"
)
_GRADE = re.compile(
    r"^(?:但|但是|并|且|并且|或者|或|有|属于?|属|因|违法|如果|对|其|给[^，]{1,8}|前款行为|有前款[^，]{0,10}|其中|应当认定为)*(?:的)?"
    r"(?:(?:其他)?(?:违法|违章)?(?:情节|后果|危害后果|性质|违法性质)[^，]{0,14}(?:严重|轻微|较轻|较重|恶劣|重大|显著|一般|其他)|"
    r"(?:其他)?(?:严重|较重)(?:情节|后果)|"
    r"(?:数额|数量|金额|损失|影响|违法所得|危害)[^，]{0,8}(?:较大|巨大|特别|严重|不大|较小)|严重的$|较重的$|初次|首次|再次|屡|"
    r"多次|两次|二次|三次|连续|累计|一年内|1年内|二年内|两年内|十二个月内|12个月内|"
    r"(?:对)?[^，]{0,14}(?:受到|给予|因)[^，]{0,24}(?:处罚|行政处罚)[^，]{0,4}(?:后|又|再)|因[^，]{1,30}(?:被|受)[^，]{0,12}处罚$|被处罚后|"
    r"(?:\d+|[一二三四五六七八九十两]+)(?:次|年内)|重复|重大|特别严重|构成[^，]{0,14}(?:一般|较大|重大|特别重大)|"
    r"(?:发生|造成|引发|导致)?(?:一般|较大|重大|特别重大)(?:以上)?(?:或者重大|或者特别重大|、重大)?(?:的)?(?:生产安全|安全|"
    r"质量|环境污染|水污染|突发环境|生态破坏|火灾|环境|交通|海洋生态|污染|安全生产|工程质量|辐射|电力|核|船舶污染|"
    r"水上)*(?:责任)?(?:事故|事件|后果))"
)
_RESULT = re.compile(
    r"^(?:但|但是|并|且|并且|或者|或|又|同时|因而|因此|从而|由此|对|有前款[^，]{0,12}|违反前款规定)*(?:给[^，]{1,20})?(?:尚未|"
    r"未|没有|已经|已|足以)?(?:造成|致使|导致|引起|引发|酿成|产生|危及|影响|损害|形成|发生|危害|严重|致|妨碍|扰乱|构成)"
)
_STATE = re.compile(
    r"^(?:但|但是|并|且|或者|对|其中|已|已经|因|若|如|确|确实|原)*"
    r"(?:(?:有|没有|无|未有|未取得|取得)(?:违法|非法|经营)(?:所得|收入|财物|物品|经营)|(?:违法|非法)(?:所得|收入)|货值|(?:违法|"
    r"非法|涉案|交易|经营|案值|收费|销售|虚开|采购|募集)[^，]{0,10}(?:金额|数额|经营额|额|价款|总额)|"
    r"[^，]{0,8}(?:无法|难以)(?:计算|确定|认定)|无法|不能|难以|不足以|不具备|尚可|可以(?:改正|补救|采取|恢复|补办|退还)|确需|"
    r"不宜|属于|属[^，]{1,20}$|"
    r"是[^，]{1,12}的?$|为[^，]{1,16}$|[^，]{0,6}没有[^，]{0,10}(?:价值|产品|实物|猎获物|物|销售额|营业额)|不具有|(?:补检|"
    r"检疫|检验|复检|复查)[^，]{0,4}不合格$|[^，]{0,24}人员有[^，]{0,10}(?:资格|证书|证)$|有(?:猎获物|渔获物|许可证|资质证|"
    r"资格证|"
    r"执业资格|营业执照|合法来源|主营业务)|"
    r"主动|积极|及时(?:改正|消除|采取)|能够|符合|不符合[^，]{0,10}(?:规划|条件)|对[^，]{1,20}(?:没有|无)|已(?:建|经|投|竣|开|"
    r"销售|取得|售|生产|办|造成|缴|支)|尚未|未?涉及|未(?:造成|构成|投入|销售|取得(?:的)?违法)|"
    r"处罚后|拆除|造成|补办|在[^，]{1,20}(?:规定|限定|指定)[^，]{0,6}期限内|不(?:予)?配合|法律|第[一二三四五六七八九十]+次|"
    r"超过|不足|不满|低于|\d|[一二三四五六七八九十]+(?:人|吨|株|只|平方米|公斤|年|日|个月)(?:以上|以下|以内))"
)
_SUBJECT_OF = re.compile(
    r"^(?:其)?(?:直接负责的主管人员|主管人员|负责人|直接责任人员)[^，]{0,20}(?:属于|是|为)[^，]{1,20}$|^(?:[^，]{1,10}(?:为|"
    r"是|属于)(?:[^，]{0,70}(?:单位|企业|组织|合作社|法人)|个人|自然人|公民)$)"
    r"|^(?:对)?(?:(?:属于|属|是|为|系|由)[^，]{0,6}(?:单位|个人|企业|法人|组织|自然人|公民|经营者|国有|公职)[^，]{0,10}|"
    r"(?:单位|个人|企业|法人|组织|自然人|公民|(?:事业|其他)单位)(?:的|违反(?:前款|上述|本|规定)[^，]{0,12}|有(?:前款|上述|"
    r"以上)[^，]{0,12}|实施(?:前款|上述)[^，]{0,10}|犯|违法)?)$"
)
_SERIOUS = re.compile(r"^(?:但|并|且|或者|有前款[^，]{0,12})*(?:违法|违章)?情节(?:较为|比较)?严重$")
_GENERAL = re.compile(
    r"(?:违反|不符合|未(?:按照|执行|遵守|履行)|不(?:按照|执行|履行))(?:了)?(?P<what>(?:本[^，第]{1,6}?|本条|前|"
    r"上述)?(?:[第零〇一二两三四五六七八九十百千\d条款项目之、和或者及与以至本法例办规定细则前款]*)(?:的)?(?:有关|相关|禁止性|"
    r"下列)?(?:规定(?:的?要求)?)?(?:之一)?)$"
)


@dataclass(frozen=True)
class Condition:
    """`act`: words of an act that is named here, empty when the group only grades; `phrase`: the degree in the statute's words."""

    act: tuple[str, ...]
    phrase: str | None
    serious: bool
    results: bool
    after_order: bool
    subject: str
    limits: Limits
    criminal: bool
    listed: bool
    inside: Inside
    text: str

    @property
    def refers(self) -> bool:
        """Nothing but references to the same article, degrees and persons: no act of its own."""
        return bool(self.inside) and not self.act


def interpret(parts: list[str], paragraph: int, first: bool = False) -> Condition:
    """Reads a group's conditions as they stand in this paragraph (1-based). `first`: no act is under way that they could grade."""
    text = "，".join(parts)
    sorts = _Sorted(first)
    for part in parts:
        sorts.add(_bare(part))
    acts, degrees, subject = sorts.acts, sorts.degrees, sorts.subject
    inside = cited_inside(text, paragraph)
    if inside:
        acts, results, found = _own_words(acts)
        degrees += results
        subject = found or subject
    aside = any(part.startswith("其中") for part in parts)
    after = _split_order(acts, degrees) or sorts.after
    after = after and not any(_AT_ONCE.search(words) for words in degrees)
    if after and any(_ORDER_IN_ACT.search(act) for act in acts):
        acts = [_bare(part) for part in parts]
    return Condition(
        act=tuple(acts),
        phrase="，".join(degrees) or None,
        serious=len(degrees) == 1 and bool(_SERIOUS.match(degrees[0])),
        results=bool(acts) and (aside or all(_RESULT.match(a) or _STATE.match(a) or _bounded(a) for a in acts)),
        after_order=after,
        subject=subject,
        limits=limits_in(text),
        criminal=sorts.criminal,
        listed=_listed(text),
        inside=inside,
        text=text,
    )


class _Sorted:
    """Condition segments by what they say."""

    def __init__(self, first: bool) -> None:
        self._first = first
        self.acts: list[str] = []
        self.degrees: list[str] = []
        self.after = self.criminal = False
        self.subject = ANY

    def add(self, words: str) -> None:
        """One segment, without its final 的."""
        if not words or _NEUTRAL.match(words) or _BESIDES.search(words):
            return
        if _CRIMINAL.search(words) and len(words) < _CRIMINAL_LENGTH:
            self.criminal = True
        elif _listed(words):
            self.acts.append(words)
        elif self._is_order(words):
            self.after = True
            self.degrees.append(words)
        elif _GRADE.match(words) and not (self._first and _OFTEN.match(words)):
            self.degrees.append(words)
        elif (_SUBJECT_OF.match(words) and "受到" not in words) or (not self._first and _TOWARDS_PERSON.match(words)):
            self.subject = subject_of(words)
        else:
            self.acts.append(words)

    def _is_order(self, words: str) -> bool:
        """Whether an order was not obeyed; where no act is under way 拒不退出 is one itself."""
        if not _AFTER.match(words) or (self.acts and _GOES_ON.match(words)):
            return False
        return not self._first or bool(_DISOBEYED.search(words))


def _bounded(words: str) -> bool:
    """Whether the words only state between which amounts a case lies (货值金额不足…)."""
    stated = limits_in(words).as_row()
    return bool(stated) and len(words) <= _BOUND_LENGTH and not re.search(r"未|擅自|违反|不得", words)


def _split_order(acts: list[str], degrees: list[str]) -> bool:
    """Takes …且拒不改正 off the last act; whether there was such an end."""
    tail = _AFTER_TAIL.search(acts[-1]) if acts else None
    if not tail:
        return False
    rest = acts[-1][: tail.start()]
    if len(rest) <= _SUBJECT_LENGTH and not re.search(
        r"未|不|擅自|违反|非法|从事|销售|在|将|经营(?!者|单位|企业|人)|使用(?!人|者|单位)|的", rest
    ):
        degrees.append(acts.pop())
    else:
        acts[-1] = rest
    return True


def subject_of(words: str) -> str:
    """Which kind of person these words name; `any` when they name none or both."""
    if _RESPONSIBLE.search(words):
        return RESPONSIBLE
    person, body = bool(_PERSON.search(words)), bool(_BODY.search(words))
    if person == body:
        return ANY
    return INDIVIDUAL if person else ORGANIZATION


def insists(parts: list[str]) -> bool:
    """Whether the act itself consists in not obeying an order (…，拒不改正)."""
    last = re.sub(r"的$", "", parts[-1]) if parts else ""
    return bool(_INSISTS.search(last))


def is_general(words: str) -> bool:
    """Whether a segment says only that this law (or an article of it) is breached."""
    return bool(_GENERAL.search(words))


def subject_before_breach(words: str) -> str:
    """Who breaches, in a segment of which `is_general` holds (建设单位违反本条例规定 → 建设单位)."""
    found = _GENERAL.search(words)
    return re.sub(r"^(?:对|凡|对于|如果)|(?:在[^，]{0,20}中)?$", "", words[: found.start()]) if found else ""


def _bare(part: str) -> str:
    words = re.sub(r"^(?:但是|但|对于|凡是|凡)(?=[^，]{3})", "", part)
    return re.sub(r"的$|(?<=之一)者$|(?<=^违)者$", "", words)


def _listed(text: str) -> bool:
    return (
        bool(re.search(r"下列(?!措施|规定|标准|处罚)|以下(?:行为|情形|情况|规定|活动)|(?:情形|行为|情况)之一$", text))
        and "前款" not in text
    )


def _own_words(acts: list[str]) -> tuple[list[str], list[str], str | None]:
    """Acts as they stand where they name one of their own beside a reference to the same article; results that only grade what is
    referred to; and the kind of person that is all that remains of a reference."""
    kept: list[str] = []
    subject: str | None = None
    for words in acts:
        rest = re.sub(r"^[的，、]+|[的，、]+$", "", without_inside(words))
        if rest == words:
            kept.append(words)
        elif _SUBJECT_ONLY.match(rest) or (subject_of(rest) == RESPONSIBLE and re.search(r"责任|负责|主管", rest)):
            found = subject_of(rest) if rest else ANY
            subject = found if found != ANY else subject
        elif rest and not (_GRADE.match(rest) or _AFTER.match(rest) or _RESULT.match(rest) or _STATE.match(rest) or _AGAIN.match(rest)):
            kept.append(words)
    if len(kept) < len(acts) and all(_RESULT.match(words) or _STATE.match(words) for words in kept):
        return [], kept, subject
    return (list(acts) if kept else []), [], subject


_SUBJECT_ONLY = re.compile(
    r"^(?!.*(?:未|不|擅自|违反|拒|组织他人|教唆|胁迫|帮助|指使|明知|协助|介绍|参与|招用|聘用|购买|转让))(?:对|由|如果|凡|属于)?"
    r"(?:[^，]{0,12}(?:单位|个人|企业|法人|组织|自然人|公民|机构|人员|公司|者|人|学校|部门|户|商|摊贩|银行|会员|店|事务所|"
    r"车辆|船舶|店|厂|场|所|会)"
    r"|[^，]{0,40}(?:单位|企业|机构|经营者|公司|经营人|组织))?(?:因|经|在)?(?:受到(?:行政)?处罚)?(?:的)?$"
)
_AGAIN = re.compile(r"^经[^，]{0,10}(?:处理|处罚|责令改正)后[^，]{0,8}(?:再|又|仍)")
