"""What the county agreed on for the guidance office, for tests/apps/test_who_may.py."""

from __future__ import annotations

from collections.abc import Callable

from zhifa.apps.office import permissions
from zhifa.law.actors import Actor

ASKERS = "township_commander regulator professional squad_leader legal_reviewer leader guidance"
WORKFLOW = {"guidance": "take_up decline answer", ASKERS: "confirm ask_again withdraw"}
READS: dict[str, tuple[Callable[[Actor], object], str]] = {
    "read requests to the guidance office": (permissions.check_requests, f"{ASKERS} discipline"),
    "read the work of the guidance office": (permissions.check_read, "guidance leader legal_reviewer discipline"),
    "read the load of units": (permissions.check_units, "guidance leader legal_reviewer discipline approver"),
}
CHECKS: dict[str, tuple[Callable[[Actor], object], str]] = {
    "ask the guidance office": (lambda by: permissions.check_ask(by, "links"), ASKERS),
    "ask the guidance office for support": (lambda by: permissions.check_ask(by, "support"), "township_commander squad_leader"),
    "assign work to the guidance office": (lambda by: permissions.check_ask(by, "assigned"), "leader"),
    **READS,
}
SERVICES = {"office.ask": "ask the guidance office", "office.load_pack": "keep the registry"}
