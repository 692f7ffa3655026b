"""How often one address may ask for what is costly."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def too_often(request: HttpRequest, what: str, per_hour: int) -> bool:
    """A speed bump per address and process; the address itself is not kept."""
    key = "portal." + salted_hmac(f"portal.{what}", request.META.get("REMOTE_ADDR", "")).hexdigest()
    cache.add(key, 0, timeout=3600)
    return cache.incr(key) > per_hour
