"""Acts on the catalogue: loading it from packs, recording that a grant says something else than was known."""

from zhifa.apps.catalogue.services.changing import write_rows
from zhifa.apps.catalogue.services.drafts import KINDS, accept_draft, merge_draft, refuse_draft
from zhifa.apps.catalogue.services.lists import take_list, upload_list
from zhifa.apps.catalogue.services.packs import load_pack
from zhifa.apps.catalogue.services.revising import Terms, revise_grant

__all__ = [
    "KINDS",
    "Terms",
    "accept_draft",
    "load_pack",
    "merge_draft",
    "refuse_draft",
    "revise_grant",
    "take_list",
    "upload_list",
    "write_rows",
]
