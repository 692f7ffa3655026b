"""Acts on the scene: who is here, what was seen, what was ordered, whether it was corrected."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zhifa.apps.dispatch import services
from zhifa.apps.registry import queries as registry
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.loop.spec import ActSpec, OfPerson, Reasoned
from zhifa.law.actors import Actor

Said = dict[str, Any]


def partner_choices(by: Actor) -> list[tuple[str, str]]:
    """Certified people of the own team besides the actor (2 queries)."""
    people = [p for p in registry.people(by.team) if p.id != by.person and not p.auxiliary] if by.team else []
    certified = registry.certified([p.id for p in people], clock.today())
    return [("", _now("请选择同行的执法人员")), *((p.id, p.name) for p in people if p.id in certified)]


class WithPartner(OfPerson):
    """Two certified officers act together (处罚法 42)."""

    partner = forms.ChoiceField(label=_("同行执法人员"))

    def __init__(self, by: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(by, *args, **kwargs)
        self.fields["partner"].choices = partner_choices(by)  # type: ignore[attr-defined]


class Arrive(WithPartner):
    """Who is here."""


class Findings(OfPerson):
    """What was seen."""

    findings = forms.CharField(label=_("现场情况"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class Rechecked(WithPartner):
    """What the second look showed."""

    findings = forms.CharField(label=_("复查情况"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class Order(Findings):
    """What is to be corrected, and until when."""

    demand = forms.CharField(label=_("改正要求"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    correct_by = forms.DateTimeField(label=_("改正期限"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))


def _arrive(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.arrive(by=by, at=at, dispatch=pk, officers=[said["partner"]], version=version)


def _outcome(kind: str, by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.record_outcome(by=by, at=at, dispatch=pk, outcome=kind, findings=said["findings"], version=version)


def _order(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    words = {name: said[name] for name in ("findings", "demand", "correct_by")}
    return services.order_correction(by=by, at=at, dispatch=pk, version=version, **words)


def _recheck(corrected: bool, by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    people, findings = [said["partner"]], said["findings"]
    return services.recheck(by=by, at=at, dispatch=pk, corrected=corrected, findings=findings, officers=people, version=version)


def _abandon(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.abandon_penalty(by=by, at=at, dispatch=pk, reason=said["reason"], version=version)


_HANDED_IN = _("已提交，等待他人核实")

FIELD_ACTS: dict[str, ActSpec] = {
    "arrive": ActSpec(Arrive, _arrive, _("已到场"), icon="done", primary=True),
    "correct_on_spot": ActSpec(Findings, partial(_outcome, "correct_on_spot"), _HANDED_IN, icon="done", primary=True),
    "educate": ActSpec(Findings, partial(_outcome, "educate"), _HANDED_IN, icon="story"),
    "report_not_found": ActSpec(Findings, partial(_outcome, "report_not_found"), _HANDED_IN, icon="refused"),
    "order_correction": ActSpec(Order, _order, _("已责令限期改正，到期复查"), icon="document"),
    "recheck_corrected": ActSpec(Rechecked, partial(_recheck, True), _HANDED_IN, icon="done", primary=True),
    "recheck_failed": ActSpec(Rechecked, partial(_recheck, False), _("复查未改正，回到现场处置"), icon="return"),
    "abandon_penalty": ActSpec(Reasoned, _abandon, _("已中止当场处罚"), icon="return"),
}
