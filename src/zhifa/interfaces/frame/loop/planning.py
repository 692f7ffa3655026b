"""Forms and acts of the plan of inspections, for desks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zhifa.apps.inspections import services as inspections
from zhifa.apps.parties import queries as parties
from zhifa.apps.planning import queries, services
from zhifa.apps.planning.queries import LineRow
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.loop.spec import ActSpec, Bare, Reasoned
from zhifa.law.actors import Actor

Said = dict[str, Any]
TODAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def item_choices(*domains: str) -> list[tuple[str, str]]:
    """Check items of these fields with their criterion (1 query and the catalogue's)."""
    return [(i.code, f"{i.title}：{i.criterion}") for i in queries.items(*domains)]


class PlaceChoice(forms.ChoiceField):
    """One regulated place by its id; the page shows what was searched for, not a list of all."""

    def valid_value(self, value: Any) -> bool:
        """Is there such a place (1 query)?"""
        return _known([str(value)])


class PlaceChoices(forms.MultipleChoiceField):
    """Several regulated places by their ids."""

    def validate(self, value: Any) -> None:
        """All of them exist (1 query)."""
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if not _known(value):
            raise forms.ValidationError(_now("名单里有不存在的场所"), code="invalid_choice")


def _known(ids: Iterable[str]) -> bool:
    try:
        wanted = {UUID(i) for i in ids}
    except ValueError:
        return False
    return len(parties.premises("", *wanted)) == len(wanted) if wanted else True


class LineForm(forms.Form):
    """A line of one field: what is checked, where, between which days, how often."""

    title = forms.CharField(label=_("检查名称"), max_length=120)
    since = forms.DateField(label=_("开始日期"), widget=TODAY)
    until = forms.DateField(label=_("结束日期"), widget=TODAY)
    times = forms.IntegerField(label=_("每处检查次数"), min_value=1, max_value=12, initial=1)
    items = forms.MultipleChoiceField(label=_("检查项"), widget=forms.CheckboxSelectMultiple)
    places = PlaceChoices(label=_("检查对象"))

    def __init__(self, domain: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.domain = domain
        self.fields["items"].choices = item_choices(domain)  # type: ignore[attr-defined]

    def draft(self) -> services.Draft:
        """The filled form for the service."""
        said = self.cleaned_data
        fields = {k: said[k] for k in ("title", "since", "until", "times")}
        return services.Draft(domain=self.domain, items=tuple(said["items"]), places=tuple(said["places"]), **fields)


class Scheduled(forms.Form):
    """Places of an approved line and the day on which they are visited."""

    planned_on = forms.DateField(label=_("检查日期"), widget=TODAY)
    places = forms.MultipleChoiceField(label=_("检查对象"), widget=forms.CheckboxSelectMultiple)
    merge_reason = forms.CharField(label=_("不合并的理由"), required=False, max_length=500, help_text=_("窗口期内另有检查又不合并时填写"))
    cap_reason = forms.CharField(label=_("超过频次上限的事由"), required=False, max_length=500)

    def __init__(self, line: LineRow, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"planned_on": max(line.since, clock.today()), "places": [str(p.id) for p in line.places]})
        super().__init__(*args, **kwargs)
        self.fields["places"].choices = [(str(p.id), f"{p.name} · {p.kind}") for p in line.places]  # type: ignore[attr-defined]

    def schedule(self, by: Actor, at: datetime, line: UUID) -> object:
        """Calls the service."""
        said = self.cleaned_data
        days: dict[str, date] = dict.fromkeys(said["places"], said["planned_on"])
        reasons = {k: said[k] for k in ("merge_reason", "cap_reason")}
        return inspections.schedule_line(by=by, at=at, line=line, days=days, **reasons)


class DrawForm(forms.Form):
    """How many places are drawn, and on which day they are visited."""

    count = forms.IntegerField(label=_("抽取几处"), min_value=1)
    planned_on = forms.DateField(label=_("检查日期"), widget=TODAY)
    words_said = forms.CharField(
        label=_("见证人报的数或者词"), required=False, max_length=60, help_text=_("写进随机种子，谁也不能事先知道结果；可不填")
    )
    merge_reason = forms.CharField(label=_("不合并的理由"), required=False, max_length=500, help_text=_("窗口期内另有检查又不合并时填写"))
    cap_reason = forms.CharField(label=_("超过频次上限的事由"), required=False, max_length=500)

    def __init__(self, line: LineRow, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"planned_on": max(line.since, clock.today())})
        super().__init__(*args, **kwargs)


def _submit(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.submit_line(by=by, at=at, line=pk, version=version)


def _agree(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.agree_to_join(by=by, at=at, line=pk, version=version)


def _approve(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.approve_line(by=by, at=at, line=pk, version=version)


def _send_back(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.send_back_line(by=by, at=at, line=pk, reason=said["reason"], version=version)


def _withdraw(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return inspections.withdraw_line(by=by, at=at, line=pk, reason=said["reason"], version=version)


LINE_ACTS: dict[str, ActSpec] = {
    "submit": ActSpec(Bare, _submit, _("已报送，各机关都能看到"), icon="next", primary=True),
    "agree": ActSpec(Bare, _agree, _("已同意参加"), icon="done", primary=True),
    "approve": ActSpec(Bare, _approve, _("已列入计划"), icon="done", primary=True),
    "send_back": ActSpec(Reasoned, _send_back, _("已退回修改"), icon="return"),
    "withdraw": ActSpec(Reasoned, _withdraw, _("已撤回"), icon="close"),
}


def line_effect(act: str) -> str:
    """What the act will do, said before it is pressed."""
    return {
        "submit": _now("各机关都会看到，重叠的检查会提示合并"),
        "agree": _now("本机关一起去，只去一次"),
        "approve": _now("列入计划，可以安排到场日期"),
        "send_back": _now("回到起草中，由编制机关修改"),
        "withdraw": _now("不再检查，记录保留"),
    }.get(act, "")
