"""Who could use a power over a matter at a place on a day: the answer of page and command."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from zhifa.apps.catalogue import queries as catalogue
from zhifa.interfaces.api.problems import ProblemOut
from zhifa.interfaces.api.shapes import Day, Instant, Strict
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.standing import plain

router = Router(tags=["authority"])
Power = Literal["licence", "supervision", "targeted_inspection", "routine_patrol", "penalty", "investigation", "coercion"]


class AuthorityIn(Strict):
    """`area`: code of a township, platform or water grid. `day`: today when left out. `known_at`: as the grants were
    known at this instant."""

    matter: str = Field(max_length=20)
    area: str = Field(max_length=40)
    power: Power = "penalty"
    day: Day | None = None
    known_at: Instant | None = None


class MandateOut(Schema):
    """The document behind the grant."""

    title: str
    number: str
    published_on: date | None


class ConsideredOut(Schema):
    """One grant that concerns the matter, and why it decides or does not."""

    name: str
    taken: bool
    why: str
    basis: str


class StretchOut(Schema):
    """From `since` until before `until` (null: no limit); `current`: the asked day is among them."""

    since: date | None
    until: date | None
    status: str
    holder: str
    acting_identity: str
    team_name: str
    current: bool


class AuthorityOut(Schema):
    """`status`: held, contested, unclear; names are "" where nobody holds the power. `since` null: no source states it."""

    matter: str
    matter_name: str
    domain: str
    power: str
    area: str
    area_name: str
    day: date
    known_at: datetime | None
    status: str
    holder: str
    holder_kind: str
    organ: str
    acting_identity: str
    team: str
    team_name: str
    commander: str
    phone: str
    since: date | None
    basis: str
    mandate: MandateOut | None
    reasons: list[str]
    citations: list[str]
    assumptions: list[str]
    considered: list[ConsideredOut]
    stretches: list[StretchOut]


@router.get("", response={200: AuthorityOut, 401: ProblemOut, 404: ProblemOut, 422: ProblemOut}, summary="某日某地某事由谁执法")
def authority(request: HttpRequest, asked: Query[AuthorityIn]) -> dict[str, object]:
    """404: there is no such matter or area."""
    try:
        day = asked.day or clock.today()
        return plain(catalogue.who(matter=asked.matter, area=asked.area, power=asked.power, day=day, known_at=asked.known_at))
    except LookupError as unknown:
        raise Http404(str(unknown)) from unknown
