"""Open data: what the county publishes for programs, one answer for the public pages and the API. No personal data is in any of it."""

from zhifa.interfaces.frame.opening.answers import FORMS, answer, shown, stamp
from zhifa.interfaces.frame.opening.rows import ROWS

__all__ = ["FORMS", "ROWS", "answer", "shown", "stamp"]
