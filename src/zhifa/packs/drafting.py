"""Provisions of a law as draft rows of the catalogue sheets (see docs/packs.md). A person gives names and fields and confirms.

Nothing here is the statute's wording but `remarks` and `mark`, which help the person and prove the place; a name is `draft` until
somebody writes one in own words.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from zhifa.algorithms.statutes import Fine, Provision, Tier
from zhifa.packs.county import CountyData

DRAFT = "draft"
COLUMNS = {
    "statutes": ("code", "title", "version", "level"),
    "matters": ("code", "name", "domain", "subdomain", "origin", "precondition", "kinds", "remarks"),
    "bases": ("matter", "role", "statute", "article", "sub", "paragraph", "item", "mark"),
    "ranges": ("matter", "party_kind", "tier", "condition", "min", "max", "unit", "ratio_min", "ratio_max", "base", "precondition"),
    "words": ("matter", "words"),
}
PARTIES = {"any": "any", "organization": "organization", "individual": "citizen", "responsible_person": "responsible_person"}
PRECONDITIONS = {"none": "none", "order_to_correct_first": "rectify_first"}
NOT_A_PENALTY = frozenset({"order_to_correct", "other"})
_LOCAL = re.compile(
    r"^(?:中国（)?(?:浙江|杭州|宁波|温州|嘉兴|湖州|绍兴|金华|衢州|舟山|台州|丽水|义乌|景宁|淳安)|[^《]{2,8}(?:省|市|自治县|自治区)"
)
_MARK_LENGTH = 8
_CONDITIONS = {"base": "", "serious": "情节严重"}
_REFUSED = re.compile(r"^(?:拒不|逾期)[^或，、]{0,8}$")  # tier and precondition of the row say it

Row = dict[str, str]
Resting = Mapping[tuple[str, str, str], list[tuple[str, str, str]]]


@dataclass
class Drafts:
    """Rows by sheet. `known`: how many provisions a matter of the packs already rests on; they are left out."""

    sheets: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    known: int = 0


def draft(law: str, version: str | None, provisions: Sequence[Provision], catalogue: CountyData, drafts: Drafts) -> None:
    """Adds one law's provisions to the drafts; a statute that the packs know keeps its code."""
    codes = {(e.values["title"], e.values["version"]): e.code for e in catalogue.table("statutes")}
    resting = matters_by_basis(catalogue)
    statute = codes.get((law, version or "")) or hashed_code("D", law, version or "")
    rows = [p for p in provisions if not matters_resting_on(p, law, version, resting)]
    fresh = [p for p in rows if {k for t in p.tiers for k in t.kinds} - NOT_A_PENALTY]
    drafts.known += len(provisions) - len(rows)
    if not fresh:
        return
    if statute not in codes.values() and statute not in {r["code"] for r in drafts.sheets["statutes"]}:
        drafts.sheets["statutes"].append({"code": statute, "title": law, "version": version or "", "level": level_of(law)})
    for provision in fresh:
        _add(drafts.sheets, provision, statute, law, version)


def matters_by_basis(catalogue: CountyData) -> Resting:
    """(title, version, article) → (paragraph, item, matter) of every penalty basis of the packs."""
    texts = {e.code: (str(e.values["title"]), str(e.values["version"])) for e in catalogue.table("statutes")}
    out: dict[tuple[str, str, str], list[tuple[str, str, str]]] = {}
    for entry in catalogue.table("bases"):
        row = entry.values
        if row["role"] == "penalty":
            article = row["article"] + (f"-{row['sub']}" if row["sub"] else "")
            key = (*texts.get(row["statute"], ("", "")), article)
            out.setdefault(key, []).append((row["paragraph"], row["item"], row["matter"]))
    return out


def matters_resting_on(provision: Provision, law: str, version: str | None, resting: Resting) -> tuple[str, ...]:
    """Codes of the matters whose basis is this place (a basis without 款 or 项 means all of them)."""
    place = provision.place
    found = resting.get((law, version or "", str(place.article)), [])
    return tuple(
        matter
        for paragraph, item, matter in found
        if (not paragraph or place.paragraph is None or paragraph == str(place.paragraph)) and (not item or item == str(place.item or ""))
    )


def level_of(title: str) -> str:
    """A guess from the title that the person confirms."""
    if _LOCAL.match(title):
        return "local_regulation"
    return "law" if title.endswith("法") and not title.endswith("办法") else "administrative_regulation"


def _add(sheets: dict[str, list[Row]], provision: Provision, statute: str, law: str, version: str | None) -> None:
    place = provision.place
    code = hashed_code("D", law, version or "", str(place), provision.conduct)
    sheets["matters"].append(
        {
            "code": code,
            "name": DRAFT,
            "domain": "",
            "subdomain": "",
            "origin": DRAFT,
            "precondition": PRECONDITIONS[provision.precondition],
            "kinds": "；".join(kinds_of(provision)),
            "remarks": provision.conduct,
        }
    )
    sheets["words"].append({"matter": code, "words": ""})
    sheets["bases"] += bases_of(provision, code, statute)
    sheets["ranges"] += ranges_of(provision, code)


def kinds_of(provision: Provision) -> list[str]:
    """Kinds of penalty in the order of the provision; an order to correct is none."""
    return [k for k in dict.fromkeys(k for t in provision.tiers for k in t.kinds) if k not in NOT_A_PENALTY]


def ranges_of(provision: Provision, code: str) -> list[Row]:
    """One row for every tier with an amount."""
    return [_range(code, tier, tier.fine) for tier in provision.tiers if tier.fine and tier.fine.basis]


def bases_of(provision: Provision, code: str, statute: str) -> Iterator[Row]:
    """Rows of the articles: what is breached, then the penalty itself."""
    blank = {"matter": code, "statute": statute, "sub": "", "paragraph": "", "item": "", "mark": ""}
    for article in provision.violates:
        number, _, sub = article.partition("-")
        yield {**blank, "role": "prohibition", "article": number, "sub": sub}
    number, _, sub = str(provision.place.article).partition("-")
    yield {
        **blank,
        "role": "penalty",
        "article": number,
        "sub": sub,
        "paragraph": str(provision.place.paragraph or ""),
        "item": str(provision.place.item or ""),
        "mark": re.split(r"[，；：]", provision.conduct)[-1][-_MARK_LENGTH:],
    }


def _range(code: str, tier: Tier, fine: Fine) -> Row:
    ratio = fine.basis in ("multiple_of_income", "multiple_of_value", "percent_of_price")
    scale = Decimal(100) if fine.basis == "percent_of_price" else Decimal(1)
    low, high = (_plain(v / scale if v is not None else None) for v in (fine.low, fine.high))
    first = tier.after_order and tier.condition == "base"
    refused = tier.after_order and tier.condition not in ("base", "serious")
    return {
        "matter": code,
        "party_kind": PARTIES.get(tier.subject, "any"),
        "tier": "serious" if tier.condition == "serious" else "refused" if refused else "base",
        "condition": "" if refused and _REFUSED.match(tier.condition) else _CONDITIONS.get(tier.condition, tier.condition),
        "min": "" if ratio else low,
        "max": "" if ratio else high,
        "unit": f"每{fine.unit}" if fine.unit else "",
        "ratio_min": low if ratio else "",
        "ratio_max": high if ratio else "",
        "base": (fine.of or DRAFT) if ratio else "",
        "precondition": "rectify_first" if first or refused else "none",
    }


def _plain(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize(), "f")


def hashed_code(prefix: str, *parts: str) -> str:
    """A code that the same words always get."""
    return f"{prefix}-{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:8].upper()}"
