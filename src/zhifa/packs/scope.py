"""Which laws concern a county and whose field a provision belongs to: two sheets that people keep, and how they are applied.

`laws.csv`: title, domain (empty: it stays out, `?`: no law-wide department), reason, level where the title does not tell it.
`enforcers.csv`: words for a body | …, domain (`-`: a body outside the county's plan, `*`: the county's enforcement bureau, `planning`:
the planning authority, empty: counts for nothing), reason, laws | … in which alone it counts. Longer words win over shorter ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from zhifa.packs.reading import read_csv

OUT, BUREAU, PLANNING, UNKNOWN = "-", "*", "planning", "?"
LAND, URBAN = "natural_resources", "urban_management"
_ABOVE = re.compile(r"^(?:国务院|国家(?!.*县)|省|设区的市|直辖市|中央)")
_COUNTY = re.compile(r"县|地方(?:人民)?政府|当地|所在地|市场")
_OPEN = re.compile(r"有关|指定|确定|人民政府$|等部门$")
_STATE_WIDE = re.compile(r"省级以上|设区的市级以上|省、自治区、直辖市人民政府(?!.*县)")


@dataclass(frozen=True, slots=True)
class LawScope:
    """One line of laws.csv. `domain` empty: left out for `reason`."""

    title: str
    domain: str
    reason: str
    level: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """Whose field: exactly one of `domain`, `left` (why it is no county matter) and `question` (what a person must decide) is set."""

    domain: str = ""
    left: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """Words for a body and its domain; `laws`: only in these (empty: in all)."""

    words: str
    domain: str
    laws: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Scope:
    """`bodies`: those of single laws first, then the longest words. `bureau`: domains whose powers the county's bureau holds."""

    laws: Mapping[str, LawScope]
    bodies: tuple[Body, ...]
    bureau: frozenset[str]

    def place(self, law: LawScope, enforcer: str | None) -> Placed:
        """The provision's own enforcer decides; without one, the law's department."""
        if enforcer is None:
            return self._default(law, "没有写明主体")
        named = self._named(enforcer, law)
        inside = named - {OUT}
        if is_above_county(enforcer):
            return Placed(left="由国家、省或者设区的市的机关实施")
        if not named:
            return Placed(question=f"哪个部门：{enforcer}") if _OPEN.search(enforcer) else self._default(law, enforcer)
        if not inside:
            return Placed(left="方案以外的机关（OP-18）")
        if len(inside) > 1:
            return Placed(question=f"条文写了几个部门：{enforcer}")
        return Placed(domain=inside.pop())

    def _default(self, law: LawScope, enforcer: str) -> Placed:
        return Placed(question=f"{law.reason}（条文：{enforcer}）") if law.domain == UNKNOWN else Placed(domain=law.domain)

    def _named(self, enforcer: str, law: LawScope) -> set[str]:
        """Domains of the bodies that the words name, each stretch of text counted once."""
        rest, found = enforcer.replace("人民政府", "…"), set()
        for body in self.bodies:
            if body.words in rest and (not body.laws or law.title in body.laws):
                rest = rest.replace(body.words, "…")
                found.add(self._domain(body.domain, law.domain))
        return found - {""}

    def _domain(self, said: str, default: str) -> str:
        if said == BUREAU:
            return default if default in self.bureau else URBAN
        if said == PLANNING:
            return URBAN if default == URBAN else LAND
        return said


def is_above_county(enforcer: str) -> bool:
    """Only bodies of the State, the province or a city with districts are named."""
    return bool(_STATE_WIDE.search(enforcer) or _ABOVE.match(enforcer)) and not _COUNTY.search(enforcer)


def read_scope(root: Path, bureau: frozenset[str]) -> Scope:
    """The two sheets under a pack folder; raises PackError."""
    laws = {
        row["title"]: LawScope(row["title"], row["domain"], row["reason"], row.get("level") or "")
        for _, row in read_csv(root / "laws.csv", "title", "domain", "reason")
    }
    bodies = [
        Body(words, row["domain"], frozenset(filter(None, (row.get("laws") or "").split("|"))))
        for _, row in read_csv(root / "enforcers.csv", "words", "domain")
        for words in row["words"].split("|")
    ]
    return Scope(laws, tuple(sorted(bodies, key=lambda b: (not b.laws, -len(b.words), b.words))), bureau)
