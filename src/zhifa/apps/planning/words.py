"""What the documents of a line say: the plan, or the scheme of a joint visit."""

from __future__ import annotations

from datetime import date
from typing import Any

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.documents.wording import moment, plain_date
from zhifa.apps.planning.facts import active, overlaps
from zhifa.apps.planning.models import CheckItem, PlanLine
from zhifa.apps.registry import queries as registry
from zhifa.law.actors import Actor

NAMED = 30


def plan(row: PlanLine, by: Actor, at: Any, day: date) -> dict[str, Any]:
    """行政检查计划 of one organ."""
    labels = catalogue.domain_labels()
    apart = [f"{o.other.organ_name}同期检查不合并的理由：{o.reason}" for o in overlaps(row, day)]
    return {
        "title": row.title,
        "plan": row.code,
        "field": labels.get(row.domain, row.domain),
        "items": _items(row),
        "scope": _scope(row),
        "frequency": f"每处{row.times}次",
        "window": _window(row),
        "together": "；".join(apart) or "窗口期内没有其他机关的检查",
        "signers": _signers(by, at),
    }


def joint_scheme(row: PlanLine, by: Actor, at: Any) -> dict[str, Any]:
    """联合检查方案: who does what is read from the lines that went into it."""
    names = {o.code: o.name for o in registry.organs()}
    division: dict[str, list[str]] = {}
    for line in PlanLine.objects.filter(places__moved_to=row).distinct().order_by("code"):
        division.setdefault(line.organ_name, []).extend(line.items)
    titles = dict(CheckItem.objects.filter(code__in=row.items).values_list("code", "title"))
    return {
        "plan": row.code,
        "initiator": row.organ_name,
        "participants": "、".join(names.get(p, p) for p in row.participants),
        "division": [{"organ": o, "items": "、".join(titles.get(i, i) for i in dict.fromkeys(items))} for o, items in division.items()],
        "objects": _scope(row),
        "window": _window(row),
        "items": _items(row),
        "signers": _signers(by, at),
    }


def _items(row: PlanLine) -> list[str]:
    found = CheckItem.objects.filter(code__in=row.items).order_by("code")
    return [f"{i.title}：{i.criterion}" for i in found]


def _scope(row: PlanLine) -> str:
    names = [p.premises.name for p in active(row)]
    more = f"等{len(names)}处" if len(names) > NAMED else ""
    return f"{len(names)}处：{'、'.join(names[:NAMED])}{more}"


def _window(row: PlanLine) -> str:
    return f"{plain_date(row.since)}至{plain_date(row.until)}"


def _signers(by: Actor, at: Any) -> list[dict[str, str]]:
    return [{"role": "批准", "name": by.name, "detail": by.post, "signed": f"{moment(at)}以本人账号签署"}]
