"""A provision under way, and how its act is worded."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from zhifa.algorithms.statutes.conditions import is_general, subject_before_breach
from zhifa.algorithms.statutes.enforcers import falls_on_authority
from zhifa.algorithms.statutes.model import FINE, ORDER, Place, Provision
from zhifa.algorithms.statutes.tiers import FIRST, Share, precondition_of, tiers_of

_BREACH = re.compile(r"^(?:对)?违反(?:了)?本[^，第]{1,6}(?:第[^，]{1,30}?)?(?:的)?规定(?:的)?(?=[^，的之]{4})")
_STRONG = re.compile(r"罚款|吊销|拘留|没收|(?:给予|处以?|予以)(?:口头)?警告|停业整顿|停产停业|停产整顿|取缔|暂扣")
_PROCEDURE = re.compile(r"缴纳罚款|履行(?:行政)?处罚决定|收缴罚款|赔偿请求")
_THINGS = {ORDER, "confiscate_goods", "confiscate_income"}


@dataclass
class Draft:
    """`acts`: condition segments of the act; `insists`: it ends in 拒不改正; `named`: words that a bare reference stands for;
    `lead`: conditions that stand before a list."""

    place: Place
    acts: tuple[str, ...]
    violates: tuple[str, ...]
    sentence: int = 0
    insists: bool = False
    named: str = ""
    lead: str = ""
    acted: bool = True
    shares: list[Share] = field(default_factory=list)
    enforcer: str | None = None
    outcome: str = ""

    @property
    def conduct(self) -> str:
        """The unlawful act, trimmed."""
        words = conduct_of(self.acts)
        return f"{words}：{self.named}" if self.named else words

    @property
    def penal(self) -> bool:
        """Whether it has met with more than an order to correct."""
        return any(set(share.kinds) - {ORDER} for share in self.shares)

    def finish(self, criminal: bool, liable: bool) -> Provision | None:
        """The provision; None when there is no penalty or it is discipline of public authorities. `liable`: in a chapter on liability."""
        tiers = tiers_of(self.shares)
        kinds = {kind for tier in tiers for kind in tier.kinds}
        conduct = self.conduct
        if not conduct or kinds <= {ORDER} or not (self.acted or self._plain(kinds, liable)):
            return None
        if not liable and not _STRONG.search(self.outcome):
            return None
        if _PROCEDURE.search(conduct) and not any(tier.fine and tier.fine.basis for tier in tiers):
            return None
        if falls_on_authority(self.lead or "，".join(self.acts), self.outcome, FINE in kinds):
            return None
        first = FIRST if self.insists else precondition_of(self.shares, tiers)
        return Provision(self.place, conduct, self.violates, self.enforcer, first, tiers, criminal)

    def _plain(self, kinds: set[str], liable: bool) -> bool:
        """Whether words without 的 are an act: where liability is the subject or an amount is stated."""
        amounts = any(fine.basis for share in self.shares for fine in share.fines)
        return amounts or (liable and not kinds <= _THINGS)


def conduct_of(acts: Iterable[str]) -> str:
    """Acts without 违反本条例第…条规定 where words of an act follow, but with the person that commits them."""
    words = [act for act in acts if act]
    kept = [act for act in words if not is_general(act)]
    if not kept or is_general(words[-1]):
        return trim("，".join(words))
    first = words.index(kept[0])
    person = subject_before_breach(words[first - 1]) if first and is_general(words[first - 1]) else ""
    kept[0] = _BREACH.sub("", kept[0])
    return trim(person + "，".join(kept))


def trim(words: str) -> str:
    """Without what only joins the act to its sentence."""
    return re.sub(r"^(?:对|凡)(?=[^，]{2,}的[^，未不]{0,20}(?:单位|个人|企业|人|者|人员|摊点)$|纳税)|[的，。；：、]+$", "", words)
