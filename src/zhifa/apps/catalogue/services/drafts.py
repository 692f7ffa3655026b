"""A person decides each draft matter. Accepted, it becomes a proposed change of the catalogue; nothing here is in effect by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhifa.algorithms.statutes.kinds import SEVERITY
from zhifa.algorithms.statutes.model import ORDER
from zhifa.apps.catalogue import permissions
from zhifa.apps.catalogue.models import DraftMatter, DraftState
from zhifa.apps.catalogue.queries.snapshot import snapshot
from zhifa.apps.registry.models import Proposal
from zhifa.apps.trail import hashing
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid, locked, save
from zhifa.law.actors import Actor
from zhifa.law.rulings import Blocked, refusal

KINDS = tuple(k for k in SEVERITY if k not in (ORDER, "other"))
ANSWERED = ("lists.kinds_missing", "lists.kinds_unreadable", "lists.kind_unknown", "lists.domain_unknown", "lists.domain_missing")


def _opened(by: Actor, draft: UUID, version: int | None) -> DraftMatter:
    row = locked(DraftMatter, draft, version)
    permissions.check_draft_decision(by)
    if row.state != DraftState.PROPOSED:
        raise Blocked(refusal("lists.draft_decided", state=DraftState(row.state).label))
    return row


def _decided(row: DraftMatter, by: Actor, at: datetime, state: str, reason: str) -> DraftMatter:
    row.state, row.reason, row.decided_by, row.decided_at = state, reason[:400], by.name, at
    return save(row)


@transaction.atomic
def accept_draft(
    *, by: Actor, at: datetime, draft: UUID, domain: str, kinds: Sequence[str], reason: str = "", version: int | None = None
) -> DraftMatter:
    """`domain`, `kinds`: as the person settles them. Raises Denied, Stale, Invalid, Blocked when no known text penalises it. What else is
    missing (an old version among several, departments that differ) needs a reason."""
    row = _opened(by, draft, version)
    _check_choice(domain, kinds)
    if not domain or not kinds or not any(b["role"] == "penalty" and b["statute"] and not b["fault"] for b in row.bases):
        raise Blocked(refusal("lists.draft_incomplete"))
    if any(f["code"] not in ANSWERED for f in row.missing) and not reason.strip():
        raise Invalid({"reason": ["还有没弄清的地方，请写明为什么可以采纳"]})
    row.domain, row.kinds = domain, list(kinds)
    _decided(row, by, at, DraftState.ACCEPTED, reason)
    after = {
        "code": row.code,
        "name": row.name,
        "domain": domain,
        "kinds": list(kinds),
        "official_code": row.official_code or None,
        "remarks": row.remarks,
        "bases": row.bases,
        "senders": row.senders,
    }
    digest = hashlib.sha256(hashing.canonical(after)).hexdigest()
    change = save(
        Proposal(tenant=row.tenant, capability="catalogue", table="matters", code=row.code, digest=digest, after=after, proposed_at=at)
    )
    trail.record(subject=row, verb="draft.accept", by=by, at=at, rows=[change], facts={"domain": domain, "kinds": list(kinds)}, note=reason)
    return row


def _check_choice(domain: str, kinds: Sequence[str]) -> None:
    wrong = {}
    if domain and domain not in snapshot().labels:
        wrong["domain"] = ["没有这个领域"]
    if set(kinds) - set(KINDS):
        wrong["kinds"] = ["没有这种处罚"]
    if wrong:
        raise Invalid(wrong)


@transaction.atomic
def refuse_draft(*, by: Actor, at: datetime, draft: UUID, reason: str, version: int | None = None) -> DraftMatter:
    """Raises Denied, Stale, Blocked, Invalid without a reason."""
    row = _opened(by, draft, version)
    if not reason.strip():
        raise Invalid({"reason": ["请写明理由，报送部门看得到"]})
    _decided(row, by, at, DraftState.REFUSED, reason)
    trail.record(subject=row, verb="draft.refuse", by=by, at=at, note=reason)
    return row


@transaction.atomic
def merge_draft(*, by: Actor, at: datetime, draft: UUID, into: str, reason: str, version: int | None = None) -> DraftMatter:
    """The same matter under another name or basis: its sources go to the draft `into` (code). Raises as `refuse_draft`."""
    row = _opened(by, draft, version)
    other = DraftMatter.objects.select_for_update().filter(tenant=row.tenant, code=into, state=DraftState.PROPOSED).first()
    if other is None or other.pk == row.pk:
        raise Invalid({"into": ["没有这条待决定的草稿"]})
    if not reason.strip():
        raise Invalid({"reason": ["请写明为什么是同一事项"]})
    other.sources = [*other.sources, *row.sources]
    save(other)
    row.into = other.code
    _decided(row, by, at, DraftState.MERGED, reason)
    trail.record(subject=row, verb="draft.merge", by=by, at=at, rows=[other], facts={"into": other.code}, note=reason)
    return row
