"""Reports of the same thing on an incident's page: what it stands for, what it was merged into, what may be merged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from zhifa.apps.dispatch import queries
from zhifa.apps.dispatch.queries import IncidentRow, MergedRow, Near
from zhifa.interfaces.frame.loop import INCIDENT_ACTS
from zhifa.interfaces.frame.parts import Act, button
from zhifa.law.actors import Actor, Role

CENTRE = (Role.DISPATCHER, Role.DUTY_CHIEF)


@dataclass(frozen=True, slots=True)
class Nearby:
    """An open incident that may be the same thing, with the button that merges into it."""

    near: Near
    act: Act | None


@dataclass(frozen=True, slots=True)
class Together:
    """A report that this incident stands for, with the button that parts them."""

    row: MergedRow
    act: Act | None


def merging_context(by: Actor, row: IncidentRow) -> dict[str, Any]:
    """At most 3 queries; what was merged is asked for only where something was."""
    below = queries.merged(UUID(row.id)) if row.reports > 1 else ()
    open_still = row.state in ("reported", "accepted")
    near = queries.nearby(by, row) if open_still else ()
    return {
        "nearby": [Nearby(n, _merge(by, row, n, first=not i)) for i, n in enumerate(near)],
        "together": [Together(m, _part(by, m)) for m in below],
        "together_ids": [m.id for m in below],
        "root_number": queries.number_of(UUID(row.root_id)) if row.root_id else "",
    }


def _merge(by: Actor, row: IncidentRow, near: Near, *, first: bool) -> Act | None:
    offer = queries.merge_offer(by, row, near)
    if offer is None:
        return None
    total = row.reports + near.reports
    url, effect = reverse("web:incident_act", args=[row.number, "merge"]), _("并作一件，共 %(n)s 人次反映，一并答复") % {"n": total}
    shown = button(offer, INCIDENT_ACTS["merge"], url=url, effect=effect, version=row.version)
    label, key = _("合并到 %(number)s") % {"number": near.number}, "m" if first else ""
    return replace(shown, label=label, key=key, fields={"into": near.number}, method="post")  # into which one is known here


def _part(by: Actor, row: MergedRow) -> Act | None:
    if not by.has(*CENTRE):
        return None
    url = reverse("web:incident_act", args=[row.number, "unmerge"])
    return Act(label=_("拆分"), url=url, icon="return", method="get")


def undo_merge(number: str) -> Act:
    """Right after merging: one press takes it back."""
    url = reverse("web:incident_act", args=[number, "unmerge"])
    return Act(label=_("撤回合并"), url=url, fields={"reason": _("刚才合并有误")})
