"""The items of a change as the law sees them: what each gives to whom, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhifa.apps.adjustments.facts.items import held_by, said_now, valid
from zhifa.apps.adjustments.models import ChangeItem
from zhifa.apps.catalogue.queries.snapshot import Snapshot, snapshot
from zhifa.apps.registry.queries.book import county_layers
from zhifa.law import catalogue_change as law
from zhifa.law.authority import BUREAU, TOWNSHIP
from zhifa.law.plan import DomainPlan
from zhifa.packs.plan import load_plan
from zhifa.packs.reading import layer_path

Fault = tuple[str, tuple[tuple[str, str], ...]]
COMPARED = (law.REVISE_MATTER, law.REVISE_GRANT, law.COVERAGE, law.PLATE)
LABELS = {
    "name": "名称",
    "domain": "领域",
    "kinds": "处罚种类",
    "holder": "主体",
    "powers": "权力",
    "team": "队伍",
    "main": "主牌",
    "matters": "事项",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """The catalogue as it stands, the day from which the items shall hold, and the matters that they bring themselves."""

    known: Snapshot
    day: date
    fresh: frozenset[str]


def asked(items: Sequence[ChangeItem], day: date) -> tuple[law.Asked, ...]:
    """The items as the law sees them, when they are to hold from `day` (2 queries)."""
    fresh = frozenset(i.subject for i in items if i.kind == law.NEW_MATTER)
    now = Setting(snapshot(), day, fresh)
    return tuple(_asked(now, item) for item in items)


def _asked(now: Setting, item: ChangeItem) -> law.Asked:
    fields = _GIVES[item.kind](now, item) if item.kind in _GIVES else {}
    faults = [*_FAULTS[item.kind](now, item)]
    if item.kind in COMPARED and not faults and item.before != said_now(item.kind, item.subject, item.after, now.day):
        faults.append(("change.catalogue_moved", (("table", law.KINDS[item.kind]), ("code", item.subject))))
    return law.Asked(item.kind, item.name, faults=tuple(faults), **fields)


def _gives_matter(now: Setting, item: ChangeItem) -> dict[str, Any]:
    after = item.after or {}
    grants = [g for g in now.known.by_subject.get(after.get("domain", ""), ()) if g.power == "penalty" and g.areas is None]
    holding = next((g for g in grants if valid(g.since, g.until, now.day)), None)
    kinds = frozenset(after.get("kinds") or ())
    return {
        "subjects": (item.subject,),
        "holder_kind": holding.holder_kind if holding else "",
        "domain": after.get("domain", ""),
        "penalties": kinds & holding.kinds if holding and holding.kinds is not None else kinds,
        "listed": after.get("listed") or after.get("official_code") or "",
    }


def _gives_grant(now: Setting, item: ChangeItem) -> dict[str, Any]:
    after = item.after or {}
    row = now.known.matters.get(after.get("matter") or "")
    domain = row.domain if row else after.get("domain", "")
    team = now.known.registry.teams.get(after.get("team") or "")
    kinds = after.get("kinds")
    return {
        "subjects": (after.get("matter") or domain,),
        "holder_kind": after.get("holder_kind", ""),
        "domain": team.domain if team and team.domain not in team_fields() else domain,
        "penalties": frozenset(row.kinds if kinds is None and row else kinds or ())
        if "penalty" in after.get("powers", ())
        else frozenset(),
        "listed": after.get("listed", ""),
    }


def _gives_township(now: Setting, item: ChangeItem) -> dict[str, Any]:
    return {"subjects": tuple((item.after or {}).get("matters", ())), "holder_kind": TOWNSHIP}


def _fault(code: str, **values: str) -> Fault:
    return code, tuple(values.items())


def _needs(item: ChangeItem, *fields: str) -> Iterable[Fault]:
    return [_fault("change.field_missing", field=LABELS[f]) for f in fields if not (item.after or {}).get(f)]


def _new_matter(now: Setting, item: ChangeItem) -> Iterator[Fault]:
    yield from _needs(item, "name", "domain", "kinds")
    if item.subject in now.known.matters:
        yield _fault("change.subject_known", subject=item.subject)
    if not any(b.get("role") == "penalty" and b.get("statute") for b in (item.after or {}).get("bases", ())):
        yield _fault("change.basis_missing")


def _revise_matter(now: Setting, item: ChangeItem) -> Iterable[Fault]:
    if item.subject not in now.known.matters:
        yield _fault("change.subject_unknown", subject=item.subject)
    elif not item.after or item.after == item.before:
        yield _fault("change.nothing_changes")


def _end_matter(now: Setting, item: ChangeItem) -> Iterable[Fault]:
    row = now.known.matters.get(item.subject)
    if row is None:
        yield _fault("change.subject_unknown", subject=item.subject)
    elif row.until and row.until <= now.day:
        yield _fault("change.already_so", day=str(row.until))


def _new_grant(now: Setting, item: ChangeItem) -> Iterable[Fault]:
    after = item.after or {}
    yield from _needs(item, "holder", "powers")
    if after.get("holder") and after["holder"] not in now.known.registry.organs:
        yield _fault("change.subject_unknown", subject=after["holder"])
    if after.get("team") and after["team"] not in now.known.registry.teams:
        yield _fault("change.subject_unknown", subject=after["team"])
    if after.get("matter") and after["matter"] not in {*now.known.matters, *now.fresh}:
        yield _fault("change.subject_unknown", subject=after["matter"])
    if not after.get("matter") and after.get("domain") not in now.known.labels:
        yield _fault("change.subject_unknown", subject=after.get("domain") or "—")
    if after.get("holder_kind") == TOWNSHIP and "coercion" in after.get("powers", ()):
        yield _fault("change.coercion_to_township")


def _revise_grant(now: Setting, item: ChangeItem) -> Iterable[Fault]:
    grant = next((g for g in now.known.stored if g.id == item.subject), None)
    if grant is None:
        yield _fault("change.subject_unknown", subject=item.subject)
    elif grant.until and grant.until <= now.day:
        yield _fault("change.already_so", day=str(grant.until))
    elif not item.after or item.after == item.before:
        yield _fault("change.nothing_changes")


def _coverage(now: Setting, item: ChangeItem) -> Iterable[Fault]:
    team = now.known.registry.teams.get((item.after or {}).get("team", ""))
    if now.known.place(item.subject) is None:
        yield _fault("change.subject_unknown", subject=item.subject)
    if team is None or team.kind != "squad":
        yield from _needs(item, "team") or [_fault("change.subject_unknown", subject=(item.after or {}).get("team", "—"))]
    elif item.after == item.before:
        yield _fault("change.nothing_changes")


def _plate(now: Setting, item: ChangeItem) -> Iterator[Fault]:
    yield from _needs(item, "main")
    if item.subject not in now.known.registry.organs:
        yield _fault("change.subject_unknown", subject=item.subject)
    elif item.after and item.before and item.after.get("main") == item.before.get("main"):
        yield _fault("change.nothing_changes")


def _empower(now: Setting, item: ChangeItem) -> Iterator[Fault]:
    yield from _needs(item, "matters")
    organ, after = now.known.registry.organs.get(item.subject), item.after or {}
    if organ is None or organ.kind != TOWNSHIP:
        yield _fault("change.subject_unknown", subject=item.subject)
        return
    if "coercion" in after.get("powers", ()):
        yield _fault("change.coercion_to_township")
    own = held_by(now.known, item.subject, now.day)
    for code in after.get("matters", ()):
        row = now.known.matters.get(code)
        held = now.known.index.on("penalty", code, row.domain, organ.area, now.day) if row else None
        if code in own:
            yield _fault("change.subject_known", subject=code)
        elif held is None or held.holder_kind != BUREAU:
            yield _fault("change.not_in_the_county_list", matter=code)


def _withdraw(now: Setting, item: ChangeItem) -> Iterator[Fault]:
    yield from _needs(item, "matters")
    for code in sorted(set((item.after or {}).get("matters", ())) - held_by(now.known, item.subject, now.day)):
        yield _fault("change.subject_unknown", subject=code)


_GIVES = {law.NEW_MATTER: _gives_matter, law.NEW_GRANT: _gives_grant, law.EMPOWER: _gives_township}
_FAULTS = {
    law.NEW_MATTER: _new_matter,
    law.REVISE_MATTER: _revise_matter,
    law.END_MATTER: _end_matter,
    law.NEW_GRANT: _new_grant,
    law.REVISE_GRANT: _revise_grant,
    law.COVERAGE: _coverage,
    law.PLATE: _plate,
    law.EMPOWER: _empower,
    law.WITHDRAW_POWER: _withdraw,
}


def _plans() -> Iterable[DomainPlan]:
    layers = [layer for layer in county_layers() if (layer_path(layer) / "plan.toml").is_file()]
    return load_plan(layers[-1]).domains.values() if layers else ()


def mandated() -> frozenset[str]:
    """Domains for which the centre or the province keeps a professional team, as the plan names them (R38)."""
    return frozenset(d.code for d in _plans() if d.holder == law.PROFESSIONAL)


def team_fields() -> frozenset[str]:
    """Fields of the professional teams that the plan keeps."""
    return frozenset(d.team or d.code for d in _plans() if d.holder == law.PROFESSIONAL)


def special(domain: str) -> bool:
    """The domain keeps its own enforcement: a professional team (R38) or 管执一体 (R41)."""
    return any(d.code == domain and d.holder in (law.PROFESSIONAL, "department_internal_unit") for d in _plans())
