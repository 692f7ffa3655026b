"""Imports every topic, so that its asks are registered, in the order of the contract."""

from zhifa.law.questions import (
    authority,
    hearing,
    officers,
    on_spot_collection,
    period,
    summary_procedure,
    surcharge,
)

__all__ = ["authority", "hearing", "officers", "on_spot_collection", "period", "summary_procedure", "surcharge"]
