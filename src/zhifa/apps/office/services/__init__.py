"""Acts on requests to the guidance office."""

from zhifa.apps.office.services.requests import Request, answer, ask, ask_again, confirm, decline, take_up, withdraw
from zhifa.apps.office.services.showing import load_pack

__all__ = ["Request", "answer", "ask", "ask_again", "confirm", "decline", "load_pack", "take_up", "withdraw"]
