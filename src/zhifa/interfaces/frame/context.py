"""What every page knows: who acts, where one can go, what time it is here, whether this is a demonstration."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zhifa.interfaces.frame import acting, changes, clock, navigation, quiet
from zhifa.interfaces.frame.deadlines import WORDS
from zhifa.law.actors import Actor


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context processor. Database questions are asked only by pages that show the answer."""
    now = clock.now()
    demo = clock.demo_clock()
    seen = SimpleLazyObject(changes.tip)
    return {
        "now": now,
        "demo": settings.DEMO,
        "clock_rate": demo.rate if demo else 1,
        "actor": SimpleLazyObject(lambda: _actor(request)),
        "navigation": SimpleLazyObject(lambda: _navigation(request)),
        "quiet_lines": partial(quiet.take, request),
        "seen": seen,
        "frame_words": _words(now, demo.rate if demo else 1),
        "english": (get_language() or "").startswith("en"),
    }


def _actor(request: HttpRequest) -> Actor | None:
    try:
        return acting.actor(request)
    except acting.NotLoggedIn:
        return None


def _navigation(request: HttpRequest) -> navigation.Bar:
    actor = _actor(request)
    return navigation.bar_for(actor, request.path) if actor else navigation.Bar((), ())


def _words(now: Any, rate: float) -> dict[str, Any]:
    """For the scripts: the clock to go on from and the words they write."""
    return {
        "now": int(now.timestamp() * 1000),
        "rate": rate,
        "clock": {k: _(v) for k, v in WORDS.items()},
        "cancel": _("取消"),
        "confirm": _("确定"),
        "close": _("关闭"),
        "keys": _("这一页的按键"),
        "move": _("上下移动"),
        "open": _("打开"),
        "search": _("搜索"),
        "help": _("显示这张表"),
        "updates": _("有更新，点此显示"),
        "draft": _("已恢复上次没有提交的内容"),
        "draft_drop": _("清空"),
        "sending": _("正在提交…"),
        "failed": _("没有送到。内容还在，请检查网络后再试。"),
        "locked": _("已锁定"),
        "locked_hint": _("一段时间没有操作。输入密码或动态码，从这里继续；填写的内容都在。"),
        "unlock": _("解锁"),
        "secret": _("密码或动态码"),
        "over": _("登录已经结束"),
        "over_hint": _("请重新登录，然后从这里继续；填写的内容留在这台设备上。"),
        "log_in": _("重新登录"),
        "offline": _("网络断开：看到的是断开前的内容，现在不能提交"),
    }
