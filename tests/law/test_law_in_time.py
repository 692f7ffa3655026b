"""处罚法 37: the law of the act, the lighter one of the decision; nothing that is no longer or not yet law is a basis."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from zhifa.law.book import Statute
from zhifa.law.citations import Citation
from zhifa.law.limitation import FINISHED, ActFacts
from zhifa.law.penalties import FINE, WARNING, Penalty
from zhifa.law.procedure.decision import Provided, of_its_time
from zhifa.law.procedure.officers import OFFICER, Participant
from zhifa.law.procedure.summary_guards import GUARDS, CaseFacts, in_time
from zhifa.law.rulings import Outcome
from zhifa.packs.book import load_book

pytestmark = pytest.mark.law
BOOK = load_book(["cn"])
ACT, DECISION, CHANGE = date(2026, 3, 1), date(2026, 8, 5), date(2026, 6, 1)
OLD = Provided(None, CHANGE, Decimal(100), Decimal(1000))
NEW = Provided(CHANGE, None, Decimal(50), Decimal(500), rectify_first=True)


@pytest.mark.parametrize(
    ("versions", "act", "decided", "taken", "code"),
    [
        ((OLD, NEW), ACT, DECISION, NEW, "decision.law_at_decision"),
        ((OLD, replace(NEW, maximum=Decimal(1000))), ACT, DECISION, OLD, "decision.law_at_act"),
        ((OLD, replace(NEW, maximum=Decimal("1000.01"))), ACT, DECISION, OLD, "decision.law_at_act"),
        ((OLD, replace(NEW, maximum=None)), ACT, DECISION, OLD, "decision.law_at_act"),
        ((replace(OLD, maximum=None), NEW), ACT, DECISION, NEW, "decision.law_at_decision"),
        ((OLD, NEW), date(2026, 5, 31), date(2026, 5, 31), OLD, "decision.law_at_act"),
        ((OLD, NEW), CHANGE, DECISION, NEW, "decision.law_at_act"),
        ((OLD,), ACT, DECISION, None, "decision.no_longer_unlawful"),
        ((OLD,), ACT, date(2026, 5, 31), OLD, "decision.law_at_act"),
        ((NEW,), ACT, DECISION, None, "decision.not_unlawful_then"),
        ((Provided(maximum=Decimal(1)),), ACT, DECISION, Provided(maximum=Decimal(1)), "decision.law_at_act"),
    ],
)
def test_the_version_of_the_act_counts_unless_the_later_one_is_lighter(versions, act, decided, taken, code) -> None:
    found, ruling = of_its_time(versions, act, decided)
    assert found == taken
    assert ruling.reasons[0].code == code
    assert ruling.outcome is (Outcome.BLOCK if taken is None else Outcome.ALLOW)
    assert Citation.parse("行政处罚法 第三十七条") in ruling.citations


def facts(fine: int = 200, **given) -> CaseFacts:
    two = (Participant(OFFICER), Participant(OFFICER))
    known = {"act": ActFacts(ACT, FINISHED, discovered_on=ACT), "versions": (OLD, NEW), **given}
    return CaseFacts(people=two, party_kind="citizen", penalties=(Penalty(FINE, Decimal(fine)),), **known)


def test_an_on_the_spot_fine_is_measured_by_the_lighter_version() -> None:
    under, _ = in_time(facts(), BOOK, DECISION)
    assert under.limits == (Decimal(50), Decimal(500))
    assert under.rectify_first
    refused = GUARDS["proposal_lawful"](facts(60), BOOK, DECISION)
    assert "precondition.no_order" in {r.code for r in refused.reasons}, "the lighter version asks for an order to correct first"
    passed = GUARDS["proposal_lawful"](facts(150), BOOK, date(2026, 5, 31))
    assert passed.permits
    assert "decision.law_at_act" in {r.code for r in passed.reasons}
    below = GUARDS["proposal_lawful"](facts(60), BOOK, date(2026, 5, 31))
    assert "summary.below_provision" in {r.code for r in below.reasons}


@pytest.mark.parametrize(("version", "code"), [(OLD, "decision.no_longer_unlawful"), (NEW, "decision.not_unlawful_then")])
def test_a_provision_that_is_gone_is_no_basis_and_neither_is_one_that_came_later(version, code) -> None:
    refused = GUARDS["proposal_lawful"](facts(versions=(version,)), BOOK, DECISION)
    assert refused.outcome is Outcome.BLOCK
    assert code in {r.code for r in refused.reasons}


def test_a_warning_takes_no_precondition_from_the_range_of_fines() -> None:
    under, _ = in_time(replace(facts(), penalties=(Penalty(WARNING),)), BOOK, DECISION)
    assert not under.rectify_first


CITED = Citation("行政处罚法", 72)
LATER = replace(
    BOOK,
    statutes={
        **BOOK.statutes,
        "行政处罚法": (*BOOK.statutes["行政处罚法"], Statute("APL", "行政处罚法", "2026-04-01", date(2026, 7, 1), "law")),
    },
)


@pytest.mark.parametrize(
    ("book", "version", "day", "codes"),
    [
        (BOOK, date(2021, 1, 22), DECISION, set()),
        (LATER, date(2021, 1, 22), DECISION, {"basis.replaced"}),
        (LATER, date(2021, 1, 22), date(2026, 6, 30), set()),
        (LATER, date(2026, 4, 1), date(2026, 6, 30), {"basis.not_in_force", "decision.text_newer"}),
        (LATER, date(2026, 4, 1), DECISION, {"decision.text_newer"}),
        (BOOK, date(2019, 1, 1), DECISION, set()),
    ],
)
def test_a_text_that_was_replaced_or_is_not_in_force_is_found(book, version, day, codes) -> None:
    _, found = in_time(facts(versions=(), texts=((CITED, version),)), book, day)
    assert {r.code for one in found for r in one.reasons} == codes


def test_a_text_younger_than_the_act_asks_for_a_reason() -> None:
    asked = facts(100, versions=(Provided(maximum=Decimal(500)),), texts=((Citation("某条例", 3), date(2026, 4, 1)),))
    refused = GUARDS["proposal_lawful"](asked, BOOK, DECISION)
    assert (refused.outcome, refused.missing) == (Outcome.BLOCK, ("reason",))
    assert GUARDS["proposal_lawful"](replace(asked, reason="行为时的规定相同，已核对"), BOOK, DECISION).outcome is Outcome.WARN


def test_sentences_are_there() -> None:
    for code in ("not_unlawful_then", "no_longer_unlawful", "text_newer"):
        assert f"decision.{code}" in BOOK.sentences
