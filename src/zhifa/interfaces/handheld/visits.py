"""A visit on the phone of two officers: arrive, show the certificates, item by item yes or no, sign, settle what was found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zhifa.apps.evidence import queries as evidence
from zhifa.apps.evidence import services as evidence_services
from zhifa.apps.inspections import queries, services
from zhifa.apps.inspections.queries import FindingRow, VisitPage
from zhifa.apps.trail import queries as trail
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.frame import acting, clock, quiet
from zhifa.interfaces.frame.act_page import WordsPage, words_page
from zhifa.interfaces.frame.loop.inspections import FINDING_ACTS, VISIT_ACTS, visit_deadline
from zhifa.interfaces.frame.performing import perform, version_of
from zhifa.interfaces.handheld.forms import Photo
from zhifa.interfaces.handheld.views import FIELD
from zhifa.law.actors import Actor
from zhifa.law.procedure.inspection import FINDING, INSPECTION, INSPECTORS
from zhifa.law.rulings import Denied, refusal

SHOOTING = ("inspecting", "recorded")
ON_PHONE = ("approved", "on_site", "inspecting", "recorded")


def inspector(request: HttpRequest) -> Actor:
    """Who acts; raises Denied for duties that do not inspect."""
    by = acting.actor(request)
    if not by.has(*INSPECTORS):
        raise Denied(refusal("phone_of_the_field"))
    return by


def visits(request: HttpRequest) -> HttpResponse:
    """Visits of my organ or team, nearest first."""
    by = inspector(request)
    rows = [(v, visit_deadline(v)) for v in queries.visits(by, ON_PHONE)]
    return render(request, "handheld/visits.html", {"visits": rows, "field": by.has(*FIELD)})


def _page(by: Actor, visit: UUID) -> VisitPage:
    page = queries.page(by, visit)
    if page is None:
        raise Http404
    return page


def visit(request: HttpRequest, visit: UUID) -> HttpResponse:
    """One visit with its next act; the checklist while it runs, the problems afterwards."""
    by = inspector(request)
    page = _page(by, visit)
    offers = [o for o in queries.visit_offers(by, page.visit, clock.today()) if o.act in VISIT_ACTS]
    main = next((o for o in offers if not VISIT_ACTS[o.act].aside), None)
    context = {
        "page": page,
        "visit": page.visit,
        "deadline": visit_deadline(page.visit),
        "next": main,
        "next_spec": VISIT_ACTS[main.act] if main else None,
        "others": [o for o in offers if VISIT_ACTS[o.act].aside],
        "todo": sum(not a.result for a in page.answers),
        "findings": [(f, queries.finding_offers(by, f, clock.today()) if page.visit.state == "recorded" else ()) for f in page.findings],
        "pieces": evidence.of(page.visit.id),
        "photo_url": reverse("handheld:visit_photo", args=[visit]) if page.visit.state in SHOOTING else "",
        "entries": trail.story(page.visit.id),
    }
    return render(request, "handheld/visit.html", context)


@require_http_methods(["GET", "POST"])
def visit_act(request: HttpRequest, visit: UUID, act: str) -> HttpResponse:
    """GET asks for the words of the act, POST does it."""
    by = inspector(request)
    page, spec = _page(by, visit), VISIT_ACTS.get(act)
    if spec is None:
        raise Http404
    form = spec.form(by, page, request.POST) if request.method == "POST" else spec.form(by, page)

    def do(who: Actor, at: datetime) -> object:
        return spec.call(who, at, page, form.cleaned_data, version_of(request))

    title = _(INSPECTION.act_labels[act])
    return _written(request, page, form, do, title, str(spec.quiet), page.visit.premises.name)


@require_POST
def photo(request: HttpRequest, visit: UUID) -> HttpResponse:
    """A picture of the place, hashed on arrival."""
    by = inspector(request)
    page = _page(by, visit)
    form = Photo(request.POST, request.FILES)
    if not form.is_valid():
        raise Invalid({name: [str(t) for t in texts] for name, texts in form.errors.items()})
    said, now = form.cleaned_data, clock.now()
    content, name = said["picture"].read(), said["picture"].name
    about = {k: said[k] for k in ("lon", "lat", "note")}
    kept = evidence_services.store(
        by=by, at=now, content=content, name=name, kind="photo", subject_id=page.visit.id, captured_at=now, **about
    )
    quiet.tell(request, _("照片已保存，指纹 %(hash)s…") % {"hash": kept.sha256[:12]})
    return redirect("handheld:visit", visit)


@require_POST
def answer(request: HttpRequest, visit: UUID, item: str) -> HttpResponse:
    """One press: yes, no (with what was seen), not applicable."""
    inspector(request)
    result, note = request.POST.get("result", ""), request.POST.get("note", "")
    perform(request, lambda who, at: services.check_item(by=who, at=at, visit=visit, item=item, result=result, note=note))
    return redirect(f"{reverse('handheld:visit', args=[visit])}#{item}")


@require_http_methods(["GET", "POST"])
def finding_act(request: HttpRequest, finding: UUID, act: str) -> HttpResponse:
    """What becomes of a problem."""
    by = inspector(request)
    found, spec = queries.finding(by, finding), FINDING_ACTS.get(act)
    if found is None or spec is None:
        raise Http404
    row, page = found
    form = spec.form(by, page, request.POST) if request.method == "POST" else spec.form(by, page)

    def do(who: Actor, at: datetime) -> object:
        return spec.call(who, at, page, row, form.cleaned_data)

    return _written(request, page, form, do, _(FINDING.act_labels[act]), str(spec.quiet), _about(row))


def _about(row: FindingRow) -> str:
    return f"{row.title}：{row.words}"


def _written(
    request: HttpRequest,
    page: VisitPage,
    form: forms.Form,
    act: Callable[[Actor, datetime], object],
    title: str,
    said: str,
    about: str,
) -> HttpResponse:
    back = reverse("handheld:visit", args=[page.visit.id])
    shown = {"title": title, "about": about, "version": page.visit.version, "back": back}
    return words_page(request, WordsPage("handheld/visit_act.html", shown, said, lambda done: back), form, act)
