"""How rows of a county are put together: keys, overlays, everyday words, and the grants and duties that a plan implies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from zhifa.law.plan import DomainPlan, Plan
from zhifa.packs.reading import PackError

KEYS: dict[str, tuple[str, ...]] = {
    "areas": ("code",),
    "organs": ("code",),
    "teams": ("code",),
    "plates": ("code",),
    "coverage": ("area", "team", "since"),
    "people": ("code",),
    "certificates": ("number",),
    "statutes": ("code",),
    "matters": ("code",),
    "bases": ("matter", "role", "#"),
    "ranges": ("matter", "#"),
    "words": ("matter",),
    "tiers": ("matter", "party_kind", "order"),
    "mandates": ("code",),
    "open_points": ("code",),
    "grants": ("holder", "power", "matter"),
    "premises": ("code",),
    "checklists": ("code",),
    "staff_relations": ("person", "kind", "since"),
    "stationings": ("person", "host", "since"),
    "staff_facts": ("organ",),
    "post_caps": ("since",),
    "posts": ("code",),
    "benefits": ("organ", "item"),
}
LIST_MARK = "、"
BUREAU_KINDS = ("warning", "notice_of_criticism", "fine", "confiscate_income", "confiscate_goods")
DEPARTMENTS = {
    "county_enforcement_bureau": "original_department",
    "department_internal_unit": "integrated_department",
    "professional_team": "professional_department",
}
DUTY_TEXTS = {
    "county_enforcement_bureau": (
        "{department}继续负责{domain}的行政许可、行业监督管理和固定监管对象的定向检查，并提供技术支撑；本领域的行政处罚权及与之相关的"
        "行政调查权、行政强制权由{enforcer}行使，固定监管对象以外的日常巡查由{enforcer}负责。{department}不再立案、处罚、强制，"
        "发现涉嫌违法的，固定线索并移送{enforcer}；{enforcer}反馈处理结果。"
    ),
    "department_internal_unit": (
        "{domain}实行“管执一体”：许可、监管和处罚、调查、强制均由{department}承担，执法由其内设机构办理，不派给综合执法队伍。"
    ),
    "professional_team": ("{domain}由{enforcer}的专业执法队伍以{enforcer}名义执法，接受指挥中心调度；许可和监管由{department}承担。"),
}


def code_of(row: Mapping[str, str], keys: tuple[str, ...], counted: dict[str, int]) -> str:
    """The row's code from its key columns; # numbers the rows that share the columns before it."""
    parts = [row.get(key, "") for key in keys if key != "#"]
    code = ":".join(part for part in parts if part)
    if "#" in keys:
        counted[code] = counted.get(code, 0) + 1
        code = f"{code}:{counted[code]}"
    return code


def overlay(held: Mapping[str, Any], row: Mapping[str, str], layer: str) -> dict[str, Any]:
    """`held` with the filled columns of `row`; a prefix notes the layer it comes from."""
    filled = {column: text for column, text in row.items() if text}
    if filled.get("prefix"):
        filled["prefix_layer"] = layer
    return {**held, **filled}


def add_words(matters: dict[str, Any], words: Mapping[str, Any]) -> None:
    """Everyday words become a column of their matter."""
    for code, entry in words.items():
        if code not in matters:
            raise PackError(f"{entry.where}: words for {code}, which is no matter")
        held = matters[code]
        said = [w.strip() for w in entry.values["words"].split(LIST_MARK) if w.strip()]
        matters[code] = type(held)(code, held.layer, {**held.values, "words": said}, held.where)


def add_allocation(tables: dict[str, dict[str, Any]], plan: Plan, layer: str, entry: Callable[..., Any]) -> None:
    """Grants per domain and duty texts that the plan implies for the organs of the county."""
    check_teams(tables["teams"], plan)
    check_coverage(tables["coverage"], tables["areas"])
    tables.setdefault("duties", {})
    organs = tables["organs"]
    bureau = next(o.code for o in organs.values() if o.values["kind"] == "county_enforcement_bureau")
    for domain in plan.domains.values():
        if not domain.holder:
            continue
        department = _department(organs, domain)
        enforcer, team = _enforcer(tables, domain, department, bureau)
        where = f"{layer}/plan.toml {domain.code}"
        for power in sorted(plan.kept):
            values = _grant(department, "original_department", "", domain, power)
            tables["grants"][values["code"]] = entry(values["code"], layer, values, where)
        for power in sorted(plan.moved):
            values = _grant(enforcer, domain.holder, team, domain, power)
            tables["grants"][values["code"]] = entry(values["code"], layer, values, where)
        duty = _duty(organs, plan, domain, department, enforcer)
        tables["duties"][duty["code"]] = entry(duty["code"], layer, duty, where)


def check_teams(teams: Mapping[str, Any], plan: Plan) -> None:
    """Only the fields that the plan leaves to professional teams may have one (R38)."""
    allowed = {d.team for d in plan.domains.values() if d.holder == "professional_team"}
    for team in teams.values():
        if team.values["kind"] == "professional" and team.values["domain"] not in allowed:
            raise PackError(f"{team.where}: {team.values['name']}: the plan keeps no professional team for {team.values['domain']!r}")


def check_coverage(coverage: Mapping[str, Any], areas: Mapping[str, Any]) -> None:
    """On no day is an area served by two squads, and once any is stated, none is left out (R50)."""
    by_area: dict[str, list[Any]] = {}
    for entry in coverage.values():
        by_area.setdefault(entry.values["area"], []).append(entry)
    for area, entries in by_area.items():
        spans = sorted((e.values["since"], e.values["until"] or "9999", e.where) for e in entries)
        for (_, until, _), (since, _, where) in pairwise(spans):
            if since < until:
                raise PackError(f"{where}: {area} is served by two squads from {since or 'the beginning'}")
    left = [code for code, a in areas.items() if a.values["kind"] in ("township", "platform") and code not in by_area]
    if by_area and left:
        raise PackError(f"coverage.csv: no squad serves {', '.join(sorted(left))}")


def _department(organs: Mapping[str, Any], domain: DomainPlan) -> str:
    own = [
        o.code for o in organs.values() if domain.code in o.values["domain"].split(LIST_MARK) and o.values["kind"] in DEPARTMENTS.values()
    ]
    if len(own) != 1:
        raise PackError(f"organs.csv: {domain.name} needs one department, found {own}")
    return str(own[0])


def _enforcer(tables: Mapping[str, Mapping[str, Any]], domain: DomainPlan, department: str, bureau: str) -> tuple[str, str]:
    """Organ and team that use the moved powers."""
    if domain.holder == "county_enforcement_bureau":
        return bureau, ""
    wanted = domain.team or domain.code
    found = [t for t in tables["teams"].values() if t.values["domain"] == wanted and t.values["kind"] in ("professional", "internal_unit")]
    if len(found) != 1:
        raise PackError(f"teams.csv: {domain.name} needs one team for {wanted}, found {[t.code for t in found]}")
    organ = found[0].values["organ"] if domain.holder == "professional_team" else department
    return str(organ), str(found[0].code)


def _grant(holder: str, holder_kind: str, team: str, domain: DomainPlan, power: str) -> dict[str, Any]:
    restricted = holder_kind == "county_enforcement_bureau" and power == "penalty"
    return {
        "code": f"plan:{domain.code}:{power}",
        "power": power,
        "holder": holder,
        "holder_kind": holder_kind,
        "team": team,
        "domain": domain.code,
        "mandate": "plan",
        "citation": "浙江省综合行政执法条例 第八条" if holder_kind != "original_department" else "浙江省综合行政执法条例 第十六条",
        "kinds": LIST_MARK.join(BUREAU_KINDS) if restricted else "",
    }


def _duty(organs: Mapping[str, Any], plan: Plan, domain: DomainPlan, department: str, enforcer: str) -> dict[str, Any]:
    names = {"department": organs[department].values["name"], "enforcer": organs[enforcer].values["name"], "domain": domain.name}
    lost = department != enforcer
    return {
        "code": f"duty:{domain.code}",
        "organ": department,
        "domain": domain.code,
        "keeps": sorted(plan.kept | (set() if lost else plan.moved)),
        "loses": sorted(plan.moved) if lost else [],
        "enforcer": enforcer,
        "text": DUTY_TEXTS[domain.holder].format(**names),
        "citation": "浙江省综合行政执法条例 第十六条",
    }
