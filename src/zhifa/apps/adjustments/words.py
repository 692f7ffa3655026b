"""What an announcement says: one line for each thing that changes, in words for the public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from zhifa.apps.adjustments.models import Change, ChangeItem, Level
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.documents.wording import moment, plain_date
from zhifa.apps.registry import queries as registry
from zhifa.law import catalogue_change as law
from zhifa.law.actors import Actor

POWERS = {"penalty": "行政处罚权", "investigation": "与处罚有关的调查（检查）权", "coercion": "与处罚有关的行政强制措施权",
          "routine_patrol": "日常巡查", "targeted_inspection": "定向检查", "supervision": "监督管理", "licence": "许可"}  # fmt: skip


def notice(row: Change, items: Sequence[ChangeItem]) -> list[dict[str, str]]:
    """One {kind, text} for each item."""
    return [{"kind": law.KINDS[item.kind], "text": item_words(item)} for item in items]


def item_words(item: ChangeItem) -> str:
    """What the item does, as a citizen reads it."""
    after: Mapping[str, Any] = item.after or {}
    if item.kind == law.NEW_MATTER:
        domain = catalogue.domain_labels().get(after.get("domain", ""), after.get("domain", ""))
        return f"“{after.get('name', item.subject)}”（{item.subject}）列入{domain}领域执法事项"
    if item.kind == law.END_MATTER:
        return f"“{_matter(item.subject)}”（{item.subject}）不再列入目录"
    if item.kind == law.NEW_GRANT:
        what = f"“{_matter(after['matter'])}”（{after['matter']}）" if after.get("matter") else f"{after.get('domain')}领域"
        powers = "、".join(POWERS.get(p, p) for p in after.get("powers", ()))
        return f"{what}的{powers}由{_organ(after.get('holder', ''))}行使"
    if item.kind in (law.EMPOWER, law.WITHDRAW_POWER):
        names = "、".join(f"“{_matter(m)}”" for m in after.get("matters", ()))
        verb = "以自身名义行使行政处罚权的事项增加" if item.kind == law.EMPOWER else "不再行使行政处罚权的事项"
        return f"{_organ(item.subject)}{verb}：{names}"
    if item.kind == law.COVERAGE:
        area, team = registry.area(item.subject), registry.team(after.get("team", ""))
        return f"{area.name if area else item.subject}由{team.name if team else after.get('team')}负责"
    if item.kind == law.PLATE:
        return f"{_organ(item.subject)}以“{after.get('main')}”为主牌"
    return item.name


def _matter(code: str) -> str:
    row = catalogue.matter(code)
    return row.name if row else code


def _organ(code: str) -> str:
    row = registry.organ(code)
    return row.name if row else code


def document(row: Change, items: Sequence[ChangeItem], channel: str, by: Actor, at: datetime) -> dict[str, Any]:
    """Facts of the announcement as a document."""
    assert row.effective_on is not None
    approvals = [f"{a.organ}（{a.number}，{plain_date(a.issued_on)}）" for a in row.approvals.order_by("recorded_at")]
    return {
        "title": row.title,
        "change": row.code,
        "notice": row.notice,
        "ground": row.ground_text,
        "approval": "；".join(approvals),
        "level": Level(row.level).label,
        "effective": plain_date(row.effective_on),
        "channel": channel.strip(),
        "items": [{"kind": line["kind"], "text": line["text"]} for line in notice(row, items)],
        "signers": [{"role": "公布", "name": by.name, "detail": by.post, "signed": f"{moment(at)}以本人账号签署"}],
    }
