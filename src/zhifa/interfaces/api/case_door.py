"""Reading a case and doing one act on it, the same for both procedures: the forms and services of desk and phone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from zhifa.apps.cases.queries import Offer
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.api import desk, doing
from zhifa.interfaces.api.acts import named, said, still
from zhifa.interfaces.api.tokens import caller
from zhifa.law.actors import Actor
from zhifa.law.procedure.states import Workflow


@dataclass(frozen=True, slots=True)
class CaseDoor:
    """`row`, `offers`, `effect`: of one procedure; `acts`: name → its form and call; `url_name`: of the address of an act; `more`:
    further members of the answer."""

    workflow: Workflow
    acts: Mapping[str, Any]
    url_name: str
    row: Callable[[Actor, UUID], Any]
    offers: Callable[[Actor, Any], Iterable[Offer]]
    effect: Callable[[Offer, Any], str]
    more: Callable[[Actor, Any], dict[str, Any]] = lambda by, row: {}

    def checked(self, states: list[str] | None) -> list[str] | None:
        """The states asked for; raises Invalid for one that the procedure does not have."""
        if unknown := sorted(set(states or ()) - set(self.workflow.states)):
            raise Invalid({"state": ["、".join(unknown)]})
        return states

    def found(self, by: Actor, pk: UUID) -> Any:
        """The row in the caller's reach. Raises Http404."""
        row = self.row(by, pk)
        if row is None:
            raise Http404
        return row

    def detail(self, by: Actor, pk: UUID) -> dict[str, Any]:
        """The row with the acts of the caller's duties. Raises Http404."""
        row = self.found(by, pk)
        shown = [
            desk.offered(o, self.acts[o.act].filled(by, row), self.effect(o, row), reverse(self.url_name, args=[pk, o.act]))
            for o in self.offers(by, row)
            if o.act in self.acts and o.duty
        ]
        return {**desk.members(row), **self.more(by, row), "offers": shown}

    def do(self, request: HttpRequest, pk: UUID, act: str, body: Mapping[str, Any] | None) -> dict[str, Any]:
        """One act; what stands afterwards when it is still in the caller's reach."""
        by, spec = caller(request), named(self.acts, act)
        fresh = not doing.done_before(request)
        if fresh:
            fresh = doing.perform(request, partial(spec.filled, by, self.found(by, pk)), spec.call, pk, body)
        return {**said(spec.quiet, fresh), "case": still(lambda who: self.detail(who, pk), by)}
