"""Acts on the catalogue."""

from zhifa.apps.catalogue.services.packs import load_pack

__all__ = ["load_pack"]
