"""How a paper was served: one form for notices, decisions and demands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhifa.apps.cases.queries import OrdinaryRow
from zhifa.apps.cases.services import ordinary
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.loop.ordinary_base import OfCase, Said, day_field
from zhifa.law.actors import Actor


class Delivering(OfCase):
    """How it was served."""

    method = forms.ChoiceField(label=_("送达方式"), choices=list(ordinary.WAYS.items()))
    on = day_field(_("送达日期"), required=False, help_text=_("签收、留置、回执或者到达的日期；不填为今天"))
    signer = forms.ChoiceField(label=_("签收人"), required=False, choices=list(ordinary.SIGNERS.items()))
    signer_name = forms.CharField(label=_("签收人姓名"), required=False, max_length=60)
    signer_age = forms.IntegerField(label=_("签收人年龄（同住家属）"), required=False, min_value=0, max_value=130)
    refused_by = forms.ChoiceField(label=_("拒收人（留置）"), required=False, choices=[("", "—"), *ordinary.SIGNERS.items()])
    witness = forms.CharField(label=_("见证人（留置）"), required=False, max_length=60)
    recording = forms.CharField(label=_("拍照录像（留置）"), required=False, max_length=100)
    confirmation = forms.CharField(label=_("电子送达确认书"), required=False, max_length=100)
    tried = forms.CharField(label=_("此前的送达尝试（公告）"), required=False, max_length=200)

    def __init__(self, by: Actor, row: OrdinaryRow, *args: Any, **kwargs: Any) -> None:
        company = row.party is not None and row.party.kind == "organization"
        kwargs.setdefault("initial", {"signer": "receiving_clerk" if company else "party", "on": clock.today()})
        super().__init__(by, row, *args, **kwargs)

    def clean(self) -> Said:
        """As the service takes it."""
        said: Said = super().clean() or {}
        names = ("method", "on", "signer", "signer_name", "signer_age", "refused_by", "witness", "recording", "confirmation", "tried")
        given: Said = {n: said.get(n) for n in names}
        return {**said, "delivery": ordinary.Delivery(**given)}
