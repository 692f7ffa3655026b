"""What somebody can do with a proposal or an appraisal as it stands."""

from __future__ import annotations

from dataclasses import dataclass

from zhifa.law.actors import Actor
from zhifa.law.procedure.states import Workflow
from zhifa.law.rulings import Ruling


@dataclass(frozen=True, slots=True)
class Offer:
    """An act that the state knows and this person's duty allows."""

    act: str
    label: str
    refusal: Ruling | None = None


def offers(by: Actor, table: Workflow, state: str) -> tuple[Offer, ...]:
    """Acts of this person's duties in this state (no query)."""
    return tuple(Offer(t.act, table.act_labels[t.act]) for t in table.acts_from(state) if not by.roles.isdisjoint(t.roles))
