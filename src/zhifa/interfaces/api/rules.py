"""The rules door over HTTP: the same questions and answers as `zhifa rules ask`, under the county's book."""

from __future__ import annotations

from functools import cache
from typing import Any

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from zhifa.apps.registry.queries.book import county_book, county_plan
from zhifa.interfaces.api.problems import FieldError, ProblemOut, invalid
from zhifa.interfaces.api.shapes import Strict
from zhifa.law.questions.asking import ASKS
from zhifa.law.questions.door import Door

router = Router(tags=["rules"])


class QuestionIn(Strict):
    """`facts`: the keys of the rules contract with `ask`; `calendar` replaces the county's own for this question."""

    id: str | None = Field(None, max_length=64)
    facts: dict[str, Any]
    calendar: dict[str, Any] | None = None


@cache
def _door() -> Door:
    return Door(county_book(), county_plan())


@router.post(
    "/{topic}",
    response={200: dict[str, Any], 400: ProblemOut, 401: ProblemOut, 404: ProblemOut, 413: ProblemOut, 422: ProblemOut},
    summary="规则问答",
)
def ask(request: HttpRequest, topic: str, body: QuestionIn) -> dict[str, Any] | HttpResponse:
    """The answer of the contract (action, dates, amounts, flags, citations, explanation). 404: unknown topic. 422: facts that cannot
    be read, the key named in the message; missing facts are no error but `missing` in the answer."""
    if topic not in ASKS:
        raise Http404(topic)
    answer = _door().answer(orjson.dumps({**body.model_dump(), "topic": topic}).decode(), 1)
    if error := answer.get("error"):
        return invalid((FieldError(field="facts", code=error["code"], message=error["message"]),)).response()
    return answer
