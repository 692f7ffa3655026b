"""Acts on assessments of townships and on proposed withdrawals."""

from zhifa.apps.empowerment.services.assessing import (
    appeal,
    call_off,
    check_lawful,
    complete_facts,
    conclude,
    confirm_visit,
    mark_due,
    open_assessment,
    reopen,
    score,
    send_back,
    uphold,
    visit_site,
)
from zhifa.apps.empowerment.services.showing import load_pack
from zhifa.apps.empowerment.services.stating import Statement, state_fact
from zhifa.apps.empowerment.services.withdrawing import keep_matter, propose_withdrawals, take_back_matter

__all__ = [
    "Statement",
    "appeal",
    "call_off",
    "check_lawful",
    "complete_facts",
    "conclude",
    "confirm_visit",
    "keep_matter",
    "load_pack",
    "mark_due",
    "open_assessment",
    "propose_withdrawals",
    "reopen",
    "score",
    "send_back",
    "state_fact",
    "take_back_matter",
    "uphold",
    "visit_site",
]
