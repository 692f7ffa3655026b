"""Questions about posts and people, for pages and programs. Answers are frozen rows."""

from zhifa.apps.staffing.permissions import check_office, reads_ledger
from zhifa.apps.staffing.queries.appraisals import AppraisalRow, BenefitRow, appraisal, appraisals, benefits
from zhifa.apps.staffing.queries.ledger import AccountRow, EntryRow, Ledger, ledger
from zhifa.apps.staffing.queries.offers import Offer
from zhifa.apps.staffing.queries.people import RelationRow, StaffRow, StationRow, staff, stationing, stationings
from zhifa.apps.staffing.queries.transfers import DepartmentRow, TransferRow, departments, transfer, waiting

__all__ = [
    "AccountRow",
    "AppraisalRow",
    "BenefitRow",
    "DepartmentRow",
    "EntryRow",
    "Ledger",
    "Offer",
    "RelationRow",
    "StaffRow",
    "StationRow",
    "TransferRow",
    "appraisal",
    "appraisals",
    "benefits",
    "check_office",
    "departments",
    "ledger",
    "reads_ledger",
    "staff",
    "stationing",
    "stationings",
    "transfer",
    "waiting",
]
