"""Changes of the catalogue for those who ask, weigh, decide and announce."""

from zhifa.apps.adjustments.queries.listing import (
    ChangeRow,
    EditionRow,
    EditionRows,
    change_row,
    changes,
    open_drafts,
    open_editions,
    statute,
    team_of,
    waiting,
)
from zhifa.apps.adjustments.queries.page import ApprovalRow, ChangePage, ItemRow, Offer, SheetRow, Step, change, offers, standing

__all__ = [
    "ApprovalRow",
    "ChangePage",
    "ChangeRow",
    "EditionRow",
    "EditionRows",
    "ItemRow",
    "Offer",
    "SheetRow",
    "Step",
    "change",
    "change_row",
    "changes",
    "offers",
    "open_drafts",
    "open_editions",
    "standing",
    "statute",
    "team_of",
    "waiting",
]
