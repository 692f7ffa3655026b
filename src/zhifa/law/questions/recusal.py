"""Topic `recusal`."""

from __future__ import annotations

from zhifa.law import recusal
from zhifa.law.questions.asking import Answer, Facts, Law, ask


@ask("recusal", "participate", "relation", rules=("OFF-06",))
def participate(f: Facts, law: Law) -> Answer:
    """May this officer take part?"""
    return Answer(recusal.participate(f["relation"]))


@ask("recusal", "pending_request", "recusal_decided", "act", rules=("OFF-07",))
def pending_request(f: Facts, law: Law) -> Answer:
    """A request is pending: may this be done?"""
    return Answer.of(recusal.pending(f["recusal_decided"], f["act"]), flags=("investigation_continues",))


@ask("recusal", "who_decides", "subject_of_request", rules=("OFF-07",))
def who_decides(f: Facts, law: Law) -> Answer:
    """Who decides on the request?"""
    return Answer.of(recusal.who_decides(f["subject_of_request"]), flags=("decided_by",))
