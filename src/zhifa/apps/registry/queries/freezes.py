"""What is frozen before a cut-over."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from zhifa.apps.registry.models import Freeze
from zhifa.apps.registry.queries.versions import kept
from zhifa.law.procedure.freezing import Frozen, Subject, held_back, touching
from zhifa.law.rulings import Blocked


def freezes() -> tuple[Frozen, ...]:
    """Those that were not lifted (1 query when nothing changed)."""
    return kept("freezes", _read)


def check_frozen(
    act: str, at: datetime, *, matter: str = "", domain: str = "", area: str = "", emergency: bool = False, but: str = ""
) -> None:
    """Raises Blocked when a freeze stands against the act (`filing`, `redispatch`, `coverage`, `grant`) on this matter of this domain in
    this area; it says until when and what to do instead. `but`: code of the cut-over itself (1 query)."""
    standing = [f for f in freezes() if f.code != but]
    found = touching(standing, at, matter=matter, domain=domain, area=area) if standing else None
    if found:
        refused = held_back(act, found, emergency=emergency, until=f"{timezone.localtime(found.until):%Y-%m-%d %H:%M}")
        if refused:
            raise Blocked(refused)


def _read() -> tuple[Frozen, ...]:
    rows = Freeze.objects.filter(tenant=settings.ZHIFA_TENANT, lifted_at__isnull=True).order_by("since", "code")
    return tuple(Frozen(r.code, r.title, r.since, r.until, tuple(_subject(s) for s in r.subjects)) for r in rows)


def _subject(said: dict[str, object]) -> Subject:
    areas = said.get("areas") or ()
    return Subject(str(said.get("matter") or ""), str(said.get("domain") or ""), frozenset(map(str, areas)))  # type: ignore[call-overload]
