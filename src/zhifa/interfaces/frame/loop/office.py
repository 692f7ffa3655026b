"""Forms and acts of requests to the guidance office, the same for desks and programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.office import services
from zhifa.apps.office.queries import work as queries
from zhifa.apps.office.services import Request
from zhifa.apps.registry import queries as registry
from zhifa.interfaces.frame.loop.spec import ActSpec, Bare, Call, OfPerson, Reasoned
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.office import OUTCOMES

Said = dict[str, Any]


class AskForm(OfPerson):
    """What is asked of the office, or put on record by it."""

    job = forms.ChoiceField(label=_("属于哪项职责"))
    title = forms.CharField(label=_("请求什么"), max_length=120)
    words = forms.CharField(label=_("情况和需要"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    area = forms.ChoiceField(label=_("涉及的乡镇"), required=False)
    matter = forms.CharField(label=_("涉及的事项代码"), max_length=40, required=False, help_text=_("例如 UM-001；不涉及的不填"))

    def __init__(self, by: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(by, *args, **kwargs)
        areas = [a for a in registry.areas("township") if not by.has(Role.TOWNSHIP_COMMANDER) or a.code in by.areas]
        self.fields["job"].choices = [(code, _now(label)) for code, label in queries.jobs_for(by)]  # type: ignore[attr-defined]
        self.fields["area"].choices = [("", _now("不涉及")), *((a.code, a.name) for a in areas)]  # type: ignore[attr-defined]

    def clean_matter(self) -> str:
        """One of the catalogue."""
        code = str(self.cleaned_data["matter"]).strip().upper()
        if code and catalogue.matter(code) is None:
            raise forms.ValidationError(_now("目录里没有这个事项"), code="unknown")
        return code

    def request(self) -> Request:
        """For the service."""
        return Request(**{name: self.cleaned_data[name] for name in ("job", "title", "words", "area", "matter")})


class Answered(forms.Form):
    """What was done or decided."""

    words = forms.CharField(label=_("答复"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class Confirmed(forms.Form):
    """What came of it, by the one who asked."""

    outcome = forms.ChoiceField(label=_("结果"))
    reason = forms.CharField(
        label=_("说明"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("没有完全解决的请写明还差什么"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(code, _now(label)) for code, label in OUTCOMES.items()]  # type: ignore[attr-defined]


def _act(service: Callable[..., object], *names: str) -> Call:
    def call(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
        return service(by=by, at=at, entry=pk, version=version, **{name: said[name] for name in names})

    return call


OFFICE_ACTS: dict[str, ActSpec] = {
    "take_up": ActSpec(Bare, _act(services.take_up), _("已受理"), icon="next", primary=True),
    "decline": ActSpec(Reasoned, _act(services.decline, "reason"), _("不予受理，理由已告知"), icon="close"),
    "answer": ActSpec(Answered, _act(services.answer, "words"), _("已答复，等提出的单位确认结果"), icon="done", primary=True),
    "confirm": ActSpec(Confirmed, _act(services.confirm, "outcome", "reason"), _("结果已记录"), icon="done", primary=True),
    "ask_again": ActSpec(Reasoned, _act(services.ask_again, "reason"), _("已退回继续办理"), icon="return"),
    "withdraw": ActSpec(Reasoned, _act(services.withdraw, "reason"), _("已撤回"), icon="close"),
}


def office_effect(act: str) -> str:
    """What the act will do, said before it is pressed."""
    return {
        "take_up": _now("由你办理，提出的单位可以看到"),
        "decline": _now("理由告知提出的单位，记录保留"),
        "answer": _now("由提出的单位确认结果"),
        "confirm": _now("办结，计入年度报告"),
        "ask_again": _now("回到办理中，原答复保留在经过里"),
        "withdraw": _now("不再办理，记录保留"),
    }.get(act, "")
