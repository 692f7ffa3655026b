"""Whom it is about: the same fields wherever a party is entered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhifa.apps.parties import services
from zhifa.interfaces.frame.loop.spec import OfPerson
from zhifa.law.actors import Actor

FIELDS = ("kind", "name", "identifier_type", "identifier", "representative", "phone", "address")
KINDS = [("citizen", _("公民")), ("sole_trader", _("个体工商户")), ("organization", _("法人或其他组织"))]
IDENTIFIERS = [
    ("citizen_id", _("居民身份证")),
    ("credit_code", _("统一社会信用代码")),
    ("passport", _("护照或通行证")),
    ("none", _("未能提供")),
]


class AboutParty(OfPerson):
    """Kind, name, identifier, how to reach them. Checksums are checked when it is sent."""

    kind = forms.ChoiceField(label=_("当事人类型"), choices=KINDS)
    name = forms.CharField(label=_("姓名或名称"), max_length=120)
    identifier_type = forms.ChoiceField(label=_("证件类型"), choices=IDENTIFIERS)
    identifier = forms.CharField(label=_("证件号码"), required=False, max_length=40)
    representative = forms.CharField(label=_("法定代表人或经营者"), required=False, max_length=60)
    phone = forms.CharField(label=_("电话"), required=False, max_length=32)
    address = forms.CharField(label=_("住址或经营地址"), max_length=200)


def registered(by: Actor, at: datetime, said: dict[str, Any]) -> str:
    """Id of the party of a filled form, registered when it is new; raises Invalid naming fields of the form."""
    party = services.register_party(by=by, at=at, entries={f: str(said.get(f) or "") for f in FIELDS})
    return str(party.pk)
