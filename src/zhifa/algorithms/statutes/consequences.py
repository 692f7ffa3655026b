"""The consequences of a clause group as parts: by kind of person, with kinds, amounts and who is referred to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from zhifa.algorithms.statutes.amounts import fines_in
from zhifa.algorithms.statutes.conditions import subject_of
from zhifa.algorithms.statutes.kinds import kinds_in
from zhifa.algorithms.statutes.model import ANY, FINE, RESPONSIBLE, Fine

_FINE = re.compile(r"(?<!加处)(?<!加处的)(?<!变更)(?<!缴)(?<!缴纳)(?<!每日按)罚款(?!数额的|收据)")
_FOR = re.compile(
    r"^(?:并且|并|且|同时|可以|可|还|也|应当|其中|或者|另|分别|由[^，；。]{2,40}?)*(?:对|"
    r"向)(?P<whom>[^，；。]{1,80}?)(?=(?:可以|可|并|应当|分别|还|也|依法|单独|各|均|按|以|由|一律|每)*(?:处(?!罚|分|于|理|长|"
    r"在)|给予|予以|没收|吊销|责令|暂扣|罚款|警告|拘留|撤销|取消|禁止|限制|通报|以|按|$))"
)
_BARE_FOR = re.compile(
    r"^(?P<whom>单位|个人|经营者|法人|企业|公民|自然人|直接负责的主管人员|(?:其)?主要负责人|法定代表人)(?:可以|并|"
    r"可)*(?:处(?!罚|分|于|理)|罚款)"
)
_TRANSFER = re.compile(
    r"(?:依照|按照|依据|根据|适用|参照|比照|依|按)(?!情节|规定的?(?:期限|标准)|照?每)[^，；。]{0,80}?(?:处罚|处理|执行|追究|处置|"
    r"查处|办理|的规定予以|的规定给予)"
    r"|从其规定|^(?!.*(?:警告|罚款|没收|吊销|停业|停止|拘留|暂扣|撤销|取消|降低|限制|禁止))(?:由[^，；。]{2,50})?(?:依法|按规定|予以|给予)*(?:给予|予以)?(?:行政|治安管理|治安)?(?:处罚|处理|查处)$|"
    r"处分|(?:责令)?(?:其)?(?:依法)?赔偿[^，；。]*|承担[^，；。]{0,10}责任|治安管理处罚|加处罚款|滞纳金|追究[^，；。]{0,10}责任"
)
_DISCIPLINE = re.compile(r"(?:依法)?(?:应当)?(?:给予|予以)[^，；。罚没吊]{0,30}处分")
_OWN_WORDS = re.compile(r"处以?[^，；。罚]{0,30}?(?:元|倍|百分之|%)[^，；。]{0,14}|罚款|没收|吊销|警告[^处]*$|责令")
_INSIDE = re.compile(
    r"(?:依照|按照|依据|根据|适用|按|依|参照)(?:本条)?(?:前|上|本条第|第[一二三四五六七八九十]+款)[^，；。]{0,30}?(?:处罚|"
    r"处理|执行|规定给予|予以处罚|处以罚款|规定)"
)


@dataclass(frozen=True)
class Part:
    """What one kind of person faces: kinds, amounts, and the words."""

    subject: str
    kinds: tuple[str, ...]
    fines: tuple[Fine, ...]
    words: str


@lru_cache(maxsize=64)
def parts_of(consequences: tuple[str, ...], unlicensed: bool, conditions: str, income_before: bool = False) -> tuple[Part, ...]:
    """The consequence segments of one group, divided by the persons they fall on. `conditions` give an omitted basis."""
    out: list[Part] = []
    for subject, words in _by_subject(consequences):
        kept = [w for w in (_without_transfer(w) for w in words) if w]
        text = "，".join(kept)
        income = (
            income_before
            or bool(re.search(r"没收(?:其)?(?:违法|非法)(?:所得|收入)", text))
            or bool(re.match(r".*(?:违法|非法)所得", conditions))
        )
        kinds = kinds_in(text, unlicensed, conditions)
        fines = fines_of(text, income) if FINE in kinds else ()
        out.append(Part(subject, kinds, fines, text))
    return tuple(out)


def fines_of(text: str, income_before: bool) -> tuple[Fine, ...]:
    """All fines of a text; a fine without an amount is `Fine()`."""
    sums: list[Fine] = []
    end = 0
    marks = list(_FINE.finditer(text))
    for place, mark in enumerate(marks):
        before = text[end : mark.start()]
        limit = marks[place + 1].start() if place + 1 < len(marks) else len(text)
        after = text[mark.end() : limit]
        end = mark.end()
        amounts = fines_in(_amount_phrase(before), income_before) or fines_in(_amount_after(after), income_before)
        if amounts:
            sums += _with_cap(amounts, after)
        elif not _names_a_fine_only(before, after):
            sums.append(Fine())
    stated = [f for f in sums if f.basis]
    return tuple({replace(f, of=None): f for f in stated or sums[:1] or [Fine()]}.values())


def inside_transfer(consequences: list[str]) -> str | None:
    """The words that apply another paragraph of the same article (依照前款规定处罚), if a consequence says so."""
    for words in consequences:
        found = _INSIDE.search(words)
        if found and not re.match(r"^除.*外$", words):
            return words[found.start() :]
    return None


def _with_cap(amounts: tuple[Fine, ...], after: str) -> list[Fine]:
    cap = (
        fines_in(after).__iter__()
        if re.match(r"^(?:，)?(?:但|最高|总额|并且)[^，；。]{0,4}(?:，)?[^，；。]{0,10}(?:不得?超过|不高于)", after)
        else iter(())
    )
    limit = next((f.high for f in cap), None)
    return [replace(f, cap=f.cap if limit is None else limit) for f in amounts]


def _amount_phrase(before: str) -> str:
    """The words between the verb and 罚款 that hold the amount; verbs before it in the same clause do not matter."""
    starts = [m.start() for m in re.finditer(r"处(?!罚|分|理|于|置|在|长)|科以|罚款|给予|予以", before)]
    for start in reversed(starts):
        phrase = before[start:]
        if fines_in(phrase):
            head = before[:start]
            lead = re.split(r"[，；]", head)[-1]
            each = re.search(r"(?:按|以|对)?[^，；。]{0,24}每[^，；。]{0,16}$|(?:违法所得|货值金额)$|(?:按|以)[^，；。]{0,24}$", lead)
            return (each[0] if each else "") + phrase
    pieces = [p for p in re.split(r"[，；]", before) if p]
    tail = pieces[-1] if pieces else ""
    if tail in ("处以", "处", "并处", "计算处以") and len(pieces) > 1:
        tail = pieces[-2]
    if re.search(
        r"处|按|以|每|罚|标准|^(?:可以|并)?[^，；。]{0,30}?(?:元|倍|[%％]|分之[一二三四五六七八九十]+)(?:以[上下])?的?$", tail
    ) and not re.search(r"滞纳|加收|赔偿", tail):
        return tail
    return ""


def _amount_after(after: str) -> str:
    found = re.match(
        r"^(?:的)?[，：。]?(?:罚款)?(?:的)?(?:金额|数额|额|标准|幅度|额度|最高额)?(?:为|是|按|不超过|最高不超过|不得超过|：|"
        r"以)?(?P<sum>[^，；。]*)",
        after,
    )
    if not found or not re.match(
        r"^(?:的)?[，：。]?(?:的)?(?:金额|数额|额|标准|幅度|额度|最高额|为|不超过|最高|不得超过|人民币|[\d一二三四五六七八九十百千万两])",
        after,
    ):
        return ""
    return found["sum"] if not after.startswith("最高") else after


def _names_a_fine_only(before: str, after: str) -> bool:
    return bool(re.match(r"(?:数额|金额|处罚的|决定|的决定)", after)) or before.endswith(("单位", "受到", "被处", "已处"))


def _without_transfer(words: str) -> str:
    """Nothing when the segment hands over to another law; its own sanction is kept."""
    words = _DISCIPLINE.sub("", words)
    if not _TRANSFER.search(words):
        return words
    if re.match(r"^(?:可以|并)*按照?有关(?:法律|规定)[^，；。]*罚款", words):
        return words
    rest = _TRANSFER.sub("", words)
    return rest if _OWN_WORDS.search(rest) else ""


def _by_subject(consequences: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    out: list[tuple[str, list[str]]] = []
    current = ANY
    for words in consequences:
        found = _FOR.match(words) or _BARE_FOR.match(words)
        if found:
            whom = subject_of(found["whom"])
            current = whom if whom != ANY or current == RESPONSIBLE or out else ANY
        if out and out[-1][0] == current:
            out[-1][1].append(words)
        else:
            out.append((current, [words]))
    return out
