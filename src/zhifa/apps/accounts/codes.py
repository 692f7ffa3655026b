"""Secrets of the second factor: derived, never stored, so that a copied database opens nothing."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import unicodedata
from datetime import datetime

import pyotp
from django.conf import settings
from django.utils.crypto import salted_hmac

ISSUER = "zhifa"
STEP = 30
DRIFT = 1  # steps a phone's clock may be early or late (RFC 6238, 5.2)
RECOVERY_CODES = 10


def new_seed() -> str:
    """128 random bits, as hex."""
    return secrets.token_hex(16)


def secret_of(seed: str) -> str:
    """The shared secret of a seed: 160 bits in base32."""
    made = salted_hmac("zhifa.accounts.codes", seed, secret=settings.SECOND_FACTOR_KEY, algorithm="sha256").digest()
    return base64.b32encode(made[:20]).decode()


def address_of(seed: str, username: str) -> str:
    """The otpauth:// address that an authenticator reads from a picture."""
    return pyotp.TOTP(secret_of(seed)).provisioning_uri(name=username, issuer_name=ISSUER)


def step_of(seed: str, code: str, machine: datetime) -> int | None:
    """The time step whose code this is at the machine's instant, `DRIFT` steps around it; None: it is none."""
    totp = pyotp.TOTP(secret_of(seed))
    now = int(machine.timestamp()) // STEP
    steps = range(now - DRIFT, now + DRIFT + 1)
    found = [step for step in steps if hmac.compare_digest(totp.generate_otp(step), code)]
    return found[-1] if found else None


def new_recovery_codes() -> tuple[str, ...]:
    """Ten codes of 80 random bits, in groups that can be written down."""
    return tuple(_grouped(secrets.token_bytes(10)) for _ in range(RECOVERY_CODES))


def _grouped(random: bytes) -> str:
    text = base64.b32encode(random).decode().lower()
    return "-".join(text[i : i + 4] for i in range(0, len(text), 4))


def plain(code: str) -> str:
    """What was meant by what was typed: full-width digits are digits, spaces and dashes nothing, letters small."""
    return "".join(c for c in unicodedata.normalize("NFKC", code).lower() if c.isascii() and c.isalnum())


def digest(secret: str) -> str:
    """What is kept of a key or recovery code: they carry so many random bits that one SHA-256 is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def looks_like_code(typed: str) -> bool:
    """Six digits, or the shape of a recovery code."""
    meant = plain(typed)
    return (len(meant) == 6 and meant.isdigit()) or (len(meant) == 16 and typed.strip().count("-") == 3)
