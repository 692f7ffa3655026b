"""Every refusal of the API in one shape: application/problem+json (RFC 9457) with `errors` naming field, code and message.

Sentences for refusals of the law come from `frame.refusals`, the same that pages show.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import BaseModel

from zhifa.apps.incidents.services import ConflictingReport
from zhifa.apps.trail.acts import Invalid, Stale
from zhifa.interfaces.frame.acting import Locked
from zhifa.interfaces.frame.refusals import problem_of
from zhifa.law.rulings import Refused

MEDIA_TYPE = "application/problem+json"
_MESSAGES = {
    "missing": gettext_lazy("必填"),
    "extra_forbidden": gettext_lazy("没有这个字段"),
    "string_type": gettext_lazy("应为字符串"),
    "string_too_long": gettext_lazy("最多 {max_length} 个字符"),
    "string_too_short": gettext_lazy("至少 {min_length} 个字符"),
    "string_pattern_mismatch": gettext_lazy("格式应为 {pattern}"),
    "bool_type": gettext_lazy("应为 true 或 false"),
    "decimal_parsing": gettext_lazy("应为数字"),
    "decimal_type": gettext_lazy("应为数字"),
    "finite_number": gettext_lazy("应为有限的数"),
    "literal_error": gettext_lazy("应为下列之一：{expected}"),
    "greater_than_equal": gettext_lazy("不能小于 {ge}"),
    "less_than_equal": gettext_lazy("不能大于 {le}"),
    "datetime_from_date_parsing": gettext_lazy("应为带时区的时间，例如 2026-07-01T08:30:00+08:00"),
    "datetime_parsing": gettext_lazy("应为带时区的时间，例如 2026-07-01T08:30:00+08:00"),
    "timezone_aware": gettext_lazy("时间必须带时区，例如 2026-07-01T08:30:00+08:00"),
    "date_from_datetime_parsing": gettext_lazy("应为日期，例如 2026-07-01"),
    "date_parsing": gettext_lazy("应为日期，例如 2026-07-01"),
    "list_type": gettext_lazy("应为数组"),
    "dict_type": gettext_lazy("应为对象"),
    "model_type": gettext_lazy("应为对象"),
    "model_attributes_type": gettext_lazy("应为对象"),
    "too_long": gettext_lazy("最多 {max_length} 项"),
    "too_short": gettext_lazy("至少 {min_length} 项"),
}


class FieldError(BaseModel):
    """`field`: path within the body (`media.0`); `code`: stable; `message`: for people."""

    field: str
    code: str
    message: str


class ProblemOut(BaseModel):
    """RFC 9457. `type` is stable, the sentences may change."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldError] = []


@dataclass(frozen=True, slots=True)
class Problem:
    """`more`: members beyond the standard ones (rules, citations, missing, version, number)."""

    status: int
    kind: str
    title: str
    detail: str
    errors: tuple[FieldError, ...] = ()
    more: Mapping[str, Any] | None = None

    def body(self) -> dict[str, Any]:
        """The JSON members."""
        body: dict[str, Any] = {"type": f"urn:zhifa:problem:{self.kind}", "title": self.title, "status": self.status, "detail": self.detail}
        if self.errors:
            body["errors"] = [e.model_dump() for e in self.errors]
        return body | dict(self.more or {})

    def response(self) -> HttpResponse:
        """The answer; a 401 names the scheme it wants."""
        answer = HttpResponse(orjson.dumps(self.body()), status=self.status, content_type=MEDIA_TYPE)
        if self.status == 401:
            answer["WWW-Authenticate"] = 'Bearer realm="zhifa"'
        return answer


def field_errors(found: Sequence[Mapping[str, Any]]) -> tuple[FieldError, ...]:
    """Errors of pydantic as ours; the leading parts that name the parameter are dropped."""
    return tuple(FieldError(field=_field(e["loc"]), code=str(e["type"]), message=_message(e)) for e in found)


def _field(place: Sequence[Any]) -> str:
    parts = [str(p) for p in place]
    if parts[:1] in (["body"], ["path"], ["query"]):
        parts = parts[2:] if parts[0] == "body" and len(parts) > 1 else parts[1:]
    return ".".join(parts)


def _message(error: Mapping[str, Any]) -> str:
    text = _MESSAGES.get(str(error["type"]))
    try:
        return str(text).format(**error.get("ctx", {})) if text else str(error["msg"])
    except (KeyError, IndexError):
        return str(error["msg"])


def invalid(errors: tuple[FieldError, ...], status: int = 422) -> Problem:
    """Some fields cannot be taken."""
    return Problem(status, "invalid", _("有几处填写不能接受"), _("改正 errors 里列出的字段后重新发送。"), errors)


def problem_for(error: Exception) -> Problem | None:
    """The problem that an exception means; None for a real fault."""
    if isinstance(error, ConflictingReport):
        return Problem(409, "conflict", _("同一编号，内容不同"), _("这个编号已经登记过另一份内容。"), _from_invalid(error, "conflict"))
    if isinstance(error, Invalid):
        return invalid(_from_invalid(error, "invalid"))
    if isinstance(error, ValidationError):
        return invalid(field_errors(error.errors))
    if isinstance(error, AuthenticationError):
        return Problem(
            401,
            "unauthenticated",
            _("没有有效的令牌"),
            _("请在 Authorization 头里带上令牌：Bearer <令牌>。来源系统用发放的令牌，工作人员先用 POST /session 登录。"),
        )
    if isinstance(error, Locked):
        return Problem(401, "session_locked", _("已锁定"), _("这个令牌太久没有使用：POST /session/unlock 带上密码或动态码，然后照旧。"))
    if isinstance(error, RequestDataTooBig):
        return Problem(413, "too_large", _("内容过大"), _("请减小内容，或分批发送；文件请用 PUT /media。"))
    if isinstance(error, Http404 | ObjectDoesNotExist):
        return Problem(404, "missing", _("没有这个对象"), _("编号可能写错了，或者它不在这个令牌的范围里。"))
    if isinstance(error, UnreadablePostError | RawPostDataException):
        return Problem(400, "unreadable", _("读不出请求内容"), _("连接在内容传完之前中断了，请重新发送。"))
    if isinstance(error, HttpError):
        return Problem(error.status_code, "unreadable", _("读不出请求内容"), _("请求体必须是 UTF-8 编码的 JSON 对象。"))
    return _refusal(error) if isinstance(error, Refused | Stale) else None


def _from_invalid(error: Invalid, code: str) -> tuple[FieldError, ...]:
    return tuple(FieldError(field=field, code=code, message=text) for field, texts in error.errors.items() for text in texts)


def _refusal(error: Exception) -> Problem | None:
    known = problem_of(error)
    if known is None:
        return None
    more: dict[str, Any] = {"next": known.next_}
    detail = known.next_
    if known.why:
        detail = " ".join(known.why.sentences)
        more |= {"rules": list(known.why.rules), "citations": list(known.why.citations), "missing": list(known.why.missing)}
    if known.version is not None:
        more["version"] = known.version
    return Problem(known.status, known.kind, known.title, detail, (), more)


CAUGHT = (Invalid, ValidationError, AuthenticationError, RequestDataTooBig, Http404, ObjectDoesNotExist, UnreadablePostError)
CAUGHT_TOO = (RawPostDataException, HttpError, Refused, Stale, Locked)


def install(api: NinjaAPI) -> None:
    """Make the API answer these exceptions with problems; anything else is a fault and goes to Django's handler."""

    def answer(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        found = problem_for(error) if isinstance(error, Exception) else None
        if found is None:
            raise error
        return found.response()

    for kind in (*CAUGHT, *CAUGHT_TOO):
        api.add_exception_handler(kind, answer)
