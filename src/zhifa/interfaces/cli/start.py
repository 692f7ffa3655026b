"""Making Django ready for the commands that need it."""

from __future__ import annotations

import os
import sys


def ready_django() -> None:
    """Loads settings and apps; a wrong setting ends the program with its sentence instead of a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhifa.conf.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        sys.exit(f"zhifa: {error}")
