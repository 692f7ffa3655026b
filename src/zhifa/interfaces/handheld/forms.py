"""What an officer writes on the scene: little, and nothing twice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zhifa.apps.registry import queries as registry
from zhifa.interfaces.frame import clock
from zhifa.law.actors import Actor


def partner_choices(by: Actor) -> list[tuple[str, str]]:
    """Certified people of the own team besides the actor (2 queries)."""
    people = [p for p in registry.people(by.team) if p.id != by.person and not p.auxiliary]
    certified = registry.certified([p.id for p in people], clock.today())
    return [("", _now("请选择同行的执法人员")), *((p.id, p.name) for p in people if p.id in certified)]


class WithPartner(forms.Form):
    """Two certified officers act together (处罚法 42)."""

    partner = forms.ChoiceField(label=_("同行执法人员"))

    def __init__(self, by: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].choices = partner_choices(by)  # type: ignore[attr-defined]


class Arrive(WithPartner):
    """Who is here."""


class Findings(forms.Form):
    """What was seen."""

    findings = forms.CharField(label=_("现场情况"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, by: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class Recheck(WithPartner):
    """Is it corrected?"""

    corrected = forms.ChoiceField(label=_("复查结果"), choices=[("yes", _("已改正")), ("no", _("未改正"))], widget=forms.RadioSelect)
    findings = forms.CharField(label=_("复查情况"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class Photo(forms.Form):
    """A picture of the scene."""

    picture = forms.FileField(label=_("照片"))
    lon = forms.FloatField(required=False, widget=forms.HiddenInput, min_value=-180, max_value=180)
    lat = forms.FloatField(required=False, widget=forms.HiddenInput, min_value=-90, max_value=90)
    note = forms.CharField(label=_("说明"), required=False, max_length=200)
