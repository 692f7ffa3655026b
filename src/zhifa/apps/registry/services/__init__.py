"""Acts on the registry's reference data."""

from zhifa.apps.registry.services.changing import write_rows
from zhifa.apps.registry.services.geometry import import_geometry
from zhifa.apps.registry.services.loading import Loaded, Sheet, load_tables, renewed, touch
from zhifa.apps.registry.services.notice import import_notice
from zhifa.apps.registry.services.packs import load_pack

__all__ = ["Loaded", "Sheet", "import_geometry", "import_notice", "load_pack", "load_tables", "renewed", "touch", "write_rows"]
