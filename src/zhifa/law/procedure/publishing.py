"""处罚决定公开与信用信息: two tables, because a decision can be published and never become credit information (law-rules.md §4.10)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from zhifa.law import publication
from zhifa.law.actors import Role
from zhifa.law.book import Book
from zhifa.law.citations import Citation
from zhifa.law.conditions import Fact, all_of
from zhifa.law.procedure import periods
from zhifa.law.procedure.states import Transition, Workflow, roles, rows
from zhifa.law.rulebook import ruling, why
from zhifa.law.rulings import Outcome, Ruling, combine, refusal

HEAD = roles(Role.APPROVER)
KEEPERS = roles(Role.LEGAL_REVIEWER)
CLOCKS = roles(Role.SYSTEM)
PENALTY, CREDIT_LAW = "行政处罚法", "浙江省公共信用信息管理条例"
PUBLISH = (Citation(PENALTY, 48, 1), Citation("政府信息公开条例", 20), Citation("政府信息公开条例", 15))
WITHDRAW = (Citation(PENALTY, 48, 2),)
NO_CREDIT = (Citation(CREDIT_LAW, 11, None, 2),)
PUSH = (Citation(CREDIT_LAW, 11, None, 2), Citation(CREDIT_LAW, 15))
REMOVE = (Citation(CREDIT_LAW, 16),)

PUBLICATION = Workflow(
    name="publication",
    initial="decided",
    rows=(
        Transition("decided", "publish", "published", HEAD, PUBLISH, guard="may_publish", document="DOC-U01"),
        Transition("decided", "withhold", "withheld", HEAD, PUBLISH, guard="impact_judged", document="DOC-U01"),
        Transition("withheld", "publish", "published", HEAD, PUBLISH, guard="may_publish", document="DOC-U01"),
        Transition("published", "record_annulment", "to_withdraw", KEEPERS, WITHDRAW, guard="annulled_on", clock="publication_withdrawal"),
        Transition("to_withdraw", "withdraw", "withdrawn", KEEPERS, WITHDRAW, guard="withdrawn_with_reasons", document="DOC-U02"),
        *rows(("decided", "withheld"), "drop", "withdrawn", KEEPERS, basis=WITHDRAW, guard="annulled_on"),
    ),
    state_labels={"decided": "待判断", "published": "已公开", "withheld": "不公开", "to_withdraw": "待撤回", "withdrawn": "已撤回"},
    act_labels={
        "publish": "公开",
        "withhold": "不公开",
        "record_annulment": "登记变更撤销",
        "withdraw": "撤回并说明理由",
        "drop": "决定已失效",
    },
    final=frozenset({"withheld", "withdrawn"}),
)

CREDIT = Workflow(
    name="credit",
    initial="decided",
    rows=(
        Transition("decided", "refuse", "refused", CLOCKS, NO_CREDIT, guard="never_pushed"),
        Transition("decided", "wait", "waiting", CLOCKS, PUSH, guard="may_be_pushed_later"),
        Transition("waiting", "push", "pushed", KEEPERS, PUSH, guard="may_push", clock="credit_record", document="DOC-U03"),
        *rows(("waiting", "pushed"), "annul", "removed", KEEPERS, basis=WITHDRAW, guard="annulled_on", document="DOC-U03"),
        Transition("pushed", "age_out", "removed", CLOCKS, REMOVE, guard="kept_long_enough"),
    ),
    state_labels={"decided": "待判断", "refused": "不归集", "waiting": "等救济期满", "pushed": "已推送", "removed": "已移出"},
    act_labels={"refuse": "不归集", "wait": "等待", "push": "推送", "annul": "因撤销移出", "age_out": "期满移出"},
    final=frozenset({"refused", "removed"}),
)


@dataclass(frozen=True, slots=True)
class PublishingFacts:
    """`fields`: what is shown unmasked. `upheld`: a remedy was sought and the decision stood; `remedy_pending`: one still runs."""

    party_kind: str = "citizen"
    fields: tuple[str, ...] = ()
    social_impact: bool = False
    judged_by_head: Fact = None
    form_kept: Fact = None
    annulled_on: date | None = None
    taken_down: Fact = None
    reasons_published: Fact = None
    procedure: str = "ordinary"
    decision_served_on: date | None = None
    remedy_pending: bool = False
    upheld: bool = False
    pushed_on: date | None = None


Guard = Callable[[PublishingFacts, Book, date], Ruling]


def _judged(facts: PublishingFacts, book: Book, day: date) -> Ruling:
    return publication.social_impact(judged_by_head=facts.judged_by_head, form_kept=facts.form_kept)


def _may_publish(facts: PublishingFacts, book: Book, day: date) -> Ruling:
    """Judged to have some effect on society, personal data masked."""
    return combine((_judged(facts, book, day), publication.publish(facts.party_kind, facts.fields, facts.social_impact)))


def _annulled(facts: PublishingFacts, book: Book, day: date) -> Ruling:
    return all_of({"annulled_on": facts.annulled_on is not None}, "PUB-03", refused="publishing.no_day", granted="publishing.to_withdraw")


def _withdrawn(facts: PublishingFacts, book: Book, day: date) -> Ruling:
    """Taken down with the reasons said in public; after three working days it is late, and still has to be done."""
    assert facts.annulled_on is not None, "a decision that is withdrawn was annulled"
    end = periods.publication_withdrawal(book, facts.annulled_on).due
    outcome, code = (Outcome.ALLOW, "period.lodged_in_time") if day <= end else (Outcome.WARN, "period.lodged_late")
    done = {"taken_down": facts.taken_down, "reasons_published": facts.reasons_published}
    complete = all_of(done, "PUB-03", refused="publishing.not_withdrawn", granted="publishing.withdrawn")
    return combine((complete, ruling(outcome, "PUB-03", because=why(code, due=end))))


def _credit(facts: PublishingFacts, book: Book) -> Ruling:
    return publication.credit_push(facts.procedure, facts.decision_served_on, facts.remedy_pending, book)


def _never(facts: PublishingFacts, book: Book, day: date) -> Ruling:
    if facts.procedure == publication.SUMMARY:
        return ruling(Outcome.ALLOW, "PUB-05", because="publication.summary_no_credit")
    return ruling(Outcome.BLOCK, "PUB-05", because="publishing.may_become_credit")


def _later(facts: PublishingFacts, book: Book, day: date) -> Ruling:
    found = _never(facts, book, day)
    return ruling(Outcome.ALLOW if found.outcome is Outcome.BLOCK else Outcome.BLOCK, "PUB-05", because=found.reasons)


def _may_push(facts: PublishingFacts, book: Book, day: date) -> Ruling:
    """When nothing can be sought any more, or when what was sought is over and the decision stood."""
    found = _credit(facts, book)
    if not found.permits or facts.upheld:
        return found
    first: date = found.values["not_before"]
    return ruling(Outcome.ALLOW if day >= first else Outcome.BLOCK, "PUB-05", "REM-02", because=found.reasons, values=found.values)


def _aged(facts: PublishingFacts, book: Book, day: date) -> Ruling:
    if facts.pushed_on is None:
        return refusal("publishing.no_day", rules=("PUB-05",), missing=("pushed_on",))
    end = publication.credit_removal(book, facts.pushed_on)
    outcome, code = (Outcome.ALLOW, "publishing.kept_until") if day > end else (Outcome.BLOCK, "publishing.kept_until")
    return ruling(outcome, "PUB-05", because=why(code, end=end))


GUARDS: dict[str, Guard] = {
    "may_publish": _may_publish,
    "impact_judged": _judged,
    "annulled_on": _annulled,
    "withdrawn_with_reasons": _withdrawn,
    "never_pushed": _never,
    "may_be_pushed_later": _later,
    "may_push": _may_push,
    "kept_long_enough": _aged,
}
