"""A real installation for browser journeys: `zhifa run` with its own runtime directory, port and demonstration clock."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

COMMAND = [sys.executable, "-m", "zhifa.interfaces.cli.main"]


def environment(var: Path) -> dict[str, str]:
    """That of the test, with the runtime directory and the demonstration database inside it."""
    kept = {name: value for name, value in os.environ.items() if name not in ("ZHIFA_DATABASE", "DJANGO_SETTINGS_MODULE")}
    return {**kept, "ZHIFA_VAR": str(var), "ZHIFA_MODE": "demo"}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def prepare(var: Path) -> None:
    """Tables, packs and static files, without starting anything."""
    subprocess.run([*COMMAND, "run", "--prepare"], env=environment(var), check=True, stdout=subprocess.DEVNULL)


@dataclass
class Installation:
    """`url` without a slash at its end; `log` is what the processes printed."""

    var: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where the journeys go."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """Everything printed so far."""
        return (self.var / "run.log").read_text(errors="replace")

    def clock(self, start: datetime, rate: float = 1) -> None:
        """Lets the demonstration clock go on from `start`; 0 stops it."""
        part = self.var / "clock.part"
        part.write_text(json.dumps({"start": start.isoformat(), "rate": rate, "anchor": datetime.now(UTC).isoformat()}))
        part.replace(self.var / "clock.json")

    def start(self, within: float = 60) -> None:
        """Raises with the log when it is not ready in time (seconds)."""
        with (self.var / "run.log").open("ab") as log:
            words = [*COMMAND, "run", "--port", str(self.port), "--workers", "1"]
            self.process = subprocess.Popen(words, env=environment(self.var), stdout=log, stderr=log, start_new_session=True)
        end = time.monotonic() + within
        while time.monotonic() < end and self.process.poll() is None:
            if self.ready():
                return
            time.sleep(0.1)
        self.stop()
        raise AssertionError(f"the installation did not start:\n{self.log}")

    def ready(self) -> bool:
        """Whether /healthz says 200."""
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def stop(self) -> None:
        """As an operator would."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(30)


def copy(template: Path, var: Path) -> Installation:
    """A fresh installation as the template was prepared."""
    shutil.copytree(template, var, dirs_exist_ok=True)
    stamp = var / "stamps" / "run-packs"  # names the database that the packs are in
    stamp.write_text(f"{stamp.read_text().split()[0]} {var / 'zhifa.sqlite3'}")
    return Installation(var, free_port())
