"""Compute scores, again and again with the same result, and close the loop when all of them are final."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhifa.apps.appraisal.facts import INDICATORS, Found
from zhifa.apps.appraisal.models import Score
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.dispatch.services import clockwork, evaluate_incident
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import save
from zhifa.law.appraisal import DEFINITIONS, State

SCORED = frozenset({"arrive", "verify", "accept_hand_over", "send_back", "reopen", "receive"})
AT_ONCE = 200


@transaction.atomic
def score_dispatch(*, dispatch: UUID, at: datetime) -> tuple[Score, ...]:
    """Bring the scores of one dispatch up to date; what did not change is not written. Safe to run twice."""
    row = Dispatch.objects.select_for_update(of=("self",)).select_related("incident", "incident_matter").get(pk=dispatch)
    held = {s.indicator: s for s in Score.objects.filter(dispatch=row)}
    made = []
    for code, read in INDICATORS.items():
        found = read(row, at)
        score = held.get(code) or Score(tenant=row.tenant, dispatch=row, indicator=code)
        if not _same(score, found):
            _put(score, row, found, at)
        made.append(score)
    return tuple(made)


def _same(score: Score, found: Found) -> bool:
    return (score.state, score.value, score.facts) == (found.verdict.state.value, found.verdict.value, found.facts)


def _put(score: Score, row: Dispatch, found: Found, at: datetime) -> None:
    score.definition = DEFINITIONS[score.indicator].version
    score.team, score.state, score.value = row.team, found.verdict.state.value, found.verdict.value
    score.facts, score.rows, score.window_ends, score.computed_at = found.facts, found.rows, found.window_ends, at
    save(score)
    facts = {"indicator": score.indicator, "state": score.state, "value": score.value, **found.facts}
    trail.record(subject=score, verb="score", by=clockwork(row.tenant), at=at, facts=facts)


def score_recurrence(*, incident: UUID, at: datetime) -> int:
    """A new incident may be the return of an old one: bring the pending scores of the same matter in the same area up to
    date. Returns how many dispatches were looked at."""
    fresh = Dispatch.objects.filter(incident_id=incident).exclude(incident_matter__matter_code="")
    seen = 0
    for tenant, area, code in fresh.values_list("tenant", "area", "incident_matter__matter_code"):
        pending = Score.objects.filter(
            tenant=tenant, indicator="solved", state=State.PENDING.value, dispatch__area=area, window_ends__gte=at,
            dispatch__incident_matter__matter_code=code,
        )  # fmt: skip
        for pk in pending.exclude(dispatch__incident_id=incident).values_list("dispatch_id", flat=True):
            score_dispatch(dispatch=pk, at=at)
            seen += 1
    return seen


def settle_pending(*, tenant: str, at: datetime) -> int:
    """Finish the scores whose window has ended and evaluate closed incidents that wait for nothing more; how many moved."""
    ended = Score.objects.filter(tenant=tenant, state=State.PENDING.value, window_ends__lte=at)
    dispatches = list(ended.order_by("window_ends").values_list("dispatch_id", "dispatch__incident_id").distinct()[:AT_ONCE])
    for pk, _ in dispatches:
        score_dispatch(dispatch=pk, at=at)
    return sum(_evaluate(incident, at) for incident in {i for _, i in dispatches})


@transaction.atomic
def _evaluate(incident: UUID, at: datetime) -> bool:
    pending = Score.objects.filter(dispatch__incident_id=incident, state=State.PENDING.value).exclude(dispatch__state="withdrawn")
    return not pending.exists() and evaluate_incident(incident=incident, at=at)


def recomputed(score: Score) -> Found:
    """What the formula gives for the rows as they are now, at the instant at which the score was computed."""
    row = Dispatch.objects.select_related("incident", "incident_matter").get(pk=score.dispatch_id)
    return INDICATORS[score.indicator](row, score.computed_at)
