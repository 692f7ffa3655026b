"""The county's own clocks as chips: due when, and on which parameter it rests."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from zhifa.apps.registry.queries.book import county_book
from zhifa.interfaces.frame.parts import Deadline
from zhifa.law.book import UnknownParameter


def policy_deadline(due: datetime | None, basis: str, started: datetime | None) -> Deadline | None:
    """None where nothing is due. The law leaves these lengths to the county, and the chip says so."""
    if due is None:
        return None
    try:
        parameter = county_book().parameter(basis, due.date())
    except UnknownParameter:  # the time given in an order to correct is its own basis
        return Deadline(due, started, rule=_("责令改正决定中写明的期限"))
    counted = _("%(n)s 分钟，昼夜连续计算") % {"n": int(parameter.value)}
    return Deadline(due, started, rule=parameter.note, counted=counted)
