"""Incidents as lines of a list, twenty on a page: written here and not by a template, which took half of the page's time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zhifa.apps.dispatch.queries import IncidentRow
from zhifa.apps.trail import keeping
from zhifa.interfaces.frame.templatetags.frame import deadline_chip, icon

register = template.Library()
SHOWN_MATTER, SHOWN_TEXT, SHOWN_TITLE, SHOWN_ADDRESS = 20, 60, 42, 18
_EMPTY = mark_safe("")


def cut(text: str, length: int) -> str:
    """At most so many characters, the last of them … when there was more."""
    return text if len(text) <= length else text[: length - 1] + "…"


@register.simple_tag(takes_context=True)
def table_lines(context: RequestContext, rows: Iterable[IncidentRow]) -> SafeString:
    """The rows of the table of incidents."""
    now = context["now"]
    return keeping.kept(("table", *_named(rows)), now, lambda: format_html_join("", _TABLE_LINE, (_cells(row, now) for row in rows)))


def _named(rows: Iterable[IncidentRow]) -> tuple[object, ...]:
    """By what lines that were drawn are known again."""
    return get_language(), *((r.id, r.version, *((m.id, m.version) for m in r.matters)) for r in rows)


_TABLE_LINE = (
    '<tr data-item data-id="{}"><td class="nowrap"><a data-open href="{}">{}</a><br><span class="tiny soft">{}</span></td>'
    "<td>{}</td><td>{}</td><td>{}</td><td>{}{}</td><td>{}</td></tr>"
)


def _cells(row: IncidentRow, now: datetime) -> tuple[object, ...]:
    return (
        row.number,
        reverse("web:incident", args=(row.number,)),
        row.number,
        _(row.source_label),
        cut(row.text, SHOWN_TEXT),
        row.area_name or _("地点不明"),
        _matters(row),
        _(row.state_label),
        format_html_join("", '<br><span class="small soft">{}</span>', ((_(m.state_label),) for m in row.matters)),
        deadline_chip(row.due_at, now),
    )


def _matters(row: IncidentRow) -> SafeString:
    if not row.matters:
        return mark_safe('<span class="soft">—</span>')
    named = ((cut(m.matter_name, SHOWN_MATTER), m.team_name or m.handed_to_name) for m in row.matters)
    return format_html_join("", '<div>{} <span class="soft small">{}</span></div>', named)


@register.simple_tag(takes_context=True)
def queue_lines(context: RequestContext, rows: Iterable[IncidentRow], view: str, current: str = "") -> SafeString:
    """The rows of the dispatcher's queue; `current`: number of the incident that stands open beside it."""
    queue, now = reverse("web:queue"), context["now"]

    def drawn() -> SafeString:
        return format_html_join("", _QUEUE_LINE, (_parts(row, now, f"{queue}?open={row.number}&view={view}", current) for row in rows))

    return keeping.kept(("queue", view, current, *_named(rows)), now, drawn)


_QUEUE_LINE = (
    '<li data-item data-id="{}"><a class="row" data-open href="{}" hx-get="{}" hx-target="#incident" hx-push-url="{}"{}{}>'
    '<span class="line">{}{}<span class="end soft small">{}</span></span><span class="title">{}</span>{}'
    '<span class="line small soft">{}{}{}<span class="end">{}</span></span></a></li>'
)


def _parts(row: IncidentRow, now: datetime, url: str, current: str) -> tuple[object, ...]:
    return (
        row.number,
        url,
        reverse("web:incident", args=(row.number,)),
        url,
        mark_safe(' aria-current="true"') if row.number == current else _EMPTY,
        mark_safe(' data-level="late"') if row.danger_to_life else _EMPTY,
        _mark(icon("danger"), _("危及生命"), late=True) if row.danger_to_life else _EMPTY,
        deadline_chip(row.due_at, now),
        _(row.source_label),
        cut(row.text, SHOWN_TITLE),
        _standing(row),
        icon("place"),
        row.area_name or _("地点不明"),
        f" · {cut(row.address, SHOWN_ADDRESS)}" if row.address else "",
        "、".join(_(m.state_label) for m in row.matters) or _(row.state_label),
    )


def _standing(row: IncidentRow) -> SafeString:
    """To whom its missed clock went, and how many people reported it."""
    marks = []
    if row.escalated:
        marks.append(_mark(icon("alert"), _("已报县领导") if row.escalated > 1 else _("已报值班长"), late=True))
    if row.reports > 1:
        marks.append(_mark(icon("person"), _("%(n)s 人次") % {"n": row.reports}))
    return format_html('<span class="line">{}</span>', format_html_join("", "{}", ((m,) for m in marks))) if marks else _EMPTY


def _mark(sign: SafeString, word: str, *, late: bool = False) -> SafeString:
    return format_html('<span class="chip"{}>{}{}</span>', mark_safe(' data-level="late"') if late else _EMPTY, sign, word)
