"""What the outbox does for incidents."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from zhifa.apps.incidents.services import matching
from zhifa.apps.incidents.services.importing import TOPIC, run_chunk
from zhifa.apps.outbox.effects import handles


@handles(TOPIC)
def take_rows(payload: dict[str, Any], *, at: datetime, key: str) -> None:
    """The next rows of an import; they, their report and the message for later ones commit together."""
    run_chunk(file=UUID(payload["file"]), run=payload["run"], start=payload["start"], at=at)


@handles(matching.TOPIC, atomic=False, attempts=2)
def train(payload: dict[str, Any], *, at: datetime, key: str) -> None:
    """A version of the matcher; its steps are seen while they run, and building it twice gives one version."""
    matching.build_asked(by=payload["by"], at=at, key=key)
