"""A case of the ordinary procedure, from filing to the archive, with everything that was gathered, told and decided."""

from __future__ import annotations

from django.db import models

from zhifa.apps.cases.models.decision import LastDay
from zhifa.apps.trail.rows import Row


class OrdinaryCase(Row):
    """One party, one matter, one place. `organ` … `authority` as in `Case`: ruled when proposed, filed and decided. `summary`:
    the on-the-spot case that was converted; its records stay there. `refiled_on`: the judiciary sent it back, the ninety days begin
    anew. `end_ground`: why there was no penalty, or why enforcement ended."""

    ref = models.CharField(max_length=24)
    state = models.CharField(max_length=20, default="proposed")
    incident_matter = models.ForeignKey("incidents.IncidentMatter", models.PROTECT, null=True, blank=True, related_name="ordinary_cases")
    summary = models.OneToOneField("cases.Case", models.PROTECT, null=True, blank=True, related_name="ordinary")
    order = models.ForeignKey("cases.CorrectionOrder", models.PROTECT, null=True, blank=True, related_name="ordinary_cases")
    matter_code = models.CharField(max_length=40)
    matter_name = models.CharField(max_length=200)
    area = models.CharField(max_length=40)
    place = models.CharField(max_length=200)
    organ = models.CharField(max_length=40)
    holder_kind = models.CharField(max_length=40)
    acting_identity = models.CharField(max_length=80)
    team = models.CharField(max_length=40, blank=True)
    team_name = models.CharField(max_length=80, blank=True)
    authority = models.JSONField(default=dict)
    party = models.ForeignKey("parties.Party", models.PROTECT, null=True, blank=True, related_name="+")
    clue_source = models.CharField(max_length=200, blank=True)
    discovered_on = models.DateField()
    occurred_at = models.DateTimeField(null=True, blank=True)
    narrative = models.TextField(blank=True)
    proposed_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True, blank=True)
    refiled_on = models.DateField(null=True, blank=True)
    served_on = models.DateField(null=True, blank=True)
    served_how = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_ground = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "ref"), name="ordinary_ref"),)
        indexes = (
            models.Index(fields=("tenant", "team", "state"), name="ordinary_team"),
            models.Index(fields=("tenant", "organ", "state"), name="ordinary_organ"),
            models.Index(fields=("tenant", "party", "matter_code"), name="ordinary_party_matter"),
            models.Index(fields=("tenant", "area", "state"), name="ordinary_area"),
        )

    def __str__(self) -> str:
        return self.ref


class OfCase(Row):
    """Something on file of an ordinary case."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


class OrdinaryHandler(OfCase):
    """An officer on the case, confirmed from the own account (处罚法 42)."""

    case = models.ForeignKey(OrdinaryCase, models.PROTECT, related_name="handlers")
    person = models.CharField(max_length=36)
    name = models.CharField(max_length=80)
    certificate = models.CharField(max_length=40)
    organ = models.CharField(max_length=40, blank=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("tenant", "case", "person"), condition=models.Q(left_at__isnull=True), name="ordinary_handler_once"
            ),
        )
        indexes = (models.Index(fields=("tenant", "person"), name="ordinary_handler_person"),)


class EvidenceItem(OfCase):
    """A piece of evidence under one of the eight kinds (处罚法 46). `file_id`, `sha256`: the stored file, hashed on arrival; empty
    for a thing or paper that lies in the store room."""

    case = models.ForeignKey(OrdinaryCase, models.PROTECT, related_name="pieces")
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=200)
    origin = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)
    proves = models.CharField(max_length=300, blank=True)
    collected_at = models.DateTimeField()
    collected_by = models.JSONField(default=list)
    file_id = models.UUIDField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)


class CaseRecord(OfCase):
    """An on-site record or an interview (处罚法 55); the words stand on the document. `kind`: site | interview."""

    case = models.ForeignKey(OrdinaryCase, models.PROTECT, related_name="records")
    kind = models.CharField(max_length=12)
    about = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")


class Recusal(OfCase):
    """Somebody asked an officer to stay out (处罚法 43). `granted` None: not decided, and no decision of the case until then."""

    case = models.ForeignKey(OrdinaryCase, models.PROTECT, related_name="recusals")
    person = models.CharField(max_length=36)
    name = models.CharField(max_length=80)
    ground = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    granted = models.BooleanField(null=True, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)


class Preservation(OfCase):
    """Goods registered and kept because the evidence could be lost (处罚法 56): approved first, dealt with in seven working days."""

    case = models.ForeignKey(OrdinaryCase, models.PROTECT, related_name="preservations")
    reason = models.CharField(max_length=300)
    items = models.JSONField(default=list)
    place = models.CharField(max_length=200)
    requested_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=80, blank=True)
    registered_on = models.DateField(null=True, blank=True)
    disposition = models.CharField(max_length=300, blank=True)
    disposed_on = models.DateField(null=True, blank=True)
    document = models.OneToOneField("documents.Document", models.PROTECT, null=True, blank=True, related_name="+")

    @property
    def stage(self) -> str:
        """none (dealt with) | requested | approved | running."""
        if self.disposed_on:
            return "none"
        return "running" if self.registered_on else "approved" if self.approved_at else "requested"


class CaseProposal(OfCase):
    """The report of the investigation and what the party was told of it. `findings`: one sentence each, so that the decision can
    rest on nothing else. `right_told`: the notice states the right to a hearing; `threshold_words`: on which figure that rests,
    `threshold_demo`: which nobody set for this county. `spare_ground`: it proposes no penalty."""

    case = models.ForeignKey(OrdinaryCase, models.PROTECT, related_name="proposals")
    position = models.PositiveSmallIntegerField()
    findings = models.JSONField(default=list)
    opinion = models.TextField(blank=True)
    warning = models.BooleanField(default=False)
    fine = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    range_tier = models.CharField(max_length=40, default="base")
    quantity = models.DecimalField(max_digits=12, decimal_places=2, default=1)
    tier = models.CharField(max_length=40, blank=True)
    tier_words = models.CharField(max_length=200, blank=True)
    tier_demo = models.BooleanField(default=False)
    mitigation = models.CharField(max_length=200, blank=True)
    triggers = models.JSONField(default=list)
    serious = models.BooleanField(default=False)
    reported_at = models.DateTimeField()
    right_told = models.BooleanField(default=False)
    threshold_words = models.CharField(max_length=200, blank=True)
    threshold_demo = models.BooleanField(default=False)
    spare_ground = models.CharField(max_length=40, blank=True)
    notice = models.OneToOneField("documents.Document", models.PROTECT, null=True, blank=True, related_name="+")
    notified_at = models.DateTimeField(null=True, blank=True)
    served_on = models.DateField(null=True, blank=True)
    served_how = models.CharField(max_length=200, blank=True)
    statement = models.TextField(blank=True)
    review = models.TextField(blank=True)
    waiver_proof = models.CharField(max_length=200, blank=True)
    hearing_waiver_proof = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "case", "position"), name="ordinary_proposal_position"),)


class LegalReview(OfCase):
    """What the legal reviewer said of a proposal (处罚法 58). `result`: passed | rejected | skipped (internal control only).
    `after_hearing`: it saw the record of the hearing."""

    case = models.ForeignKey(OrdinaryCase, models.PROTECT, related_name="reviews")
    proposal = models.ForeignKey(CaseProposal, models.PROTECT, related_name="reviews")
    result = models.CharField(max_length=12)
    after_hearing = models.BooleanField(default=False)
    opinion = models.TextField()
    person = models.CharField(max_length=36)
    name = models.CharField(max_length=80)
    qualification = models.CharField(max_length=60, blank=True)
    reviewed_at = models.DateTimeField()
    document = models.OneToOneField("documents.Document", models.PROTECT, null=True, blank=True, related_name="+")


class Hearing(OfCase):
    """A hearing asked for in time (处罚法 63–65). `done`: held and reported, or terminated because the party stayed away."""

    case = models.ForeignKey(OrdinaryCase, models.PROTECT, related_name="hearings")
    proposal = models.OneToOneField(CaseProposal, models.PROTECT, related_name="hearing")
    asked_on = models.DateField()
    asked_how = models.CharField(max_length=200, blank=True)
    agents = models.PositiveSmallIntegerField(default=0)
    presider = models.CharField(max_length=36, blank=True)
    presider_name = models.CharField(max_length=80, blank=True)
    recorder = models.CharField(max_length=80, blank=True)
    on = models.DateField(null=True, blank=True)
    hour = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=200, blank=True)
    public = models.BooleanField(default=True)
    ground = models.CharField(max_length=20, default="none")
    summoned_on = models.DateField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    report = models.TextField(blank=True)
    done = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)


class Discussion(OfCase):
    """The heads discussed a complex or serious case (处罚法 57). `members`: name and opinion each."""

    case = models.ForeignKey(OrdinaryCase, models.PROTECT, related_name="discussions")
    proposal = models.ForeignKey(CaseProposal, models.PROTECT, related_name="discussions")
    members = models.JSONField(default=list)
    conclusion = models.TextField()
    held_at = models.DateTimeField()
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")


class OrdinaryDecision(OfCase):
    """One decision document; withdrawn before it was served, it stays with its void number."""

    case = models.ForeignKey(OrdinaryCase, models.PROTECT, related_name="decisions")
    proposal = models.ForeignKey(CaseProposal, models.PROTECT, related_name="decisions")
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")
    number = models.CharField(max_length=60)
    warning = models.BooleanField(default=False)
    fine = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    findings = models.JSONField(default=list)
    decided_by = models.CharField(max_length=80)
    decided_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("tenant", "number"), name="ordinary_decision_number"),
            models.UniqueConstraint(
                fields=("tenant", "case"), condition=models.Q(withdrawn_at__isnull=True), name="ordinary_decision_once"
            ),
        )


class OrdinaryDeadline(LastDay):
    """`kind`: filing, decision, preservation, statement, hearing_request, service, payment, demand, court, transfer_decision,
    police_answer, police_refusal, goods_handover. `warned`: warnings given that it is near."""

    case = models.ForeignKey(OrdinaryCase, models.PROTECT, related_name="deadlines")
    warned = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "case", "kind"), name="ordinary_deadline_once"),)
        indexes = (models.Index(fields=("tenant", "kind", "due"), condition=models.Q(met_at__isnull=True), name="ordinary_deadline_open"),)


class OrdinaryReceipt(OfCase):
    """Money that arrived, only ever imported, each receipt number once per source."""

    case = models.ForeignKey(OrdinaryCase, models.PROTECT, related_name="receipts")
    source = models.CharField(max_length=40)
    number = models.CharField(max_length=60)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    surcharge = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    paid_on = models.DateField()
    imported_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "source", "number"), name="ordinary_receipt_number"),)
