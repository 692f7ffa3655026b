"""The registers beside the reform targets for programs: enforcement subjects, bundles of powers, vacuums."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhifa.apps.appraisal.queries import registers as queries
from zhifa.interfaces.api.problems import ProblemOut
from zhifa.interfaces.api.shapes import Day, Strict
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock

router = Router(tags=["reform"])
READS = {401: ProblemOut, 403: ProblemOut, 422: ProblemOut}


class OnDayIn(Strict):
    """Today when left out."""

    day: Day | None = None


class StandOut(Schema):
    """From `since` until before `until` (null: not stated) as one kind of holder."""

    since: date | None
    until: date | None
    kind: str
    mandates: list[str]


class SubjectOut(Schema):
    """`kinds`: as what it may punish on the day; empty: it is no subject then."""

    organ: str
    name: str
    kinds: list[str]
    stands: list[StandOut]


class BundleOut(Schema):
    """Names of the holders by power; `areas` empty: everywhere but where another row says otherwise."""

    domain: str
    domain_label: str
    matters: list[str]
    areas: list[str]
    holders: dict[str, str]
    kind: str
    team: str
    whole: bool


class VacuumOut(Schema):
    """`dated`: `since` is the day of the transfer, else that of the first lead; `open`: the days are not over."""

    code: str
    name: str
    domain_name: str
    since: date
    dated: bool
    before: int
    leads: int
    due: date
    open: bool


@router.get("/enforcement-subjects", response={200: list[SubjectOut], **READS}, summary="执法主体登记簿")
def subjects(request: HttpRequest, asked: Query[OnDayIn]) -> list[Any]:
    """All that ever were one, with their documents."""
    return list(queries.register(caller(request), asked.day or clock.today(), clock.today()).subjects)


@router.get("/power-bundles", response={200: list[BundleOut], **READS}, summary="处罚、调查、强制三权")
def bundles(request: HttpRequest, asked: Query[OnDayIn]) -> list[dict[str, Any]]:
    """Who holds which power over what, and where it differs."""
    fields = ("domain", "domain_label", "areas", "holders", "kind", "team", "whole")
    found = queries.bundles(caller(request), asked.day or clock.today())
    return [{**{f: getattr(b, f) for f in fields}, "matters": [code for code, _name in b.matters]} for b in found]


@router.get("/vacuums", response={200: list[VacuumOut], **READS}, summary="划转后的执法空档")
def vacuums(request: HttpRequest, asked: Query[OnDayIn]) -> list[Any]:
    """Moved matters with leads on which nobody acted."""
    return list(queries.vacuums(caller(request), asked.day or clock.today()))
