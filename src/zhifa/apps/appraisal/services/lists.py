"""Lists of the professional domains: drafted from the catalogue, sorted, submitted, confirmed with a document (R4 c)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhifa.apps.appraisal import permissions
from zhifa.apps.appraisal.facts.lists import VERSION, Domain, professional_domains
from zhifa.apps.appraisal.models import ListedMatter, ProfessionalList
from zhifa.apps.registry.services import touch
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid, locked, save, save_all
from zhifa.law.actors import Actor
from zhifa.law.procedure.professional_list import ListFacts

AT_ONCE = 500
OPEN = ("drafted", "submitted")


@transaction.atomic
def draft_lists(*, by: Actor, at: datetime) -> list[ProfessionalList]:
    """A new edition for each professional domain whose matters are others than those of its last list and that has none on the way.
    Drafting twice changes nothing. Raises Denied."""
    permissions.check_draft_lists(by)
    day = timezone.localdate(at)
    last = _last(by.tenant)
    made = [row for d in professional_domains(day) if (row := _drafted(by, at, d, last.get(d.code))) is not None]
    if made:
        touch(VERSION)
    return made


def _last(tenant: str) -> dict[str, ProfessionalList]:
    rows = ProfessionalList.objects.select_for_update().filter(tenant=tenant).order_by("edition").prefetch_related("matters")
    return {row.domain: row for row in rows}


def _drafted(by: Actor, at: datetime, domain: Domain, last: ProfessionalList | None) -> ProfessionalList | None:
    if last is not None and (last.state in OPEN or {m.code for m in last.matters.all()} == set(domain.matters)):
        return None
    struck = {m.code: m.struck for m in last.matters.all() if m.struck} if last else {}
    row = ProfessionalList(tenant=by.tenant, domain=domain.code, domain_name=domain.name, organ=domain.organ, organ_name=domain.organ_name)
    row.edition, row.drafted_on, row.drafted_by = last.edition + 1 if last else 1, timezone.localdate(at), by.name
    save(row)
    listed = [
        ListedMatter(tenant=by.tenant, list=row, code=code, name=name, struck=struck.get(code, "")) for code, name in domain.matters.items()
    ]
    ListedMatter.objects.bulk_create(listed)
    facts = {"domain": row.domain, "edition": row.edition, "matters": len(listed)}
    trail.record(subject=row, verb="professional_list.draft", by=by, at=at, rows=listed, facts=facts)
    return row


@transaction.atomic
def strike_matters(
    *, by: Actor, at: datetime, pk: UUID, matters: Sequence[str], reason: str, version: int | None = None
) -> ProfessionalList:
    """Take matters (codes) off a list that is being sorted. Raises Denied, Blocked, Stale, Invalid for none or for codes not on it."""
    row = locked(ProfessionalList, pk, version)
    permissions.check_list(by, row, "strike", ListFacts(reason=reason))
    found = list(row.matters.select_for_update().filter(code__in=matters, struck=""))
    if not 0 < len(matters) <= AT_ONCE or len(found) != len(set(matters)):
        raise Invalid({"matters": [_("请选择清单里的 1 至 %(n)s 项") % {"n": AT_ONCE}]})
    for one in found:
        one.struck = reason.strip()[:400]
    save_all(found, "struck")
    return _kept(by, at, row, "strike", rows=found, note=reason, facts={"matters": sorted(matters)})


@transaction.atomic
def submit_list(*, by: Actor, at: datetime, pk: UUID, version: int | None = None) -> ProfessionalList:
    """Ask the legal office to confirm. Raises Denied, Blocked, Stale."""
    row = locked(ProfessionalList, pk, version)
    row.state = permissions.check_list(by, row, "submit", _facts(row)).target
    row.submitted_on, row.submitted_by = timezone.localdate(at), by.name
    return _kept(by, at, row, "submit")


@transaction.atomic
def confirm_list(*, by: Actor, at: datetime, pk: UUID, document: str, version: int | None = None) -> ProfessionalList:
    """The legal office confirms with a document: from today the list counts and the edition before it no longer. Raises Denied, Blocked,
    Stale."""
    row = locked(ProfessionalList, pk, version)
    row.state = permissions.check_list(by, row, "confirm", _facts(row, document=document)).target
    day = timezone.localdate(at)
    for older in ProfessionalList.objects.select_for_update().filter(tenant=row.tenant, domain=row.domain, state="confirmed"):
        older.state = permissions.check_list(by, older, "replace", ListFacts()).target
        older.replaced_on = day
        _kept(by, at, older, "replace")
    row.confirmed_on, row.confirmed_by, row.document = day, by.name, document.strip()[:80]
    return _kept(by, at, row, "confirm", facts={"document": row.document})


@transaction.atomic
def return_list(*, by: Actor, at: datetime, pk: UUID, reason: str, version: int | None = None) -> ProfessionalList:
    """The legal office does not confirm. Raises Denied, Blocked, Stale."""
    row = locked(ProfessionalList, pk, version)
    row.state = permissions.check_list(by, row, "send_back", ListFacts(reason=reason)).target
    row.reason = reason.strip()[:400]
    return _kept(by, at, row, "send_back", note=row.reason)


def _facts(row: ProfessionalList, document: str = "") -> ListFacts:
    return ListFacts(items=row.matters.filter(struck="").count(), document=document)


def _kept(
    by: Actor,
    at: datetime,
    row: ProfessionalList,
    act: str,
    *,
    rows: Sequence[ListedMatter] = (),
    note: str = "",
    facts: dict[str, object] | None = None,
) -> ProfessionalList:
    save(row)
    said = {"domain": row.domain, "edition": row.edition, "state": row.state, **(facts or {})}
    trail.record(subject=row, verb=f"professional_list.{act}", by=by, at=at, rows=rows, facts=said, note=note)
    touch(VERSION)
    return row
