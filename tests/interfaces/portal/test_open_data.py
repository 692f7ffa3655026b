"""Open data: every table agrees with its dictionary and schemas, says its version, and holds nobody's data."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.test import Client

from tests import county
from zhifa.apps.appraisal.services import send_drill
from zhifa.apps.catalogue import services
from zhifa.apps.catalogue.models import Matter
from zhifa.apps.catalogue.services import Terms
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.services import touch
from zhifa.interfaces.frame import opening
from zhifa.packs.opening import datasets

pytestmark = pytest.mark.django_db
NAMES = tuple(datasets())
ALLOWED_EMPTY = {"precedents"}
CAST: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "number": Decimal,
    "date": date.fromisoformat,
    "boolean": lambda text: {"true": True, "false": False}[text],
    "list": lambda text: text.split("、"),
}


def get(client: Client, address: str, **headers: str) -> Any:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, address
    return answer


def body(client: Client, address: str) -> bytes:
    answer = get(client, address)
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def rows(client: Client, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(body(client, f"/open-data/{name}.json"))["rows"]
    return found


def table(client: Client, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body(client, f"/open-data/{name}.csv").decode("utf-8-sig"), newline="")))


def test_every_dataset_of_the_dictionary_has_rows_and_no_other_has() -> None:
    assert set(opening.ROWS) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_json_is_what_its_schema_says(client: Client, name: str) -> None:
    schema = json.loads(body(client, f"/open-data/{name}.jsonschema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    said = json.loads(body(client, f"/open-data/{name}.json"))
    jsonschema.validate(said, schema)
    assert said["rows"] or name in ALLOWED_EMPTY
    assert said["licence"]["text"]
    assert said["version"]
    assert said["editions"]["chunan"]


@pytest.mark.parametrize("name", NAMES)
def test_the_csv_is_what_its_table_schema_says(client: Client, name: str) -> None:
    raw = body(client, f"/open-data/{name}.csv")
    assert raw.startswith(b"\xef\xbb\xbf")
    schema = json.loads(body(client, f"/open-data/{name}.tableschema.json"))
    read = table(client, name)
    fields = {f["name"]: f for f in schema["fields"]}
    assert raw.decode("utf-8-sig").splitlines()[0].split(",") == list(fields)
    for row in read:
        for field, text in row.items():
            assert text or not fields[field].get("constraints", {}).get("required"), (name, field, row)
            if text:
                CAST[fields[field]["type"]](text)
    keys = [tuple(row[k] for k in schema.get("primaryKey", fields)) for row in read]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", NAMES)
def test_both_forms_say_the_same(client: Client, name: str) -> None:
    said, read = rows(client, name), table(client, name)
    assert len(said) == len(read)
    for one, other in zip(said, read, strict=True):
        for field, value in one.items():
            text = "、".join(value) if isinstance(value, list) else "" if value is None else str(value)
            text = text.lower() if isinstance(value, bool) else text
            assert other[field].removeprefix("'") == text.removeprefix("'"), (name, field)


def test_the_dictionary_is_there_as_a_table(client: Client) -> None:
    read = list(csv.DictReader(io.StringIO(body(client, "/open-data/grants.dictionary.csv").decode("utf-8-sig"))))
    assert {r["field"] for r in read} == {f.name for f in datasets()["grants"].fields}
    assert all(r["name"] and r["type"] and r["meaning"] and r["source"] for r in read)


def test_a_cell_is_never_a_formula(client: Client) -> None:
    for start in "=+-@\t\r":
        Matter.objects.filter(code="UM-001").update(name=f"{start}cmd|'/c calc'!A1")
        touch("catalogue")
        read = {r["code"]: r for r in table(client, "matters")}
        assert read["UM-001"]["name"].startswith("'")


def test_what_is_not_published_is_not_among_the_grants(client: Client) -> None:
    terms = Terms(date(2022, 9, 1), None, None)
    code = "gov-330127108:penalty:UM-001"
    assert code in {g["id"] for g in rows(client, "grants")}
    services.revise_grant(by=county.KEEPER, at=county.LOADED_AT, code=code, version=1, terms=terms, ground="公告撤回（演示）")
    assert code not in {g["id"] for g in rows(client, "grants")}
    assert all(g["effective_from"] >= g["published_on"] for g in rows(client, "grants") if g["needs_publication"])


def test_nobody_is_named(client: Client) -> None:
    text = "".join(body(client, f"/open-data/{name}.json").decode() for name in NAMES)
    people = {p.name for p in registry.people()}
    assert people
    assert not [name for name in people if f'"{name}"' in text]
    assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", text)
    assert "演示-0001" not in text  # certificates
    for field in ("geometry", "username", "reporter"):
        assert f'"{field}"' not in text


def test_an_unchanged_table_is_not_sent_again(client: Client) -> None:
    first = get(client, "/open-data/matters.csv")
    tag = first["ETag"]
    same = client.get("/open-data/matters.csv", headers={"if-none-match": tag})
    assert (same.status_code, same["ETag"]) == (304, tag)
    assert get(client, "/open-data/matters.json")["ETag"] != tag
    touch("catalogue")
    assert get(client, "/open-data/matters.csv", **{"if-none-match": tag})["ETag"] != tag


def test_the_api_lists_the_same_tables_without_a_key(client: Client) -> None:
    listed = client.get("/api/v1/open-data").json()
    assert [d["name"] for d in listed] == list(NAMES)
    one = next(d for d in listed if d["name"] == "grants")
    assert one["rows"] == len(rows(client, "grants"))
    assert "effective_from" in one["fields"]
    assert client.get(one["files"]["csv"]).status_code == 200
    through = client.get("/api/v1/open-data/grants")
    assert b"".join(through.streaming_content) == body(client, "/open-data/grants.json")
    tag = through["ETag"]
    assert client.get("/api/v1/open-data/grants", headers={"if-none-match": tag}).status_code == 304
    assert client.get("/api/v1/open-data/grants?form=csv")["Content-Type"].startswith("text/csv")
    assert client.get("/api/v1/open-data/people").status_code == 404
    assert client.get("/api/v1/open-data/grants?form=xml").status_code == 422


def test_pages_show_the_tables_and_their_dictionary(client: Client) -> None:
    text = get(client, "/open-data").content.decode()
    assert all(f'/open-data/{name}"' in text for name in NAMES)
    assert "没有来源载明开放许可" in text
    page = get(client, "/open-data/grants").content.decode()
    assert "起始日与公布日中较晚的一个" in page
    for address in ("/open-data/people", "/open-data/people.csv", "/open-data/grants.xml"):
        assert client.get(address).status_code == 404


def test_each_reform_figure_has_its_taxonomy_and_denominator_beside_it_and_says_what_is_missing(client: Client) -> None:
    found = {(r["code"], r["day"], r["taxonomy"]): r for r in rows(client, "reform_figures")}
    one, other = found["X1", "2021-12-31", "seed-25"], found["X1", "2021-12-31", "seed-32"]
    assert (one["numerator"], one["denominator"], one["percent"], one["taxonomy_size"]) == (12, 25, "48.0", 25)
    assert (other["denominator"], one["target_percent"], one["target_due"]) == (32, "60.00", "2021-12-31")
    assert not [r for r in found.values() if r["percent"] is None and not r["missing"]]
    assert not [r for r in found.values() if r["taxonomy"] and r["denominator"] != r["taxonomy_size"]]
    tag = client.get("/open-data/reform_figures.csv")["ETag"]
    send_drill(by=county.who("duty-chief"), at=county.LOADED_AT, title="演练", words="应答")
    assert client.get("/open-data/reform_figures.csv")["ETag"] != tag
    assert client.get("/open-data/reform_figures.csv", headers={"accept-language": "en"}).status_code == 200


def test_a_table_costs_few_questions_however_long(client: Client, django_assert_max_num_queries: object) -> None:
    body(client, "/open-data/grants.csv")
    for name in NAMES:
        with django_assert_max_num_queries(32 if name == "reform_figures" else 6):  # type: ignore[operator]
            body(client, f"/open-data/{name}.json")


def test_the_documentation_names_every_table() -> None:
    text = (Path(__file__).resolve().parents[3] / "docs" / "open-data.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"`{name}`" not in text] == []
