"""Words for what a change says: fields, figures, evidence, and rows that are written."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.catalogue.queries import exporting
from zhifa.apps.registry import queries as registry

FIELDS = {
    "name": _("名称"),
    "domain": _("领域"),
    "subdomain": _("子领域"),
    "kinds": _("处罚种类"),
    "words": _("群众的说法"),
    "remarks": _("备注"),
    "official_code": _("官方编码"),
    "precondition": _("处罚前提"),
    "bases": _("依据"),
    "ended": _("不再作依据的条款"),
    "ranges": _("罚款幅度"),
    "gone_ranges": _("不再适用的档次"),
    "listed": _("省统一目录"),
    "until": _("失效日"),
    "published_on": _("公布日"),
    "areas": _("范围"),
    "powers": _("权力"),
    "holder": _("主体"),
    "acting_identity": _("以谁的名义"),
    "holder_kind": _("主体种类"),
    "team": _("队伍"),
    "matter": _("事项"),
    "matters": _("事项"),
    "main": _("主牌"),
    "prefix": _("文号前缀"),
    "status": _("现状"),
}
HIDDEN = ("holder_kind", "status", "matter")
POWERS = {"penalty": _("行政处罚"), "investigation": _("调查（检查）"), "coercion": _("行政强制措施")}
PRECONDITIONS = {"none": _("可以直接处罚"), "rectify_first": _("先责令改正")}
PARTIES = {"any": _("任何人"), "citizen": _("个人"), "organization": _("单位"), "sole_trader": _("个体工商户"),
           "responsible_person": _("直接责任人")}  # fmt: skip
FIGURES = {"frequency": _("高频率"), "comprehensiveness": _("高综合"), "demand": _("高需求"), "difficulty": _("专业难度")}
EVIDENCE = {
    "incident": _("投诉和线索"),
    "finding": _("检查发现"),
    "case": _("简易程序案件"),
    "ordinary": _("普通程序案件"),
    "department": _("涉及部门"),
    "statute": _("涉及法律法规"),
    "request": _("乡镇提出的需求"),
    "issuer_kinds": _("有由发证机关决定的处罚种类"),
    "valued_fine": _("罚款按货值、所得计算"),
    "coercion": _("涉及行政强制措施"),
    "special_field": _("属于保留专业执法或者管执一体的领域"),
}
LINKS = {"incident": "web:incident", "finding": "web:visit", "case": "web:case", "ordinary": "web:ordinary_case", "request": "web:change"}
PROPOSALS = {
    "move": (_("建议划转"), "done"),
    "keep": (_("建议不划转"), "soon"),
    "special": (_("专业领域，建议保留"), "late"),
}
WRITTEN = {"created": _("新增"), "ended": _("截止"), "changed": _("更改")}
TABLES = {
    "matter": _("事项"),
    "statute": _("法律文本"),
    "basis": _("依据"),
    "penaltyrange": _("罚款幅度"),
    "mattergrant": _("授权"),
    "mandate": _("授权文件"),
    "coverage": _("中队覆盖"),
    "plate": _("牌子"),
}
PACK_TABLES = {
    "areas": _("区域"),
    "organs": _("机关"),
    "teams": _("队伍"),
    "plates": _("牌子"),
    "coverage": _("中队覆盖"),
    "people": _("人员"),
    "certificates": _("执法证"),
    "statutes": _("法律文本"),
    "matters": _("事项"),
    "bases": _("依据"),
    "ranges": _("罚款幅度"),
    "tiers": _("裁量档次"),
    "mandates": _("授权文件"),
    "open_points": _("待明确的问题"),
    "grants": _("授权"),
    "duties": _("职责清单"),
    "premises": _("场所"),
    "checklists": _("检查表"),
}


def item_lines(item: Any) -> list[tuple[Any, str, str]]:
    """(what, before, after) in words."""
    found = [(FIELDS.get(key, key), _words(key, before), _words(key, after)) for key, before, after in item.lines if key not in HIDDEN]
    return [line for line in found if line[1] != line[2]]


def _words(key: str, value: Any) -> str:
    if value in (None, "", [], {}):
        return "—"
    if isinstance(value, list):
        return "；".join(_words(key, one) for one in value)
    if isinstance(value, dict):
        return _range(value) if "party_kind" in value else _place(value)
    return str(_NAMED.get(key, str)(value))


def _organ(code: str) -> str:
    row = registry.organ(code)
    return row.name if row else code


def _team(code: str) -> str:
    row = registry.team(code)
    return row.name if row else code


def _matter(code: str) -> str:
    row = catalogue.matter(code)
    return f"{code} {row.name}" if row else code


_NAMED: dict[str, Any] = {
    "holder": _organ,
    "team": _team,
    "matters": _matter,
    "matter": _matter,
    "domain": lambda code: catalogue.domain_labels().get(code, code),
    "powers": lambda code: str(POWERS.get(code, code)),
    "kinds": lambda code: exporting.kind_names().get(code, code),
    "precondition": lambda code: str(PRECONDITIONS.get(code, code)),
}


def _range(said: dict[str, Any]) -> str:
    who = str(PARTIES.get(said["party_kind"], said["party_kind"]))
    tier = _now("情节严重") if said.get("tier") == "serious" else ""
    if said.get("base"):
        return f"{who}{tier} {said.get('ratio_minimum') or ''}–{said.get('ratio_maximum') or ''} × {said['base']}"
    if said.get("minimum") is None and said.get("maximum") is None:
        return f"{who}{tier}"
    return f"{who}{tier} {said.get('minimum') or ''}–{said.get('maximum') or ''} {_now('元')}"


def _place(said: dict[str, Any]) -> str:
    title = said.get("title") or said.get("statute") or ""
    parts = [f"第{said[key]}{word}" for key, word in (("article", "条"), ("paragraph", "款"), ("item", "项")) if said.get(key)]
    return f"{title} {''.join(parts)}"


def evidence_links(evidence: dict[str, Any]) -> dict[str, Any]:
    """What was counted, with an address for each row that has one."""
    kind = evidence["kind"]
    to = LINKS.get(kind)
    rows = [(r["label"], reverse(to, args=[r["ref"]]) if to and r["ref"] else "") for r in evidence.get("rows", ())]
    more = evidence["count"] - len(rows) if rows else 0
    return {"label": EVIDENCE.get(kind, kind), "count": evidence["count"], "rows": rows, "more": more}
