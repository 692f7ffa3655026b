"""From where somebody comes: address and device, in the words a person recognises."""

from __future__ import annotations

from django.http import HttpRequest

_BROWSERS = (("MicroMessenger", "微信"), ("DingTalk", "钉钉"), ("HuaweiBrowser", "华为浏览器"), ("Edg", "Edge"), ("QQBrowser", "QQ浏览器"),
             ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
_SYSTEMS = (("HarmonyOS", "HarmonyOS"), ("OpenHarmony", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
            ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux"))  # fmt: skip


def address(request: HttpRequest) -> str:
    """Where the request came from, as the server saw it."""
    return str(request.META.get("REMOTE_ADDR", ""))


def named(agent: str) -> str:
    """What a browser says of itself, as far as it helps to tell one's own devices apart: `Chrome · Windows`."""
    found = [next((name for mark, name in table if mark in agent), "") for table in (_BROWSERS, _SYSTEMS)]
    return " · ".join(part for part in found if part) or agent.split(" ")[0][:60]


def is_phone(request: HttpRequest) -> bool:
    """A browser on something one holds in the hand says so."""
    return "Mobi" in request.META.get("HTTP_USER_AGENT", "")
