"""The acts of the loop as every door offers them: one form, one service call and one sentence of effect for each."""

from zhifa.interfaces.frame.loop.cases import CASE_ACTS, CaseSpec
from zhifa.interfaces.frame.loop.dispatches import DISPATCH_ACTS, dispatch_effect
from zhifa.interfaces.frame.loop.field import FIELD_ACTS
from zhifa.interfaces.frame.loop.incidents import INCIDENT_ACTS, incident_effect
from zhifa.interfaces.frame.loop.ordinary import ORDINARY_ACTS
from zhifa.interfaces.frame.loop.ordinary_base import OrdinarySpec
from zhifa.interfaces.frame.loop.spec import ActSpec

__all__ = [
    "CASE_ACTS",
    "DISPATCH_ACTS",
    "FIELD_ACTS",
    "INCIDENT_ACTS",
    "ORDINARY_ACTS",
    "ActSpec",
    "CaseSpec",
    "OrdinarySpec",
    "dispatch_effect",
    "incident_effect",
]
