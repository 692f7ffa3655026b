"""目录调整 for the guidance office, departments, townships, the legal staff and those who approve."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhifa.algorithms import sheets
from zhifa.apps.adjustments import queries, services
from zhifa.apps.adjustments.queries import ChangePage, ChangeRow, Offer
from zhifa.apps.documents import queries as documents
from zhifa.apps.trail import queries as trail
from zhifa.interfaces.frame import acting, clock, quiet
from zhifa.interfaces.frame.act_page import WordsPage, words_page
from zhifa.interfaces.frame.loop.change_items import ITEM_FORMS, SettleMatter
from zhifa.interfaces.frame.loop.changes import CHANGE_ACTS, GROUNDS, DraftsForm, EditionsForm, RequestForm, change_effect
from zhifa.interfaces.frame.parts import Act, Step, button
from zhifa.interfaces.frame.performing import perform, version_of
from zhifa.interfaces.frame.sentences import say
from zhifa.interfaces.web import cutovers
from zhifa.interfaces.web.change_words import FIGURES, PACK_TABLES, PROPOSALS, TABLES, WRITTEN, evidence_links, item_lines
from zhifa.law.actors import Actor
from zhifa.law.catalogue_change import KINDS, NEW_MATTER
from zhifa.law.procedure.catalogue_change import CATALOGUE_CHANGE, EDITORS, REQUESTERS

SHOWN = 100
MOST_ITEMS = services.MOST_ITEMS


def desk(request: HttpRequest) -> HttpResponse:
    """All changes that this person sees, found by state, ground and words."""
    by = acting.actor(request)
    asked = {key: request.GET.get(key, "").strip()[:60] for key in ("state", "ground", "q")}
    asked["state"] = request.GET.get("state", "open")
    rows = queries.changes(by, state=asked["state"], ground=asked["ground"], text=asked["q"])
    context = {
        "changes": rows[:SHOWN],
        "total": len(rows),
        "asked": asked,
        "states": CATALOGUE_CHANGE.state_labels.items(),
        "grounds": GROUNDS,
        "may_ask": not by.roles.isdisjoint(REQUESTERS),
        "drafts": len(queries.open_drafts(by)) if not by.roles.isdisjoint(REQUESTERS) else 0,
        "proposed": len(queries.open_editions(by, clock.today()).items) if not by.roles.isdisjoint(EDITORS) else 0,
    }
    return render(request, "web/changes.html", context)


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The same list as a table file."""
    by = acting.actor(request)
    rows = queries.changes(by, state=request.GET.get("state", ""), ground=request.GET.get("ground", ""), text=request.GET.get("q", ""))
    head = (_("编号"), _("标题"), _("状态"), _("依据"), _("提出机关"), _("批准层级"), _("生效日"), _("公告"), _("项数"))
    lines = (
        (r.code, r.title, _(r.state_label), r.ground_label, r.requested_organ_name, r.level_label, str(r.effective_on or ""), r.notice,
         str(r.items))
        for r in rows
    )  # fmt: skip
    return HttpResponse(
        sheets.written(head, lines),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={"Content-Disposition": 'attachment; filename="changes.xlsx"'},
    )


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new request; its items follow one by one."""
    queries.changes(acting.actor(request), state="drafted")
    form = RequestForm(request.POST or None)
    shown = {"form": form, "title": _("提出目录调整"), "effect": _("先写依据，再逐项添加；报送前只有本机关看得到"),
             "back": reverse("web:changes")}  # fmt: skip
    page = WordsPage("web/act.html", shown, _("已起草，请逐项添加调整内容"), _to)
    return words_page(request, page, form, lambda by, at: services.draft_change(by=by, at=at, request=form.request()))


@require_http_methods(["GET", "POST"])
def from_drafts(request: HttpRequest) -> HttpResponse:
    """Accepted drafts become one request."""
    choices = [(code, f"{code} {name}") for code, name in queries.open_drafts(acting.actor(request))]
    form = DraftsForm(choices, request.POST or None)
    shown = {
        "form": form,
        "title": _("把已采纳的草稿事项列入调整"),
        "effect": _("每条草稿成为一项“新增事项”"),
        "back": reverse("web:changes"),
    }

    def act(by: Actor, at: datetime) -> object:
        said = form.cleaned_data
        return services.change_from_drafts(by=by, at=at, drafts=said["drafts"], effective_on=said["effective_on"])

    page = WordsPage("web/act.html", shown, _("已起草"), _to)
    return words_page(request, page, form, act)


@require_http_methods(["GET", "POST"])
def from_packs(request: HttpRequest) -> HttpResponse:
    """What a newer edition of the packs says otherwise becomes one request."""
    found = queries.open_editions(acting.actor(request), clock.today())
    choices = [(row.key, f"{_(row.kind_label)}：{row.words}") for row in found.items[:MOST_ITEMS]]
    form = EditionsForm(choices, request.POST or None)
    left = "、".join(f"{PACK_TABLES.get(table, table)} {n}" for table, n in sorted(found.left.items()))
    each = _("每处差异成为一项，走评分、审核、批准、公布；一次最多 %(n)s 项。") % {"n": MOST_ITEMS}
    effect = each if choices else _("现在没有可列入的差异：目录和新版数据一致。装入新版数据后再来。")
    shown = {
        "form": form,
        "title": _("把新版数据的差异列入调整"),
        "effect": effect + (_("不属于目录调整、这里不列的差异：%(left)s") % {"left": left} if left else ""),
        "back": reverse("web:changes"),
    }

    def act(by: Actor, at: datetime) -> object:
        said = form.cleaned_data
        return services.change_from_editions(by=by, at=at, keys=said["keys"], effective_on=said["effective_on"])

    return words_page(request, WordsPage("web/act.html", shown, _("已起草"), _to), form, act)


def _to(done: Any) -> str:
    return _address(done.pk) if done else reverse("web:changes")


def _address(pk: UUID) -> str:
    return reverse("web:change", args=[pk])


def _row(by: Actor, pk: UUID) -> ChangeRow:
    row = queries.standing(by, pk)
    if row is None:
        raise Http404
    return row


def page(request: HttpRequest, change: UUID) -> HttpResponse:
    """One change: what, why, how far it is, and what stands in the way."""
    by = acting.actor(request)
    found = queries.change(by, change, clock.today())
    if found is None:
        raise Http404
    amends = any(o.act == "amend" for o in found.offers)
    context = {
        "page": found,
        "row": found.row,
        "steps": [_step(s) for s in found.steps],
        "blocked": next((s.ruling for s in found.steps if s.ruling), None),
        "acts": [_act(found.row, o) for o in found.offers if o.act in CHANGE_ACTS],
        "items": [_item(i) for i in found.items],
        "sheets": [_sheet(s) for s in found.sheets],
        "writes": [
            {**w, "said": WRITTEN.get(w["done"], w["done"]), "table_name": TABLES.get(w["table"], w["table"])} for w in found.writes
        ],
        "kinds": KINDS.items() if amends else (),
        "amends": amends,
        "documents": documents.of_subjects(found.row.id),
        "entries": trail.story(found.row.id),
        "ended": found.row.state in ("refused", "withdrawn"),
        **({} if found.row.state in ("refused", "withdrawn") else cutovers.of_change(by, found.row.id)),
    }
    return render(request, "web/change.html", context)


def _item(item: Any) -> dict[str, Any]:
    faults = [say(code, dict(values) | {"item": item.name}) for code, values in item.faults]
    return {"item": item, "lines": item_lines(item), "faults": faults}


def _sheet(sheet: Any) -> dict[str, Any]:
    figures = [{"label": FIGURES[f["key"]], **f, "evidence": [evidence_links(e) for e in f["evidence"]]} for f in sheet.figures]
    return {"sheet": sheet, "figures": figures, "proposal": PROPOSALS[sheet.proposal]}


def _step(step: Any) -> Step:
    note = "；".join([*([step.by_name] if step.by_name else ["、".join(str(_(w)) for w in step.who)]), *(str(c) for c in step.basis)])
    state = {"ended": "waiting"}.get(step.state, step.state)
    return Step(_(step.label), state, note, step.at)


def _act(row: ChangeRow, offer: Offer) -> Act:
    url = reverse("web:change_act", args=[row.id, offer.act])
    return button(offer, CHANGE_ACTS[offer.act], url=url, effect=change_effect(offer.act), version=row.version)


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, change: UUID, act: str) -> HttpResponse:
    """GET asks for the words, POST does it."""
    by = acting.actor(request)
    row, spec = _row(by, change), CHANGE_ACTS.get(act)
    if spec is None:
        raise Http404
    form = spec.form(request.POST) if request.method == "POST" else spec.form()
    label = CATALOGUE_CHANGE.act_labels[act]
    shown = {"form": form, "spec": spec, "title": _(label), "about": f"{row.code} {row.title}", "effect": change_effect(act),
             "version": row.version, "back": _address(change)}  # fmt: skip

    def do(who: Actor, at: datetime) -> object:
        return spec.call(who, at, change, form.cleaned_data, version_of(request)) or True

    return words_page(request, WordsPage("web/act.html", shown, str(spec.quiet), lambda done: _address(change)), form, do)


@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, change: UUID) -> HttpResponse:
    """Other words of a request; its items stay."""
    by = acting.actor(request)
    row, found = _row(by, change), _page(by, change)
    initial = {"title": row.title, "ground": row.ground, "ground_text": found.ground_text, "effective_on": row.effective_on,
               "assessment": found.assessment}  # fmt: skip
    form = RequestForm(request.POST or None, initial=initial)
    shown = {
        "form": form,
        "title": _("修改"),
        "about": row.code,
        "effect": _("调整内容不变"),
        "version": row.version,
        "back": _address(change),
    }

    def do(who: Actor, at: datetime) -> object:
        words = form.request()
        return services.amend_change(by=who, at=at, change=change, request=words, keep_items=True, version=version_of(request))

    return words_page(request, WordsPage("web/act.html", shown, _("已修改"), lambda done: _address(change)), form, do)


def _page(by: Actor, pk: UUID) -> ChangePage:
    found = queries.change(by, pk, clock.today())
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, change: UUID, kind: str) -> HttpResponse:
    """One more item of this kind."""
    by = acting.actor(request)
    row, made = _row(by, change), ITEM_FORMS.get(kind)
    if made is None:
        raise Http404
    form = made(request.POST or None)
    shown = {"form": form, "title": _(KINDS[kind]), "about": f"{row.code} {row.title}", "effect": _("添加到本次调整"),
             "version": row.version, "back": _address(change)}  # fmt: skip

    def do(who: Actor, at: datetime) -> object:
        return services.add_items(by=who, at=at, change=change, items=(form.item(),), version=version_of(request))

    return words_page(request, WordsPage("web/act.html", shown, _("已添加"), lambda done: _address(change)), form, do)


@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, change: UUID, order: int) -> HttpResponse:
    """Words of a new matter that came without them."""
    by = acting.actor(request)
    row = _row(by, change)
    item = next((i for i in _page(by, change).items if i.order == order and i.kind == NEW_MATTER), None)
    if item is None:
        raise Http404
    form = SettleMatter(request.POST or None, initial=item.after)
    shown = {"form": form, "title": _("补全新增事项"), "about": f"{row.code} {item.subject}", "effect": _("依据和罚款幅度不变"),
             "version": row.version, "back": _address(change)}  # fmt: skip

    def do(who: Actor, at: datetime) -> object:
        words = form.cleaned_data
        return services.settle_matter(by=who, at=at, change=change, order=order, words=words, version=version_of(request))

    return words_page(request, WordsPage("web/act.html", shown, _("已补全"), lambda done: _address(change)), form, do)


@require_POST
def drop(request: HttpRequest, change: UUID, order: int) -> HttpResponse:
    """One item less."""
    _row(acting.actor(request), change)
    done = perform(request, lambda by, at: services.drop_item(by=by, at=at, change=change, order=order, version=version_of(request)))
    quiet.tell(request, _("已去掉这一项") if done else _("刚才已经提交过，没有重复办理"))
    return HttpResponse(status=303, headers={"Location": _address(change)})
