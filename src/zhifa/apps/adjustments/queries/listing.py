"""The list of changes, and how many of them wait for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q

from zhifa.apps.adjustments import permissions, words
from zhifa.apps.adjustments.facts.editions import Proposed, editions
from zhifa.apps.adjustments.models import Change, ChangeItem, Ground, Level
from zhifa.apps.catalogue.models import DraftMatter, DraftState, Statute
from zhifa.apps.catalogue.queries import matter
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail.tally import Tally
from zhifa.law.actors import Actor, Role
from zhifa.law.catalogue_change import KINDS, NEW_MATTER
from zhifa.law.procedure.catalogue_change import CATALOGUE_CHANGE

WAITING = {
    Role.GUIDANCE: ("submitted", "approved"),
    Role.LEGAL_REVIEWER: ("scored",),
    Role.APPROVER: ("checked",),
    Role.LEADER: ("checked",),
    Role.REGULATOR: ("returned",),
    Role.TOWNSHIP_COMMANDER: ("returned",),
}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change in a list. `items`: how many; `level`, `ground`: codes with labels beside them."""

    id: UUID
    version: int
    code: str
    title: str
    state: str
    state_label: str
    ground: str
    ground_label: str
    level: str
    level_label: str
    requested_organ: str
    requested_organ_name: str
    requested_by_name: str
    requested_at: datetime
    effective_on: date | None
    in_effect_at: datetime | None
    notice: str
    items: int


def change_row(row: Change, items: int) -> ChangeRow:
    """The row as others may read it."""
    return ChangeRow(
        id=row.pk,
        version=row.version,
        code=row.code,
        title=row.title,
        state=row.state,
        state_label=CATALOGUE_CHANGE.state_labels[row.state],
        ground=row.ground,
        ground_label=str(Ground(row.ground).label),
        level=row.level,
        level_label=str(Level(row.level).label),
        requested_organ=row.requested_organ,
        requested_organ_name=row.requested_organ_name,
        requested_by_name=row.requested_by_name,
        requested_at=row.requested_at,
        effective_on=row.effective_on,
        in_effect_at=row.in_effect_at,
        notice=row.notice,
        items=items,
    )


def changes(by: Actor, *, state: str = "", ground: str = "", text: str = "", subject: str = "") -> tuple[ChangeRow, ...]:
    """Latest first (1 query). `state` "open": not ended; `text`: in title, ground or code; `subject`: code of what changes. Raises
    Denied."""
    permissions.check_read(by)
    wanted = permissions.visible(by)
    if state == "open":
        wanted &= ~Q(state__in=CATALOGUE_CHANGE.final)
    elif state:
        wanted &= Q(state=state)
    if ground:
        wanted &= Q(ground=ground)
    if text:
        wanted &= Q(title__icontains=text) | Q(ground_text__icontains=text) | Q(code__icontains=text)
    if subject:
        wanted &= Q(pk__in=Change.objects.filter(items__subject=subject).values("pk"))
    rows = Change.objects.filter(wanted).annotate(count=Count("items")).order_by("-requested_at", "-id")
    return tuple(change_row(row, row.count) for row in rows)


def waiting(by: Actor) -> Tally | int:
    """How many wait for this person's duty."""
    asked = Q()
    for role, states in WAITING.items():
        if by.has(role):
            own = Q(requested_organ=by.organ) if states == ("returned",) else Q()
            asked |= Q(state__in=states) & own
    return Tally(Change.objects.filter(asked, tenant=by.tenant)) if asked else 0


def statute(title: str) -> str:
    """Code of the latest text with this title; empty when the catalogue has none (1 query)."""
    rows = Statute.objects.filter(tenant=settings.ZHIFA_TENANT, title=title.strip().strip("《》"), until__isnull=True)
    return rows.order_by("-version_date").values_list("code", flat=True).first() or ""


def team_of(organ: str) -> str:
    """The professional team or internal unit of an organ, when it has one (registry's snapshot)."""
    return next((t.code for t in registry.teams() if t.organ == organ and t.kind in ("professional", "internal_unit")), "")


def open_drafts(by: Actor) -> tuple[tuple[str, str], ...]:
    """(code, name) of accepted drafts that no change holds, or only one that did not come about (1 query). Raises Denied."""
    permissions.check_read(by)
    gone = ("refused", "withdrawn")
    held = ChangeItem.objects.filter(kind=NEW_MATTER, tenant=by.tenant).exclude(change__state__in=gone).values("subject")
    rows = DraftMatter.objects.filter(tenant=by.tenant, state=DraftState.ACCEPTED).exclude(code__in=held).order_by("code")
    return tuple(rows.values_list("code", "name"))


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One item that a newer edition of the packs proposes. `words`: what it would do; `rows`: how many differences it takes up."""

    key: str
    kind: str
    kind_label: str
    subject: str
    words: str
    rows: int


@dataclass(frozen=True, slots=True)
class EditionRows:
    """`left`: table → differences that are no change of the catalogue."""

    items: tuple[EditionRow, ...]
    left: Mapping[str, int]


def open_editions(by: Actor, day: date) -> EditionRows:
    """What a newer edition of the packs says otherwise and no change has taken up (2 queries when there is none). Raises Denied."""
    permissions.check_request(by)
    found = editions(day)
    return EditionRows(tuple(_edition_row(p) for p in found.items), found.left)


def _edition_row(p: Proposed) -> EditionRow:
    item = ChangeItem(kind=p.kind, subject=p.subject, after=p.after, name=p.subject)
    item.name = _named(item)
    return EditionRow(p.key, p.kind, KINDS[p.kind], p.subject, words.item_words(item), len(p.rows))


def _named(item: ChangeItem) -> str:
    row = matter(item.subject)
    return f"{row.name}（{row.code}）" if row else item.subject
