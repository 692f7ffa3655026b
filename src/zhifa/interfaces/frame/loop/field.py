"""Acts on the scene: who is here, what was seen, what was ordered, whether it was corrected."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zhifa.apps.cases import queries as case_queries
from zhifa.apps.cases import services as cases
from zhifa.apps.cases.services import ordinary
from zhifa.apps.dispatch import queries, services
from zhifa.apps.registry import queries as registry
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.loop.parties import AboutParty, registered
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


class Order(AboutParty):
    """To whom, what was found, what is to be corrected, until the end of which day; handed over on the spot."""

    findings = forms.CharField(label=_("违法事实"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    demand = forms.CharField(label=_("改正要求"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    due_on = forms.DateField(label=_("改正期限（当日止）"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    partner = forms.ChoiceField(label=_("同行执法人员"))
    received_by = forms.CharField(label=_("签收人"), required=False, max_length=60)
    refusal_note = forms.CharField(label=_("拒签情况"), required=False, max_length=200, help_text=_("没有人签收时填写"))
    witness = forms.CharField(label=_("见证人或音像记录"), required=False, max_length=100)
    refused_to_correct = forms.BooleanField(label=_("当事人当场表示拒不改正"), required=False)
    field_order = ("findings", "demand", "due_on", "partner")

    def __init__(self, by: Actor, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"due_on": clock.today()})
        super().__init__(by, *args, **kwargs)
        self.fields["partner"].choices = partner_choices(by)  # type: ignore[attr-defined]


def _arrive(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.arrive(by=by, at=at, dispatch=pk, officers=[said["partner"]], version=version)


def _outcome(kind: str, by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.record_outcome(by=by, at=at, dispatch=pk, outcome=kind, findings=said["findings"], version=version)


def _order(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    """The order as a document, handed over, and the task that waits for the re-check: all or nothing."""
    row = queries.dispatch(by, pk)
    assert row is not None, "the door showed it"
    demand = cases.Demand(said["findings"], said["demand"], at, said["due_on"])
    order = cases.issue_correction_order(
        by=by,
        at=at,
        party=registered(by, at, said),
        said=demand,
        officers_on_scene=[said["partner"]],
        incident_matter=row.incident_matter_id,
    )
    served = {k: said[k] for k in ("received_by", "refusal_note", "witness", "refused_to_correct")}
    cases.serve_order(by=by, at=at, order=order.pk, **served)
    words = {"findings": said["findings"], "demand": said["demand"], "correct_by": _end_of(said["due_on"])}
    return services.order_correction(by=by, at=at, dispatch=pk, version=version, **words)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), tzinfo=clock.ZONE)


def _recheck(corrected: bool, by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    """复查 of the order and of the task."""
    row = queries.dispatch(by, pk)
    assert row is not None, "the door showed it"
    people, findings = [said["partner"]], said["findings"]
    for order in case_queries.orders_of(by, UUID(row.incident_matter_id)):
        if order.state == "running":
            cases.record_recheck(by=by, at=at, order=order.id, corrected=corrected, findings=findings, officers_on_scene=people)
    return services.recheck(by=by, at=at, dispatch=pk, corrected=corrected, findings=findings, officers=people, version=version)


class Penalty(OfPerson):
    """A summary case begins."""


def _penalty(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    """The case and the task's new state; the failed order to correct goes with it. Returns the case."""
    row = queries.dispatch(by, pk)
    assert row is not None, "the door showed it"
    orders = [o for o in case_queries.orders_of(by, UUID(row.incident_matter_id)) if o.state == "not_corrected" or o.refused_on_spot]
    services.start_penalty(by=by, at=at, dispatch=pk, may_penalise=True, version=version)
    return cases.open_case(by=by, at=at, incident_matter=row.incident_matter_id, order=orders[-1].id if orders else None)


class Filing(AboutParty):
    """Whom it is about, what is suspected, from which lead."""

    narrative = forms.CharField(label=_("涉嫌违法行为"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    occurred_at = forms.DateTimeField(
        label=_("违法时间"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"occurred_at": timezone.localtime(clock.now())})
        super().__init__(*args, **kwargs)


def _file(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    """报请立案: the ordinary case, and the task that waits for it; the order that came before goes with it. Returns the case."""
    row = queries.dispatch(by, pk)
    assert row is not None, "the door showed it"
    orders = case_queries.orders_of(by, UUID(row.incident_matter_id))
    clue = f"指挥中心派遣的事件{row.incident_number}"
    case = ordinary.propose_filing(
        by=by,
        at=at,
        suspicion=ordinary.Suspicion(clue, said["narrative"], said["occurred_at"]),
        party=registered(by, at, said),
        incident_matter=row.incident_matter_id,
        order=orders[-1].id if orders else None,
    )
    services.file_case(by=by, at=at, dispatch=pk, may_penalise=True, case=case.ref, version=version)
    return case


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
    "start_penalty": ActSpec(Penalty, _penalty, _("已开始当场处罚，请第二名执法人员用本人账号确认"), icon="case"),
    "file_case": ActSpec(Filing, _file, _("已报请立案，等待机关负责人批准"), icon="law"),
    "abandon_penalty": ActSpec(Reasoned, _abandon, _("已中止当场处罚"), icon="return"),
}
