"""专业执法领域事项清单 (plan, part 2; R4 c): one list for each professional domain, drafted from the catalogue, sorted by its
organ, confirmed by the legal office with a document. A newer confirmed edition replaces the older one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zhifa.law.actors import Role
from zhifa.law.citations import Citation
from zhifa.law.procedure.states import Transition, Workflow, roles
from zhifa.law.rulings import Outcome, Ruling, refusal

DRAFTERS = roles(Role.GUIDANCE)
SORTERS = roles(Role.GUIDANCE, Role.PROFESSIONAL)
CONFIRMERS = roles(Role.LEGAL_REVIEWER)

REGULATION = "浙江省综合行政执法条例"
CATALOGUE = (Citation(REGULATION, 6), Citation(REGULATION, 7))

PROFESSIONAL_LIST = Workflow(
    name="professional_list",
    initial="drafted",
    rows=(
        Transition("drafted", "strike", "drafted", SORTERS, CATALOGUE, guard="reason_given"),
        Transition("drafted", "submit", "submitted", SORTERS, CATALOGUE, guard="not_empty"),
        Transition("submitted", "confirm", "confirmed", CONFIRMERS, CATALOGUE, guard="document_named"),
        Transition("submitted", "send_back", "drafted", CONFIRMERS, CATALOGUE, guard="reason_given"),
        Transition("confirmed", "replace", "replaced", CONFIRMERS, CATALOGUE, guard="always"),
    ),
    state_labels={"drafted": "梳理中", "submitted": "待确认", "confirmed": "已确认", "replaced": "已被新版代替"},
    act_labels={"strike": "剔除事项", "submit": "报请确认", "confirm": "确认清单", "send_back": "退回梳理", "replace": "由新版代替"},
    final=frozenset({"confirmed", "replaced"}),
)


@dataclass(frozen=True, slots=True)
class ListFacts:
    """`items`: matters that are still on it; `document`: number of the confirmation; `reason`: words."""

    items: int = 0
    document: str = ""
    reason: str = ""


def _reason_given(facts: ListFacts) -> Ruling:
    if not facts.reason.strip():
        return refusal("professional_list.reason_missing", *CATALOGUE, missing=("reason",))
    return Ruling(Outcome.ALLOW)


def _not_empty(facts: ListFacts) -> Ruling:
    if not facts.items:
        return refusal("professional_list.empty", *CATALOGUE)
    return Ruling(Outcome.ALLOW)


def _document_named(facts: ListFacts) -> Ruling:
    if not facts.document.strip():
        return refusal("professional_list.document_missing", *CATALOGUE, missing=("document",))
    return _not_empty(facts)


def _always(facts: ListFacts) -> Ruling:
    return Ruling(Outcome.ALLOW)


LIST_GUARDS: dict[str, Callable[[ListFacts], Ruling]] = {
    "reason_given": _reason_given,
    "not_empty": _not_empty,
    "document_named": _document_named,
    "always": _always,
}
