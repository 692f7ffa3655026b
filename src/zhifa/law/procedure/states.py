"""The shape of a transition table, and the questions asked of it.

A workflow is one table of rows; buttons, permissions, trail verbs, clocks, generated docs and tests derive from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from zhifa.law.actors import ROLE_LABELS, Actor, Role
from zhifa.law.citations import Citation
from zhifa.law.rulings import Blocked, Denied, refusal


@dataclass(frozen=True, slots=True)
class Transition:
    """`source` → `target` by `act`. `roles`: who may; `guard`: name of the check that services run on the facts before the
    act; `clock`: name of the deadline that starts; `document`: kind that the act issues. An act may keep the state."""

    source: str
    act: str
    target: str
    roles: frozenset[Role]
    basis: tuple[Citation, ...] = ()
    guard: str = ""
    clock: str = ""
    document: str = ""


@dataclass(frozen=True)
class Workflow:
    """One table. `labels` names states and acts in Chinese; `final` states have no clock and wait for nobody."""

    name: str
    initial: str
    rows: tuple[Transition, ...]
    state_labels: dict[str, str]
    act_labels: dict[str, str]
    final: frozenset[str]

    @cached_property
    def by_cell(self) -> dict[tuple[str, str], Transition]:
        """(state, act) → row; two rows for one cell are an error of the table."""
        cells: dict[tuple[str, str], Transition] = {}
        for row in self.rows:
            if (row.source, row.act) in cells:
                raise ValueError(f"{self.name}: two rows for {row.source} × {row.act}")
            cells[row.source, row.act] = row
        return cells

    def row(self, state: str, act: str) -> Transition | None:
        """The row for this cell, or None: the act does not exist in this state."""
        return self.by_cell.get((state, act))

    def acts_from(self, state: str) -> tuple[Transition, ...]:
        """Everything that can be done from here, in table order."""
        return tuple(r for r in self.rows if r.source == state)

    @property
    def acts(self) -> tuple[str, ...]:
        """All acts, in table order."""
        return tuple(dict.fromkeys(r.act for r in self.rows))

    @property
    def states(self) -> tuple[str, ...]:
        """All states, in label order."""
        return tuple(self.state_labels)


def roles(*names: Role) -> frozenset[Role]:
    """Shorthand for tables."""
    return frozenset(names)


def rows(sources: Iterable[str], act: str, target: str | None, who: frozenset[Role], **rest: object) -> tuple[Transition, ...]:
    """The same act from several states; target None keeps each state."""
    return tuple(Transition(s, act, target or s, who, **rest) for s in sources)  # type: ignore[arg-type]


def part(whole: Workflow, name: str, initial: str, acts: Iterable[str]) -> Workflow:
    """The rows of some acts as a table of its own, for whoever reads or tests only these."""
    wanted = frozenset(acts)
    kept = tuple(r for r in whole.rows if r.act in wanted)
    touched = {s for r in kept for s in (r.source, r.target)}
    return Workflow(
        name,
        initial,
        kept,
        {s: label for s, label in whole.state_labels.items() if s in touched},
        {a: label for a, label in whole.act_labels.items() if a in wanted},
        frozenset(touched - {r.source for r in kept}),
    )


def permitted(workflow: Workflow, state: str, act: str, actor: Actor) -> Transition:
    """The row for this cell when the actor's duties allow it.

    Raises Blocked (no such act in this state) or Denied (another duty's act); who may act on *this* object is the
    service's question.
    """
    row = workflow.row(state, act)
    if row is None:
        raise Blocked(refusal("act_not_in_state", act=workflow.act_labels.get(act, act), state=workflow.state_labels.get(state, state)))
    if actor.roles.isdisjoint(row.roles):
        raise Denied(
            refusal(
                "role_may_not",
                *row.basis,
                act=workflow.act_labels[act],
                roles="、".join(ROLE_LABELS[r] for r in sorted(row.roles)),
            )
        )
    return row
