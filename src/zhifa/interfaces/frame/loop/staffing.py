"""Forms and acts of posts, stationing and appraisals, the same for desks and programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zhifa.apps.registry import queries as registry
from zhifa.apps.staffing import services
from zhifa.apps.staffing.services import Stationed
from zhifa.interfaces.frame.loop.spec import ActSpec, Bare, Call, Reasoned
from zhifa.law.actors import Actor
from zhifa.law.staffing import COMMANDERS, POST_KINDS, Approved, Move

Said = dict[str, Any]
MOST_POSTS = 9999


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def _organs(kinds: Iterable[str]) -> list[tuple[str, str]]:
    return [(o.code, o.name) for o in registry.organs() if o.kind in kinds]


def _officers() -> list[tuple[str, str]]:
    """Who serves in the bureau's teams."""
    teams = {t.code: t.name for t in registry.teams() if t.kind in ("squad", "integrated")}
    return [(p.id, f"{p.name}（{teams[p.team]}）") for p in registry.people() if p.team in teams]


class ProposeForm(forms.Form):
    """How many of which department; a reason where the rules give another number."""

    organ = forms.ChoiceField(label=_("部门"))
    count = forms.IntegerField(label=_("拟划转（人或者编制）"), min_value=0, max_value=MOST_POSTS)
    reason = forms.CharField(
        label=_("偏离规则的理由"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("与规则算出的一致，可以不填"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].choices = _organs(("original_department",))  # type: ignore[attr-defined]


class DocumentForm(forms.Form):
    """The document that approves, and the first day of effect (分级报批)."""

    approval_organ = forms.CharField(label=_("批准机关"), max_length=80)
    approval_number = forms.CharField(label=_("批准文号"), max_length=60)
    approved_on = _day(_("批准日期"))
    effective_on = _day(_("生效日期"), help_text=_("不能早于批准日期"))

    def document(self) -> Approved:
        """For the service."""
        said = self.cleaned_data
        return Approved(said["approval_organ"], said["approval_number"], said["approved_on"])


class PostsForm(DocumentForm):
    """One entry of the ledger."""

    source = forms.ChoiceField(label=_("从哪个机关划出"), required=False, help_text=_("没有来源的不能记账"))
    destination = forms.ChoiceField(label=_("划入哪个机关"))
    kind = forms.ChoiceField(label=_("编制类别"))
    count = forms.IntegerField(label=_("编制数"), min_value=1, max_value=MOST_POSTS)
    reason = forms.CharField(label=_("事由"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    field_order = ("source", "destination", "kind", "count", "approval_organ", "approval_number", "approved_on", "effective_on", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organs = [(o.code, o.name) for o in registry.organs() if o.kind != "superior_organ"]
        self.fields["source"].choices = [("", "—"), *organs]  # type: ignore[attr-defined]
        self.fields["destination"].choices = organs  # type: ignore[attr-defined]
        self.fields["kind"].choices = [(code, _now(label)) for code, label in POST_KINDS.items()]  # type: ignore[attr-defined]

    def move(self) -> Move:
        """For the service."""
        said = self.cleaned_data
        return Move(said["kind"], said["source"], said["destination"], said["count"], said["effective_on"], self.document())


class PlacedForm(forms.Form):
    """Who is placed where, from when, under which document."""

    kinds: tuple[str, ...] = ("original_department",)
    person = forms.ChoiceField(label=_("人员"))
    organ = forms.ChoiceField(label=_("派驻到"))
    since = _day(_("开始日期"))
    until = _day(_("结束日期（当日起不再派驻）"), required=False, help_text=_("没有期限的不填"))
    ground = forms.CharField(label=_("依据（文件名称或者文号）"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = _officers()  # type: ignore[attr-defined]
        self.fields["organ"].choices = _organs(self.kinds)  # type: ignore[attr-defined]

    def stated(self) -> Stationed:
        """For the service."""
        said = self.cleaned_data
        return Stationed(said["person"], said["organ"], said["since"], said.get("until"), said["ground"])


class CommandForm(PlacedForm):
    """Who commands the day from then on."""

    kinds = COMMANDERS
    organ = forms.ChoiceField(label=_("日常管理和指挥机关"))
    until = None  # type: ignore[assignment]


class EndForm(Reasoned):
    """The first day on which the person is back."""

    until = _day(_("结束日期（当日起不再派驻）"))
    field_order = ("until", "reason")


class YearForm(forms.Form):
    """Which year."""

    year = forms.IntegerField(label=_("年度"), min_value=2021, max_value=2100)


class ScoreForm(forms.Form):
    """One side's score."""

    score = forms.DecimalField(
        label=_("评分"), min_value=Decimal(0), max_value=Decimal(100), max_digits=4, decimal_places=1,
        help_text=_("0 至 100 分。罚没数额和案件数量不得作为考核指标（行政处罚法第七十四条）"),
    )  # fmt: skip


def _approve(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    document = Approved(said["approval_organ"], said["approval_number"], said["approved_on"])
    return services.approve_transfer(by=by, at=at, transfer=pk, document=document, effective_on=said["effective_on"], version=version)


def _on(service: Callable[..., object], what: str, *names: str) -> Call:
    def call(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
        return service(by=by, at=at, version=version, **{what: pk}, **{name: said[name] for name in names})

    return call


TRANSFER_ACTS: dict[str, ActSpec] = {
    "approve_transfer": ActSpec(DocumentForm, _approve, _("已批准并记入编制台账"), icon="done", primary=True),
    "send_back_transfer": ActSpec(
        Reasoned, _on(services.send_back_transfer, "transfer", "reason"), _("已退回，综合执法办可以重新提出"), icon="return"
    ),
    "withdraw_transfer": ActSpec(Reasoned, _on(services.withdraw_transfer, "transfer", "reason"), _("方案已撤回"), icon="close"),
}
STATIONING_ACTS: dict[str, ActSpec] = {
    "end_stationing": ActSpec(EndForm, _on(services.end_stationing, "stationing", "until", "reason"), _("派驻已结束"), icon="return"),
}
APPRAISAL_ACTS: dict[str, ActSpec] = {
    "sign_local": ActSpec(ScoreForm, _on(services.sign_local, "appraisal", "score"), _("属地评分已签字"), icon="score", primary=True),
    "sign_bureau": ActSpec(ScoreForm, _on(services.sign_bureau, "appraisal", "score"), _("县局评分已签字"), icon="score", primary=True),
    "close_appraisal": ActSpec(Bare, _on(services.close_appraisal, "appraisal"), _("考核已办结"), icon="done", primary=True),
}


def staffing_effect(act: str) -> str:
    """What the act will do, said before it is pressed."""
    return {
        "approve_transfer": _now("编制在生效日从部门划入县综合行政执法局，总额不变"),
        "send_back_transfer": _now("方案作废，写明理由"),
        "withdraw_transfer": _now("方案作废，可以重新提出"),
        "end_stationing": _now("人员回到县局；派驻记录保留"),
        "sign_local": _now("以属地考核为主；办结以前可以更正"),
        "sign_bureau": _now("办结以前可以更正"),
        "close_appraisal": _now("双方都签字才能办结；按县里的权重合成"),
    }.get(act, "")
