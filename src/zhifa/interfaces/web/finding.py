"""What the search box finds for people at desks: incidents and cases they may see, matters of the catalogue."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zhifa.apps.cases.queries.numbered import numbered
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.dispatch import queries
from zhifa.interfaces.frame import clock, search
from zhifa.interfaces.frame.search import Hit, Source
from zhifa.law.actors import Actor


def incidents(text: str, by: Actor, limit: int) -> list[Hit]:
    """By number, words or address, within what the actor may see."""
    found = queries.incidents(by, "all", at=clock.now(), text=text).rows
    return [
        Hit(
            r.text[:60],
            reverse("web:incident", args=[r.number]),
            " · ".join(filter(None, (r.number, r.area_name, r.address, r.state_label))),
        )
        for r in found[:limit]
    ]


def cases(text: str, by: Actor, limit: int) -> list[Hit]:
    """By reference or by the number of the decision."""
    return [
        Hit(c.title, reverse("web:ordinary_case" if c.ordinary else "web:case", args=[c.id]), f"{c.ref} · {c.state_label}")
        for c in numbered(by, text, limit)
    ]


def matters(text: str, by: Actor, limit: int) -> list[Hit]:
    """By name, everyday word, domain or code."""
    return [
        Hit(m.name, reverse("portal:matter", args=[m.code]), f"{m.code} · {m.domain_label}") for m in catalogue.matters(text=text)[:limit]
    ]


def hang() -> None:
    """Called once at start."""
    search.register(
        Source("incidents", _("事件"), "story", incidents, order=10),
        Source("cases", _("案件"), "case", cases, order=20),
        Source("matters", _("事项"), "law", matters, order=40),
    )
