"""Check characters of identity numbers (GB 11643-1999) and unified social credit codes (GB 32100-2015)."""

from __future__ import annotations

import re
from datetime import date

_CITIZEN = re.compile(r"[1-9][0-9]{16}[0-9X]")
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_LENGTH = 18


def citizen_check(first17: str) -> str:
    """The 18th character: MOD 11-2 of ISO 7064."""
    total = sum(int(c) * pow(2, 17 - i, 11) for i, c in enumerate(first17))
    return "10X98765432"[total % 11]


def citizen_problem(number: str, today: date) -> str:
    """ "" for a sound identity number, else what is wrong: form | birthday | check."""
    if not _CITIZEN.fullmatch(number):
        return "form"
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return "birthday"
    if not date(1900, 1, 1) <= born <= today:
        return "birthday"
    return "" if citizen_check(number[:17]) == number[17] else "check"


def credit_check(first17: str) -> str:
    """The 18th character: weights are powers of 3 modulo 31."""
    total = sum(_CREDIT.index(c) * pow(3, i, 31) for i, c in enumerate(first17))
    return _CREDIT[-total % 31]


def credit_problem(code: str) -> str:
    """ "" for a sound unified social credit code, else what is wrong: form | check."""
    if len(code) != _CREDIT_LENGTH or any(c not in _CREDIT for c in code) or not code[2:8].isdecimal():
        return "form"
    return "" if credit_check(code[:17]) == code[17] else "check"


def citizen_birthday(number: str) -> date:
    """The birthday that a sound identity number carries; ValueError for anything else."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
