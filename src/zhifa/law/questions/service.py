"""Topic `service`: was the document served, and on which day?"""

from __future__ import annotations

from zhifa.law.procedure import periods, serving
from zhifa.law.procedure.serving import ServingFacts
from zhifa.law.questions.asking import Answer, Facts, Law, ask, chosen

BY_NOTICE = "public_notice"


@ask(
    "service",
    "is_served",
    "method",
    rules=("SER-12",),
    document="penalty_decision",
    signer=None,
    signer_age=None,
    signed_on=None,
    refused_by=None,
    witness_present=False,
    recorded=False,
    left_on=None,
    confirmation_signed=False,
    system_sent_at=None,
    party_proof_at=None,
    mail_result=None,
    receipt_on=None,
    published_on=None,
    prior_methods_tried=False,
    domicile_in_prc=True,
    direct_attempted=False,
    party_kind=None,
)
def is_served(f: Facts, law: Law) -> Answer:
    """Was it served, when?"""
    found = serving.served(ServingFacts(**chosen(f, ServingFacts)), law.book, law.day(f["signed_on"]))
    served_on = found.values.get("served_on")
    dates = {"served_on": served_on}
    if served_on and f["method"] == BY_NOTICE:
        dates["reconsideration_deadline"] = periods.reconsideration_application(law.book, served_on).due
    return Answer(found, dates, flags={"served": found.values.get("served", False)})
