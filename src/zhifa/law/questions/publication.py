"""Topic `publication`: publication and credit information."""

from __future__ import annotations

from zhifa.law import publication
from zhifa.law.questions.asking import Answer, Facts, Law, ask


@ask("publication", "publish", "party_kind", "publish_fields", rules=("PUB-04",), social_impact=True)
def publish(f: Facts, law: Law) -> Answer:
    """May the decision be published with these fields?"""
    return Answer.of(publication.publish(f["party_kind"], f["publish_fields"], f["social_impact"]), flags=("must_mask",))


@ask("publication", "credit_push", "procedure", rules=("PUB-05",), decision_served_on=None, remedy_filed=False)
def credit_push(f: Facts, law: Law) -> Answer:
    """May the penalty be pushed as adverse credit information, from when?"""
    found = publication.credit_push(f["procedure"], f["decision_served_on"], f["remedy_filed"], law.book)
    return Answer.of(found, dates=("not_before",))
