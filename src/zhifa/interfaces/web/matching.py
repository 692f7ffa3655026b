"""The matcher's desk: train a version, see what became better or worse, use it or go back; give words to matters nobody reaches."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.catalogue.queries import exporting
from zhifa.apps.incidents import services
from zhifa.apps.incidents.queries import matching as queries
from zhifa.apps.trail import queries as trail
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.frame import acting, quiet
from zhifa.interfaces.frame.act_page import WordsPage, name_errors, words_page
from zhifa.interfaces.frame.performing import perform, version_of
from zhifa.interfaces.web.lists import TYPES
from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Refused

TEACHERS = frozenset({Role.DUTY_CHIEF, Role.GUIDANCE})
READERS = TEACHERS | {Role.DISPATCHER, Role.LEADER, Role.DISCIPLINE}
LEVELS = {"high": _("把握大"), "medium": _("把握中"), "low": _("把握小")}
STATES = {
    "no_words": (_("没有日常说法"), "late"),
    "shadowed": (_("被别的事项挡住"), "late"),
    "partly": (_("只有少数说法找得到"), "soon"),
    "reached": (_("找得到"), "done"),
}
PAGE = 100
LONGEST_TRY = 400


class Reason(forms.Form):
    """Why a version is used or left."""

    reason = forms.CharField(label=_("理由"), required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2}))


class Words(forms.Form):
    """How people here say it."""

    words = forms.CharField(
        label=_("日常说法"),
        max_length=900,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("居民怎么说就怎么写，一行一个或者用顿号隔开，每个两个字以上；越具体越好。"),
    )


@require_http_methods(["GET", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    """What is in use, how it fared, what can be learned; POST has a version trained beside the requests."""
    by = acting.actor(request)
    if request.headers.get("X-Live"):
        return render(request, "web/parts/training.html", {"training": queries.training(by)})
    rows = queries.versions(by)
    status, ruling = 200, None
    if request.method == "POST":
        try:
            made = perform(request, lambda who, at: services.ask_matcher_version(by=who, at=at) or True)
        except Refused as refused:
            status, ruling = (409 if by.has(*TEACHERS) else 403), refused.ruling
        else:
            return _asked(request, made)
    context = {
        "versions": rows,
        "active": next((r for r in rows if r.active), None),
        "training": queries.training(by),
        "unread": queries.unread(by),
        "used": [(LEVELS[u.sure], u, u.decided and round(100 * u.corrected / u.decided)) for u in queries.used(by)],
        "teaches": by.has(*TEACHERS),
        "ruling": ruling,
        "tried": queries.tried(by, request.GET.get("try", "").strip()[:LONGEST_TRY]),
    }
    return render(request, "web/matching.html", context, status=status)


def _asked(request: HttpRequest, made: Any) -> HttpResponse:
    """`made`: the newest version when it learned all there is; True: one is being built; None: pressed twice."""
    if made is None or made is True:
        quiet.tell(request, _now("正在训练，进度写在这一页；训练好以后看过比较再启用")) if made else None
        return redirect("web:matching")
    quiet.tell(request, _now("没有新的更正，还是原来这一版"))
    return redirect("web:matching_version", made.number)


@require_http_methods(["GET", "POST"])
def version(request: HttpRequest, edition: int) -> HttpResponse:
    """What one version learned and changed; POST puts it into use or goes back."""
    by = acting.actor(request)
    row = queries.one_version(by, edition)
    if row is None:
        raise Http404
    form = Reason(request.POST or None)
    status, ruling = 200, None
    if request.method == "POST" and form.is_valid():
        try:
            perform(request, _act(request, row, form.cleaned_data["reason"]))
        except Invalid as wrong:
            name_errors(form, wrong)
            status = 422
        except Refused as refused:
            status, ruling = (409 if by.has(*TEACHERS) else 403), refused.ruling
        else:
            quiet.tell(request, _now("已启用，从下一件开始") if request.POST.get("intent") == "activate" else _now("已回退，从下一件开始"))
            return redirect("web:matching")
    labels = {"": _("不属执法"), **catalogue.domain_labels()}
    context = {
        "row": row,
        "said": {
            **row.report,
            "conflicts": [c | {"pairs": list(zip(c["texts"], c["accepted"], strict=True))} for c in row.report["conflicts"]],
        },
        "totals": [(_("没学过的更正"), row.report["held_out"]), (_("目录词自检"), row.report["built_in"])],
        "domains": [(labels.get(t["domain"], t["domain"]), t) for t in row.report["domains"]],
        "examples": [(_("变好的"), "done", row.report["better"]), (_("变差的"), "late", row.report["worse"])],
        "form": form,
        "ruling": ruling,
        "teaches": by.has(*TEACHERS),
        "entries": trail.story(row.id),
    }
    return render(request, "web/matching_version.html", context, status=status)


def _act(request: HttpRequest, row: queries.VersionRow, reason: str) -> Callable[[Actor, datetime], object]:
    seen = version_of(request)
    acts: dict[str, Callable[[Actor, datetime], object]] = {
        "activate": lambda by, at: services.activate_matcher_version(by=by, at=at, matcher=UUID(row.id), reason=reason, version=seen),
        "roll_back": lambda by, at: services.roll_back_matcher(by=by, at=at, reason=reason) or True,
    }
    act = acts.get(request.POST.get("intent", ""))
    if act is None:
        raise Http404
    return act


@require_GET
def reach(request: HttpRequest) -> HttpResponse:
    """Matters by how everyday wording reaches them."""
    by = acting.actor(request)
    everything = queries.reached(by)
    state, domain, text = request.GET.get("state", ""), request.GET.get("domain", ""), request.GET.get("q", "").strip()
    rows = [
        r
        for r in everything
        if (r.state == state if state in STATES else r.state != "reached")
        and domain in ("", r.domain)
        and (text in r.name or text in r.matter)
    ]
    names = {r.matter: r.name for r in everything}
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    labels = catalogue.domain_labels()
    context = {
        "rows": [(r, *STATES[r.state], labels.get(r.domain, r.domain), names.get(r.shadow, "")) for r in page.object_list],
        "page": page,
        "total": len(rows),
        "counts": [(key, label, level, sum(r.state == key for r in everything)) for key, (label, level) in STATES.items()],
        "asked": {"state": state, "domain": domain, "q": text},
        "domains": labels,
        "teaches": by.has(*TEACHERS),
    }
    return render(request, "web/matching_reach.html", context)


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """All matters, as a table file (`format=csv` for text)."""
    rows = queries.reached(acting.actor(request))
    head = [
        _now("事项编码"),
        _now("事项名称"),
        _now("领域"),
        _now("情况"),
        _now("说法数"),
        _now("找得到的"),
        _now("找不到的说法"),
        _now("挡在前面的事项"),
    ]
    labels = catalogue.domain_labels()
    lines = [
        [
            r.matter,
            r.name,
            labels.get(r.domain, r.domain),
            str(STATES[r.state][0]),
            str(r.words),
            str(r.found),
            "、".join(r.missed),
            r.shadow,
        ]
        for r in rows
    ]
    form = "csv" if request.GET.get("format") == "csv" else "xlsx"
    content = exporting.Table(tuple(head), tuple(map(tuple, lines)), ()).written(form)
    return HttpResponse(content, content_type=TYPES[form], headers={"Content-Disposition": f'attachment; filename="reach.{form}"'})


@require_http_methods(["GET", "POST"])
def words(request: HttpRequest, code: str) -> HttpResponse:
    """The everyday words of one matter; POST adds."""
    by = acting.actor(request)
    own = queries.own_words(by, code)
    found = catalogue.matter(code)
    if found is None:
        raise Http404
    form = Words(request.POST or None)
    reached = next((r for r in queries.reached(by) if r.matter == code), None)
    shown = {"matter": found, "own": own, "reached": reached, "teaches": by.has(*TEACHERS)}
    shown["state"] = STATES[reached.state] if reached else None
    shown["shadow"] = catalogue.matter(reached.shadow) if reached and reached.shadow else None
    page = WordsPage(
        "web/matching_words.html", shown, _now("已加上，从下一件开始"), lambda done: reverse("web:matching_words", args=[code])
    )

    def add(who: Actor, at: datetime) -> object:
        said = [w for w in re.split(r"[、\n\r,，;；]+", form.cleaned_data["words"]) if w.strip()]
        services.add_everyday_words(by=who, at=at, matter=code, words=said)
        return True

    return words_page(request, page, form, add)


@require_http_methods(["POST"])
def end_word(request: HttpRequest, code: str) -> HttpResponse:
    """Take one word of the county back."""
    word = request.POST.get("word", "")
    try:
        perform(request, lambda by, at: services.end_everyday_word(by=by, at=at, matter=code, word=word))
    except Invalid:
        quiet.tell(request, _now("这个说法已经收回"))
    else:
        quiet.tell(request, _now("已收回，从下一件开始"))
    return redirect("web:matching_words", code)
