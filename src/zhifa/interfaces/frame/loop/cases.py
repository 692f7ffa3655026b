"""Acts on a summary case, for phone, desk and API: one form and one call each.

Where the case came from a task of the loop, the task follows in the same transaction when nothing is left to do on the scene.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zhifa.apps.cases import queries, services
from zhifa.apps.cases.queries import CaseRow
from zhifa.apps.cases.services.telling import tiers_of
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.dispatch import queries as dispatch_queries
from zhifa.apps.dispatch import services as dispatch
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.loop.parties import FIELDS, AboutParty, registered
from zhifa.law.actors import Actor
from zhifa.law.procedure.summary_case import DONE_ON_SITE

Said = dict[str, Any]
ONE = Decimal(1)
Call = Callable[[Actor, datetime, UUID, Said, int | None], object]
LINES = forms.Textarea(attrs={"rows": 3})


class Plain(forms.Form):
    """Case forms know the case they are about."""

    def __init__(self, by: Actor, row: CaseRow, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class Reasoned(Plain):
    """Why."""

    reason = forms.CharField(label=_("理由"), max_length=500, widget=LINES)


class Confirm(Plain):
    """The colleague's own word, with the joint plan when from another organ."""

    reason = forms.CharField(
        label=_("联合执法依据"), required=False, max_length=200, help_text=_("与主办人员不是同一机关时填写联合执法方案")
    )


class Facts(AboutParty):
    """Who, when, what. The party's fields are left out when the case has one."""

    narrative = forms.CharField(label=_("违法事实"), max_length=2000, widget=LINES, help_text=_("时间、地点、行为、后果"))
    occurred_at = forms.DateTimeField(
        label=_("违法时间"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    facts_clear = forms.BooleanField(label=_("违法事实确凿，有法定依据"), required=False, initial=True)

    def __init__(self, by: Actor, row: CaseRow, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"occurred_at": timezone.localtime(clock.now()), "facts_clear": True})
        super().__init__(by, *args, **kwargs)
        if row.party:
            for name in FIELDS:
                del self.fields[name]
            self.party = str(row.party.id)
        else:
            self.party = ""

    def clean(self) -> Said:
        """Keeps the party of the case with the entries."""
        cleaned: Said = super().clean() or {}
        return {**cleaned, "party": self.party}


class Notice(Plain):
    """What is meant to be decided, inside the tier."""

    warning = forms.BooleanField(label=_("警告"), required=False)
    fine = forms.DecimalField(label=_("罚款（元）"), required=False, min_value=0, max_digits=10, decimal_places=2)
    tier = forms.ChoiceField(label=_("裁量阶次"), required=False)
    quantity = forms.DecimalField(label=_("数量"), required=False, min_value=0, initial=1, widget=forms.HiddenInput)
    mitigation = forms.CharField(label=_("减轻处罚的法定情形"), required=False, max_length=200)
    reason = forms.CharField(label=_("说明"), required=False, max_length=500, help_text=_("系统提示风险时填写"))

    def __init__(self, by: Actor, row: CaseRow, *args: Any, **kwargs: Any) -> None:
        super().__init__(by, row, *args, **kwargs)
        matter = catalogue.matter(row.matter_code)
        tiers = tiers_of(matter, row.party.kind) if matter and row.party else ()
        choices = [(t.code, _now("%(name)s：%(low)s–%(high)s 元（%(when)s）") % _tier(t)) for t in tiers]
        self.fields["tier"].choices = [("", _now("没有公布的阶次")), *choices]  # type: ignore[attr-defined]


def _tier(tier: Any) -> dict[str, object]:
    return {"name": tier.name, "low": f"{tier.minimum:g}", "high": f"{tier.maximum:g}", "when": tier.condition}


class Heard(Plain):
    """What the party said, and what became of it."""

    statement = forms.CharField(label=_("当事人陈述、申辩"), max_length=2000, widget=LINES)
    review = forms.CharField(label=_("复核意见"), max_length=1000, widget=LINES, help_text=_("成立的应当采纳；不得因申辩加重处罚"))


class Waived(Plain):
    """By which word or recording."""

    proof = forms.CharField(label=_("放弃的凭据"), max_length=200, help_text=_("书面声明或音像记录的名称"))


class Decide(Plain):
    """As announced, or less."""

    fine = forms.DecimalField(
        label=_("改为较低的罚款（元）"), required=False, min_value=0, max_digits=10, decimal_places=2, help_text=_("不改则按告知的数额")
    )
    correction = forms.CharField(label=_("同时责令改正"), required=False, max_length=300)
    reason = forms.CharField(label=_("说明"), required=False, max_length=500)


class Served(Plain):
    """Who took it."""

    received_by = forms.CharField(label=_("代收人"), required=False, max_length=60, help_text=_("当事人本人签收的不填"))


class Refused(Plain):
    """How signing was refused."""

    refusal_note = forms.CharField(label=_("拒签情况"), max_length=200)
    witness = forms.CharField(label=_("见证人或音像记录"), required=False, max_length=100)


class OnSpot(Plain):
    """Money on the spot, only where the law allows it."""

    fiscal_receipt = forms.CharField(label=_("财政专用票据号"), max_length=40)
    place_type = forms.ChoiceField(
        label=_("地点"),
        choices=[("ordinary", _("一般地点")), ("on_water", _("水上")), ("remote", _("边远地区")), ("poor_transport", _("交通不便"))],
    )
    hard_to_enforce = forms.CharField(label=_("不当场收缴事后难以执行的事由"), required=False, max_length=200)
    party_request = forms.CharField(label=_("当事人提出当场缴纳的申请"), required=False, max_length=200)
    ashore_on = forms.DateField(label=_("抵岸日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class HandedOver(Plain):
    """Who took the money for the organ."""

    handed_to = forms.CharField(label=_("机关收款人"), max_length=60)


class Drop(Plain):
    """No penalty."""

    ground = forms.ChoiceField(label=_("不予处罚的情形"), choices=list(services.GROUNDS.items()))
    reason = forms.CharField(label=_("查明情况与教育情况"), max_length=500, widget=LINES)


class Correct(Plain):
    """What was entered wrongly."""

    place = forms.CharField(label=_("地点"), required=False, max_length=200)
    narrative = forms.CharField(label=_("违法事实"), required=False, max_length=2000, widget=LINES)
    reason = forms.CharField(label=_("更正理由"), max_length=500)

    def clean(self) -> Said:
        """Gathers what was filled."""
        cleaned: Said = super().clean() or {}
        return {**cleaned, "changes": {n: cleaned[n] for n in ("place", "narrative") if cleaned.get(n)}}


@dataclass(frozen=True, slots=True)
class CaseSpec:
    """One act. `call(by, at, case id, cleaned form, version)`; `quiet` is said afterwards; `aside`: not on the main line."""

    form: type[Plain] | type[Facts]
    call: Call
    quiet: str | Promise
    icon: str = ""
    aside: bool = False

    def filled(self, by: Actor, row: CaseRow, data: Any = None) -> forms.Form:
        """The form for this person and case, bound to `data` unless that is None."""
        return self.form(by, row, data)

    @property
    def needs_words(self) -> bool:
        """Has a form to fill; otherwise one press does it."""
        return bool(self.form.base_fields)


def _facts(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    party = said["party"] or registered(by, at, said)
    words = {k: said[k] for k in ("narrative", "occurred_at", "facts_clear")}
    return services.record_facts(by=by, at=at, case=pk, party=party, version=version, **words)


def _notify(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    proposal = services.Proposal(
        warning=said["warning"],
        fine=said["fine"] or None,
        quantity=said["quantity"] or ONE,
        tier=said["tier"],
        mitigation=said["mitigation"],
        reason=said["reason"],
    )
    return services.notify_party(by=by, at=at, case=pk, proposal=proposal, version=version)


def _through(service: Callable[..., object], *names: str) -> Call:
    """A call that passes these fields of the form on by name."""

    def call(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
        return service(by=by, at=at, case=pk, version=version, **{n: said[n] for n in names})

    return call


def _then_task(inner: Call) -> Call:
    """The act, and the end of the task it came from when the case needs nothing more on the scene."""

    def call(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
        done = inner(by, at, pk, said, version)
        finish_task(by, at, pk)
        return done

    return call


def finish_task(by: Actor, at: datetime, case: UUID) -> None:
    """处罚完毕: the dispatch of the case's matter waits for somebody else to verify it; one that was converted for the ordinary case."""
    row = queries.case(by, case)
    if row is None or row.incident_matter_id is None or row.state not in DONE_ON_SITE:
        return
    task = dispatch_queries.of_matter(by, row.incident_matter_id)
    if task is None or task.state != "penalising":
        return
    if row.state == "converted":
        dispatch.file_case(by=by, at=at, dispatch=UUID(task.id), may_penalise=True, case=row.ref)
        return
    number = row.decision.number if row.decision else row.ref
    findings = _now("%(what)s（%(number)s）") % {"what": row.state_label, "number": number}
    dispatch.finish_penalty(by=by, at=at, dispatch=UUID(task.id), case_done=True, findings=findings)


CASE_ACTS: dict[str, CaseSpec] = {
    "confirm_second_officer": CaseSpec(Confirm, _through(services.confirm_second_officer, "reason"), _("已确认共同执法"), "person"),
    "show_identity": CaseSpec(Plain, _through(services.show_identity), _("已记录出示证件"), "seal"),
    "record_facts": CaseSpec(Facts, _facts, _("已记录违法事实"), "document"),
    "notify_party": CaseSpec(Notice, _notify, _("已告知当事人"), "story"),
    "hear_statement": CaseSpec(Heard, _through(services.hear_statement, "statement", "review"), _("已记录陈述申辩"), "story"),
    "record_waiver": CaseSpec(Waived, _through(services.record_waiver, "proof"), _("已记录放弃陈述申辩"), "story", aside=True),
    "decide": CaseSpec(Decide, _through(services.decide, "fine", "correction", "reason"), _("已作出决定"), "law"),
    "serve": CaseSpec(Served, _through(services.serve, "received_by"), _("已当场交付"), "document"),
    "serve_refused": CaseSpec(
        Refused, _through(services.serve_refused, "refusal_note", "witness"), _("已注明拒签并交付"), "refused", aside=True
    ),
    "report_for_record": CaseSpec(Plain, _then_task(_through(services.report_for_record)), _("已报备案"), "done"),
    "collect_on_spot": CaseSpec(
        OnSpot,
        _through(services.collect_on_spot, "fiscal_receipt", "place_type", "hard_to_enforce", "party_request", "ashore_on"),
        _("已当场收缴，请按时上交"),
        "seal",
        aside=True,
    ),
    "hand_over_cash": CaseSpec(HandedOver, _through(services.hand_over_cash, "handed_to"), _("已上交机关"), "organ", aside=True),
    "close": CaseSpec(Plain, _through(services.close), _("案件已结案"), "done"),
    "release_second_officer": CaseSpec(Reasoned, _through(services.release_second_officer, "reason"), _("已撤下第二人"), "return", True),
    "withdraw_decision": CaseSpec(Reasoned, _through(services.withdraw_decision, "reason"), _("决定书已作废，编号保留"), "return", True),
    "correct_entry": CaseSpec(Correct, _through(services.correct_entry, "changes", "reason"), _("已更正，原内容留痕"), "document", True),
    "convert_to_ordinary": CaseSpec(
        Reasoned, _then_task(_through(services.convert_to_ordinary, "reason")), _("已转普通程序"), "next", True
    ),
    "drop": CaseSpec(Drop, _then_task(_through(services.drop, "ground", "reason")), _("已记录不予处罚"), "close", True),
}
