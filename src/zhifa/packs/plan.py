"""Reads a county's `plan.toml`: the allocation of domains, squads and names."""

from __future__ import annotations

from functools import lru_cache

from zhifa.law.plan import DomainPlan, Plan
from zhifa.packs.reading import ROOT, PackError, read_toml

HOLDERS = frozenset({"county_enforcement_bureau", "department_internal_unit", "professional_team", ""})


@lru_cache(maxsize=4)
def load_plan(layer: str = "chunan") -> Plan:
    """The plan of a county layer; raises PackError naming what is missing."""
    data = read_toml(ROOT / layer / "plan.toml")
    try:
        names, powers = data["names"], data["powers"]
        domains = {d["code"]: DomainPlan(d["code"], d["name"], d.get("holder", ""), d.get("team", "")) for d in data["domains"]}
        unknown = {d.holder for d in domains.values()} - HOLDERS
        if unknown:
            raise PackError(f"{layer}/plan.toml: unknown kinds of holder: {sorted(unknown)}")
        return Plan(
            bureau=names["bureau"],
            government=names["government"],
            superior=names["superior"],
            guidance=names["guidance"],
            government_suffix=names["government_suffix"],
            township_suffixes=tuple(names["township_suffixes"]),
            kept=frozenset(powers["kept"]),
            moved=frozenset(powers["moved"]),
            catalogued=frozenset(powers["catalogued"]),
            domains=domains,
            squads={s["seat"]: s["name"] for s in data["squads"]},
            labels=dict(data["labels"]),
            mandate=data.get("mandate", ""),
        )
    except KeyError as error:
        raise PackError(f"{layer}/plan.toml: {error} is missing") from error
