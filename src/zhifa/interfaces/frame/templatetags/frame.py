"""The components every door builds pages from. `{% load i18n frame %}`, then:

Words and marks
    {% icon "dispatch" %}                         one of static/frame/icons.svg; the word beside it is yours to write
    {% mark_demo %}  {% mark_approximate %}       演示 / 示意边界; {% mark_demo assumptions %} marks only if one starts with "demo"
    {% person_name entry %}                       威坪中队队员 · 中队长（post in small）; takes name/post attributes or an Actor
    {{ when|moment:now }}                         今天 16:20 · 9月3日 17:00 (datetime or date)
    {{ length|span }}                             a timedelta: 2 小时 5 分
    {{ phone|dial }}                              for href="tel:…"
    {{ code|say }}                                the sentence of a reason code without values
    {% reason found %}                            the sentence of a Reason with its values
    {{ state|label:workflow.state_labels }}       the word for a state or an act, in the reader's language

Deadlines, reasons, stories
    {% clock row.due_at %}                        chip that ticks; {% clock deadline %} with a parts.Deadline adds what it rests on
    {% why ruling %}                              panel “为什么？” of Ruling, AuthorityRuling, Refused, stored JSON or a sentence;
                                                  {% why ruling title="为什么是他们？" open=True %}
    {% cites citations %}                         small chips of 第…条
    {% story entries labels=labels %}             timeline of trail.queries.story(…); labels: verb → 中文 (default: the workflows' own)
    {% steps steps %}                             statute as navigation: list of parts.Step

Acts
    {% act_button act %}                          parts.Act: form with CSRF, submit key, version; says its effect, or why not
    {% undo_line text act %}                      line inside a page; after a redirect: quiet.tell(request, text, undo=act)

Lists and figures
    {% tile figure %}                             parts.Figure: a number that opens its rows
    {% tabs tabs current %}                       parts.Tab list, `current` is a code
    {% pager page %}                              a Django Page; keeps the query string
    {% facts pairs %}                             data list of (label, value)
    {% empty "没有待办" "新的事件会自己出现在这里。" %}   optional: icon="inbox" url="…" action="…"
    {% progress done total label %}               with words, not only a bar
    <div class="table-scroll" tabindex="0" role="region" aria-label="…"><table class="table">   sticky header, .num for figures

Forms
    {% field form.phone %}                        label, help, widget, error, tied by aria-describedby; {% field f "可不填" %}
    <form data-draft="report" …>                  typed text survives leaving (draft.js); data-once refuses a second press

Map
    {% map %}                                     areas from /areas.geojson; {% map points=points selected=code select_url="/areas/CODE" %}
                                                  points: list of {lon, lat, label, url, level}; a keyboard list stands beside it
Live parts
    <section id="queue" data-live hx-get="…">     fetched anew when the change counter moves, not under one's hands (live.js)
    <ul data-list><li data-item data-id="…"><a class="row" data-open …>    j/k; data-key="d" is pressed by d (keys.js)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import uuid4

from django import template
from django.forms import BoundField
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from zhifa.interfaces.frame import deadlines, sentences, verbs
from zhifa.interfaces.frame.clock import now as clock_now
from zhifa.interfaces.frame.parts import Act, Figure, Step, Tab
from zhifa.interfaces.frame.reasoning import explain, is_demo
from zhifa.law.rulings import Reason

register = template.Library()
Shown = dict[str, Any]


@register.simple_tag
@lru_cache(maxsize=1000)
def icon(name: str, extra: str = "") -> SafeString:
    """An icon of the sprite; hidden from screen readers, since a word always stands beside it."""
    return format_html('<svg class="icon {}" aria-hidden="true"><use href="{}#{}"></use></svg>', extra, static("frame/icons.svg"), name)


@register.inclusion_tag("frame/parts/mark.html")
def mark_demo(assumptions: Iterable[str] | None = None) -> Shown:
    """演示. With a list of assumption codes: only when one of them speaks of demonstration facts."""
    show = assumptions is None or any(map(is_demo, assumptions))
    return {"show": show, "kind": "demo", "icon": "demo", "text": _("演示"), "title": _("演示数据：不是真实的人员、范围或文书")}


@register.inclusion_tag("frame/parts/mark.html")
def mark_approximate() -> Shown:
    """示意边界."""
    return {"show": True, "kind": "approx", "icon": "sketch", "text": _("示意边界"), "title": _("边界为示意绘制，不是法定界线")}


@register.inclusion_tag("frame/parts/person.html")
def person_name(who: Any) -> Shown:
    """Name and post of an Actor, a trail entry or anything with `name` and `post`."""
    return {"name": getattr(who, "name", "") or str(who), "post": getattr(who, "post", ""), "identity": getattr(who, "acting_identity", "")}


@register.filter
def moment(when: datetime | date | None, now: datetime | None = None) -> str:
    """今天 16:20."""
    return deadlines.moment(when, now or clock_now()) if when else ""


@register.filter
def span(length: timedelta | None) -> str:
    """2 小时 5 分."""
    return deadlines.span(length) if length is not None else ""


@register.filter
def dial(phone: str) -> str:
    """What a telephone dials: digits and a leading +."""
    return "".join(c for c in phone if c.isdigit() or c == "+")


@register.filter
def say(code: str) -> str:
    """The sentence of a reason code."""
    return sentences.say(code)


@register.simple_tag
def reason(found: Reason) -> str:
    """The sentence of a reason with its values."""
    return sentences.say(found.code, found.values)


@register.filter
def label(code: str, labels: Mapping[str, str]) -> str:
    """The word for a state or an act."""
    return _(labels[code]) if code in labels else code


@register.simple_tag(takes_context=True)
def clock(context: RequestContext, due: Any, now: datetime | None = None, done_at: datetime | None = None) -> SafeString | str:
    """`due`: datetime, date or an object like parts.Deadline. Nothing due shows nothing."""
    if not due:
        return ""
    parts = deadlines.parts_of(due)
    moment_now, ended = now or context.get("now") or clock_now(), done_at or parts.get("done_at")
    mark = _chip(deadlines.chip(parts["due"], moment_now, started=parts.get("started"), done_at=ended), running=not ended)
    if any(parts.get(k) for k in ("rule", "citations", "counted", "excluded")):
        return render_to_string("frame/parts/clock.html", {**parts, "mark": mark})
    return mark


def deadline_chip(due: datetime | None, now: datetime) -> SafeString:
    """What `clock` shows of a bare instant, for lists that are not written by a template."""
    return _chip(deadlines.chip(due, now), running=True) if due else SafeString("")


def _chip(shown: deadlines.Chip, *, running: bool) -> SafeString:
    """Written here and not by a template: a list has one on every line."""
    ticks = format_html(' data-end="{}" data-soon="{}"', shown.end, shown.soon) if running and shown.level != "done" else ""
    sign = icon({"late": "late", "done": "done"}.get(shown.level, "clock"))
    return format_html(
        '<span class="chip" data-level="{}"{}>{}<span data-left>{}</span> <span class="sub">· {}</span></span>',
        shown.level, ticks, sign, shown.text, shown.until,
    )  # fmt: skip


@register.inclusion_tag("frame/parts/why.html")
def why(ruling: Any, title: str = "", open: bool = False) -> Shown:
    """The reasons of anything computed."""
    return {"why": explain(ruling), "title": title or _("为什么？"), "open": open}


@register.inclusion_tag("frame/parts/cites.html")
def cites(citations: Iterable[Any]) -> Shown:
    """Articles as small chips."""
    return {"citations": [str(c) for c in citations or ()]}


@register.inclusion_tag("frame/parts/story.html", takes_context=True)
def story(context: RequestContext, entries: Iterable[Any], labels: Mapping[str, str] | None = None) -> Shown:
    """One timeline in plain words; details folded, proof hash at the end."""
    rows = list(entries)
    told = [{"entry": e, "verb": verbs.spoken(e, labels or {}), "level": verbs.level(e)} for e in rows]
    return {"told": told, "last": rows[-1] if rows else None, "now": context.get("now") or clock_now()}


@register.inclusion_tag("frame/parts/steps.html", takes_context=True)
def steps(context: RequestContext, steps: Iterable[Step]) -> Shown:
    """A procedure as a list of steps."""
    return {"steps": list(steps), "now": context.get("now") or clock_now()}


@register.inclusion_tag("frame/parts/act.html", takes_context=True)
def act_button(context: RequestContext, act: Act) -> Shown:
    """One act: says its effect before, the reason when it cannot be done."""
    return {
        "act": act,
        "refusal": None if act.allowed else explain(act.refusal),
        "id": f"act-{act.submit_key[:8]}",
        "csrf_token": context.get("csrf_token", ""),
    }


@register.inclusion_tag("frame/parts/undo.html", takes_context=True)
def undo_line(context: RequestContext, text: str, act: Act | None = None) -> Shown:
    """What was just done, and its undo where that is safe."""
    return {"text": text, "act": act, "csrf_token": context.get("csrf_token", "")}


@register.inclusion_tag("frame/parts/tile.html")
def tile(figure: Figure) -> Shown:
    """A figure that opens its rows."""
    return {"figure": figure}


@register.inclusion_tag("frame/parts/tabs.html")
def tabs(tabs: Iterable[Tab], current: str) -> Shown:
    """Views of one object, as links."""
    return {"tabs": list(tabs), "current": current}


@register.inclusion_tag("frame/parts/pager.html", takes_context=True)
def pager(context: RequestContext, page: Any, parameter: str = "page") -> Shown:
    """Before, next, and what is shown of how many."""
    query = context["request"].GET.copy()
    query.pop(parameter, None)
    return {"page": page, "parameter": parameter, "query": query.urlencode()}


@register.inclusion_tag("frame/parts/facts.html")
def facts(pairs: Iterable[tuple[str, Any]]) -> Shown:
    """Label and value; pairs without a value are left out."""
    return {"pairs": [(k, v) for k, v in pairs if v not in (None, "")]}


@register.inclusion_tag("frame/parts/empty.html")
def empty(title: str, hint: str = "", icon: str = "inbox", url: str = "", action: str = "") -> Shown:
    """What would be here and how it comes."""
    return {"title": title, "hint": hint, "icon": icon, "url": url, "action": action}


@register.inclusion_tag("frame/parts/progress.html")
def progress(done: int, total: int, label: str = "") -> Shown:
    """How far, in words and as a bar."""
    return {"done": done, "total": total, "label": label}


@register.inclusion_tag("frame/parts/field.html")
def field(bound: BoundField, optional: str = "") -> Shown:
    """A form field with everything that belongs to it."""
    widget = bound.field.widget
    kind = "" if getattr(widget, "allow_multiple_selected", False) else getattr(widget, "input_type", "")
    return {
        "field": bound,
        "optional": optional,
        "kind": kind,
        "error_id": f"{bound.auto_id}_error",
        "help_id": f"{bound.auto_id}_helptext",
    }


@register.inclusion_tag("frame/parts/map.html", takes_context=True, name="map")
def county_map(
    context: RequestContext,
    points: Iterable[Mapping[str, Any]] = (),
    selected: str = "",
    select_url: str = "",
    areas_url: str = "",
    listing: bool = True,
) -> Shown:
    """Areas, water and points without tiles; `select_url` with CODE makes areas links."""
    name = uuid4().hex[:8]
    return {
        "id": f"map-{name}",
        "areas_url": areas_url or reverse("frame:areas"),
        "points": list(points),
        "points_id": f"points-{name}",
        "selected": selected,
        "select_url": select_url,
        "listing": listing,
    }
