"""`{% load submitting %}{% submit_key %}`: the hidden key that makes a second press of this form harmless."""

from __future__ import annotations

from uuid import uuid4

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def submit_key() -> SafeString:
    """A new key each time a form is drawn."""
    return format_html('<input type="hidden" name="submit_key" value="{}">', uuid4().hex)
