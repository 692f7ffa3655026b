"""Reads a county's reform targets: `reform.toml` (figures, targets, taxonomies), `taxonomies.csv` (their domains), `former_teams.csv`,
`rule_cases.csv`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from zhifa.law.reform import Definition, Element, Target, Taxonomy
from zhifa.law.reform_bodies import Former, Term
from zhifa.law.rule_cases import RuleCase
from zhifa.law.rulings import Reason
from zhifa.packs.reading import PackError, a_date, layer_path, read_csv, read_toml

MARK = "、"
FORMER, DEMO = "former_teams.csv", "demo"


@dataclass(frozen=True, slots=True)
class Reform:
    """`baseline`: the day before the reform that X4 compares with. `stated_matters`: how many matters the plan says are moved, at
    `stated_source`. `vacuum_days`: within how many days after a transfer somebody must act on leads (the county's own). `snapshots`: ends
    of the years that the plan sets targets for."""

    baseline: date
    stated_matters: int
    stated_source: str
    vacuum_days: int
    snapshots: tuple[date, ...]
    taxonomies: Mapping[str, Taxonomy]
    definitions: Mapping[str, Definition]


def load_reform(layers: Sequence[str]) -> Reform | None:
    """Those of the highest layer that has them; None when none has. Raises PackError naming what is missing."""
    for layer in reversed(layers):
        if (layer_path(layer) / "reform.toml").is_file():
            return _load(layer)
    return None


@lru_cache(maxsize=4)
def _load(layer: str) -> Reform:
    folder = layer_path(layer)
    data = read_toml(folder / "reform.toml")
    try:
        elements = _elements(folder / "taxonomies.csv")
        taxonomies = {t["code"]: _taxonomy(t, elements.pop(t["code"], ()), layer) for t in data["taxonomies"]}
        if elements:
            raise PackError(f"{layer}/taxonomies.csv: reform.toml has no taxonomy {', '.join(sorted(elements))}")
        definitions = {f["code"]: _definition(f) for f in data["figures"]}
        stated = data["stated_matters"], data["stated_source"], data["vacuum_days"]
        return Reform(data["baseline"], *stated, tuple(data["snapshots"]), taxonomies, definitions)
    except KeyError as error:
        raise PackError(f"{layer}/reform.toml: {error} is missing") from error


def _elements(path: Path) -> dict[str, tuple[Element, ...]]:
    found: dict[str, list[Element]] = {}
    for where, row in read_csv(path, "taxonomy", "element", "name", "domain", "subdomains"):
        named = found.setdefault(row["taxonomy"], [])
        if any(e.code == row["element"] for e in named):
            raise PackError(f"{where}: {row['element']} is there twice")
        parts = frozenset(part for part in row["subdomains"].split(MARK) if part)
        named.append(Element(row["element"], row["name"], row["domain"], parts))
    return {code: tuple(named) for code, named in found.items()}


def _taxonomy(data: Mapping[str, Any], elements: tuple[Element, ...], layer: str) -> Taxonomy:
    missing = Reason(data["missing"]) if data.get("missing") else None
    if missing is None and len(elements) != data["size"]:
        raise PackError(f"{layer}/taxonomies.csv: {data['code']} has {len(elements)} domains, reform.toml says {data['size']}")
    return Taxonomy(data["code"], data["source"], data["size"], elements, missing)


def _definition(data: Mapping[str, Any]) -> Definition:
    targets = tuple(
        Target(t.get("due"), Decimal(t["at_least"]) if "at_least" in t else None, t["words"], t["source"]) for t in data.get("targets", ())
    )
    return Definition(data["code"], data["version"], tuple(data["facts"]), data.get("by_domain", False), targets)


def load_former_teams(layers: Sequence[str]) -> tuple[Former, ...]:
    """Teams of departments that the reform abolished, of the highest layer that lists any (a county's own before the demonstration's); none
    when no layer does. `into`: code of an organ. Raises PackError with file and line."""
    named = [layer for layer in layers if (layer_path(layer) / FORMER).is_file()]
    own = [layer for layer in named if layer != DEMO] or named
    return _former(own[-1]) if own else ()


@lru_cache(maxsize=4)
def _former(layer: str) -> tuple[Former, ...]:
    rows = read_csv(layer_path(layer) / FORMER, "code", "name", "domain", "kind", "since", "until", "approval", "into")
    return tuple(_former_team(where, row, layer == DEMO) for where, row in rows)


def _former_team(where: str, row: Mapping[str, str], demo: bool) -> Former:
    if not row["until"]:
        raise PackError(f"{where}: a team that was not abolished belongs into teams.csv")
    since = a_date(where, row["since"]) if row["since"] else None
    term = Term(row["code"], since, a_date(where, row["until"]))
    return Former(row["name"], row["domain"], row["kind"], term, row["approval"], row["into"], demo)


def load_cases(layers: Sequence[str]) -> Mapping[str, tuple[RuleCase, ...]]:
    """Matter → its test cases, of all layers. Raises PackError with file and line."""
    return _cases(tuple(layers))


@lru_cache(maxsize=4)
def _cases(layers: tuple[str, ...]) -> Mapping[str, tuple[RuleCase, ...]]:
    found: dict[str, list[RuleCase]] = {}
    for layer in layers:
        path = layer_path(layer) / "rule_cases.csv"
        if path.is_file():
            for where, row in read_csv(path, "matter", "party_kind", "day", "refused", "fine", "allowed", "tier"):
                found.setdefault(row["matter"], []).append(_case(where, row))
    return {matter: tuple(cases) for matter, cases in found.items()}


def _case(where: str, row: Mapping[str, str]) -> RuleCase:
    try:
        fine = Decimal(row["fine"])
    except ArithmeticError as error:
        raise PackError(f"{where}: fine: {row['fine']!r}") from error
    if {row["refused"], row["allowed"]} - {"yes", "no"}:
        raise PackError(f"{where}: refused and allowed are yes or no")
    given = row["matter"], row["party_kind"], a_date(where, row["day"]), row["refused"] == "yes"
    return RuleCase(*given, fine, row["allowed"] == "yes", row["tier"], where)


def load_subdomains(layers: Sequence[str]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Domain → (word in the title of the penalising law, subdomain), the first that fits counts. Raises PackError."""
    return _subdomains(tuple(layers))


@lru_cache(maxsize=4)
def _subdomains(layers: tuple[str, ...]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for layer in layers:
        path = layer_path(layer) / "subdomains.csv"
        if path.is_file():
            for _, row in read_csv(path, "domain", "word", "subdomain", "note"):
                found.setdefault(row["domain"], []).append((row["word"], row["subdomain"]))
    return {domain: tuple(words) for domain, words in found.items()}
