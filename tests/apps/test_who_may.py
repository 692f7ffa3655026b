"""Who may: every act that a service offers against every role. What is not named here passes for nobody, and nobody else is Denied.

The first table is what the county agreed on (requirements §2.1), written by hand: it does not read the tables of the law, it checks them.
An act of a workflow, or a service with a person behind it, that is missing here fails: name it, and say who may."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

import zhifa.apps
from tests.apps.office import who_may as office
from zhifa.apps.accounts import permissions as accounts
from zhifa.apps.adjustments import cutover_permissions as cutovers
from zhifa.apps.adjustments import permissions as adjustments
from zhifa.apps.appraisal import permissions as appraisal
from zhifa.apps.cases import permissions as cases
from zhifa.apps.catalogue import permissions as catalogue
from zhifa.apps.dispatch import permissions as dispatch
from zhifa.apps.documents import permissions as documents
from zhifa.apps.empowerment import permissions as empowerment
from zhifa.apps.evidence import permissions as evidence
from zhifa.apps.exchange import permissions as exchange
from zhifa.apps.incidents import permissions as incidents
from zhifa.apps.inspections import permissions as inspections
from zhifa.apps.outbox import permissions as outbox
from zhifa.apps.parties import permissions as parties
from zhifa.apps.planning import permissions as planning
from zhifa.apps.registry import permissions as registry
from zhifa.apps.staffing import permissions as staffing
from zhifa.apps.trail import permissions as trail
from zhifa.interfaces.frame.verbs import workflows
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.states import permitted
from zhifa.law.rulings import Denied

CENTRE = "dispatcher duty_chief"
FIELD = "squad_leader officer professional"
LEADS = "squad_leader professional"
HEAD = "approver"
INSPECTORS = "squad_leader officer professional regulator"
PLANNERS = "squad_leader professional regulator"
COORDINATORS = "guidance leader"
RECEIVERS = "squad_leader professional regulator township_commander"
VERIFIERS = f"{CENTRE} verifier"
PRESIDING = "legal_reviewer guidance"
TREASURY = "connector system"

WORKFLOWS: dict[str, dict[str, str]] = {
    "catalogue_change": {
        "guidance regulator township_commander": "amend submit withdraw",
        "guidance": "score publish postpone send_back refuse",
        "legal_reviewer": "check object",
        "approver leader": "approve decline reject revoke",
        "guidance system": "take_effect",
    },
    "incident": {
        CENTRE: "take correct accept accept_urgent dismiss add_matter close merge unmerge unmerge_working reopen",
        "system": "evaluate",
    },
    "dispatch": {
        CENTRE: "dispatch withdraw revive recall reopen",
        f"{CENTRE} {FIELD}": "secure take_back",
        COORDINATORS: "settle",
        f"{CENTRE} squad_leader township_commander": "mark_elevation",
        f"{CENTRE} guidance": "take_up decline_elevation",
        FIELD: "receive arrive correct_on_spot educate report_not_found order_correction recheck_corrected recheck_failed start_penalty "
        "finish_penalty abandon_penalty file_case hand_over",
        LEADS: "return",
        f"{FIELD} {HEAD}": "finish_case",
        HEAD: "refuse_case",
        RECEIVERS: "accept_hand_over refuse_hand_over",
        VERIFIERS: "verify send_back",
    },
    "summary_case": {
        FIELD: "confirm_second_officer release_second_officer show_identity record_facts notify_party hear_statement record_waiver decide "
        "serve serve_refused report_for_record collect_on_spot hand_over_cash close correct_entry convert_to_ordinary drop",
        LEADS: "withdraw_decision",
        TREASURY: "import_receipt",
    },
    "ordinary_case": {
        HEAD: "approve_filing refuse_filing approve_preservation decide_recusal skip_review discuss decide decide_no_penalty extend_period "
        "suspend_period resume_period withdraw_decision decide_deferral apply_court end_enforcement approve_transfer refuse_transfer "
        "resume_case close",
        FIELD: "join_case correct_entry add_evidence record_site record_interview request_preservation register_preservation "
        "request_seizure dispose_preservation request_recusal conclude notify serve_notice hear_statement record_waiver request_hearing "
        "end_waiting "
        "withdraw_hearing investigate_again serve request_deferral record_remedy end_remedy issue_demand serve_demand record_court "
        "return_court report_crime hand_to_police police_filed police_declined contest_refusal hand_over_goods take_back archive",
        LEADS: "release_officer",
        "legal_reviewer": "reject_review pass_review",
        f"legal_reviewer {HEAD}": "summon_hearing postpone_hearing",
        PRESIDING: "hold_hearing end_hearing report_hearing",
        TREASURY: "import_receipt import_instalment",
    },
    "hearing": {
        FIELD: "serve_notice request_hearing end_waiting withdraw_hearing",
        f"legal_reviewer {HEAD}": "summon_hearing postpone_hearing",
        PRESIDING: "hold_hearing end_hearing report_hearing",
    },
    "transfer": {
        FIELD: "report_crime hand_to_police police_filed police_declined contest_refusal hand_over_goods take_back",
        HEAD: "approve_transfer refuse_transfer resume_case",
    },
    "coercive_measure": {
        FIELD: "act_urgently carry_out refrain send_for_testing end_testing transfer",
        HEAD: "approve refuse approve_afterwards refuse_afterwards extend dispose release",
        "system": "lapse expire",
    },
    "execution": {
        FIELD: "demand remove_at_once perform record_answer enforce substitute break_agreement finish",
        HEAD: "decide agree suspend resume give_up terminate reverse",
        "leader": "order_demolition",
    },
    "remedy_course": {
        "legal_reviewer": "record_application reply record_upheld record_changed record_withdrawn record_suit defend record_dismissed "
        "record_annulled add_evidence record_claim",
        HEAD: "stay decide_anew put_right",
        "system": "lapse",
    },
    "publication": {HEAD: "publish withhold", "legal_reviewer": "record_annulment withdraw drop"},
    "credit": {"legal_reviewer": "push annul", "system": "refuse wait age_out"},
    "correction": {FIELD: "serve_order recheck_corrected recheck_failed", LEADS: "withdraw_order"},
    "inspection": {
        HEAD: "approve",
        INSPECTORS: "release join reschedule arrive show_certificates check_item record_visit break_off close",
        f"{INSPECTORS} {HEAD}": "cancel",
        f"{PLANNERS} {COORDINATORS}": "follow_plan",
    },
    "finding": {
        INSPECTORS: "correct_on_spot order_correction start_case propose_filing hand_over recheck_corrected recheck_failed",
        HEAD: "filing_approved filing_refused",
    },
    "supervision_claim": {
        "regulator professional": "claim disclaim",
        "legal_reviewer": "confirm send_back",
        "guidance": "reopen",
    },
    "professional_list": {
        "guidance professional": "strike submit",
        "legal_reviewer": "confirm send_back replace",
    },
    "drill_call": {FIELD: "answer", "guidance duty_chief": "call_off"},
    "inspection_plan": {
        PLANNERS: "amend submit agree",
        f"{PLANNERS} {COORDINATORS}": "waive_merging yield_part yield_all withdraw",
        COORDINATORS: "approve send_back",
    },
    "assessment": {
        "guidance": "complete_facts score call_off",
        "guidance township_commander": "state_fact",
        "guidance verifier regulator": "visit_site confirm_visit",
        "legal_reviewer": "check_lawful",
        "leader": "conclude uphold reopen",
        "township_commander": "appeal",
        "guidance legal_reviewer leader": "send_back",
        "system": "fall_due",
    },
    "cutover": {"guidance": "amend cancel", "guidance system": "cut_over reconcile"},
    "hand_over_receipt": {"squad_leader professional regulator approver": "accept_receipt refuse_receipt"},
    "staff_transfer": {"leader": "approve_transfer send_back_transfer", "guidance": "withdraw_transfer"},
    "dual_appraisal": {"township_commander regulator": "sign_local", HEAD: "sign_bureau", "guidance": "close_appraisal"},
    "withdrawal": {"guidance": "keep_matter take_back_matter", "system": "use_again"},
    "office_entry": office.WORKFLOW,
}
AGREED = {(name, act): frozenset(who.split()) for name, table in WORKFLOWS.items() for who, acts in table.items() for act in acts.split()}

OTHERS = "somebody else"
OWN_ORGAN: Any = SimpleNamespace(tenant="330127", organ="o", team="t", area="a", people=())
EVERYBODY = frozenset(role.value for role in Role)
LOOKERS = frozenset({"discipline", "leader", "system_admin", "security_admin", "audit_admin"})

# What no table of the law speaks of: the function that a service asks first, and who passes it.
CHECKS: dict[str, tuple[Callable[[Actor], object], str | frozenset[str]]] = {
    "ask for a change": (adjustments.check_request, "guidance regulator township_commander system"),
    "read changes": (
        adjustments.check_read,
        "guidance regulator township_commander legal_reviewer approver leader discipline",
    ),
    "write the catalogue": (catalogue.check_writer, "guidance system"),
    "write the registry": (registry.check_writer, "guidance system"),
    "keep accounts": (accounts.check_access_keeper, "security_admin system"),
    "end sessions of others": (lambda by: accounts.check_session_keeper(by, OTHERS), "system_admin security_admin"),
    "reset a second factor": (accounts.check_rescuer, "system_admin security_admin"),
    "act for another account": (lambda by: accounts.check_oneself(by, OTHERS), ""),
    "act for the own account": (lambda by: accounts.check_oneself(by, "p"), EVERYBODY),
    "give oneself a duty": (lambda by: accounts.check_not_oneself(by, "p"), ""),
    "read accounts": (accounts.check_read, "system_admin security_admin audit_admin discipline"),
    "read the trail": (trail.check_read, "audit_admin discipline"),
    "keep the registry": (registry.check_keeper, "system_admin system"),
    "keep the catalogue": (catalogue.check_keeper, "system_admin system"),
    "bring the list of the own department": (lambda by: catalogue.check_list(by, "o"), "regulator guidance system"),
    "bring the list of another department": (lambda by: catalogue.check_list(by, "x"), "guidance system"),
    "decide what departments list": (catalogue.check_draft_decision, "guidance"),
    "keep keys": (exchange.check_key_keeper, "system_admin system"),
    "operate jobs": (outbox.check_operator, "system_admin system"),
    "report": (
        incidents.check_report,
        "connector dispatcher duty_chief regulator township_commander officer squad_leader auxiliary professional",
    ),
    "import": (incidents.check_import, CENTRE),
    "read imports": (incidents.check_read_imports, f"{CENTRE} discipline"),
    "reveal a reporter": (incidents.check_identity, CENTRE),
    "teach the matcher": (incidents.check_matcher, "duty_chief guidance system"),
    "read what the matcher learned": (incidents.check_read_matcher, f"{CENTRE} guidance leader discipline system"),
    "state a position": (lambda by: dispatch.check_statement(by, {"o"}), RECEIVERS),
    "rule": (dispatch.check_adjudicator, COORDINATORS),
    **office.CHECKS,
    "read the docket of others": (
        lambda by: dispatch.check_docket(by, {"x"}),
        "guidance leader duty_chief dispatcher discipline legal_reviewer",
    ),
    "open a case": (lambda by: cases.check_holder(by, team="t", team_name="", organ="o"), FIELD),
    "open a case of another team": (lambda by: cases.check_holder(by, team="x", team_name="", organ="o"), ""),
    "sign a document": (documents.check_issue, FIELD),
    "void a document": (lambda by: documents.check_void(by, OWN_ORGAN), f"{LEADS} {HEAD} legal_reviewer"),
    "open a document of another house": (
        lambda by: documents.check_open(by, SimpleNamespace(tenant="330127", organ="x", team="x", area="x", people=())),  # type: ignore[arg-type]
        "discipline guidance legal_reviewer leader",
    ),
    "bring material": (evidence.check_bringer, EVERYBODY - LOOKERS),
    "adopt evidence": (evidence.check_judge, FIELD),
    "register a party": (parties.check_register, FIELD),
    "see a party in clear": (lambda by: parties.check_reveal(by, OWN_ORGAN), f"{FIELD} legal_reviewer discipline"),
    "compile the supervision list": (planning.check_compile, "guidance"),
    "draw up a plan line": (planning.check_draw_up, PLANNERS),
    "plan a visit": (inspections.check_plan, INSPECTORS),
    "draw at random": (inspections.check_draw, PLANNERS),
    "plan a cut-over": (cutovers.check_plan, "guidance"),
    "carry out a cut-over": (cutovers.check_carry_out, "guidance system"),
    "read cut-overs": (
        cutovers.check_read,
        "guidance leader duty_chief dispatcher discipline legal_reviewer system squad_leader professional regulator "
        "approver officer township_commander",
    ),
    "open an assessment": (empowerment.check_open, "guidance"),
    "keep posts and stationing": (staffing.check_office, "guidance"),
    "read posts and stationing": (staffing.check_read, "guidance leader legal_reviewer discipline"),
    "read relations and appraisals": (
        staffing.check_read_people,
        "guidance leader legal_reviewer discipline township_commander regulator approver",
    ),
    "draft lists of professional domains": (appraisal.check_draft_lists, "guidance"),
    "send drills": (appraisal.check_send, "guidance duty_chief"),
    "look for directives outside": (appraisal.check_sample, "guidance"),
    "read assessments": (
        empowerment.check_read,
        "guidance leader legal_reviewer discipline verifier regulator township_commander",
    ),
}

# Services whose name is not that of their act: the act of a workflow, or the check above that they ask.
SERVICES = {
    **dict.fromkeys(
        (
            "adjustments.draft_change",
            "adjustments.change_from_drafts",
            "adjustments.change_from_editions",
            "adjustments.change_from_texts",
        ),
        "ask for a change",
    ),
    **dict.fromkeys(
        ("adjustments.add_items", "adjustments.amend_change", "adjustments.drop_item", "adjustments.settle_matter"),
        "catalogue_change.amend",
    ),
    "adjustments.approve_change": "catalogue_change.approve",
    "adjustments.check_legality": "catalogue_change.check",
    "adjustments.postpone_change": "catalogue_change.postpone",
    "adjustments.publish_change": "catalogue_change.publish",
    "adjustments.refuse_change": "catalogue_change.refuse",
    "adjustments.return_change": "catalogue_change.send_back",
    "adjustments.revoke_change": "catalogue_change.revoke",
    "adjustments.score_change": "catalogue_change.score",
    "adjustments.submit_change": "catalogue_change.submit",
    "adjustments.withdraw_change": "catalogue_change.withdraw",
    **dict.fromkeys(("adjustments.plan_cutover", "adjustments.reassign_coverage"), "plan a cut-over"),
    **dict.fromkeys(("adjustments.amend_cutover", "adjustments.cancel_cutover"), "plan a cut-over"),
    "adjustments.rehearse_cutover": "carry out a cut-over",
    "adjustments.accept_receipts": "hand_over_receipt.accept_receipt",
    "adjustments.refuse_receipts": "hand_over_receipt.refuse_receipt",
    "documents.open_to": "hand_over_receipt.accept_receipt",
    "catalogue.write_rows": "write the catalogue",
    "registry.write_rows": "write the registry",
    **dict.fromkeys(
        ("accounts.assign", "accounts.close_account", "accounts.create_demonstration_accounts", "accounts.end_assignment",
         "accounts.open_account"),
        "keep accounts",
    ),
    **dict.fromkeys(("accounts.end_session", "accounts.end_other_sessions"), "end sessions of others"),
    "accounts.reset_authenticator": "reset a second factor",
    **dict.fromkeys(
        ("accounts.begin_authenticator", "accounts.change_password", "accounts.confirm_authenticator", "accounts.lock_session",
         "accounts.log_in", "accounts.log_out", "accounts.open_access", "accounts.remove_authenticator",
         "accounts.renew_recovery_codes", "accounts.spend_code", "accounts.unlock_session"),
        "act for another account",
    ),
    "appraisal.answer_drill": "drill_call.answer",
    **dict.fromkeys(("appraisal.call_off_drill", "appraisal.send_drill"), "send drills"),
    "appraisal.confirm_list": "professional_list.confirm",
    "appraisal.draft_lists": "draft lists of professional domains",
    "appraisal.record_order_sample": "look for directives outside",
    "appraisal.return_list": "professional_list.send_back",
    "appraisal.strike_matters": "professional_list.strike",
    "appraisal.submit_list": "professional_list.submit",
    "cases.import_finance_file": "summary_case.import_receipt",
    **dict.fromkeys(("cases.open_case", "cases.issue_correction_order", "cases.issue_hand_over_sheet"), "open a case"),
    "cases.record_recheck": "correction.recheck_corrected",
    "cases.propose_filing": "open a case",
    **dict.fromkeys(("catalogue.load_pack", "catalogue.revise_grant"), "keep the catalogue"),
    **dict.fromkeys(("catalogue.upload_list", "catalogue.take_list"), "bring the list of the own department"),
    **dict.fromkeys(("catalogue.accept_draft", "catalogue.merge_draft", "catalogue.refuse_draft"), "decide what departments list"),
    "inspections.draw_at_random": "draw at random",
    "dispatch.accept_incident": "incident.accept",
    "dispatch.close_incident": "incident.close",
    "dispatch.dismiss_incident": "incident.dismiss",
    "dispatch.dispatch_matter": "dispatch.dispatch",
    "dispatch.merge_incident": "incident.merge",
    "dispatch.recall_dispatch": "dispatch.recall",
    "dispatch.receive_dispatch": "dispatch.receive",
    "dispatch.recheck": "dispatch.recheck_corrected",
    "dispatch.record_outcome": "dispatch.correct_on_spot",
    "dispatch.reopen_dispatch": "dispatch.reopen",
    "dispatch.reopen_incident": "incident.reopen",
    "dispatch.return_dispatch": "dispatch.return",
    "dispatch.revive_matter": "dispatch.revive",
    "dispatch.revoke_precedent": "rule",
    "dispatch.settle_owner": "dispatch.settle",
    "dispatch.state_position": "state a position",
    "dispatch.unmerge_incident": "incident.unmerge",
    "dispatch.verify_dispatch": "dispatch.verify",
    "dispatch.withdraw_matter": "dispatch.withdraw",
    **dict.fromkeys(("documents.bind", "documents.issue", "documents.note_refusal"), "sign a document"),
    "documents.open_file": "open a document of another house",
    "documents.void": "void a document",
    **dict.fromkeys(("evidence.adopt", "evidence.set_aside"), "adopt evidence"),
    **dict.fromkeys(("evidence.declare", "evidence.store", "evidence.store_declared"), "bring material"),
    "empowerment.load_pack": "keep the registry",
    "empowerment.open_assessment": "open an assessment",
    **office.SERVICES,
    "staffing.load_pack": "keep the registry",
    **dict.fromkeys(
        ("staffing.change_command", "staffing.end_stationing", "staffing.enter_posts", "staffing.open_appraisals",
         "staffing.propose_transfer", "staffing.station"),
        "keep posts and stationing",
    ),
    **dict.fromkeys(("exchange.issue_token", "exchange.revoke_token"), "keep keys"),
    "incidents.correct_incident": "incident.correct",
    "incidents.dismiss_incident": "incident.dismiss",
    "incidents.take_incident": "incident.take",
    **dict.fromkeys(("incidents.report_incident", "incidents.report_batch"), "report"),
    **dict.fromkeys(("incidents.upload_file", "incidents.start_import"), "import"),
    "incidents.reveal_reporter": "reveal a reporter",
    **dict.fromkeys(
        ("incidents.activate_matcher_version", "incidents.add_everyday_words", "incidents.ask_matcher_version",
         "incidents.build_matcher_version", "incidents.end_everyday_word", "incidents.roll_back_matcher"),
        "teach the matcher",
    ),
    "inspections.approve_visit": "inspection.approve",
    "inspections.cancel_visit": "inspection.cancel",
    "inspections.close_visit": "inspection.close",
    "inspections.hand_over_finding": "finding.hand_over",
    "inspections.join_visit": "inspection.join",
    "inspections.merge_lines": "inspection_plan.yield_all",
    **dict.fromkeys(("inspections.plan_visit", "inspections.schedule_line"), "plan a visit"),
    "inspections.recheck_finding": "finding.recheck_corrected",
    "inspections.reschedule_visit": "inspection.reschedule",
    "inspections.withdraw_line": "inspection_plan.withdraw",
    "outbox.revive": "operate jobs",
    **dict.fromkeys(("parties.add_premises", "parties.register_party"), "register a party"),
    "parties.load_pack": "keep the registry",
    "parties.reveal": "see a party in clear",
    "planning.agree_to_join": "inspection_plan.agree",
    "planning.amend_line": "inspection_plan.amend",
    "planning.claim_items": "supervision_claim.claim",
    "planning.compile_supervision_list": "compile the supervision list",
    "planning.confirm_item": "supervision_claim.confirm",
    "planning.disclaim_item": "supervision_claim.disclaim",
    "planning.reopen_item": "supervision_claim.reopen",
    "planning.send_back_item": "supervision_claim.send_back",
    "planning.approve_line": "inspection_plan.approve",
    "planning.draw_up_line": "draw up a plan line",
    "planning.load_pack": "keep the registry",
    "planning.merge_lines": "inspection_plan.yield_all",
    "planning.send_back_line": "inspection_plan.send_back",
    "planning.submit_line": "inspection_plan.submit",
    "planning.withdraw_line": "inspection_plan.withdraw",
    **dict.fromkeys(
        ("registry.import_geometry", "registry.import_notice", "registry.load_pack", "registry.load_tables"), "keep the registry"
    ),
}  # fmt: skip
WORKFLOWS_OF = {
    "adjustments": ("catalogue_change", "cutover"),
    "cases": ("summary_case", "ordinary_case", "correction"),
    "dispatch": ("dispatch", "incident"),
    "empowerment": ("assessment", "withdrawal"),
    "office": ("office_entry",),
    "incidents": ("incident",),
    "inspections": ("inspection", "finding"),
    "planning": ("inspection_plan",),
    "staffing": ("staff_transfer", "dual_appraisal"),
}


def person(role: Role) -> Actor:
    """Of organ, team and area of the object, with a certificate: what is left is the duty."""
    return Actor("p", "某", "", frozenset({role}), organ="o", team="t", areas=frozenset({"a"}), certificate="c", tenant="330127")


def passes(check: Callable[[Actor], object], role: Role) -> bool:
    """Whether the check lets this role through."""
    try:
        check(person(role))
    except Denied:
        return False
    return True


@pytest.mark.parametrize(("workflow", "act"), sorted({(name, act) for name, table in workflows().items() for act in table.acts}))
def test_an_act_of_a_table_is_done_by_the_agreed_duties_and_denied_to_all_others(workflow: str, act: str) -> None:
    table = workflows()[workflow]
    agreed = AGREED.get((workflow, act))
    assert agreed is not None, f"say in WORKFLOWS who may {workflow}.{act}"
    for row in (r for r in table.rows if r.act == act):
        found = {r.value for r in Role if passes(lambda by, row=row: permitted(table, row.source, act, by), r)}  # type: ignore[misc]
        assert found == agreed, f"{workflow}.{act} from {row.source}"


def test_no_act_is_agreed_on_that_no_table_knows() -> None:
    assert {(name, act) for name, table in workflows().items() for act in table.acts} >= set(AGREED)


@pytest.mark.parametrize("what", CHECKS)
def test_a_check_passes_exactly_the_agreed_duties(what: str) -> None:
    check, agreed = CHECKS[what]
    assert {r.value for r in Role if passes(check, r)} == (set(agreed.split()) if isinstance(agreed, str) else set(agreed))


def offered() -> list[str]:
    """`app.service` for every public function of a services package that acts for a person."""
    found: list[str] = []
    for app in pkgutil.iter_modules(zhifa.apps.__path__):
        for name in ("services", "services.ordinary"):
            try:
                module = importlib.import_module(f"zhifa.apps.{app.name}.{name}")
            except ModuleNotFoundError:
                continue
            public = getattr(module, "__all__", None) or [n for n in vars(module) if not n.startswith("_")]
            for service in public:
                made = getattr(module, service)
                own = inspect.isfunction(made) and made.__module__.startswith(f"zhifa.apps.{app.name}.services")
                if own and "by" in inspect.signature(made).parameters and app.name != "trail":
                    found.append(f"{app.name}.{service}")
    return sorted(set(found))


@pytest.mark.parametrize("service", offered())
def test_every_service_is_under_one_of_these_rules(service: str) -> None:
    app, name = service.split(".")
    same = [f"{table}.{name}" for table in WORKFLOWS_OF.get(app, ()) if (table, name) in AGREED]
    rule = SERVICES.get(service) or (same[0] if same else "")
    assert rule, f"say in SERVICES which rule {service} is under"
    assert rule in CHECKS or tuple(rule.split(".")) in AGREED
