"""No rule of the rule base is silently missing, and no open question of the law is decided without saying so."""

import importlib

import pytest

from scripts.rule_pages import raised, rule_list
from zhifa.law import rulebook
from zhifa.packs.book import load_book
from zhifa.packs.reading import layer_path, read_toml

pytestmark = pytest.mark.law
LIST = list(rule_list())
IDS = [row["id"] for row in LIST]
REGISTER = read_toml(layer_path("cn") / "ambiguities.toml")


def test_the_list_has_every_family_and_no_id_twice():
    assert len(IDS) == len(set(IDS))
    families = "PER JUR APP TIM OFF GEN EVD INS SIM HEA REV DEC SER PAY SUR COE ENF TRA PUB REM ARC NST"
    assert {name[:3] for name in IDS} == set(families.split(" "))
    for family in families.split(" "):
        numbers = sorted(int(name[4:]) for name in IDS if name.startswith(family))
        assert numbers == list(range(1, len(numbers) + 1)), family


def test_every_rule_of_the_list_is_registered_or_kept_by_a_service_or_explained():
    known = {one.id for one in rulebook.complete()}
    for row in LIST:
        if row["kind"] == "law":
            assert row["id"] in known, row
        elif row["kind"] == "service":
            assert row["where"], row
        else:
            assert row["kind"] == "not_applicable", row
        assert row["kind"] == "law" or row["why"], row
    assert known - set(IDS) == set()


def test_a_service_that_keeps_a_rule_names_it():
    for row in LIST:
        for name in row["where"].split():
            source = importlib.import_module(f"zhifa.{name}").__file__
            with open(source, encoding="utf-8") as code:
                assert row["id"] in code.read(), (row["id"], name)


def test_every_open_question_has_two_readings_a_choice_and_a_reason_in_both_languages():
    assert list(REGISTER) == [f"AMB-{n:02}" for n in range(1, len(REGISTER) + 1)]
    for name, entry in REGISTER.items():
        assert len(entry["readings"]) == len(entry["readings_en"]) > 1, name
        assert 0 <= entry["chosen"] < len(entry["readings"]), name
        assert all(entry[key].strip() for key in ("zh", "en", "why", "why_en")), name


def test_what_rulings_report_as_open_is_in_the_register_and_nearly_all_of_it_is_reported():
    reported = {name for name in raised() if name.startswith("AMB-")}
    assert reported - set(REGISTER) == set()
    assert set(REGISTER) - reported == set()
    assert set(load_book(["cn"]).ambiguities) == set(REGISTER)
