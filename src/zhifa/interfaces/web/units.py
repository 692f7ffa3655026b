"""Units of the bureau (R46): load, overlap, another grouping tried out, and beside it the matters on which nobody acts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from zhifa.apps.appraisal.permissions import REFORM_READERS
from zhifa.apps.appraisal.queries import registers
from zhifa.apps.appraisal.queries.reform import NoReform
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.office.queries import units as queries
from zhifa.interfaces.frame import acting, clock
from zhifa.interfaces.web.empowerment_tables import csv_file
from zhifa.law.actors import Actor
from zhifa.law.reform_registers import Vacuum
from zhifa.law.regrouping import KINDS, Move

UNNAMED = _("没有认定事项")


class Moved(forms.Form):
    """What goes from which unit to which: a domain, or one matter that several units handle."""

    source = forms.ChoiceField(label=_("从"))
    target = forms.ChoiceField(label=_("到"))
    what = forms.ChoiceField(label=_("领域或者事项"))

    def __init__(self, found: queries.Grouping, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = [(u.code, u.name) for u in found.units]
        domains = [(f"domain:{d.domain}", d.label) for d in found.domains if d.domain and d.count]
        matters = [(f"matter:{o.matter}", f"{o.matter} {o.name}") for o in found.overlaps]
        self.fields["source"].choices = self.fields["target"].choices = units  # type: ignore[attr-defined]
        self.fields["what"].choices = [(_now("领域"), domains), (_now("有重叠的事项"), matters)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Two different units."""
        said = super().clean() or {}
        if said.get("source") and said.get("source") == said.get("target"):
            raise forms.ValidationError(_now("两个机构相同，没有可以比较的"), code="same")
        return said

    def move(self) -> Move:
        """For the question."""
        said = self.cleaned_data
        kind, _colon, code = said["what"].partition(":")
        domain, matters = (code, ()) if kind == "domain" else ("", (code,))
        return Move(said["source"], said["target"], domain, matters)


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """Every unit with load and overlap; ?source=&target=&what= tries another grouping, which is not stored."""
    by, today = acting.actor(request), clock.today()
    found = queries.grouping(by, today)
    if request.GET.get("format") == "csv":
        return csv_file(_table(found), f"units-{today}.csv")
    asked = "what" in request.GET
    form = Moved(found, request.GET if asked else None)
    tried = queries.tried(by, today, form.move()) if asked and form.is_valid() else ()
    context = {
        "found": found,
        "kinds": [(kind, _now(label)) for kind, label in KINDS.items()],
        "rows": [(u, [u.pieces.get(kind, 0) for kind in KINDS]) for u in found.units],
        "domains": [(d, [(u, n) for u, n in zip(found.units, d.shares, strict=True)]) for d in found.domains],
        "form": form,
        "movable": any(d.domain and d.count for d in found.domains),
        "tried": tried,
        "vacuums": _vacuums(by),
    }
    return render(request, "web/units.html", context, status=422 if asked and not form.is_valid() else 200)


def _vacuums(by: Actor) -> tuple[Vacuum, ...] | None:
    """None: this person does not read that list, or no layer states the reform."""
    if not by.has(*REFORM_READERS):
        return None
    try:
        return registers.vacuums(by, clock.today())
    except NoReform:
        return None


def _table(found: queries.Grouping) -> tuple[list[str], list[tuple[object, ...]]]:
    head = [_now("机构"), _now("片区"), _now("事项"), _now("持证"), *(_now(label) for label in KINDS.values()), _now("记录工时"),
            _now("全年工时"), _now("可用工时"), _now("负荷（%）")]  # fmt: skip
    return head, [
        (u.name, "、".join(u.areas), u.matters, u.load.people, *(u.pieces.get(k, 0) for k in KINDS), u.load.hours, u.load.yearly,
         u.load.capacity, u.load.percent)
        for u in found.units
    ]  # fmt: skip


@require_safe
def pieces(request: HttpRequest, unit: str) -> HttpResponse:
    """The rows behind a unit's load, of ?matter= or ?domain= when asked."""
    by, today = acting.actor(request), clock.today()
    matter, domain = request.GET.get("matter", ""), request.GET.get("domain", "")
    found = next((u for u in queries.grouping(by, today).units if u.code == unit), None)
    if found is None:
        raise Http404
    rows = queries.pieces(by, today, unit, matter, domain)
    if request.GET.get("format") == "csv":
        head = [_now("种类"), _now("编号"), _now("事项"), _now("日期")]
        return csv_file((head, [(_now(KINDS[p.kind]), p.key, p.matter, p.on) for p in rows]), f"units-{unit}.csv")
    known = catalogue.matter(matter) if matter else None
    about = known.name if known else catalogue.domain_labels().get(domain, "")
    context = {"unit": found, "rows": [(p, _now(KINDS[p.kind])) for p in rows], "about": about, "query": request.GET.urlencode()}
    return render(request, "web/unit_pieces.html", context)
