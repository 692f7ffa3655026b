"""The rules door of this installation: the contract's questions under the county's book and plan, for pages and programs alike."""

from __future__ import annotations

from functools import cache
from typing import Any

import orjson

from zhifa.apps.registry.queries.book import county_book, county_plan
from zhifa.law.questions.door import Door


@cache
def door() -> Door:
    """Built once per process; raises PackError."""
    return Door(county_book(), county_plan())


def answered(topic: str, body: dict[str, Any], language: str = "zh") -> dict[str, Any]:
    """The answer, or the error object, to `body` (facts, perhaps id and calendar) as the contract writes them.
    The contract speaks Chinese; a page may ask for its reader's `language`."""
    return door().answer(orjson.dumps({**body, "topic": topic}).decode(), 1, language)
