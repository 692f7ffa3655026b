"""The walk can fail: what a broken house would do is found. Rows are changed past the services, guards are taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from tests.apps.cases import play as summary
from tests.apps.cases.ordinary import play
from tests.walk import loop, ordinary
from tests.walk.county_walk import look, walked
from tests.walk.invariants import AT_THE_END
from tests.walk.walker import Broken, Walker
from zhifa.apps.cases.models import CaseProposal, Deadline, Decision, LegalReview, Notice, OrdinaryCase, OrdinaryDecision, OrdinaryReceipt
from zhifa.apps.documents.models import NumberSeries, SeriesNumber
from zhifa.apps.incidents.models import Incident
from zhifa.apps.trail import services as trail
from zhifa.law.procedure import ordinary_guards
from zhifa.law.rulings import Blocked, Outcome, Ruling, refusal

pytestmark = pytest.mark.django_db
BREAKS: dict[str, tuple[Callable[[], object], str]] = {
    "told after the decision": (lambda: Notice.objects.update(answered_at=None), "before the party was told and answered"),
    "nobody listened": (lambda: Notice.objects.update(statement="", waiver_proof=""), "without statement or waiver"),
    "more than was told": (lambda: Decision.objects.update(fine=Decimal(50)), "heavier than what was told"),
    "no clock": (lambda: Deadline.objects.filter(kind="record").delete(), "no clock record"),
    "the notice came late": (
        lambda: CaseProposal.objects.update(served_on=play.OVER_ON - timedelta(days=1)),
        "was decided 1 days after the notice",
    ),
    "no notice": (lambda: CaseProposal.objects.update(served_on=None), "without a notice served"),
    "no review": (lambda: LegalReview.objects.update(result="rejected"), "without a review"),
    "reviewed by an officer": (lambda: LegalReview.objects.update(person=play.first().person), "reviewed by an officer of the case"),
    "other facts": (lambda: OrdinaryDecision.objects.update(findings=["没有告知过"]), "rests on other facts"),
    "money lost": (lambda: OrdinaryReceipt.objects.all().delete(), "and the case is paid"),
    "money too much": (lambda: OrdinaryReceipt.objects.update(amount=Decimal(900)), "fine 300.00, paid 900.00"),
    "surcharge above the fine": (
        lambda: OrdinaryReceipt.objects.update(surcharge=Decimal(301), amount=Decimal(601)),
        "surcharge on 300.00",
    ),
    "a number is missing": (lambda: NumberSeries.objects.update(last=9), "series"),
    "a number is another": (lambda: SeriesNumber.objects.filter(number=1).update(text="别的号"), "is not its entry"),
    "a step was skipped": (lambda: OrdinaryCase.objects.update(state="archived"), "its trail says paid"),
    "a report was lost": (lambda: Incident.objects.update(source="elsewhere"), "1 reports, 0 incidents"),
    "nobody has it": (lambda: Incident.objects.update(due_at=None), "waits for nobody"),
}


@pytest.fixture
def honest(county: None) -> Walker:
    """A report, a summary decision, an ordinary case that was paid: nothing is wrong."""
    walk = Walker(1)
    loop.report(walk)
    summary.played("decided")
    play.played("paid", party=summary.citizen(name="演示当事人乙", identifier_type="none", identifier=""))
    look(walk, AT_THE_END)
    return walk


def test_each_break_is_found(honest: Walker) -> None:
    for name, (breaks, said) in BREAKS.items():
        with transaction.atomic():
            breaks()
            with pytest.raises(Broken) as found:
                look(honest, AT_THE_END)
            assert said in str(found.value), name
            transaction.set_rollback(True)


def test_time_in_which_nobody_had_it_is_found(honest: Walker) -> None:
    """A record that says that nobody had it."""
    facts = {"state": "reported", "owner": "", "due_at": None}
    with transaction.atomic():
        trail.record(subject=Incident.objects.get(), verb="lost", by=honest.anybody(), at=honest.at, facts=facts)
    honest.at += timedelta(minutes=30)
    with pytest.raises(Broken, match=r"nobody had .* for 0:30:00"):
        look(honest, AT_THE_END)


def test_a_house_without_the_guard_of_waiting_is_caught_by_walking(county: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cases walk until somebody decides before the days of the party are over."""
    allow = Ruling(Outcome.ALLOW, values={"hearing_notice_required": False})
    for guard in ("waiting_over", "decision_lawful"):
        monkeypatch.setitem(ordinary_guards.GUARDS, guard, lambda facts, book, day: allow)
    with pytest.raises(Broken, match="was decided"):
        ordinary_only(range(1, 7))


def ordinary_only(seeds: Iterable[int]) -> None:
    for seed in seeds:
        walked(seed, 350, ((ordinary.on_case, 1),), look_every=10)


def test_a_fault_and_a_refusal_without_words_are_no_answers(county: None) -> None:
    walk = Walker(1)

    def wordless() -> None:
        raise Blocked(refusal("no_such_code"))

    with pytest.raises(Broken, match="ZeroDivisionError"):
        walk.attempt("divide", walk.anybody(), lambda: 1 / 0)
    with pytest.raises(Warning, match="no_such_code"):
        walk.attempt("refuse", walk.anybody(), wordless)
