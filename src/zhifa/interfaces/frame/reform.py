"""The reform figures in words and as plain data: one form for page, file and API."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from zhifa.apps.appraisal.queries.reform import Shown
from zhifa.interfaces.frame.charts import Goal
from zhifa.interfaces.frame.sentences import say
from zhifa.law.reform import Definition, Figure, Line, Standing, Target, Taxonomy

PARTS = ("name", "formula", "numerator", "denominator")


def words(code: str) -> dict[str, str]:
    """Name, formula and the words for numerator and denominator."""
    return {part: say(f"reform.{code}.{part}") for part in PARTS}


def plain(shown: Shown, taxonomy: Taxonomy) -> dict[str, Any]:
    """A figure without its rows; numbers that cannot be said are None and `missing` says why."""
    found, said = shown.figure, words(shown.definition.code)
    by_domain = shown.definition.by_domain
    return {
        "code": shown.definition.code,
        "version": shown.definition.version,
        "name": said["name"],
        "formula": said["formula"],
        "day": found.day.isoformat(),
        "numerator": found.numerator,
        "numerator_is": said["numerator"],
        "denominator": found.denominator,
        "denominator_is": said["denominator"],
        "percent": _text(found.percent),
        "taxonomy": taxonomy.code if by_domain else None,
        "taxonomy_name": taxonomy_name(taxonomy) if by_domain else None,
        "target": target(shown.target),
        "reached": shown.reached,
        "undated": found.undated,
        "missing": [say(r.code, r.values) for r in found.missing],
        "beside": [{"label": say(code), "value": value} for code, value in found.beside.items()],
    }


def target(given: Target | None) -> dict[str, Any] | None:
    """The target with the plan's words and their place."""
    if given is None:
        return None
    share = None if given.at_least is None else _text((given.at_least * 100).normalize())
    return {"due": given.due.isoformat() if given.due else None, "at_least_percent": share, "words": given.words, "source": given.source}


def line(given: Line) -> dict[str, Any]:
    """One row behind a figure."""
    group = say("reform.beside.empowered") if given.group == "empowered" else given.group
    return {
        "subject": given.subject,
        "name": given.name,
        "standing": given.standing.value,
        "reason": say(given.reason.code, given.reason.values),
        "group": group,
        "count": given.weight,
    }


def point(given: Figure) -> dict[str, Any]:
    """One day of the series."""
    return {
        "day": given.day.isoformat(),
        "numerator": given.numerator,
        "denominator": given.denominator,
        "percent": _text(given.percent),
        "taxonomy": given.taxonomy or None,
    }


def changes(points: Sequence[Figure], keep: Sequence[Any]) -> list[Figure]:
    """Days on which the number is another than before, those to keep, and the last one."""
    found: list[Figure] = []
    for one in points:
        before = found[-1] if found else None
        if (
            before is None
            or one.day in keep
            or one is points[-1]
            or (one.numerator, one.denominator) != (before.numerator, before.denominator)
        ):
            found.append(one)
    return found


def goals(definition: Definition) -> list[Goal]:
    """Targets that name a share, for the picture."""
    return [
        Goal(t.due, t.at_least, f"{(t.at_least * 100).normalize():f}%{f' · {t.due}' if t.due else ''}")
        for t in definition.targets
        if t.at_least is not None
    ]


def standings() -> dict[Standing, str]:
    """How a row stands, in words."""
    return {Standing.COUNTED: _("计入"), Standing.LEFT: _("不计入"), Standing.OPEN: _("不能判断")}


def taxonomy_name(taxonomy: Taxonomy) -> str:
    """The version's name in the reader's language."""
    return say(f"reform.taxonomy.{taxonomy.code}")


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
