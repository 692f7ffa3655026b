"""What an officer or an auxiliary sees on the way becomes an incident in three fields; and who I am."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from zhifa.apps.incidents import services
from zhifa.apps.incidents.services import Report
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.frame import clock, quiet
from zhifa.interfaces.frame.act_page import name_errors
from zhifa.interfaces.frame.loop.incidents import area_choices
from zhifa.interfaces.frame.performing import perform
from zhifa.interfaces.handheld.views import field_actor
from zhifa.law.actors import Actor


class Seen(forms.Form):
    """Where and what."""

    text = forms.CharField(label=_("看到了什么"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    area = forms.ChoiceField(label=_("所在乡镇或平台"), required=False, help_text=_("有定位时可不选"))
    address = forms.CharField(label=_("地址"), required=False, max_length=200)
    lon = forms.DecimalField(required=False, max_digits=9, decimal_places=6, widget=forms.HiddenInput)
    lat = forms.DecimalField(required=False, max_digits=9, decimal_places=6, widget=forms.HiddenInput)
    danger_to_life = forms.BooleanField(label=_("危及生命"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["area"].choices = area_choices()  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def patrol(request: HttpRequest) -> HttpResponse:
    """巡查上报."""
    by = field_actor(request)
    form = Seen(request.POST or None)
    if request.method == "POST" and form.is_valid():
        report = Report(source="patrol", reported_at=clock.now(), reported_by_organ=by.organ, **form.cleaned_data)
        try:
            done = perform(request, lambda who, at: services.report_incident(by=who, at=at, report=report))
        except Invalid as wrong:
            name_errors(form, wrong)
            return render(request, "handheld/patrol.html", {"form": form}, status=422)
        quiet.tell(request, _now("已上报 %(n)s") % {"n": done.incident.number} if done else _now("刚才已经提交过"))
        return redirect("handheld:home")
    return render(request, "handheld/patrol.html", {"form": form}, status=422 if request.method == "POST" else 200)


def me(request: HttpRequest) -> HttpResponse:
    """Name, post, certificate, team: what I show when asked (处罚法 55)."""
    by: Actor = field_actor(request)
    team = registry.team(by.team) if by.team else None
    return render(request, "handheld/me.html", {"by": by, "team": team})
