"""Versions of the matcher: built on request from what dispatchers corrected, put into use, rolled back; and the county's own words."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from tests.apps.loop.world import AT, minutes, problems, reported
from tests.county import who
from zhifa.apps.dispatch import services as dispatch
from zhifa.apps.incidents import services
from zhifa.apps.incidents.models import EverydayWord, Incident, MatchCorrection, MatcherVersion
from zhifa.apps.incidents.queries import matching as queries
from zhifa.apps.incidents.services import matching
from zhifa.apps.outbox import running
from zhifa.apps.outbox.models import Job
from zhifa.apps.trail.acts import Invalid, Stale
from zhifa.apps.trail.models import Record
from zhifa.law.rulings import Blocked, Denied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]
TEA = ("新安北路奶茶店门前桌椅把路挡住了", "新安北路奶茶店门前桌椅又把路挡住", "新安北路那家奶茶店门前桌椅挡路，电话13800000001")
STALL, HEALTH = "UM-001", "MK-003"


def corrected(number: int, text: str, matter: str = STALL) -> Incident:
    """A report whose matter the dispatcher chose."""
    row = reported(f"M-{number}", text=text)
    dispatch.accept_incident(by=who("dispatcher-1"), at=minutes(number), incident=row.pk, matters=[matter])
    return row


def taught() -> None:
    for number, text in enumerate(TEA, 1):
        corrected(number, text)


def built() -> MatcherVersion:
    return services.build_matcher_version(by=who("duty-chief"), at=minutes(60))


def trained() -> None:
    """What the outbox does with what was asked for."""
    worker = running.Worker("w", lambda: minutes(60))
    while worker.step():
        pass
    assert not Job.objects.exclude(state="done").exists(), Job.objects.values_list("errors", flat=True)


def active(row: MatcherVersion, reason: str = "试用") -> MatcherVersion:
    return services.activate_matcher_version(by=who("guidance"), at=minutes(61), matcher=row.pk, reason=reason)


def first(text: str = TEA[0]) -> str:
    found = queries.held("330127").matcher.match(text).candidates
    return found[0].matter if found else ""


def test_a_correction_alone_changes_no_answer() -> None:
    before = first()
    corrected(1, TEA[0])
    assert first() == before != STALL
    assert MatchCorrection.objects.get().matcher == 0
    with pytest.raises(Blocked) as refused:
        built()
    assert refused.value.ruling.reasons[0].code == "matching.nothing_to_learn"


def test_a_version_is_built_on_request_judged_used_and_rolled_back() -> None:
    before = first()
    taught()
    row = built()
    assert (row.number, row.active, len(row.lessons)) == (1, False, 3)
    assert first() == before, "built is not used"
    held_out = row.report["held_out"]
    assert (held_out["cases"], held_out["first_before"], held_out["worse"]) == (3, 0, 0)
    assert held_out["better"] >= 1
    assert row.report["built_in"]["cases"] > 300
    assert {e["after"] for e in row.report["better"]} == {"未经批准超出门、窗店外经营、作业或者展示商品"}
    assert not any("13800000001" in e["text"] for e in row.report["better"])
    active(row)
    assert first() == STALL
    seen = reported("M-9", text="新安北路奶茶店门前桌椅把路都挡住了")
    assert seen.proposals["matcher"] == {"number": 1, "digest": queries.held("330127").matcher.version}
    assert services.roll_back_matcher(by=who("guidance"), at=minutes(62), reason="再看看") is None
    assert first() == before
    verbs = list(Record.objects.filter(subject_id=row.pk).order_by("position").values_list("verb", flat=True))
    assert verbs == ["matcher.build", "matcher.activate", "matcher.roll_back"]
    assert problems() == []


def test_building_twice_from_the_same_corrections_gives_the_same_version() -> None:
    taught()
    assert built().pk == built().pk
    corrected(4, "新安北路奶茶店的桌椅还是挡住了路")
    assert built().number == 2


def test_rolling_back_returns_to_the_version_before() -> None:
    taught()
    one = active(built())
    for number, text in ((4, "巷子尽头老面馆案板发黏筷子油乎乎"), (5, "巷子尽头老面馆案板发黏筷子油乎乎的")):
        corrected(number, text, HEALTH)
    two = active(built())
    assert two.followed == 1
    services.roll_back_matcher(by=who("duty-chief"), at=minutes(63), reason="回到上一版")
    one.refresh_from_db()
    assert one.active
    assert queries.held("330127").number == 1
    with pytest.raises(Invalid):
        services.roll_back_matcher(by=who("duty-chief"), at=minutes(64), reason=" ")


def test_what_contradicts_itself_is_shown_and_teaches_nothing() -> None:
    taught()
    corrected(4, TEA[0] + "呢呢呢呢", HEALTH)
    row = built()
    assert row.report["outvoted"] == 1
    conflict = row.report["conflicts"][0]
    assert conflict["kept"] != conflict["texts"][0].endswith("呢呢呢呢")


def test_a_version_in_use_or_changed_beneath_or_worse_is_not_activated_just_so() -> None:
    taught()
    row = built()
    row.report["held_out"]["worse"] = 2
    MatcherVersion.objects.filter(pk=row.pk).update(report=row.report)
    with pytest.raises(Blocked) as refused:
        active(row, reason="")
    assert refused.value.ruling.reasons[0].code == "matching.reason_for_worse"
    with pytest.raises(Stale):
        services.activate_matcher_version(by=who("guidance"), at=AT, matcher=row.pk, reason="x", version=7)
    active(row)
    with pytest.raises(Blocked):
        active(row)
    MatchCorrection.objects.filter(pk=row.lessons[0]).update(accepted=[HEALTH])
    services.roll_back_matcher(by=who("guidance"), at=minutes(62), reason="再看看")
    with pytest.raises(Blocked) as changed:
        active(row)
    assert changed.value.ruling.reasons[0].code == "matching.changed_lessons"


def test_a_word_of_the_county_reaches_its_matter_until_it_is_taken_back() -> None:
    said = "门口又支棱起来了"
    assert first(said) == ""
    services.add_everyday_words(by=who("guidance"), at=AT, matter=STALL, words=["支棱起来", "支棱起来 ", "店外经营"])
    assert first(said) == STALL
    assert [w.word for w in queries.own_words(who("guidance"))] == ["支棱起来"], "a word of the packs is not added again"
    assert services.add_everyday_words(by=who("guidance"), at=AT, matter=STALL, words=["支棱起来"]) == []
    services.end_everyday_word(by=who("guidance"), at=minutes(1), matter=STALL, word="支棱起来")
    assert first(said) == ""
    services.add_everyday_words(by=who("guidance"), at=minutes(2), matter=STALL, words=["支棱起来"])
    assert EverydayWord.objects.count() == 1
    assert first(said) == STALL
    assert problems() == []


@pytest.mark.parametrize("words", [[], [" "], ["一"], ["甲|乙丙"], ["甲乙+丙丁"], ["长" * 41], [f"说法{n}" for n in range(21)]])
def test_words_that_say_nothing_are_refused(words: list[str]) -> None:
    with pytest.raises(Invalid):
        services.add_everyday_words(by=who("guidance"), at=AT, matter=STALL, words=words)


def test_unknown_matters_and_words_are_named() -> None:
    with pytest.raises(Invalid) as unknown:
        services.add_everyday_words(by=who("guidance"), at=AT, matter="NO-1", words=["随便说"])
    assert "NO-1" in str(unknown.value)
    with pytest.raises(Invalid):
        services.end_everyday_word(by=who("guidance"), at=AT, matter=STALL, word="没有这个")


def test_asked_for_twice_it_is_built_once_beside_the_requests_and_tells_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    taught()
    by, seen = who("duty-chief"), []
    assert services.ask_matcher_version(by=by, at=AT) is services.ask_matcher_version(by=by, at=minutes(1)) is None
    assert Job.objects.filter(name=queries.TRAINING).count() == 1
    monkeypatch.setattr("zhifa.apps.outbox.services.note", lambda key, payload, tenant: seen.append(payload["done"]))
    trained()
    assert (seen, queries.training(by)) == ([1, 2, 3], None)
    row = services.ask_matcher_version(by=by, at=minutes(70))
    assert row is not None
    assert (row.number, row.built_by, Job.objects.filter(name=queries.TRAINING).count()) == (1, by.name, 1)


def test_two_that_build_the_first_version_at_once_get_the_same_one(monkeypatch: pytest.MonkeyPatch) -> None:
    taught()
    stored, other = matching._stored, []

    def late(*given: object) -> MatcherVersion:
        if not other:
            other.append(stored(*given))
            raise IntegrityError("matcher_number")
        return stored(*given)

    monkeypatch.setattr(matching, "_stored", late)
    assert built() == other[0]
    assert MatcherVersion.objects.count() == 1


@pytest.mark.parametrize("username", ["dispatcher-1", "weiping-officer-1", "leader", "discipline", "system-admin"])
def test_only_the_duty_chief_and_the_guidance_office_teach(username: str) -> None:
    by = who(username)
    for act in (
        lambda: services.build_matcher_version(by=by, at=AT),
        lambda: services.ask_matcher_version(by=by, at=AT),
        lambda: services.roll_back_matcher(by=by, at=AT, reason="x"),
        lambda: services.add_everyday_words(by=by, at=AT, matter=STALL, words=["支棱起来"]),
        lambda: services.end_everyday_word(by=by, at=AT, matter=STALL, word="支棱起来"),
    ):
        with pytest.raises(Denied):
            act()


def test_who_neither_takes_calls_nor_watches_does_not_read_what_was_learned() -> None:
    for username in ("weiping-officer-1", "system-admin", "regulator-housing-construction"):
        with pytest.raises(Denied):
            queries.versions(who(username))


def test_how_sure_the_proposals_were_is_counted_against_what_people_did() -> None:
    taught()
    dispatch.accept_incident(by=who("dispatcher-1"), at=AT, incident=reported("M-8").pk, matters=["UM-018"])
    rows = queries.used(who("guidance"))
    assert [r.sure for r in rows] == ["high", "medium", "low"]
    assert sum(r.decided for r in rows) == 4
    assert sum(r.corrected for r in rows) >= 3
    assert queries.unread(who("guidance")) == MatchCorrection.objects.count()


def test_reading_the_matcher_again_asks_the_database_for_its_version_only(django_assert_num_queries) -> None:
    queries.held("330127")
    with django_assert_num_queries(3):
        queries.held("330127")


def test_the_list_of_what_is_reached_has_every_matter() -> None:
    rows = queries.reached(who("guidance"))
    assert len(rows) > 200
    assert queries.reached(who("dispatcher-1")) is rows
