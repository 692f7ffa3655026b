"""Approval with its documents, the announcement, a later day, and the end before it takes effect."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from zhifa.apps.adjustments import words
from zhifa.apps.adjustments.facts.standing import Said
from zhifa.apps.adjustments.models import Approval, Change, ChangeItem, Publication
from zhifa.apps.adjustments.services.requesting import ended
from zhifa.apps.adjustments.services.step import move
from zhifa.apps.documents import services as documents
from zhifa.apps.documents.services import Owner
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail.acts import save
from zhifa.apps.trail.rows import Row
from zhifa.law.actors import Actor
from zhifa.law.procedure.catalogue_change_guards import ChangeFacts, Document

NOTICE = "DOC-K01"


def approve_change(
    *, by: Actor, at: datetime, change: UUID | str, documents: Sequence[Document], reason: str = "", version: int | None = None
) -> Change:
    """批准: with organ, number and day of every document that the level needs (R49), and a reason where the score would keep what moves.
    The catalogue as it would be is proven first."""

    def done(row: Change, items: Sequence[ChangeItem], facts: ChangeFacts) -> list[Row]:
        row.approved_at, row.approved_by, row.approved_by_name, row.level = at, by.person, by.name, facts.level
        return [_approval(row, document, by, at) for document in documents if document.stated]

    said = Said(documents=tuple(documents), reason=reason)
    return move(by=by, at=at, change=change, act="approve", version=version, said=said, done=done)


def _approval(row: Change, document: Document, by: Actor, at: datetime) -> Approval:
    assert document.issued_on is not None
    stated = {"level": document.level, "organ": document.organ.strip(), "number": document.number.strip(), "issued_on": document.issued_on}
    recorded = {"recorded_by": by.person, "recorded_by_name": by.name, "recorded_at": at}
    held = row.approvals.filter(level=document.level, number=stated["number"]).first()
    return held or save(Approval(tenant=row.tenant, change=row, **stated, **recorded))


def publish_change(*, by: Actor, at: datetime, change: UUID | str, channel: str, version: int | None = None) -> Change:
    """向社会公布: the announcement becomes a document; nothing takes effect before it (R59, 处罚法 24)."""

    def done(row: Change, items: Sequence[ChangeItem], facts: ChangeFacts) -> list[Row]:
        assert row.effective_on is not None
        before = row.publications.count()
        row.published_at = at
        row.notice = f"{row.code}-G{before + 1}"
        text = words.notice(row, items)
        made = Publication(tenant=row.tenant, change=row, number=row.notice, published_at=at, effective_on=row.effective_on, text=text)
        made.channel, made.published_by_name = channel.strip()[:80], by.name
        save(made)
        owner = Owner(row.pk, by.organ, registry.acting_identity(by.organ, timezone.localdate(at)))
        documents.issue(by=by, at=at, kind=NOTICE, owner=owner, facts=words.document(row, items, channel, by, at))
        return [made]

    return move(by=by, at=at, change=change, act="publish", version=version, said=Said(channel=channel), done=done)


def postpone_change(*, by: Actor, at: datetime, change: UUID | str, effective_on: date, reason: str, version: int | None = None) -> Change:
    """推迟生效: to a later day only; what was announced is announced again."""

    def done(row: Change, items: Sequence[ChangeItem], facts: ChangeFacts) -> list[Row]:
        row.effective_on, row.published_at = effective_on, None
        return _withdrawn(row, at)

    said = Said(new_day=effective_on, reason=reason)
    return move(by=by, at=at, change=change, act="postpone", version=version, said=said, done=done)


def _withdrawn(row: Change, at: datetime) -> list[Row]:
    made: list[Row] = []
    for publication in row.publications.filter(withdrawn_at__isnull=True):
        publication.withdrawn_at = at
        made.append(save(publication))
    return made


def revoke_change(*, by: Actor, at: datetime, change: UUID | str, reason: str, version: int | None = None) -> Change:
    """撤销批准 before it takes effect: the announcement is taken back with it."""

    def done(row: Change, items: Sequence[ChangeItem], facts: ChangeFacts) -> list[Row]:
        ended(at, reason)(row, items, facts)
        return _withdrawn(row, at)

    return move(by=by, at=at, change=change, act="revoke", version=version, said=Said(reason=reason), done=done)
