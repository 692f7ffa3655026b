"""Refusals in the reader's words: each says what is wrong, on which ground, and what to do next.

One exception, three shapes: a page, an htmx fragment, or problem+json (RFC 9457) for programs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhifa.apps.trail.acts import Invalid, Stale
from zhifa.interfaces.frame.acting import Locked, NotLoggedIn
from zhifa.interfaces.frame.reasoning import Explanation, explain
from zhifa.law.rulings import Blocked, Denied, Refused

_API = "/api/"


@dataclass(frozen=True, slots=True)
class Problem:
    """`kind` names the template's picture and the problem type; `next_` is what to do; `errors` field → messages."""

    status: int
    kind: str
    title: str
    next_: str
    why: Explanation | None = None
    errors: dict[str, list[str]] | None = None
    version: int | None = None


_TITLES = {
    "denied": (403, gettext_lazy("这一步不由您来做"), gettext_lazy("需要办理时，请交给上面写明的岗位；认为不对，可以找值班长。")),
    "blocked": (409, gettext_lazy("现在还不能这样做"), gettext_lazy("先补上还缺的，再回来办。已经填写的内容都在。")),
    "stale": (409, gettext_lazy("别人刚刚改过"), gettext_lazy("打开最新的内容看一眼，再决定要不要继续。您填写的内容没有丢。")),
    "invalid": (422, gettext_lazy("有几处填写不能接受"), gettext_lazy("返回表单改正下面几处即可，其余内容都在。")),
    "forbidden": (403, gettext_lazy("这个页面不对您开放"), gettext_lazy("换一个有权限的账号，或回到首页。")),
    "csrf": (403, gettext_lazy("这张表单放得太久了"), gettext_lazy("返回上一页，刷新后再提交；填写的内容会自动恢复。")),
    "missing": (404, gettext_lazy("这里没有您要找的东西"), gettext_lazy("地址可能写错了，或者它不在您的范围里。用搜索找找看。")),
    "locked": (429, gettext_lazy("登录失败的次数太多"), gettext_lazy("这个账号在这个地址上暂停登录，15 分钟后再试。")),
    "session_locked": (401, gettext_lazy("已锁定"), gettext_lazy("太久没有操作。用密码或动态码解锁后，从原处继续；填写的内容都在。")),
    "session_over": (401, gettext_lazy("登录已经结束"), gettext_lazy("请重新登录，然后从原处继续。")),
    "fault": (500, gettext_lazy("系统出了差错"), gettext_lazy("没有保存任何改动。请再试一次；还是不行，请告诉管理员现在的时间。")),
}


def problem_of(error: Exception) -> Problem | None:
    """The problem that an exception of the lower rooms means; None for a real fault."""
    if isinstance(error, Denied):
        return problem_named("denied", why=explain(error))
    if isinstance(error, Blocked | Refused):
        return problem_named("blocked", why=explain(error))
    if isinstance(error, Stale):
        return problem_named("stale", version=error.version)
    if isinstance(error, Invalid):
        return problem_named("invalid", errors=error.errors)
    if isinstance(error, PermissionDenied):
        return problem_named("forbidden")
    if isinstance(error, Http404 | ObjectDoesNotExist):
        return problem_named("missing")
    return None


def for_program(request: HttpRequest) -> bool:
    """The asker reads JSON, not pages."""
    return request.path.startswith(_API)


def problem_named(kind: str, **rest: Any) -> Problem:
    status, title, next_ = _TITLES[kind]
    return Problem(status, kind, str(title), str(next_), **rest)


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The response in the shape the asker understands."""
    if for_program(request):
        return as_json(problem)
    fragment = bool(request.headers.get("HX-Request")) and not request.headers.get("HX-Boosted")
    template = "frame/refusal_part.html" if fragment else "frame/refusal.html"
    response = render(request, template, {"problem": problem, "shell": _shell(request)}, status=problem.status)
    if fragment:
        response["HX-Retarget"], response["HX-Reswap"] = "#refusals", "innerHTML"
    return response


def _shell(request: HttpRequest) -> str:
    """The page around a refusal is that of the door it happened at."""
    if request.path.startswith("/m/"):
        return "frame/phone.html"
    user = getattr(request, "user", None)
    return "frame/desk.html" if user and user.is_authenticated else "frame/public.html"


def as_json(problem: Problem) -> JsonResponse:
    """application/problem+json."""
    body: dict[str, Any] = {
        "type": f"urn:zhifa:problem:{problem.kind}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.next_,
    }
    if problem.why:
        body |= {
            "detail": " ".join(problem.why.sentences),
            "rules": problem.why.rules,
            "citations": problem.why.citations,
            "missing": problem.why.missing,
            "next": problem.next_,
        }
        if problem.why.links:
            body["links"] = [{"number": number, "url": url} for number, url in problem.why.links]
    if problem.errors:
        body["errors"] = [
            {"field": field, "code": problem.kind, "message": text} for field, texts in problem.errors.items() for text in texts
        ]
    if problem.version is not None:
        body["version"] = problem.version
    return JsonResponse(body, status=problem.status, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False})


class RefusalMiddleware:
    """Turns what services raise into answers, so that no door writes its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing on the way in."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Django asks here first."""
        if isinstance(error, NotLoggedIn):
            return locked(request) if isinstance(error, Locked) else to_login(request)
        if isinstance(error, Http404 | PermissionDenied):
            return None
        problem = problem_of(error)
        return answer(request, problem) if problem else None


def to_login(request: HttpRequest) -> HttpResponse:
    """Log in and come back. What a page asks for by itself is told so, and the page decides when to leave."""
    if for_program(request):
        return as_json(problem_named("session_over"))
    if not navigates(request):
        return _told(request, "session_over")
    return redirect_to_login(request.get_full_path() if request.method in ("GET", "HEAD") else _page_before(request))


def locked(request: HttpRequest) -> HttpResponse:
    """Unlock and come back; what was typed waits in the browser's draft."""
    if for_program(request) or not navigates(request):
        return _told(request, "session_locked")
    wanted = request.get_full_path() if request.method in ("GET", "HEAD") else _page_before(request)
    return redirect(f"{resolve_url('frame:lock')}?{urlencode({'next': wanted})}")


def navigates(request: HttpRequest) -> bool:
    """A person opens a page or sends a form; no script asks."""
    return not request.headers.get("HX-Request") and request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"


def _told(request: HttpRequest, kind: str) -> HttpResponse:
    response = as_json(problem_named(kind))
    response["X-Session"] = kind
    response["HX-Reswap"] = "none"
    return response


def _page_before(request: HttpRequest) -> str:
    """The page that a form stood on, when it is ours."""
    referer = urlsplit(request.headers.get("Referer", ""))
    here = referer.netloc == request.get_host()
    return (referer.path + (f"?{referer.query}" if referer.query else "")) if here else resolve_url("frame:home")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler403."""
    return answer(request, problem_named("forbidden"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW."""
    return answer(request, problem_named("csrf"))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler404."""
    return answer(request, problem_named("missing"))


def fault(request: HttpRequest) -> HttpResponse:
    """handler500: the page asks the database nothing."""
    problem = problem_named("fault")
    if for_program(request):
        return as_json(problem)
    return render(None, "frame/fault.html", {"problem": problem, "title": _("系统出了差错")}, status=500)
