"""Acts behind the reform figures: lists of professional domains, drills, looks for directives outside of the platform."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zhifa.apps.appraisal import services
from zhifa.apps.appraisal.queries import drills
from zhifa.apps.appraisal.services.drills import Look
from zhifa.apps.registry import queries as registry
from zhifa.interfaces.frame.loop.spec import ActSpec, Bare, Reasoned
from zhifa.law.actors import Actor

Said = dict[str, Any]


class Codes(forms.MultipleChoiceField):
    """Codes that the service looks up."""

    def valid_value(self, value: Any) -> bool:
        """Anything: what is not on the list is refused there."""
        return True


class Striking(forms.Form):
    """Which matters, and why they are not of this domain."""

    matters = Codes(label=_("事项"), widget=forms.MultipleHiddenInput)
    reason = forms.CharField(label=_("剔除的理由"), max_length=400)


class Confirming(forms.Form):
    """The document that confirms."""

    document = forms.CharField(label=_("确认文号"), max_length=80)


class Sending(forms.Form):
    """A drill order; without teams it goes to all of them."""

    title = forms.CharField(label=_("演练名称"), max_length=80)
    words = forms.CharField(label=_("指令内容"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    teams = forms.MultipleChoiceField(
        label=_("发给"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("都不选就发给全部中队和专业队")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["teams"].choices = drills.drillable()  # type: ignore[attr-defined]


class Answering(forms.Form):
    """What the team reports with its answer."""

    words = forms.CharField(label=_("报告"), max_length=200, required=False, help_text=_("例如在岗人数、车辆"))


class Looking(forms.Form):
    """What was seen in a team's books."""

    team = forms.ChoiceField(label=_("队伍"))
    since = forms.DateField(label=_("时段起"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(label=_("时段止"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    looked_at = forms.IntegerField(label=_("抽查的指令"), min_value=1, max_value=100000)
    outside = forms.IntegerField(label=_("平台以外下达的"), min_value=0, max_value=100000)
    words = forms.CharField(label=_("是哪几条、怎么下达的"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = (t for t in registry.teams() if t.kind in ("squad", "professional", "internal_unit"))
        self.fields["team"].choices = [(t.code, t.name) for t in teams]  # type: ignore[attr-defined]


def _strike(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.strike_matters(by=by, at=at, pk=pk, matters=said["matters"], reason=said["reason"], version=version)


def _submit(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.submit_list(by=by, at=at, pk=pk, version=version)


def _confirm(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.confirm_list(by=by, at=at, pk=pk, document=said["document"], version=version)


def _send_back(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.return_list(by=by, at=at, pk=pk, reason=said["reason"], version=version)


def _answer(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.answer_drill(by=by, at=at, call=pk, words=said["words"], version=version)


def _call_off(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    return services.call_off_drill(by=by, at=at, drill=pk, reason=said["reason"])


def send(by: Actor, at: datetime, said: Said) -> Any:
    """The order, from a clean `Sending`."""
    return services.send_drill(by=by, at=at, title=said["title"], words=said["words"], teams=said["teams"])


def look(by: Actor, at: datetime, said: Said) -> Any:
    """The look, from a clean `Looking`."""
    return services.record_order_sample(by=by, at=at, look=Look(**said))


LIST_ACTS: dict[str, ActSpec] = {
    "strike": ActSpec(Striking, _strike, _("已剔除"), icon="return"),
    "submit": ActSpec(Bare, _submit, _("已报请法制机构确认"), icon="next", primary=True),
    "confirm": ActSpec(Confirming, _confirm, _("清单已确认，今天起计入专业执法领域事项清单"), icon="done", primary=True),
    "send_back": ActSpec(Reasoned, _send_back, _("已退回梳理"), icon="return"),
}
CALL_ACTS: dict[str, ActSpec] = {"answer": ActSpec(Answering, _answer, _("已应答"), icon="done", primary=True)}
DRILL_ACTS: dict[str, ActSpec] = {"call_off": ActSpec(Reasoned, _call_off, _("演练已取消"), icon="return", danger=True)}


def list_effect(act: str) -> str:
    """What the act will do, said before it is pressed."""
    return {
        "strike": _now("剔除的事项留名和理由，不计入清单"),
        "submit": _now("报请后不能再改，由法制机构确认或者退回"),
        "confirm": _now("从今天起计入专业执法领域事项清单，代替以前的版本"),
        "send_back": _now("回到梳理，专业执法单位和县综合执法办可以再改"),
    }[act]
