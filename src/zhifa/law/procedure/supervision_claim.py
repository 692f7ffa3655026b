"""监管事项认领 (R65): a department claims each item of the supervision list, or says that it has no such power and is confirmed or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zhifa.law.actors import Role
from zhifa.law.citations import Citation
from zhifa.law.procedure.states import Transition, Workflow, roles
from zhifa.law.rulings import Outcome, Ruling, refusal

DEPARTMENTS = roles(Role.REGULATOR, Role.PROFESSIONAL)
CONFIRMERS = roles(Role.LEGAL_REVIEWER)
COMPILERS = roles(Role.GUIDANCE)

REGULATION = "浙江省综合行政执法条例"
SUPERVISION_LIST = (Citation(REGULATION, 6),)
DUTIES = (Citation(REGULATION, 6), Citation(REGULATION, 16))
GROUNDS = ("no_power", "other_department", "basis_gone", "repeated")

SUPERVISION_CLAIM = Workflow(
    name="supervision_claim",
    initial="unclaimed",
    rows=(
        Transition("unclaimed", "claim", "claimed", DEPARTMENTS, DUTIES, guard="carrier_named"),
        Transition("unclaimed", "disclaim", "disclaimed", DEPARTMENTS, DUTIES, guard="ground_given"),
        Transition("disclaimed", "claim", "claimed", DEPARTMENTS, DUTIES, guard="carrier_named"),
        Transition("disclaimed", "confirm", "excused", CONFIRMERS, SUPERVISION_LIST, guard="reason_given"),
        Transition("disclaimed", "send_back", "unclaimed", CONFIRMERS, SUPERVISION_LIST, guard="reason_given"),
        Transition("excused", "reopen", "unclaimed", COMPILERS, SUPERVISION_LIST, guard="reason_given"),
    ),
    state_labels={
        "unclaimed": "待认领",
        "claimed": "已认领",
        "disclaimed": "待法制机构确认",
        "excused": "确认无此职权",
    },
    act_labels={
        "claim": "认领",
        "disclaim": "提出无此职权",
        "confirm": "确认无此职权",
        "send_back": "退回部门认领",
        "reopen": "重新列入认领",
    },
    final=frozenset({"claimed", "excused"}),
)


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """`carrier`: who in the department does it; `ground`: one of `GROUNDS`; `reason`: words."""

    carrier: str = ""
    ground: str = ""
    reason: str = ""


def _carrier_named(facts: ClaimFacts) -> Ruling:
    if not facts.carrier.strip():
        return refusal("supervision.carrier_missing", *DUTIES, missing=("carrier",))
    return Ruling(Outcome.ALLOW)


def _ground_given(facts: ClaimFacts) -> Ruling:
    if facts.ground not in GROUNDS or not facts.reason.strip():
        return refusal("supervision.ground_missing", *DUTIES, missing=("reason",))
    return Ruling(Outcome.ALLOW)


def _reason_given(facts: ClaimFacts) -> Ruling:
    if not facts.reason.strip():
        return refusal("supervision.reason_missing", *SUPERVISION_LIST, missing=("reason",))
    return Ruling(Outcome.ALLOW)


CLAIM_GUARDS: dict[str, Callable[[ClaimFacts], Ruling]] = {
    "carrier_named": _carrier_named,
    "ground_given": _ground_given,
    "reason_given": _reason_given,
}
