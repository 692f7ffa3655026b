"""Cases of the ordinary procedure, from the proposal to the bound file, with hearings, preservation and recusal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from tests.walk.afterwards import later_acts, side_acts
from tests.walk.penalties import SEWAGE, matter_in_hand, officer, scene, some_party
from tests.walk.walker import PNG, Walker
from zhifa.apps.cases.facts import matter_of
from zhifa.apps.cases.models import CaseProposal, OrdinaryCase
from zhifa.apps.cases.ordinary_facts import tiers_of
from zhifa.apps.cases.services import GROUNDS, ordinary
from zhifa.apps.cases.services.ordinary import Delivery, Report, Summons, Suspicion
from zhifa.apps.evidence import services as evidence
from zhifa.apps.parties.models import Party
from zhifa.law.actors import Actor
from zhifa.law.procedure.ordinary_case import HEAD, ORDINARY_CASE

FACILITY = "UM-023"
LINE = (
    "approve_filing", "conclude", "pass_review", "notify", "serve_notice", "end_waiting", "hear_statement", "summon_hearing",
    "hold_hearing", "report_hearing", "decide", "serve", "close", "archive",
)  # fmt: skip
IN_THE_OFFICE = {
    "pass_review": "legal",
    "reject_review": "legal",
    "hold_hearing": "guidance",
    "end_hearing": "guidance",
    "report_hearing": "guidance",
}
OPEN_AT_ONCE = 7
BY_PEOPLE = tuple(act for act in ORDINARY_CASE.acts if not act.startswith("import_"))


def propose(walk: Walker) -> None:
    """A lead from patrol or from a task, with a first picture."""
    by, party = officer(walk) if walk.any.random() < 0.85 else walk.anybody(), some_party(walk)
    if party is None:
        return
    source, place = matter_in_hand(walk), scene(walk, SEWAGE, SEWAGE, FACILITY)
    story = walk.often("当事人将生活污水倾倒在路面。", "当事人将生活污水倾倒在路面。", " ")
    said = Suspicion(walk.often("巡查发现", "巡查发现", " "), story, walk.at - timedelta(minutes=walk.often(30, 30, -30)))
    case = walk.attempt(
        "ordinary.propose",
        by,
        lambda: ordinary.propose_filing(
            by=by, at=walk.at, suspicion=said, party=party.pk, incident_matter=source, scene=None if source else place
        ),
    )
    if case and walk.any.random() < 0.9:
        walk.attempt(
            "evidence.store",
            by,
            lambda: evidence.store(by=by, at=walk.at, content=PNG, name="a.png", kind="photo", subject_id=case.pk, captured_at=walk.at),
        )


def on_case(walk: Walker) -> None:
    """One act on one case."""
    waiting = OrdinaryCase.objects.exclude(state__in=ORDINARY_CASE.final).count()
    row = walk.one(OrdinaryCase.objects, tuple(ORDINARY_CASE.final))
    if row is None or (waiting < OPEN_AT_ONCE and walk.any.random() < 0.1):
        propose(walk)
        return
    act = walk.act_on(ORDINARY_CASE, row.state, BY_PEOPLE, LINE)
    act = prepared(walk, row, act)
    by = walk.anybody() if walk.any.random() < 0.15 else fitting(walk, row, act)
    walk.attempt(f"ordinary.{act}", by, acts(walk, row, by)[act])


def prepared(walk: Walker, row: OrdinaryCase, act: str) -> str:
    """What has to be there first, so that cases get far: a second officer, a record, a discussion."""
    if act == "approve_filing" and (row.party is None or not row.narrative.strip()) and walk.any.random() < 0.8:
        return "correct_entry"
    if act in ("approve_filing", "conclude") and row.handlers.filter(left_at__isnull=True).count() < 2 and walk.any.random() < 0.8:
        return "join_case"
    if act == "conclude" and not row.records.exists() and walk.any.random() < 0.8:
        return "record_site"
    if act == "decide" and row.recusals.filter(granted=None).exists() and walk.any.random() < 0.8:
        return "decide_recusal"
    proposal = CaseProposal.objects.filter(case=row).order_by("-position").first()
    if act == "decide" and proposal and proposal.serious and not proposal.discussions.exists() and walk.any.random() < 0.6:
        return "discuss"
    return act


def fitting(walk: Walker, row: OrdinaryCase, act: str) -> Actor:
    """The head, the reviewer, the presider, an officer of the case."""
    cell = ORDINARY_CASE.row(row.state, act)
    if act in IN_THE_OFFICE:
        return walk.person(IN_THE_OFFICE[act])
    if act in ("summon_hearing", "postpone_hearing") or (cell and cell.roles == HEAD):
        return walk.person("bureau-head-1")
    people = list(row.handlers.filter(left_at__isnull=True).values_list("person", flat=True))
    if act == "join_case":
        return officer(walk)
    if act == "release_officer":
        return walk.person("weiping-leader")
    return walk.by_id(walk.any.choice(people)) if people else officer(walk)


def acts(walk: Walker, row: OrdinaryCase, by: Actor) -> dict[str, Callable[[], object]]:
    """Every act of the table but the import of receipts, with entries that are mostly right."""
    o, give = ordinary, {"by": by, "at": walk.at, "case": row.pk}
    second = walk.any.choice(list(row.handlers.values_list("person", flat=True)) or [walk.person("guidance").person])
    return {
        **office_acts(walk, row, by),
        **side_acts(walk, row, by),
        **later_acts(walk, row, by),
        "join_case": lambda: o.join_case(**give),
        "release_officer": lambda: o.release_officer(person=second, reason=walk.words(), **give),
        "correct_entry": lambda: o.correct_entry(changes=mended(walk, row), reason=walk.words(), **give),
        "add_evidence": lambda: o.add_evidence(
            kind=walk.often("physical", "hearsay"), name=walk.words("污水桶"), origin=walk.words("店内"), **give
        ),
        "record_site": lambda: o.record_site(about="现场", text=walk.words("路面有污水痕迹约两平方米。"), **give),
        "record_interview": lambda: o.record_interview(about="当事人", text=walk.words("问：谁倒的？答：我倒的。"), **give),
        "request_preservation": lambda: o.request_preservation(
            reason=walk.words(), items=[{"name": "污水桶", "quantity": "1"}][: walk.often(1, 0)], place="库房", **give
        ),
        "request_seizure": lambda: o.request_seizure(
            reason=walk.words(), items=[{"name": "污水桶"}][: walk.often(1, 0)], place="店内", **give
        ),
        "register_preservation": lambda: o.register_preservation(**give),
        "dispose_preservation": lambda: o.dispose_preservation(disposition=walk.words("退还"), **give),
        "request_recusal": lambda: o.request_recusal(person=second, reason=walk.words(), **give),
        "conclude": lambda: o.conclude(report=report(walk, row), **give),
        "notify": lambda: o.notify(reason=walk.any.choice(("", "没有本县标准，从宽告知")), **give),
        "serve_notice": lambda: o.serve_notice(delivery=handed(walk, row), **give),
        "hear_statement": lambda: o.hear_statement(statement=walk.words("请求从轻"), review=walk.words("予以采纳"), **give),
        "record_waiver": lambda: o.record_waiver(
            proof=walk.words("声明书"), statement=walk.any.random() < 0.7, hearing=walk.any.random() < 0.7, **give
        ),
        "request_hearing": lambda: o.request_hearing(how="书面申请", **give),
        "end_waiting": lambda: o.end_waiting(**give),
        "withdraw_hearing": lambda: o.withdraw_hearing(proof=walk.words("声明书"), **give),
        "investigate_again": lambda: o.investigate_again(reason=walk.words("有新的事实"), **give),
        "serve": lambda: o.serve(delivery=handed(walk, row), **give),
        "archive": lambda: o.archive(**give),
    }


def mended(walk: Walker, row: OrdinaryCase) -> dict[str, object]:
    """What the filing still lacks."""
    changes: dict[str, object] = {"place": f"环镇路{walk.count}号"}
    party = walk.one(Party.objects)
    if row.party is None and party:
        changes["party"] = str(party.pk)
    if not row.narrative.strip():
        changes |= {"narrative": "当事人将生活污水倾倒在路面。", "occurred_at": walk.at - timedelta(minutes=30)}
    return changes


def office_acts(walk: Walker, row: OrdinaryCase, by: Actor) -> dict[str, Callable[[], object]]:
    """What the head, the reviewer and the presider do."""
    o, give = ordinary, {"by": by, "at": walk.at, "case": row.pk}
    summons = Summons(
        walk.day + timedelta(days=walk.often(14, 3)),
        "9时",
        "会议室",
        walk.person(walk.often("guidance", "weiping-leader")).person,
        "记录员甲",
    )
    members = [{"name": "甲"}, {"name": "乙"}, {"name": "丙"}][: walk.often(3, 1)]
    return {
        "approve_filing": lambda: o.approve_filing(opinion="符合立案标准。", **give),
        "refuse_filing": lambda: o.refuse_filing(reason=walk.words(), **give),
        "approve_preservation": lambda: o.approve_preservation(**give),
        "decide_recusal": lambda: o.decide_recusal(granted=walk.any.random() < 0.4, reason=walk.words(), **give),
        "pass_review": lambda: o.pass_review(opinion=walk.words("同意"), qualification=walk.often("A20260001", ""), **give),
        "reject_review": lambda: o.reject_review(opinion=walk.words("证据不足"), qualification="A20260001", **give),
        "skip_review": lambda: o.skip_review(reason=walk.words("不属应审情形"), **give),
        "summon_hearing": lambda: o.summon_hearing(summons=summons, **give),
        "postpone_hearing": lambda: o.postpone_hearing(reason=walk.words(), **give),
        "hold_hearing": lambda: o.hold_hearing(people="当事人、承办人", text=walk.words("当事人申辩。"), **give),
        "end_hearing": lambda: o.end_hearing(reason=walk.words("未到场"), **give),
        "report_hearing": lambda: o.report_hearing(report=walk.words("建议维持"), **give),
        "discuss": lambda: o.discuss(members=members, conclusion=walk.words("同意"), **give),
        "decide": lambda: o.decide(
            fine=walk.often(None, Decimal(100), Decimal(10000000)), findings=walk.often(None, ("没有告知过的事实",)), reason="", **give
        ),
        "decide_no_penalty": lambda: o.decide_no_penalty(ground=walk.any.choice((*GROUNDS, "nothing")), reason=walk.words(), **give),
        "withdraw_decision": lambda: o.withdraw_decision(reason=walk.words(), **give),
        "close": lambda: o.close(**give),
    }


def report(walk: Walker, row: OrdinaryCase) -> Report:
    """In a tier of the matter where there is one; large sums bring the right to a hearing and the heads' discussion."""
    kind = row.party.kind if row.party else "citizen"
    tiers = tiers_of(matter_of(row.matter_code), kind)
    tier = walk.any.choice(tiers) if tiers and walk.any.random() < 0.93 else None
    fine = walk.any.choice((tier.minimum, tier.maximum)) if tier else walk.any.choice((Decimal(300), Decimal(20000), Decimal(100000), None))
    return Report(
        findings=("当事人倾倒生活污水约两桶", "当事人如实陈述")[: walk.often(2, 0)],
        opinion=walk.words("事实清楚，证据充分。"),
        fine=fine,
        tier=tier.code if tier else "",
        serious=walk.any.random() < 0.25,
        triggers=walk.any.choice(((), (), ("complex",))),
    )


def handed(walk: Walker, row: OrdinaryCase) -> Delivery:
    """Handed over today or lately, refused before a witness, by post, or in a way that counts for nothing."""
    kind = row.party.kind if row.party else "citizen"
    signer = "receiving_clerk" if kind == "organization" else "party"
    day = walk.day - timedelta(days=walk.any.choice((0, 0, 0, 1, -1)))
    return walk.any.choice(
        (
            Delivery(on=day, signer=signer, signer_name="本人"),
            Delivery(on=day, signer=signer, signer_name="本人"),
            Delivery(on=day, refused_by=signer, witness="村干部", recording="执法记录仪"),
            Delivery(method="mail", on=day, confirmation="EMS"),
            Delivery(method="announcement", on=day, tried="下落不明"),
            Delivery(on=None),
        )
    )
