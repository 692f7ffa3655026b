"""Register a party, show its data in clear."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhifa.algorithms.identifiers import citizen_problem, credit_problem
from zhifa.apps.parties import permissions
from zhifa.apps.parties.models import IdentifierType, Party, PartyKind, Premises
from zhifa.apps.parties.queries import PartyRow, row
from zhifa.apps.registry.permissions import check_keeper
from zhifa.apps.registry.services import Loaded, Sheet, load_tables
from zhifa.apps.trail import acts, masking
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid
from zhifa.apps.trail.rows import tenant_default
from zhifa.law.actors import Actor
from zhifa.law.rulings import Blocked, refusal
from zhifa.packs.county import CountyData

_COLUMNS = ("kind", "name", "identifier_type", "identifier", "representative", "phone", "address")


@transaction.atomic
def register_party(*, by: Actor, at: datetime, entries: Mapping[str, str]) -> Party:
    """The party with this identifier, registered now if it is new. `entries`: kind, name, identifier_type, identifier,
    representative, phone, address. Raises Denied, Invalid naming each wrong field."""
    permissions.check_register(by)
    said = {c: str(entries.get(c, "")).strip() for c in _COLUMNS}
    said["identifier"] = said["identifier"].upper().replace(" ", "")
    errors = problems(said, timezone.localdate(at))
    if errors:
        raise Invalid(errors)
    known = _known(said)
    if known:
        return known
    made = Party(**said, tenant=by.tenant or tenant_default(), organ=by.organ, team=by.team)
    try:
        with transaction.atomic():
            acts.save(made)
    except IntegrityError:  # somebody registered the same identifier a moment ago
        known = _known(said)
        if known is None:
            raise
        return known
    _record(made, "register", by, at)
    return made


@transaction.atomic
def add_premises(*, by: Actor, at: datetime, party_id: UUID | str, name: str, address: str, area: str = "") -> Premises:
    """A place where the party trades; the same place twice is one."""
    permissions.check_register(by)
    party = acts.locked(Party, party_id)
    errors = {f: [_("必填")] for f, v in (("name", name), ("address", address)) if not v.strip()}
    if errors:
        raise Invalid(errors)
    found = Premises.objects.filter(party=party, name=name.strip(), address=address.strip()).first()
    if found:
        return found
    made = acts.save(Premises(tenant=party.tenant, party=party, name=name.strip(), address=address.strip(), area=area))
    trail.record(subject=party, verb="add_premises", by=by, at=at, rows=[made], facts={"area": area})
    return made


@transaction.atomic
def load_pack(*, by: Actor, at: datetime, data: CountyData) -> Loaded:
    """The county's list of regulated places. Raises `Denied`, PackError."""
    check_keeper(by)
    return load_tables(by=by, at=at, capability="premises", sheets=(Sheet("premises", Premises),), data=data)


@transaction.atomic
def reveal(*, by: Actor, at: datetime, party_id: UUID | str, purpose: str) -> PartyRow:
    """Identifier and phone in clear; who looked and what for is recorded. Raises Denied, Blocked without a purpose."""
    party = acts.locked(Party, party_id)
    permissions.check_reveal(by, party)
    if not purpose.strip():
        raise Blocked(refusal("party.purpose_needed", *permissions.SECRECY, missing=("purpose",)))
    trail.record(subject=party, verb="reveal", by=by, at=at, note=purpose.strip())
    return row(party, clear=True)


def problems(said: Mapping[str, str], today: date) -> dict[str, list[str]]:
    """Field → what is wrong with it."""
    errors: dict[str, list[str]] = {}
    if said["kind"] not in PartyKind.values:
        errors["kind"] = [_("请选择公民、法人或者其他组织、个体工商户")]
    if not said["name"]:
        errors["name"] = [_("请填写姓名或者名称")]
    if said["identifier_type"] not in IdentifierType.values:
        errors["identifier_type"] = [_("请选择证件种类")]
    elif (wrong := _identifier_problem(said, today)) != "":
        errors["identifier"] = [wrong]
    if said["kind"] == PartyKind.ORGANIZATION and not said["representative"]:
        errors["representative"] = [_("单位须填写法定代表人或者负责人")]
    return errors


def _identifier_problem(said: Mapping[str, str], today: date) -> str:
    kind, number = said["identifier_type"], said["identifier"]
    if kind == IdentifierType.NONE:
        return _("未能提供证件时不填号码") if number else ""
    if not number:
        return _("请填写证件号码")
    found = {
        IdentifierType.CITIZEN_ID: lambda: citizen_problem(number, today),
        IdentifierType.CREDIT_CODE: lambda: credit_problem(number),
    }.get(IdentifierType(kind), lambda: "")()
    return {
        "": "",
        "form": _("位数或者字符不对：身份证 18 位，统一社会信用代码 18 位且不含 I、O、S、V、Z"),
        "birthday": _("第 7 至 14 位不是有效的出生日期"),
        "check": _("校验位不符，请核对是否抄错"),
    }[found]


def _known(said: Mapping[str, str]) -> Party | None:
    if not said["identifier"]:
        return None
    found = Party.objects.filter(tenant=tenant_default(), identifier_type=said["identifier_type"], identifier=said["identifier"]).first()
    if found and found.name != said["name"]:
        raise Invalid({"name": [_("该证件号码已登记在另一名称下，请核对姓名和号码")]})
    return found


def _record(party: Party, verb: str, by: Actor, at: datetime) -> None:
    said = {"kind": party.kind, "name": masking.name(party.name), "identifier": masking.fingerprint(party.identifier)}
    trail.record(subject=party, verb=verb, by=by, at=at, facts=said)
