"""Serving notices and decisions by the ways of the civil procedure law (处罚法 61; SER-02 … SER-12)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from zhifa.apps.cases.services.ordinary import said
from zhifa.apps.cases.services.ordinary.step import Move
from zhifa.apps.documents.wording import plain_date
from zhifa.apps.trail.acts import Invalid
from zhifa.law.procedure.ordinary_facts import OrdinaryFacts
from zhifa.law.procedure.serving import ServingFacts

WAYS = {
    "direct": "直接送达",
    "left": "留置送达",
    "mail": "邮寄送达",
    "electronic": "电子送达",
    "public_notice": "公告送达",
}
SIGNERS = {
    "party": "当事人本人",
    "cohabiting_family": "同住成年家属",
    "legal_representative": "法定代表人或者主要负责人",
    "receiving_clerk": "负责收件的人",
}


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt. `on`: day it was signed, left, received, arrived or last published. `witness`: who was there, `recording`: by which
    picture or video, when it was left; `confirmation`: the party's signed consent to electronic service; `tried`: earlier attempts."""

    method: str = "direct"
    on: date | None = None
    signer: str = "party"
    signer_name: str = ""
    signer_age: int | None = None
    refused_by: str = ""
    witness: str = ""
    recording: str = ""
    confirmation: str = ""
    returned: bool = False
    tried: str = ""


def with_delivery(facts: OrdinaryFacts, delivery: Delivery, at: datetime) -> OrdinaryFacts:
    """The attempt as the law asks for it. Raises Invalid for an unknown way or a day to come."""
    if delivery.method not in WAYS:
        raise Invalid({"method": [_("请选择送达方式")]})
    day = delivery.on or timezone.localdate(at)
    if day > timezone.localdate(at):
        raise Invalid({"on": [_("不能晚于今天")]})
    sent = datetime.combine(day, time(12), tzinfo=timezone.get_current_timezone())
    found = ServingFacts(
        delivery.method,
        signer=delivery.signer or None,
        signer_age=delivery.signer_age,
        signed_on=day,
        refused_by=delivery.refused_by or None,
        witness_present=bool(delivery.witness.strip()),
        recorded=bool(delivery.recording.strip()),
        left_on=day,
        confirmation_signed=bool(delivery.confirmation.strip()),
        system_sent_at=sent,
        mail_result="returned" if delivery.returned else "delivered",
        receipt_on=day,
        published_on=(day,),
        prior_methods_tried=bool(delivery.tried.strip()),
        party_kind=facts.party_kind or None,
    )
    return replace(facts, serving=found)


def served_on(move: Move) -> date:
    """The one day from which every later period runs (SER-12)."""
    found = move.ruling.values["served_on"]
    assert isinstance(found, date)
    return found


def how(delivery: Delivery) -> str:
    """For the file, in words."""
    way = WAYS[delivery.method]
    if delivery.method == "direct":
        name = f"（{delivery.signer_name.strip()}）" if delivery.signer_name.strip() else ""
        return f"{way}，{SIGNERS.get(delivery.signer, delivery.signer)}{name}签收"
    if delivery.method == "left":
        proof = "；".join(x for x in (f"见证人{delivery.witness}" if delivery.witness else "", delivery.recording) if x)
        return f"{way}，{SIGNERS.get(delivery.refused_by, delivery.refused_by)}拒收，{proof}"
    extra = {"electronic": delivery.confirmation, "public_notice": delivery.tried}.get(delivery.method, "")
    return f"{way}{'，' + extra.strip() if extra.strip() else ''}"


def issue_return(move: Move, delivery: Delivery, document: str) -> None:
    """送达回证."""
    move.issue(
        "DOC-S01",
        {
            **said.common(move.case),
            "document": document,
            "way": WAYS[delivery.method],
            "served_at": plain_date(served_on(move)),
            "acknowledgement": how(delivery),
            "witness": delivery.witness.strip(),
            "officers": said.officers(move),
        },
    )
