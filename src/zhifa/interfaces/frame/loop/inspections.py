"""Acts on a visit and on the problems found, for desk and phone. Orders to correct and cases are made in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zhifa.apps.cases import services as cases
from zhifa.apps.cases.services import ordinary
from zhifa.apps.inspections import services
from zhifa.apps.inspections.queries import FindingRow, VisitPage, VisitRow
from zhifa.apps.inspections.words import SOURCES
from zhifa.apps.registry import queries as registry
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.loop.clocks import policy_deadline
from zhifa.interfaces.frame.loop.parties import AboutParty, registered
from zhifa.interfaces.frame.loop.planning import TODAY, PlaceChoice, item_choices
from zhifa.interfaces.frame.parts import Deadline
from zhifa.law.actors import Actor

Said = dict[str, Any]
LINES = forms.Textarea(attrs={"rows": 3})


def visit_deadline(row: VisitRow) -> Deadline | None:
    """The chip of a visit: its window before anybody went, the county's own clock afterwards."""
    if row.due_at and row.due_basis == "inspection.window":
        return Deadline(row.due_at, rule=_now("检查窗口的最后一天"))
    return policy_deadline(row.due_at, row.due_basis, None)


class VisitForm(forms.Form):
    """A visit outside the plan: where, what, when and why it is made."""

    premises = PlaceChoice(label=_("检查对象"))
    items = forms.MultipleChoiceField(label=_("检查项"), widget=forms.CheckboxSelectMultiple)
    planned_on = forms.DateField(label=_("检查日期"), widget=TODAY)
    source = forms.ChoiceField(label=_("来由"), choices=[(k, _(v)) for k, v in SOURCES.items() if k != "annual_plan"])
    source_ref = forms.CharField(label=_("来源编号"), required=False, max_length=200, help_text=_("投诉编号、转办单号等；日常检查不填"))
    merge_reason = forms.CharField(label=_("不合并的理由"), required=False, max_length=500, help_text=_("窗口期内另有检查又不合并时填写"))
    cap_reason = forms.CharField(label=_("超过频次上限的事由"), required=False, max_length=500)

    def __init__(self, domain: str, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"planned_on": clock.today(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.domain = domain
        self.fields["items"].choices = item_choices(domain)  # type: ignore[attr-defined]

    def visit(self) -> services.Visit:
        """The filled form for the service."""
        said = {k: v for k, v in self.cleaned_data.items() if k != "items"}
        return services.Visit(domain=self.domain, items=tuple(self.cleaned_data["items"]), **said)


def inspector_choices(by: Actor, page: VisitPage) -> list[tuple[str, str]]:
    """Certified people besides the actor: of the own team, or of the own organ where there is none (2 queries)."""
    people = registry.people(by.team) if by.team else registry.people(None, by.organ)
    others = [p for p in people if p.id != by.person and not p.auxiliary]
    certified = registry.certified([p.id for p in others], clock.today())
    return [("", _now("请选择同行的执法人员")), *((p.id, p.name) for p in others if p.id in certified)]


class OnVisit(forms.Form):
    """Forms of a visit know who acts and on what."""

    def __init__(self, by: Actor, page: VisitPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class Why(OnVisit):
    """A reason."""

    reason = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class Arrive(OnVisit):
    """Who came, and why in spite of other visits, if there are any."""

    partner = forms.ChoiceField(label=_("同行执法人员"))
    merge_reason = forms.CharField(label=_("不合并的理由"), required=False, max_length=500, help_text=_("窗口期内另有检查又不合并时填写"))
    substitution = forms.CharField(label=_("换人的理由"), required=False, max_length=300, help_text=_("到场的不是抽取的检查人员时填写"))

    def __init__(self, by: Actor, page: VisitPage, *args: Any, **kwargs: Any) -> None:
        drawn = [person for person, _name in page.assigned if person != by.person]
        kwargs.setdefault("initial", {"partner": drawn[0]} if drawn else {})
        super().__init__(by, page, *args, **kwargs)
        self.fields["partner"].choices = inspector_choices(by, page)  # type: ignore[attr-defined]
        if not page.near or page.merge_reason:
            del self.fields["merge_reason"]
        if not page.assigned:
            del self.fields["substitution"]


class NewDay(Why):
    """Another day."""

    planned_on = forms.DateField(label=_("检查日期"), widget=TODAY)
    merge_reason = forms.CharField(label=_("不合并的理由"), required=False, max_length=500)
    field_order = ("planned_on", "reason")


class Sign(OnVisit):
    """The record and how it was signed."""

    summary = forms.CharField(label=_("检查经过和发现"), max_length=2000, widget=LINES)
    statement = forms.CharField(label=_("被检查人陈述"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    signed_by = forms.CharField(label=_("签名人"), required=False, max_length=60)
    refusal_note = forms.CharField(label=_("拒签情况"), required=False, max_length=200, help_text=_("没有人签名时填写"))
    witness = forms.CharField(label=_("见证人或音像记录"), required=False, max_length=100)


class Join(forms.Form):
    """Which items the joining organ adds to another organ's visit."""

    items = forms.MultipleChoiceField(label=_("检查项"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, domain: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.domain = domain
        self.fields["items"].choices = item_choices(domain) if domain else []  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class VisitSpec:
    """One act. `call(by, at, page, cleaned form, version)`; `quiet` is said afterwards."""

    form: type[OnVisit]
    call: Callable[[Actor, datetime, VisitPage, Said, int | None], object]
    quiet: str | Promise
    icon: str = ""
    aside: bool = False
    key: str = ""
    danger: bool = False

    @property
    def primary(self) -> bool:
        """It leads on."""
        return not self.aside

    @property
    def needs_words(self) -> bool:
        """Has a form to fill; otherwise one press does it."""
        return bool(self.form.base_fields)


def _through(service: Callable[..., object], *names: str) -> Callable[[Actor, datetime, VisitPage, Said, int | None], object]:
    def call(by: Actor, at: datetime, page: VisitPage, said: Said, version: int | None) -> object:
        return service(by=by, at=at, visit=page.visit.id, version=version, **{n: said[n] for n in names})

    return call


def _arrive(by: Actor, at: datetime, page: VisitPage, said: Said, version: int | None) -> object:
    reasons = {name: said.get(name, "") for name in ("merge_reason", "substitution")}
    return services.arrive(by=by, at=at, visit=page.visit.id, officers=[said["partner"]], version=version, **reasons)


def _record(by: Actor, at: datetime, page: VisitPage, said: Said, version: int | None) -> object:
    return services.record_visit(by=by, at=at, visit=page.visit.id, signed=services.Signed(**said), version=version)


VISIT_ACTS: dict[str, VisitSpec] = {
    "approve": VisitSpec(OnVisit, _through(services.approve_visit), _("已批准检查"), "done"),
    "arrive": VisitSpec(Arrive, _arrive, _("已到场"), "place"),
    "show_certificates": VisitSpec(OnVisit, _through(services.show_certificates), _("已出示证件，通知书已生成"), "seal"),
    "record_visit": VisitSpec(Sign, _record, _("笔录已制作"), "document"),
    "close": VisitSpec(OnVisit, _through(services.close_visit), _("检查已办结"), "done"),
    "reschedule": VisitSpec(
        NewDay, _through(services.reschedule_visit, "planned_on", "reason", "merge_reason"), _("已改期"), "clock", True
    ),
    "cancel": VisitSpec(Why, _through(services.cancel_visit, "reason"), _("已取消检查"), "close", True),
    "break_off": VisitSpec(Why, _through(services.break_off, "reason"), _("已记录未能检查"), "return", True),
}


class Words(OnVisit):
    """What was done."""

    note = forms.CharField(label=_("处理情况"), max_length=1000, widget=LINES)


class Recheck(Words):
    """The second look, by two."""

    partner = forms.ChoiceField(label=_("同行执法人员"))
    field_order = ("partner", "note")

    def __init__(self, by: Actor, page: VisitPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(by, page, *args, **kwargs)
        self.fields["partner"].choices = inspector_choices(by, page)  # type: ignore[attr-defined]


class Order(AboutParty):
    """To whom, what is to be corrected, until the end of which day; handed over on the spot."""

    demand = forms.CharField(label=_("改正要求"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    due_on = forms.DateField(label=_("改正期限（当日止）"), widget=TODAY)
    partner = forms.ChoiceField(label=_("同行执法人员"))
    received_by = forms.CharField(label=_("签收人"), required=False, max_length=60)
    refusal_note = forms.CharField(label=_("拒签情况"), required=False, max_length=200, help_text=_("没有人签收时填写"))
    witness = forms.CharField(label=_("见证人或音像记录"), required=False, max_length=100)
    refused_to_correct = forms.BooleanField(label=_("当事人当场表示拒不改正"), required=False)
    field_order = ("demand", "due_on", "partner")

    def __init__(self, by: Actor, page: VisitPage, *args: Any, **kwargs: Any) -> None:
        place = page.visit.premises
        kwargs.setdefault("initial", {"due_on": clock.today(), "name": place.name, "address": place.address, "kind": "sole_trader"})
        super().__init__(by, *args, **kwargs)
        self.fields["partner"].choices = inspector_choices(by, page)  # type: ignore[attr-defined]


class Filing(AboutParty):
    """Whom it is about, and what there is to say besides what was found."""

    narrative = forms.CharField(label=_("补充说明"), required=False, max_length=1500, widget=LINES, help_text=_("检查发现的问题会写入案情"))
    field_order = ("narrative",)

    def __init__(self, by: Actor, page: VisitPage, *args: Any, **kwargs: Any) -> None:
        place = page.visit.premises
        kwargs.setdefault("initial", {"name": place.name, "address": place.address, "kind": "sole_trader"})
        super().__init__(by, *args, **kwargs)


FindingCall = Callable[[Actor, datetime, VisitPage, FindingRow, Said], object]


@dataclass(frozen=True, slots=True)
class FindingSpec:
    """One act on a problem. `call(by, at, page, finding, cleaned form)`."""

    form: type[OnVisit] | type[Order] | type[Filing]
    call: FindingCall
    quiet: str | Promise
    icon: str = ""

    @property
    def needs_words(self) -> bool:
        """Has a form to fill; otherwise one press does it."""
        return bool(self.form.base_fields)


def _scene(page: VisitPage, f: FindingRow) -> cases.Scene:
    place = page.visit.premises
    return cases.Scene(f.matter_code, place.area, f"{place.name}（{place.address}）"[:200], place.lon, place.lat)


def _fixed(by: Actor, at: datetime, page: VisitPage, f: FindingRow, said: Said) -> object:
    return services.correct_on_spot(by=by, at=at, finding=f.id, note=said["note"])


def _hand_over(by: Actor, at: datetime, page: VisitPage, f: FindingRow, said: Said) -> object:
    return services.hand_over_finding(by=by, at=at, finding=f.id, note=said["note"])


def _order(by: Actor, at: datetime, page: VisitPage, f: FindingRow, said: Said) -> object:
    """The order as a document, handed over, and the problem that waits for the re-check: all or nothing."""
    order = cases.issue_correction_order(
        by=by,
        at=at,
        party=registered(by, at, said),
        said=cases.Demand(f"{f.title}：{f.words}", said["demand"], page.arrived_at or at, said["due_on"]),
        officers_on_scene=[said["partner"]],
        scene=_scene(page, f),
    )
    served = {k: said[k] for k in ("received_by", "refusal_note", "witness", "refused_to_correct")}
    cases.serve_order(by=by, at=at, order=order.pk, **served)
    refused = said["refused_to_correct"]
    return services.order_correction(
        by=by, at=at, finding=f.id, order=order.pk, number=order.number, due_on=said["due_on"], refused=refused
    )


def _recheck(corrected: bool) -> FindingCall:
    def call(by: Actor, at: datetime, page: VisitPage, f: FindingRow, said: Said) -> object:
        people = [said["partner"]]
        if f.order_id:
            words = {"corrected": corrected, "findings": said["note"], "officers_on_scene": people}
            cases.record_recheck(by=by, at=at, order=f.order_id, **words)
        return services.recheck_finding(by=by, at=at, finding=f.id, corrected=corrected, note=said["note"], officers=people)

    return call


def _case(by: Actor, at: datetime, page: VisitPage, f: FindingRow, said: Said) -> object:
    """The case and the problem's end in one transaction. An order that was not obeyed goes with it."""
    case = cases.open_case(by=by, at=at, scene=_scene(page, f), order=f.order_id)
    return services.start_case(by=by, at=at, finding=f.id, case=case.pk, ref=case.ref)


def _file(by: Actor, at: datetime, page: VisitPage, f: FindingRow, said: Said) -> object:
    """报请立案 with the pictures and records of the visit as its first evidence; the head decides. All or nothing."""
    words = "。".join(w for w in (f"{f.title}：{f.words}", said["narrative"].strip()) if w)
    suspicion = ordinary.Suspicion(f"行政检查{page.visit.code}", words, page.arrived_at or at)
    party = registered(by, at, said)
    case = ordinary.propose_filing(by=by, at=at, suspicion=suspicion, party=party, scene=_scene(page, f), order=f.order_id)
    return services.propose_filing(by=by, at=at, finding=f.id, case=case.pk, ref=case.ref)


FINDING_ACTS: dict[str, FindingSpec] = {
    "correct_on_spot": FindingSpec(Words, _fixed, _("已记录当场改正"), "done"),
    "order_correction": FindingSpec(Order, _order, _("已责令限期改正，到期复查"), "clock"),
    "start_case": FindingSpec(OnVisit, _case, _("已开立案件，请第二名执法人员用本人账号确认"), "case"),
    "propose_filing": FindingSpec(Filing, _file, _("已报请立案，等待机关负责人批准"), "law"),
    "hand_over": FindingSpec(Words, _hand_over, _("线索已移送，办理结果会回到本机关"), "next"),
    "recheck_corrected": FindingSpec(Recheck, _recheck(True), _("复查：已改正"), "done"),
    "recheck_failed": FindingSpec(Recheck, _recheck(False), _("复查：未改正，请继续处理"), "return"),
}
