"""What documents of a visit say, made from what is on file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.documents.services import Owner
from zhifa.apps.documents.wording import moment, plain_date
from zhifa.apps.inspections.models import Draw, Finding, Inspection
from zhifa.apps.parties.models import Premises
from zhifa.apps.planning import queries as planning
from zhifa.apps.planning.models import PlanLine
from zhifa.apps.registry import queries as registry
from zhifa.law.actors import Actor
from zhifa.law.procedure.inspection import FINDING

SOURCES = {
    "routine": "日常监督检查",
    "complaint": "投诉举报、转办交办",
    "media_clue": "媒体线索核查",
    "patrol_finding": "巡查检测发现",
    "annual_plan": "年度或者专项检查计划",
    "commitment_check": "告知承诺核查",
    "electronic_check": "电子材料核实",
    "regulation_exempt": "法规另有规定",
}
RESULTS = {"yes": "符合", "no": "不符合", "not_applicable": "不适用"}
RIGHTS = (
    "你（单位）有权要求检查人员出示执法证件，有权陈述、申辩，有权对检查人员的违法行为投诉举报；"
    "检查人员与检查事项有直接利害关系的，有权申请回避。应当如实回答询问，配合检查，不得拒绝、阻挠。"
)


def owner(row: Inspection) -> Owner:
    """Whose the document is; the people on the scene may always open it."""
    return Owner(row.pk, row.organ, row.acting_identity, row.team, row.area, tuple(row.officers))


def officer_words(row: Inspection, by: Actor, at: datetime) -> list[dict[str, str]]:
    """Names and certificates of the day; only the one who acts signs from the own account (2 queries)."""
    certificates = registry.certificates(row.officers, timezone.localdate(at))
    names = {p.id: p.name for p in registry.people_by_id(row.officers)}
    signed = f"{moment(at)}以本人账号签署"
    return [
        {"name": names.get(p, by.name), "certificate": certificates.get(p, ""), "signed": signed if p == by.person else ""}
        for p in row.officers
    ]


def _common(row: Inspection, by: Actor, at: datetime) -> dict[str, Any]:
    place = row.premises
    return {
        "inspection": row.code,
        "party": place.party.name if place.party else place.name,
        "place": f"{place.name}，{place.address}",
        "visited_at": moment(row.arrived_at or at),
        "rights": RIGHTS,
        "officers": officer_words(row, by, at),
    }


def _basis(codes: Iterable[str]) -> str:
    matters = (catalogue.matter(item.matter) for item in planning.items(codes=list(codes)))
    cited = dict.fromkeys(str(c) for m in matters if m for c in m.citations)
    return "、".join(f"《{law}》{place.replace(' ', '')}" for law, _, place in (c.partition(" ") for c in cited))


def notice(row: Inspection, by: Actor, at: datetime) -> dict[str, Any]:
    """行政检查通知书."""
    named = {o.code: o for o in registry.organs()}
    organ = named.get(row.organ)
    return {
        **_common(row, by, at),
        "source": SOURCES[row.source] + (f"（{row.source_ref}）" if row.source_ref else ""),
        "basis": _basis(row.items),
        "items": [f"{i.title}（{i.criterion}）" for i in planning.items(codes=row.items)],
        "joint": "、".join(named[o].name for o in row.joined if o in named),
        "phone": organ.phone if organ else "",
    }


def record(row: Inspection, by: Actor, at: datetime) -> dict[str, Any]:
    """现场检查笔录."""
    given = {a.item: a for a in row.answers.all()}
    refused = f"拒绝签名：{row.refusal_note}；见证：{row.witness}" if row.refusal_note else ""
    shown = f"{moment(row.shown_at)}，" if row.shown_at else ""
    return {
        **_common(row, by, at),
        "shown": f"{shown}检查人员向被检查人出示了执法证件并交付行政检查通知书。",
        "answers": [
            {"item": f"{i.title}：{i.criterion}", "result": RESULTS[given[i.code].result], "note": given[i.code].note}
            for i in planning.items(codes=row.items)
            if i.code in given
        ],
        "summary": row.summary or "按清单逐项检查，情况见上表。",
        "statement": row.statement,
        "signature": refused or f"{row.signed_by}阅后签名。",
        "refusal": refused,
    }


def outcome(finding: Finding) -> str:
    """What became of a problem, in a sentence."""
    more = {
        "correcting": f"，{plain_date(finding.correct_by)}前改正" if finding.correct_by else "",
        "corrected": f"（{finding.order_number}）",
        "handed_over": f"，事件{finding.incident_number}",
        "in_case": f"，案件{finding.case_ref}",
        "proposed": f"，案件{finding.case_ref}",
    }
    return FINDING.state_labels[finding.state] + more.get(finding.state, "") + (f"：{finding.note}" if finding.note else "")


def result(row: Inspection, by: Actor, at: datetime) -> dict[str, Any]:
    """行政检查结果记录."""
    found = [{"finding": f"{f.title}：{f.words}", "result": outcome(f)} for f in row.findings.order_by("item")]
    return {
        **_common(row, by, at),
        "summary": row.summary or "按清单逐项检查。",
        "results": found or [{"finding": "未发现问题", "result": "无"}],
    }


def approval(row: Inspection, by: Actor, at: datetime, near: Iterable[str]) -> dict[str, Any]:
    """行政检查审批表. `near`: other visits to the place inside the window, in words."""
    place = row.premises
    named = "、".join(p.name for p in registry.people_by_id(row.assigned))
    others = "、".join(near)
    return {
        "inspection": row.code,
        "party": place.party.name if place.party else place.name,
        "place": f"{place.name}，{place.address}",
        "reason": SOURCES[row.source] + (f"（{row.source_ref}）" if row.source_ref else ""),
        "source": SOURCES[row.source],
        "basis": _basis(row.items),
        "items": [f"{i.title}（{i.criterion}）" for i in planning.items(codes=row.items)],
        "people": named or "两名以上持有执法证件的人员，到场时登记",
        "planned": plain_date(row.planned_on) + (f"至{plain_date(row.until)}" if row.until != row.planned_on else ""),
        "near": f"{others}；不合并的理由：{row.merge_reason}" if others else "窗口期内没有其他检查",
        "opinion": "同意检查。",
        "signers": [{"role": "审批人（机关负责人）", "name": by.name, "detail": by.post, "signed": f"{moment(at)}以本人账号签署"}],
    }


def random_draw(draw: Draw, line: PlanLine, pool: Mapping[str, Premises], by: Actor, at: datetime) -> dict[str, Any]:
    """双随机抽查结果."""
    people = {p.id: p.name for p in registry.people_by_id(draw.people)}
    return {
        "draw": draw.number,
        "plan": f"{line.title}（{line.code}）",
        "pool": f"{len(draw.pool)}处",
        "people": f"{len(draw.people)}人",
        "method": draw.method,
        "seed": draw.seed,
        "digest": draw.digest,
        "drawn_at": moment(at),
        "drawn": [{"place": pool[d["place"]].name, "officers": "、".join(people.get(p, p) for p in d["people"])} for d in draw.drawn],
        "signers": [{"role": "抽取人", "name": by.name, "detail": by.post, "signed": f"{moment(at)}以本人账号签署"}],
    }
