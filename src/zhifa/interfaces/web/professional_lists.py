"""Lists of the professional domains: the guidance office drafts, the organ sorts, the legal office confirms with a document."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhifa.apps.appraisal import services
from zhifa.apps.appraisal.queries import lists as queries
from zhifa.apps.appraisal.queries.lists import ListedRow, ListRow
from zhifa.apps.catalogue.queries.exporting import Table
from zhifa.apps.trail import queries as trail
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.frame import acting, quiet
from zhifa.interfaces.frame.act_page import ActPage, act_page, name_errors
from zhifa.interfaces.frame.loop.reform import LIST_ACTS, Striking, list_effect
from zhifa.interfaces.frame.parts import Act
from zhifa.interfaces.frame.performing import perform, version_of
from zhifa.interfaces.web.reform import READERS, saved, tabs
from zhifa.law.procedure.professional_list import DRAFTERS, PROFESSIONAL_LIST
from zhifa.law.rulings import Refused

SHOWN = 100


@require_http_methods(["GET", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """All lists with their state; the guidance office drafts here."""
    by, status, ruling = acting.actor(request), 200, None
    if request.method == "POST":
        try:
            made = perform(request, lambda who, at: services.draft_lists(by=who, at=at))
            quiet.tell(request, _("已起草 %(n)s 份清单") % {"n": len(made or ())})
            return redirect("web:professional_lists")
        except Refused as refused:
            status, ruling = 409, refused.ruling
    rows = queries.lists(by)
    if request.GET.get("format") == "csv":
        return saved(_listing_table(rows), "professional-lists.csv")
    may_draft = not by.roles.isdisjoint(DRAFTERS)
    context = {"rows": rows, "pages": tabs() if by.has(*READERS) else [], "may_draft": may_draft, "ruling": ruling}
    return render(request, "web/professional_lists.html", context, status=status)


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, entry: UUID) -> HttpResponse:
    """One list with its matters; whoever sorts it takes matters off here."""
    by = acting.actor(request)
    row = _found(request, entry)
    form, status, ruling = Striking(request.POST if request.method == "POST" else None), 200, None
    if request.method == "POST":
        try:
            return _struck(request, row, form)
        except Invalid as wrong:
            name_errors(form, wrong)
            status = 422
        except Refused as refused:
            status, ruling = 409, refused.ruling
    text = request.GET.get("q", "").strip()
    found = queries.matters_of(by, entry, text)
    if request.GET.get("format") == "csv":
        return saved(_matters_table(found), f"list-{row.domain}-{row.edition}.csv")
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    context = {
        "list": row,
        "acts": [_button(row, act) for act in row.acts if act != "strike"],
        "entries": trail.story(row.id),
        "labels": PROFESSIONAL_LIST.act_labels,
        **{"page": page, "text": text, "total": len(found), "form": form, "ruling": ruling},
    }
    return render(request, "web/professional_list.html", context, status=status)


def _found(request: HttpRequest, entry: UUID) -> ListRow:
    row = queries.one(acting.actor(request), entry)
    if row is None:
        raise Http404
    return row


def _struck(request: HttpRequest, row: ListRow, form: Striking) -> HttpResponse:
    if not form.is_valid():
        raise Invalid({})
    spec, said, version = LIST_ACTS["strike"], form.cleaned_data, version_of(request)
    perform(request, lambda who, at: spec.call(who, at, row.id, said, version) or True)
    quiet.tell(request, str(spec.quiet))
    return redirect("web:professional_list", row.id)


def _button(row: ListRow, act: str) -> Act:
    spec = LIST_ACTS[act]
    return Act(
        label=_(PROFESSIONAL_LIST.act_labels[act]),
        url=reverse("web:professional_list_act", args=[row.id, act]),
        effect=list_effect(act),
        icon=spec.icon,
        primary=spec.primary,
        version=row.version,
        method="get" if spec.needs_words else "post",
    )


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, entry: UUID, act: str) -> HttpResponse:
    """GET asks for the words of an act, POST does it."""
    by, spec = acting.actor(request), LIST_ACTS.get(act)
    row = _found(request, entry)
    if spec is None or act == "strike":
        raise Http404
    back = reverse("web:professional_list", args=[entry])
    shown: dict[str, Any] = {
        "spec": spec,
        "title": _(PROFESSIONAL_LIST.act_labels[act]),
        "about": _("%(domain)s 第 %(edition)s 版，%(n)s 项") % {"domain": row.domain_name, "edition": row.edition, "n": row.matters},
        "effect": list_effect(act),
        "version": row.version,
        "back": back,
    }
    form = spec.filled(by, request.POST if request.method == "POST" else None)
    return act_page(request, ActPage("web/act.html", entry, back, shown), spec, form)


def _listing_table(rows: tuple[ListRow, ...]) -> Table:
    heads = _("领域"), _("版本"), _("专业执法单位"), _("状态"), _("清单事项"), _("剔除"), _("起草"), _("确认"), _("确认文号")
    cells = tuple(
        (
            r.domain_name, str(r.edition), r.organ_name, _(r.state_label), str(r.matters), str(r.struck), str(r.drafted_on),
            str(r.confirmed_on or ""), r.document,
        )
        for r in rows
    )  # fmt: skip
    return Table(heads, cells, ())


def _matters_table(rows: tuple[ListedRow, ...]) -> Table:
    return Table((_("事项代码"), _("事项"), _("剔除的理由")), tuple((r.code, r.name, r.struck) for r in rows), ())
