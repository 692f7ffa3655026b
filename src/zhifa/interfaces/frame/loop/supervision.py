"""Acts on an item of the supervision list: the same for desk and API."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zhifa.apps.planning import services
from zhifa.interfaces.frame.loop.spec import ActSpec, OfPerson, Reasoned
from zhifa.interfaces.frame.sentences import say
from zhifa.law.actors import Actor
from zhifa.law.procedure.supervision_claim import GROUNDS

Said = dict[str, Any]


def ground_name(ground: str) -> str:
    """Why a department does not claim, in words; "" for none."""
    return say(f"supervision.ground.{ground}") if ground else ""


class Claiming(forms.Form):
    """Who in the department does it."""

    carrier = forms.CharField(label=_("承担科室、队伍"), max_length=80)


class Disclaiming(OfPerson):
    """Why it is not the department's."""

    ground = forms.ChoiceField(label=_("不认领的理由"))
    reason = forms.CharField(label=_("依据和说明"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, by: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(by, *args, **kwargs)
        self.fields["ground"].choices = [(g, ground_name(g)) for g in GROUNDS]  # type: ignore[attr-defined]


def _claim(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.claim_items(by=by, at=at, items=[pk], carrier=said["carrier"])


def _disclaim(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.disclaim_item(by=by, at=at, item=pk, ground=said["ground"], reason=said["reason"], version=version)


def _confirm(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.confirm_item(by=by, at=at, item=pk, reason=said["reason"], version=version)


def _send_back(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.send_back_item(by=by, at=at, item=pk, reason=said["reason"], version=version)


def _reopen(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.reopen_item(by=by, at=at, item=pk, reason=said["reason"], version=version)


ITEM_ACTS: dict[str, ActSpec] = {
    "claim": ActSpec(Claiming, _claim, _("已认领"), icon="done", primary=True),
    "disclaim": ActSpec(Disclaiming, _disclaim, _("已报法制机构确认"), icon="law"),
    "confirm": ActSpec(Reasoned, _confirm, _("已确认，不再要求这个部门认领"), icon="done", primary=True),
    "send_back": ActSpec(Reasoned, _send_back, _("已退回部门认领"), icon="return"),
    "reopen": ActSpec(Reasoned, _reopen, _("已重新列入认领"), icon="return"),
}


def item_effect(act: str) -> str:
    """What the act will do, said before it is pressed."""
    return {
        "claim": _now("由本部门监管，列入行政检查事项覆盖"),
        "disclaim": _now("法制机构确认以前仍算作待认领"),
        "confirm": _now("这个事项不再计入部门应认领的分母"),
        "send_back": _now("部门要重新认领，等待天数照算"),
        "reopen": _now("部门要重新认领"),
    }[act]
