"""Tables of the catalogue: what is in effect, and what departments list."""

from zhifa.apps.catalogue.models.catalogue import (
    Basis,
    BasisRole,
    DiscretionTier,
    Duty,
    FormerGrant,
    GrantTerms,
    Level,
    Mandate,
    Matter,
    MatterGrant,
    OpenPoint,
    PenaltyRange,
    Precondition,
    Statute,
)
from zhifa.apps.catalogue.models.lists import DepartmentList, DraftMatter, DraftState, ListedRow, ListMapping

__all__ = [
    "Basis",
    "BasisRole",
    "DepartmentList",
    "DiscretionTier",
    "DraftMatter",
    "DraftState",
    "Duty",
    "FormerGrant",
    "GrantTerms",
    "Level",
    "ListMapping",
    "ListedRow",
    "Mandate",
    "Matter",
    "MatterGrant",
    "OpenPoint",
    "PenaltyRange",
    "Precondition",
    "Statute",
]
