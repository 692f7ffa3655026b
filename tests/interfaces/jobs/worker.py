"""A job process with one topic, started by the tests on their database: `python worker.py FOLDER [hang|slow]`."""

from __future__ import annotations

import os
import signal
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhifa.conf.settings")
FOLDER, MANNER = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""


def main() -> None:
    import django

    django.setup()
    from zhifa.apps.outbox import handles
    from zhifa.apps.registry.models import Organ
    from zhifa.interfaces.jobs.process import Process

    @handles("test.note")
    def note(payload: dict[str, Any], *, at: datetime, key: str) -> None:
        Organ.objects.create(code=key, name=str(os.getpid()), kind="public_security")
        (FOLDER / f"started-{os.getpid()}").touch()
        time.sleep({"hang": 60, "slow": 1.5}.get(MANNER, 0))

    process = Process(lease=1.0)
    signal.signal(signal.SIGTERM, lambda *_: process.stop.set())
    process.run()


if __name__ == "__main__":
    main()
