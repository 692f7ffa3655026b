"""What the sheets of the ordinary procedure are made of: labelled lines, forms of two columns, those who sign."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from zhifa.apps.documents.blocks import Block, Field, Seal, Signatures, Signer, Table
from zhifa.apps.documents.wording import solemn_date

Facts: TypeAlias = Mapping[str, Any]
Rows: TypeAlias = Sequence[tuple[str, str]]
PARTY = (("party", "当事人"), ("identifier", "证件"), ("representative", "法定代表人"), ("address", "住址（地址）"), ("phone", "联系电话"))
BY_HAND = "　　年　月　日　时　分"


def fields(facts: Facts, labels: Rows) -> list[Block]:
    """Labelled lines for the keys that are given."""
    return [Field(label, str(facts[key])) for key, label in labels if facts.get(key)]


def text_of(value: object) -> str:
    """Lists as lines."""
    return "\n".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def grid(facts: Facts, labels: Rows) -> Table:
    """A form of two columns; empty answers are left out."""
    return Table((3, 8), tuple((label, text_of(facts[key])) for key, label in labels if facts.get(key)), head=False)


def officers_of(facts: Facts, role: str) -> list[Signer]:
    """Certified officers as those who sign as `role`."""
    return [Signer(role, o["name"], f"执法证号：{o['certificate']}", o.get("signed", "")) for o in facts.get("officers", ())]


def signers_of(facts: Facts) -> list[Signer]:
    """Others who sign."""
    return [Signer(s["role"], s["name"], s.get("detail", ""), s.get("signed", "")) for s in facts.get("signers", ())]


def seal(facts: Facts) -> Seal:
    """Where the organ's stamp stands."""
    return Seal(facts["organ"], solemn_date(date.fromisoformat(facts["day"])))


def numbered(sentences: Sequence[str]) -> str:
    """Sentences with their numbers."""
    return "\n".join(f"{n}．{sentence}" for n, sentence in enumerate(sentences, 1))


def paper(labels: Rows, officers: str = "", party: str = "", sealed: bool = False) -> Callable[[Facts], list[Block]]:
    """A form of two columns with its signatures. `officers`: what they sign as; `party`: what the party signs as."""

    def draw(facts: Facts) -> list[Block]:
        signing = [*(officers_of(facts, officers) if officers else []), *signers_of(facts)]
        signing += [Signer(party, "", BY_HAND)] if party else []
        return [grid(facts, labels), *([Signatures(tuple(signing))] if signing else []), *([seal(facts)] if sealed else [])]

    return draw
