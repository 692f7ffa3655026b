"""The rules door over HTTP: the same questions and answers as `zhifa rules ask`, under the county's book. Anybody who may call at
all may ask; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from zhifa.interfaces.api.problems import FieldError, ProblemOut, invalid
from zhifa.interfaces.api.shapes import Strict
from zhifa.interfaces.frame.questions import answered
from zhifa.law.questions import schema
from zhifa.law.questions.asking import ASKS
from zhifa.packs.questions import examples, question_words

router = Router(tags=["rules"])
PROBLEMS = {400: ProblemOut, 401: ProblemOut, 404: ProblemOut, 413: ProblemOut, 422: ProblemOut}


class QuestionIn(Strict):
    """`facts`: the keys of the rules contract with `ask`; `calendar` replaces the county's own for this question."""

    id: str | None = Field(None, max_length=64)
    facts: dict[str, Any]
    calendar: dict[str, Any] | None = None


def _ask(topic: str, body: QuestionIn) -> dict[str, Any] | HttpResponse:
    answer = answered(topic, body.model_dump())
    if error := answer.get("error"):
        return invalid((FieldError(field=_field(error), code=error["code"], message=error["message"]),)).response()
    return answer


def _field(error: dict[str, str]) -> str:
    """Where the fault is in the body."""
    key = error.get("key", "")
    return key if key.startswith("calendar") else f"facts.{key}" if key else "facts"


def _tried(topic: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(name, title, body) of every example of a topic."""
    for ask in ASKS[topic]:
        for n, example in enumerate(examples()[topic, ask]):
            yield f"{ask}-{n}", example.title, {"id": f"{ask}-{n}", "facts": {"ask": ask, **example.facts}}


def described(topic: str) -> dict[str, Any]:
    """What the OpenAPI document says beyond the types: schema of the facts, examples with their answers."""
    tried = list(_tried(topic))
    facts = {"properties": {"facts": schema.of_topic(topic), "calendar": {"anyOf": [schema.of_calendar(), {"type": "null"}]}}}
    questions = {name: {"summary": title, "value": body} for name, title, body in tried}
    answers = {name: {"summary": title, "value": answered(topic, body)} for name, title, body in tried}
    return {
        "requestBody": {"content": {"application/json": {"schema": facts, "examples": questions}}},
        "responses": {200: {"content": {"application/json": {"schema": schema.of_answer(), "examples": answers}}}},
    }


def _opened(topic: str) -> None:
    def ask(request: HttpRequest, body: QuestionIn) -> dict[str, Any] | HttpResponse:
        """The answer of the contract (action, dates, amounts, flags, citations, explanation). 422: facts that cannot be read, the key
        named; missing facts are no error but `missing` in the answer."""
        return _ask(topic, body)

    router.post(
        f"/{topic}",
        response={200: dict[str, Any], **PROBLEMS},
        summary=f"规则问答：{question_words().topic(topic)}",
        operation_id=f"ask_{topic}",
        openapi_extra=described(topic),
    )(ask)


for _topic in ASKS:
    _opened(_topic)


@router.post("/{topic}", include_in_schema=False, response={200: None, **PROBLEMS})
def unknown_topic(request: HttpRequest, topic: str) -> None:
    """404: there is no such topic."""
    raise Http404(topic)
