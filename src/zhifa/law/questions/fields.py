"""Fact keys of the rules contract (§7): one meaning and one type each, read strictly.

`read` turns a JSON value into its typed form or raises FactError naming the key. Nothing is guessed: `"3,000"` is no
amount, `1` is no boolean, `2026-2-3` is no date. Readers know their kind and codes, so that forms and schemas are made from
them (`questions.schema`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from zhifa.law import money
from zhifa.law.authority import POWERS
from zhifa.law.jurisdiction import Filing
from zhifa.law.penalties import KINDS, PARTY_KINDS, Penalty
from zhifa.law.procedure.officers import Participant
from zhifa.law.procedure.surcharge import Instalment

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATETIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}")


class FactError(ValueError):
    """A fact that cannot be read. `code` is the machine-readable kind of error; the message names key and value."""

    def __init__(self, code: str, key: str, value: object) -> None:
        super().__init__(f"{code}: {key} = {str(value)[:80]!r}")
        self.code, self.key = code, key


@dataclass(frozen=True, slots=True)
class Reader:
    """`read` takes key and JSON value. `kind`: date | datetime | amount | ratio | boolean | integer | text | code | list | object |
    names (an object of strings by name). `codes` of a code; `item` of a list; `required` and `optional` keys of an object."""

    kind: str
    read: Callable[[str, Any], Any]
    codes: tuple[str, ...] = ()
    item: Reader | None = None
    required: Mapping[str, Reader] = field(default_factory=dict)
    optional: Mapping[str, Reader] = field(default_factory=dict)


def _a_date(key: str, value: Any) -> date:
    """`YYYY-MM-DD`, an existing day."""
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise FactError("invalid_date", key, value)


def _a_datetime(key: str, value: Any) -> datetime:
    """`YYYY-MM-DDTHH:MM:SS`, local time without a zone."""
    if isinstance(value, str) and _DATETIME.fullmatch(value):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            pass
    raise FactError("invalid_datetime", key, value)


def _an_amount(key: str, value: Any) -> Decimal:
    """Decimal string in yuan."""
    if isinstance(value, str):
        try:
            return money.yuan(value)
        except ValueError:
            pass
    raise FactError("invalid_amount", key, value)


def _a_ratio(key: str, value: Any) -> Decimal:
    """Decimal string, not negative."""
    if isinstance(value, str):
        try:
            ratio = Decimal(value)
        except InvalidOperation:
            ratio = Decimal("NaN")
        if ratio.is_finite() and ratio >= 0:
            return ratio
    raise FactError("invalid_ratio", key, value)


def _a_bool(key: str, value: Any) -> bool:
    """JSON true or false."""
    if isinstance(value, bool):
        return value
    raise FactError("invalid_boolean", key, value)


def _a_count(key: str, value: Any) -> int:
    """A whole number, not negative."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise FactError("invalid_integer", key, value)


def _a_text(key: str, value: Any) -> str:
    """Any string."""
    if isinstance(value, str):
        return value
    raise FactError("invalid_text", key, value)


A_DATE, A_DATETIME = Reader("date", _a_date), Reader("datetime", _a_datetime)
AN_AMOUNT, A_RATIO = Reader("amount", _an_amount), Reader("ratio", _a_ratio)
A_BOOL, A_COUNT, A_TEXT = Reader("boolean", _a_bool), Reader("integer", _a_count), Reader("text", _a_text)


def one_of(*codes: str) -> Reader:
    """A reader for one of these codes."""
    known = frozenset(codes)

    def code(key: str, value: Any) -> str:
        if isinstance(value, str) and value in known:
            return value
        raise FactError("unknown_code", key, value)

    return Reader("code", code, codes)


def many(item: Reader) -> Reader:
    """A reader for a list; items are named key[n] in errors."""

    def items(key: str, value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise FactError("invalid_list", key, value)
        return tuple(item.read(f"{key}[{n}]", v) for n, v in enumerate(value))

    return Reader("list", items, item=item)


def an_object(required: Mapping[str, Reader], optional: Mapping[str, Reader], build: Callable[..., Any] = dict) -> Reader:
    """A reader for an object with these keys; null counts as absent, other keys are errors."""
    known = {**required, **optional}

    def read_object(key: str, value: Any) -> Any:
        if not isinstance(value, dict):
            raise FactError("invalid_object", key, value)
        for name in value:
            if name not in known:
                raise FactError("unknown_key", f"{key}.{name}", value[name])
        for name in required:
            if value.get(name) is None:
                raise FactError("missing_key", f"{key}.{name}", None)
        return build(**{name: known[name].read(f"{key}.{name}", v) for name, v in value.items() if v is not None})

    return Reader("object", read_object, required=required, optional=optional)


def _texts_by_name(key: str, value: Any) -> dict[str, str]:
    """An object whose values are strings."""
    if isinstance(value, dict):
        return {name: _a_text(f"{key}.{name}", v) for name, v in value.items()}
    raise FactError("invalid_object", key, value)


def _keys(reader: Reader, names: str) -> dict[str, Reader]:
    return dict.fromkeys(names.split(), reader)


LEVELS = ("law", "administrative_regulation", "local_regulation", "department_rule", "local_government_rule", "normative_document", "none")
A_KIND, A_LEVEL = one_of(*KINDS), one_of(*LEVELS)

FIELDS: dict[str, Reader] = {
    **_keys(
        A_DATE,
        """decision_served_on demand_served_on reconsideration_decision_served_on filed_on decided_on applied_on act_on
        prior_notice_served_on hearing_on summons_served_on performance_on announced_on registered_on annulled_on collected_on
        ashore_on handed_over_on posted_on received_on copy_received_on complaint_received_on formed_on reported_on due_on
        deferred_until unpaid_through paid_on reconsideration_filed_on suit_filed_on judgment_served_on act_ended_on
        discovered_on report_registered_on requested_on transferred_on returned_on suspended_on resumed_on refusal_received_on
        filing_notice_received_on referral_received_on instalment_until judgment_effective_on checked_on seized_on
        extension_approved_on signed_on left_on receipt_on activity_on exam_passed_on birth_on on town_list_effective_on""",
    ),
    **_keys(A_DATETIME, "report_received_at approved_at planned_at measure_at system_sent_at party_proof_at"),
    **_keys(
        AN_AMOUNT,
        """fine notified_fine decided_fine statutory_fine_min statutory_fine_max same_scene_other_fines illegal_income
        hearing_threshold gross_income refund_due cost fine_max_at_act fine_max_at_decision sale_price market_price""",
    ),
    **_keys(
        A_COUNT, "overdue_days agents_count appraisal_days hearing_days testing_days extension_days signer_age age_at_act planned_visits"
    ),
    **_keys(A_TEXT, "penalty_identity place"),
    **_keys(
        A_BOOL,
        """urgent facts_clear prior_notice_given defence_heard right_waived rectify_first rectification_refused mitigation
        refused_to_sign noted_on_document delivered_on_spot payment_difficult party_requested hard_to_enforce_later
        reason_recorded surcharge_stated health_or_finance harm presider_is_investigator charge_party held_in_public
        summons_lawful absent_without_reason left_without_permission party_defended new_facts re_notified
        cost_deduction_rule extended serious_or_complex collective_discussion_held first_time_reviewer legal_qualification
        prosecution_standard_met goods_tested court_fine_imposed fined_before remedy_filed justified_reason suit_pending
        needs_immediate_removal party_able party_present social_harm unable_to_perform self_enforcement_power goods_seized
        remedy_period_expired demanded still_unpaid leader_approved testing_notified extension_notified necessities_of_life
        sealed_by_other_organ unrelated_goods costs_charged_to_party goods_sold witness_present recorded
        confirmation_signed prior_methods_tried domicile_in_prc direct_attempted joint_plan supervised trained
        recusal_decided same_act first_fine_imposed ongoing_after_rectify_deadline lucid_at_act minor_violation
        corrected_in_time no_harm first_violation slight_harm no_fault_claimed no_fault_proven law_exception
        device_reviewed device_marked location_published record_reviewed lawfully_obtained meets_requirements
        purpose_public_security authorised_by_law social_impact new_reason_by_applicant reported_to_head same_agency
        same_object reason_given township_empowered item_in_town_list town_list_published item_in_county_catalogue
        cross_area major_or_complex kind_in_item_list act_in_county party_registered_in_county""",
    ),
    **_keys(A_KIND, "prior_penalty_kind second_kind penalty_kind"),
    "party_kind": one_of(*PARTY_KINDS),
    "procedure": one_of("summary", "ordinary"),
    "basis_level": A_LEVEL,
    "place_type": one_of("ordinary", "on_water", "remote", "poor_transport"),
    "reconsideration_procedure": one_of("ordinary", "simplified"),
    "receipt": one_of("fiscal_receipt", "own_receipt", "none"),
    "act_state": one_of("finished", "ongoing", "ended"),
    "confidentiality_ground": one_of("none", "state_secret", "trade_secret", "privacy"),
    "review_result": one_of("passed", "rejected", "none"),
    "proposed_outcome": one_of("fine_and_close", "transfer_to_police"),
    "order_basis": one_of("urban_rural_planning_law", "land_administration_law", "other_law_without_self_enforcement"),
    "means": one_of("demolition", "removal", "cut_utilities", "other"),
    "target": one_of("residence", "business", "other"),
    "obstruction_place": one_of("road", "river", "channel", "public_place", "other"),
    "measure": one_of("seal", "seize", "freeze"),
    "document": one_of("penalty_decision", "prior_notice", "demand_letter", "enforcement_decision", "other"),
    "method": one_of("direct", "left", "electronic", "mail", "public_notice"),
    "signer": one_of("party", "cohabiting_family", "legal_representative", "receiving_clerk", "unrelated_person"),
    "refused_by": one_of("party", "adult_cohabiting_family", "receiving_clerk", "other"),
    "mail_result": one_of("delivered", "returned"),
    "task": one_of(
        "deliver_document", "publicity", "dissuasion", "information_collection", "sign_as_officer", "decide_penalty", "carry_out_seizure"
    ),
    "relation": one_of("none", "spouse", "lineal", "collateral_within_three", "close_in_law", "shareholding"),
    "act": one_of("issue_decision", "continue_investigation"),
    "subject_of_request": one_of("officer", "head_of_agency"),
    "proposed_severity": one_of("lighter", "standard", "heavier"),
    "mental_condition": one_of("none", "incapable", "intermittent", "limited"),
    "remedy_text": one_of("reconsideration_first", "choice_60d_6m", "choice_60d_15d", "fifteen_days"),
    "special_basis": one_of(
        "none",
        "river_regulation",
        "city_appearance_regulation",
        "greening_regulation",
        "land_administration_law",
        "price_penalty_regulation",
    ),
    "stage": one_of("reconsideration", "suit"),
    "inspection_source": one_of(
        "routine",
        "complaint",
        "media_clue",
        "patrol_finding",
        "annual_plan",
        "commitment_check",
        "electronic_check",
        "regulation_exempt",
    ),
    "power": one_of(*POWERS),
    "agency": one_of(
        "county_enforcement_bureau", "original_department", "township_government", "professional_team", "department_internal_unit"
    ),
    "domain": one_of(
        "archives",
        "lake_protection_water",
        "development_reform",
        "education",
        "eco_industry_commerce",
        "ethnic_religious",
        "civil_affairs",
        "human_resources",
        "housing_construction",
        "veterans",
        "housing_fund",
        "urban_management",
        "judicial",
        "finance",
        "audit",
        "statistics",
        "medical_insurance",
        "forestry",
        "market",
        "culture_market",
        "transport",
        "agriculture",
        "emergency",
        "natural_resources",
        "health",
        "ecology_environment",
    ),
    **_keys(many(A_TEXT), "hearing_record_facts decision_facts disputants"),
    "published_on": many(A_DATE),
    "penalties": many(an_object({"kind": A_KIND}, {"amount": AN_AMOUNT}, Penalty)),
    "officers": many(
        an_object(
            {"role": one_of("officer", "auxiliary", "third_party")},
            {"certified": A_BOOL, "cert_valid_to": A_DATE, "agency": A_TEXT},
            Participant,
        )
    ),
    "instalments": many(an_object({"due_on": A_DATE, "amount": AN_AMOUNT}, {"paid_on": A_DATE}, Instalment)),
    "filings": many(an_object({"agency": A_TEXT, "filed_at": A_DATETIME}, {}, Filing)),
    "special_rule": an_object({"level": A_LEVEL, "excluded_days": A_COUNT}, {}),
    "review_triggers": many(one_of("major_public_interest", "major_rights_after_hearing", "complex_case", "law_requires")),
    "materials": many(one_of("transfer_letter", "investigation_report", "goods_list", "test_report", "other")),
    "publish_fields": many(one_of("name", "id_number", "address", "organization_name", "violation", "penalty")),
    "provisions": many(
        an_object(
            {"id": A_TEXT},
            {
                **_keys(AN_AMOUNT, "fine_min fine_max base"),
                **_keys(A_RATIO, "ratio_min ratio_max"),
                **_keys(A_BOOL, "rectify_first rectification_refused"),
            },
        )
    ),
    "squad_coverage": Reader("names", _texts_by_name),
}


def read(key: str, value: Any) -> Any:
    """The typed value of a fact; raises FactError, also for a key the contract does not know."""
    reader = FIELDS.get(key)
    if reader is None:
        raise FactError("unknown_key", key, value)
    return reader.read(key, value)
