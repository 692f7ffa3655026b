"""A department after the transfer: it may not open a case on a transferred matter; it hands the lead over (条例 16, 18)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.catalogue.queries.filing import may_file
from zhifa.apps.dispatch import queries
from zhifa.apps.incidents import services
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.frame import acting, clock, quiet
from zhifa.interfaces.frame.act_page import name_errors
from zhifa.interfaces.frame.loop.incidents import area_choices
from zhifa.interfaces.frame.performing import perform
from zhifa.interfaces.web.calls import reported
from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Denied, refusal


class Lead(forms.Form):
    """What the department found."""

    matter = forms.ChoiceField(label=_("事项"))
    area = forms.ChoiceField(label=_("发生地"))
    address = forms.CharField(label=_("地址"), required=False, max_length=200)
    text = forms.CharField(label=_("发现的情况"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, by: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {d.domain for d in catalogue.duties(by.organ)}
        matters = [(m.code, m.name) for m in catalogue.matters() if not own or m.domain in own]
        self.fields["matter"].choices = [("", _now("请选择")), *matters]  # type: ignore[attr-defined]
        self.fields["area"].choices = area_choices()  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def department(request: HttpRequest) -> HttpResponse:
    """Duties after the transfer, the attempt to open a case with its answer, and what was handed over before."""
    by = acting.actor(request)
    if not by.has(Role.REGULATOR):
        raise Denied(refusal("desk_of_departments"))
    form = Lead(by, request.POST or None)
    ruling = None
    if request.method == "POST" and form.is_valid():
        if request.POST.get("intent") == "file":
            ruling = may_file(by.organ, form.cleaned_data["matter"], form.cleaned_data["area"], clock.today())
        else:
            return _hand_over(request, by, form)
    context = {
        "form": form,
        "ruling": ruling,
        "duties": catalogue.duties(by.organ),
        "handed": queries.incidents(by, "all", at=clock.now()),
    }
    return render(request, "web/department.html", context, status=409 if ruling and not ruling.permits else 200)


def _hand_over(request: HttpRequest, by: Actor, form: Lead) -> HttpResponse:
    said = form.cleaned_data
    matter = catalogue.matter(said["matter"])
    named = f"{said['text']}（{_now('移送事项')}：{matter.name if matter else said['matter']}）"
    report = reported(by, clock.now(), {**said, "text": named}, "department", by.organ)
    try:
        done = perform(request, lambda who, at: services.report_incident(by=who, at=at, report=report))
    except Invalid as wrong:
        name_errors(form, wrong)
        return render(request, "web/department.html", {"form": form, "duties": catalogue.duties(by.organ)}, status=422)
    if done is not None:
        quiet.tell(request, _now("线索已移送，编号 %(number)s；办理结果会回到这里") % {"number": done.incident.number})
    return redirect("web:department")
