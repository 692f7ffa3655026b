"""The command centre's acts, and the one return that a team has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhifa.apps.dispatch.models import Dispatch, Dispute
from zhifa.apps.dispatch.services import disputes
from zhifa.apps.dispatch.services.disputes import Statement
from zhifa.apps.dispatch.services.step import Said, step
from zhifa.apps.incidents.services import COUNTY_TIME
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries import TeamRow
from zhifa.apps.trail import services as trail
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
    return step(
        by=by,
        at=at,
        dispatch=dispatch,
        act="withdraw",
        said=Said(reason=reason),
        version=version,
        change=lambda row: disputes.withdrawn(row, at),
    )


def revive_matter(*, by: Actor, at: datetime, dispatch: UUID, reason: str, version: int | None = None) -> Dispatch:
    """恢复: withdrawn by mistake; it is sent anew."""
    return step(by=by, at=at, dispatch=dispatch, act="revive", said=Said(reason=reason), version=version)


def return_dispatch(
    *, by: Actor, at: datetime, dispatch: UUID, reason: str, basis: str, whose: str = "", version: int | None = None
) -> Dispatch:
    """退单 once, with the article or catalogue entry that says whose it is instead; then the adjudicator rules (条例 17, 处罚法 25).
    Until then the returning team remains the interim owner. `whose`: code of the organ that it names."""
    if whose and registry.organ(whose) is None:
        raise Invalid({"whose": [f"没有代码为 {whose} 的机关"]})

    def change(row: Dispatch) -> list[Row]:
        row.returned = True
        row.incident_matter.standing = "contested"
        statement = Statement(reason, basis, accepts=False)
        return [save(row.incident_matter), *disputes.open_dispute(row, "returned", by, at, [whose], statement)]

    said = Said(reason=reason, basis=basis, recorded={"whose": whose} if whose else {})
    return step(by=by, at=at, dispatch=dispatch, act="return", said=said, version=version, change=change)


def secure(*, by: Actor, at: datetime, dispatch: UUID, findings: str, version: int | None = None) -> Dispatch:
    """先行处置 by the interim owner: keep people safe, fix the evidence (条例 18). The clock of the ruling goes on."""

    def change(row: Dispatch) -> list[Row]:
        dispute = disputes.open_one(row)
        if dispute is None:
            return []
        dispute.secured_at = dispute.secured_at or at
        dispute.late_since = None
        return [save(dispute)]

    return step(by=by, at=at, dispatch=dispatch, act="secure", said=Said(findings=findings), version=version, change=change)


@dataclass(frozen=True, slots=True)
class Adjudication:
    """A ruling: who acts, why, on what article; `authorised_by`: the order of the common superior; `scope` (area, county, none)
    and `words` of the precedent that it becomes."""

    team: str
    reason: str
    citation: str
    authorised_by: str = ""
    scope: str = "area"
    words: tuple[str, ...] = ()


def settle_owner(*, by: Actor, at: datetime, dispatch: UUID, ruling: Adjudication, version: int | None = None) -> Dispatch:
    """裁定归属: the adjudicator names the team that acts; the ruling becomes a precedent (条例 12, 17; 处罚法 25)."""
    named = registry.team(ruling.team)
    if ruling.team and named is None:
        raise Invalid({"team": [f"没有代码为 {ruling.team} 的队伍"]})
    if ruling.scope not in disputes.SCOPES:
        raise Invalid({"scope": [f"应为：{'、'.join(disputes.SCOPES)}"]})

    def change(row: Dispatch) -> list[Row]:
        assert named is not None  # guard ruling_complete came first
        return _settled(row, named, ruling, by, at)

    waiting = Dispute.objects.filter(dispatch=dispatch, decided_at__isnull=True).first()
    said = Said(
        reason=ruling.reason,
        basis=ruling.citation,
        team=ruling.team,
        mandated=disputes.mandated(by, waiting, ruling.authorised_by),
        superior=waiting.adjudicator_name if waiting else "",
        recorded={"settled_on": ruling.team, "authorised_by": ruling.authorised_by, "scope": ruling.scope},
    )
    return step(by=by, at=at, dispatch=dispatch, act="settle", said=said, version=version, change=change)


def _settled(row: Dispatch, named: TeamRow, ruling: Adjudication, by: Actor, at: datetime) -> list[Row]:
    matter, organ = row.incident_matter, registry.organ(named.organ)
    matter.standing, matter.team, matter.holder = "settled", named.code, named.organ
    matter.holder_kind = organ.kind if organ else ""
    matter.acting_identity = registry.acting_identity(named.organ, at.astimezone(COUNTY_TIME).date())
    row.team, row.team_name, row.organ, row.acting_identity = named.code, named.name, named.organ, matter.acting_identity
    dispute = disputes.open_one(row)
    if dispute is None:
        return [save(matter)]
    words = {"reason": ruling.reason, "citation": ruling.citation, "authorised_by": ruling.authorised_by}
    disputes.decided(dispute, by, at, team=named.code, team_name=named.name, **words)
    made = disputes.set_precedent(row, dispute, at, scope=ruling.scope, words=ruling.words)
    if made:
        save(dispute)
        trail.record(subject=made[0], verb="set_precedent", by=by, at=at, facts={"dispute": dispute.number, "matter": matter.matter_code})
    return [save(matter), dispute]
