"""A call or a visitor at the desk becomes an incident while the person is still on the line."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from zhifa.apps.incidents import services
from zhifa.apps.incidents.services import Report
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.frame import acting, clock, quiet
from zhifa.interfaces.frame.act_page import name_errors
from zhifa.interfaces.frame.loop.incidents import area_choices
from zhifa.interfaces.frame.performing import perform
from zhifa.law.actors import Actor, Role


class Call(forms.Form):
    """What the caller says."""

    text = forms.CharField(
        label=_("反映内容"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
        help_text=_("照对方的话记，不要概括"),
    )
    area = forms.ChoiceField(label=_("所在乡镇或平台"), required=False)
    address = forms.CharField(label=_("地址"), required=False, max_length=200, help_text=_("路名、门牌、显著标志"))
    lon = forms.DecimalField(label=_("经度"), required=False, max_digits=9, decimal_places=6, widget=forms.HiddenInput)
    lat = forms.DecimalField(label=_("纬度"), required=False, max_digits=9, decimal_places=6, widget=forms.HiddenInput)
    danger_to_life = forms.BooleanField(label=_("危及生命（立即处理）"), required=False)
    reporter_name = forms.CharField(label=_("反映人"), required=False, max_length=60, help_text=_("身份保密，只有指挥中心能看"))
    reporter_phone = forms.CharField(label=_("电话"), required=False, max_length=32)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = area_choices()  # type: ignore[attr-defined]


def source_of(by: Actor) -> str:
    """How a report that this person enters is called."""
    if by.has(Role.DISPATCHER, Role.DUTY_CHIEF):
        return "desk_call"
    if by.has(Role.REGULATOR):
        return "department"
    return "township" if by.has(Role.TOWNSHIP_COMMANDER) else "patrol"


def reported(by: Actor, at: datetime, said: dict[str, Any], source: str, organ: str = "") -> Report:
    """The form as a report."""
    return Report(
        source=source,
        text=said["text"],
        reported_at=at,
        address=said.get("address", ""),
        lon=said.get("lon"),
        lat=said.get("lat"),
        area=said.get("area", ""),
        danger_to_life=said.get("danger_to_life", False),
        reporter_name=said.get("reporter_name", ""),
        reporter_phone=said.get("reporter_phone", ""),
        reported_by_organ=organ,
    )


@require_http_methods(["GET", "POST"])
def call(request: HttpRequest) -> HttpResponse:
    """The form, and the incident that comes of it opened on the desk."""
    by = acting.actor(request)
    form = Call(request.POST or None)
    if request.method == "POST" and form.is_valid():
        report = reported(by, clock.now(), form.cleaned_data, source_of(by))
        try:
            done = perform(request, lambda who, at: services.report_incident(by=who, at=at, report=report))
        except Invalid as wrong:
            name_errors(form, wrong)
            return render(request, "web/call.html", {"form": form}, status=422)
        if done is None:
            quiet.tell(request, _now("刚才已经登记过，没有重复登记"))
            return redirect("web:queue")
        quiet.tell(
            request, _now("已登记 %(number)s，查询码 %(code)s") % {"number": done.incident.number, "code": done.incident.tracking_code}
        )
        if by.has(Role.DISPATCHER, Role.DUTY_CHIEF):
            return redirect(f"{reverse('web:queue')}?open={done.incident.number}")
        return redirect("web:tasks")
    return render(request, "web/call.html", {"form": form}, status=422 if request.method == "POST" else 200)
