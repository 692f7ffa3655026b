"""What acts on an ordinary case are described with: one form and one call each, for desk, phone and API."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zhifa.apps.cases.queries import Offer, OrdinaryRow
from zhifa.law.actors import Actor

Said = dict[str, Any]
Call = Callable[[Actor, datetime, UUID, Said, int | None], object]
ONE = Decimal(1)


def lines(rows: int = 3) -> forms.Textarea:
    """A field of several lines."""
    return forms.Textarea(attrs={"rows": rows})


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day, in the form the browser's picker knows."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class OfCase(forms.Form):
    """Forms know who acts on which case."""

    def __init__(self, by: Actor, row: OrdinaryRow, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                shown: Any = field.choices
                field.choices = [(value, _now(str(label))) for value, label in shown]

    def choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """Choices that depend on the case."""
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class Reasoned(OfCase):
    """Why."""

    reason = forms.CharField(label=_("理由"), max_length=500, widget=lines())


class Optional(OfCase):
    """A reason where the law warns."""

    reason = forms.CharField(label=_("说明"), required=False, max_length=500, help_text=_("系统提示风险时填写"))


class Opinion(OfCase):
    """What the head says."""

    opinion = forms.CharField(label=_("审批意见"), required=False, max_length=500, widget=lines(2))


@dataclass(frozen=True, slots=True)
class OrdinarySpec:
    """One act. `call(by, at, case id, cleaned form, version)`; `quiet` is said afterwards; `aside`: not on the main line."""

    form: type[OfCase]
    call: Call
    quiet: str | Promise
    icon: str = ""
    aside: bool = False
    key: str = ""
    primary: bool = False
    danger: bool = False

    def filled(self, by: Actor, row: OrdinaryRow, data: Any = None) -> forms.Form:
        """The form for this person and case, bound to `data` unless that is None."""
        return self.form(by, row, data)

    @property
    def needs_words(self) -> bool:
        """Has a form to fill; otherwise one press does it."""
        return bool(self.form.base_fields)


SELDOM = frozenset(
    {
        "request_preservation", "request_seizure", "request_recusal", "release_officer", "correct_entry", "investigate_again",
        "extend_period", "suspend_period", "report_crime", "withdraw_decision", "record_remedy", "end_enforcement",
        "request_deferral", "skip_review",
    }
)  # fmt: skip


ANSWERS = frozenset(
    {
        "join_case", "approve_preservation", "register_preservation", "dispose_preservation", "decide_recusal", "decide_deferral",
        "end_remedy", "serve_demand", "resume_period",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offered:
    """Acts of one person on one case as a page shows them: those that lead on, what else the step is made of, and what is seldom
    done or not possible now."""

    main: tuple[Offer, ...]
    work: tuple[Offer, ...]
    seldom: tuple[Offer, ...]


def offered(offers: Iterable[Offer], acts: Mapping[str, OrdinarySpec], leading: str) -> Offered:
    """By what the reader's duties include; `leading`: the act that leads on from here, shown also when it cannot be done. What answers
    something (`ANSWERS`) is left out while there is nothing to answer."""
    mine = [o for o in offers if o.act in acts and o.duty and not (o.act in ANSWERS and o.refusal)]
    main = tuple(o for o in mine if o.act == leading or (not acts[o.act].aside and o.refusal is None))
    rest = [o for o in mine if o not in main]
    work = tuple(o for o in rest if o.act not in SELDOM and o.refusal is None)
    return Offered(tuple(sorted(main, key=lambda o: o.act != leading)), work, tuple(o for o in rest if o not in work))


def effect_of(offer: Offer, row: OrdinaryRow) -> str:
    """What the act does, in the reader's language and in whose name."""
    return _now(offer.effect).replace("{identity}", row.acting_identity)


def through(service: Callable[..., object], *names: str) -> Call:
    """A call that passes these fields of the form on by name."""

    def call(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
        return service(by=by, at=at, case=pk, version=version, **{n: said[n] for n in names})

    return call
