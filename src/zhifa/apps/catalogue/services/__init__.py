"""Acts on the catalogue: loading it from packs, recording that a grant says something else than was known."""

from zhifa.apps.catalogue.services.packs import load_pack
from zhifa.apps.catalogue.services.revising import Terms, revise_grant

__all__ = ["Terms", "load_pack", "revise_grant"]
