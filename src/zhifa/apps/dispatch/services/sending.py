"""The command centre's acts, and the one return that a team has."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.dispatch.services.step import Said, step
from zhifa.apps.incidents.services import COUNTY_TIME
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail.acts import Invalid, save
from zhifa.apps.trail.rows import Row
from zhifa.law.actors import Actor


def dispatch_matter(*, by: Actor, at: datetime, dispatch: UUID, version: int | None = None) -> Dispatch:
    """派遣 to the team that the ruling names; the team's clock to receive starts."""

    def change(row: Dispatch) -> None:
        row.dispatched_at = at
        row.first_team = row.first_team or row.team

    return step(by=by, at=at, dispatch=dispatch, act="dispatch", version=version, change=change)


def recall_dispatch(*, by: Actor, at: datetime, dispatch: UUID, reason: str, version: int | None = None) -> Dispatch:
    """撤回: undo before the team received it; both records stay."""

    def change(row: Dispatch) -> None:
        row.dispatched_at = None
        row.first_team = ""

    return step(by=by, at=at, dispatch=dispatch, act="recall", said=Said(reason=reason), version=version, change=change)


def withdraw_matter(*, by: Actor, at: datetime, dispatch: UUID, reason: str, version: int | None = None) -> Dispatch:
    """撤销: the matter was entered wrongly; it stays in the trail."""
    return step(by=by, at=at, dispatch=dispatch, act="withdraw", said=Said(reason=reason), version=version)


def return_dispatch(*, by: Actor, at: datetime, dispatch: UUID, reason: str, basis: str, version: int | None = None) -> Dispatch:
    """退单 once, with the article or catalogue entry that says whose it is instead; then it is settled by the guidance office
    (条例 17)."""

    def change(row: Dispatch) -> list[Row]:
        row.returned = True
        row.incident_matter.standing = "contested"
        return [save(row.incident_matter)]

    return step(by=by, at=at, dispatch=dispatch, act="return", said=Said(reason=reason, basis=basis), version=version, change=change)


def settle_owner(*, by: Actor, at: datetime, dispatch: UUID, team: str, reason: str, version: int | None = None) -> Dispatch:
    """裁定归属: the guidance office names the team that acts, with the reason (条例 12, 17)."""
    named = registry.team(team)
    if team and named is None:
        raise Invalid({"team": [f"没有代码为 {team} 的队伍"]})

    def change(row: Dispatch) -> list[Row]:
        assert named is not None  # guard owner_named came first
        matter = row.incident_matter
        matter.standing, matter.team, matter.holder = "settled", named.code, named.organ
        matter.acting_identity = registry.acting_identity(named.organ, at.astimezone(COUNTY_TIME).date())
        row.team, row.team_name, row.organ, row.acting_identity = named.code, named.name, named.organ, matter.acting_identity
        return [save(matter)]

    said = Said(reason=reason, team=team, recorded={"settled_on": team})
    return step(by=by, at=at, dispatch=dispatch, act="settle", said=said, version=version, change=change)
