"""线索移交单: the sheet that goes with a lead to the organ whose duty it is (条例 18). The task itself is handed over in
`dispatch`; the door does both in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhifa.apps.cases import permissions, words
from zhifa.apps.cases.services.orders import officer_words
from zhifa.apps.documents import services as documents
from zhifa.apps.documents.queries import DocumentRow
from zhifa.apps.documents.services import Owner
from zhifa.apps.documents.wording import moment
from zhifa.apps.evidence import queries as evidence
from zhifa.apps.incidents.models import IncidentMatter
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail.acts import Invalid
from zhifa.law.actors import Actor
from zhifa.law.citations import Citation

BASIS = Citation("浙江省综合行政执法条例", 18, 2)
SHOWN = 16


@transaction.atomic
def issue_hand_over_sheet(
    *,
    by: Actor,
    at: datetime,
    incident_matter: UUID | str,
    receiver: str,
    violation: str,
    party: str = "",
    officers_on_scene: Sequence[str] = (),
) -> DocumentRow:
    """What was found, and the evidence with its hashes, for the organ with code `receiver`. Raises Denied, Blocked, Invalid."""
    source = IncidentMatter.objects.select_related("incident", "dispatch").get(pk=incident_matter)
    organ = registry.organ(receiver)
    if organ is None:
        raise Invalid({"receiver": [_("请选择接收机关")]})
    if not violation.strip():
        raise Invalid({"violation": [_("必填")]})
    own = registry.acting_identity(by.organ, timezone.localdate(at))
    permissions.check_holder(by, team=source.dispatch.team, team_name=source.dispatch.team_name, organ=by.organ)
    pieces = [e for e in evidence.of(source.dispatch.pk, source.incident_id) if e.stored]
    people = tuple(dict.fromkeys([by.person, *officers_on_scene]))
    facts = {
        "receiver": organ.name,
        "basis": words.quoted((BASIS,)),
        "incident": source.incident.number,
        "party": party.strip(),
        "occurred_at": moment(source.incident.reported_at),
        "place": source.incident.address,
        "matter": source.matter_name,
        "violation": words.ended(violation),
        "fixed_by": "照相、录像、录音，入库时即计算校验值，附清单。",
        "evidence": [{"name": e.name, "digest": e.sha256[:SHOWN]} for e in pieces],
        "handed_at": moment(at),
        "officers": officer_words(people, by, at),
    }
    owner = Owner(source.dispatch.pk, by.organ, own, by.team, source.incident.area, people)
    return documents.issue(by=by, at=at, kind="DOC-C02", owner=owner, facts=facts)
