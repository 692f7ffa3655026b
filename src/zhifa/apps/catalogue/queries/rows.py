"""What the catalogue tells others: frozen rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from zhifa.law.authority import AuthorityRuling, Grant
from zhifa.law.citations import Citation
from zhifa.law.penalties import as_party
from zhifa.packs.compiled import ORIGIN


@dataclass(frozen=True, slots=True)
class BasisRow:
    """`role`: prohibition, penalty or coercion. `level`: codes of the contract. `version`: date of the text that was read. `since`: the
    matter rests on it from that day on (None: always did); `until`: the day on which the article or its statute went out of force."""

    role: str
    citation: Citation
    level: str
    version: date | None
    until: date | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class RangeRow:
    """Yuan `minimum`–`maximum` per `unit` (empty: per case), or `ratio_*` × `base` (words of the statute: 违法所得); None: no such
    limit in the statute. `party_kind`: any, citizen, organization, sole_trader, responsible_person. `since`, `until`: of the version."""

    party_kind: str
    tier: str
    condition: str
    minimum: Decimal | None
    maximum: Decimal | None
    unit: str
    ratio_minimum: Decimal | None
    ratio_maximum: Decimal | None
    base: str
    precondition: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class TierRow:
    """One step of the discretion standard; `layer` says whose it is (demo: 演示)."""

    code: str
    party_kind: str
    order: int
    name: str
    condition: str
    minimum: Decimal
    maximum: Decimal
    layer: str


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One 事项. `kinds`: penalty kinds of the contract. `level`: level of the penalty's statute."""

    code: str
    name: str
    domain: str
    domain_label: str
    subdomain: str
    origin: str
    official_code: str | None
    precondition: str
    kinds: tuple[str, ...]
    words: tuple[str, ...]
    remarks: str
    since: date | None
    until: date | None
    layer: str
    bases: tuple[BasisRow, ...] = ()
    ranges: tuple[RangeRow, ...] = ()
    tiers: tuple[TierRow, ...] = ()

    @property
    def unconfirmed(self) -> bool:
        """Compiled from the texts, and the official list does not have it yet (OP-02)."""
        return self.origin == ORIGIN and not self.official_code

    @property
    def rectify_first(self) -> bool:
        """The base fine may follow only an order to correct that was not obeyed."""
        return self.precondition == "rectify_first"

    def basis(self, role: str) -> tuple[BasisRow, ...]:
        """The bases in one role, in the order of the pack."""
        return tuple(b for b in self.bases if b.role == role)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Prohibitions first, then penalties."""
        return tuple(dict.fromkeys(b.citation for role in ("prohibition", "penalty") for b in self.basis(role)))

    @property
    def basis_text(self) -> str:
        """《…》第…条 as documents print it, prohibitions first."""
        return "；".join(_quoted(c) for c in self.citations)

    @property
    def level(self) -> str:
        """Level of the statute that sets the penalty."""
        found = self.basis("penalty")
        return found[0].level if found else ""

    @property
    def coercible(self) -> bool:
        """A statute gives a coercive measure for this matter (强制法 10)."""
        return bool(self.basis("coercion"))

    def ranges_for(self, party_kind: str) -> tuple[RangeRow, ...]:
        """The ranges that a party of this kind faces, in all their versions: its own, else those for anybody."""
        kinds = (*as_party(party_kind), "any")
        return next((found for kind in kinds if (found := _ranges_of(self.ranges, kind))), ())

    def valid(self, day: date) -> bool:
        """In the catalogue on this day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


def _ranges_of(ranges: tuple[RangeRow, ...], party_kind: str) -> tuple[RangeRow, ...]:
    return tuple(r for r in ranges if r.party_kind == party_kind)


def _quoted(citation: Citation) -> str:
    law, _, place = str(citation).partition(" ")
    return f"《{law}》{place.replace(' ', '')}"


@dataclass(frozen=True, slots=True)
class DutyRow:
    """After the transfer: what `organ` keeps and no longer does in `domain`, and who enforces. Powers are codes."""

    organ: str
    organ_name: str
    domain: str
    domain_label: str
    keeps: tuple[str, ...]
    loses: tuple[str, ...]
    enforcer: str
    enforcer_name: str
    text: str
    citation: str
    layer: str


@dataclass(frozen=True, slots=True)
class MandateRow:
    """The document behind a grant."""

    code: str
    title: str
    issuer: str
    number: str
    issued_on: date | None
    published_on: date | None
    note: str
    layer: str


@dataclass(frozen=True, slots=True)
class OpenPointRow:
    """A question that no source answers, and what the system does meanwhile. `finding`: the kind of finding it acknowledges."""

    code: str
    title: str
    question: str
    policy: str
    domain: str
    layer: str
    finding: str = ""


@dataclass(frozen=True, slots=True)
class WhoRow:
    """Who enforces a matter in an area, for the public: names, not codes. `status`: held, contested, unclear."""

    matter: str
    matter_name: str
    domain: str
    domain_label: str
    area: str
    area_name: str
    status: str
    organ: str
    acting_identity: str
    team: str
    team_name: str
    team_plates: tuple[str, ...]
    commander: str
    phone: str
    since: date | None
    basis: str
    mandate: MandateRow | None
    duty_text: str
    reasons: tuple[str, ...]
    assumptions: tuple[str, ...]
    demo: bool


@dataclass(frozen=True, slots=True)
class NameHere:
    """How many matters of a domain one name holds. `status` as in `WhoRow`; `name` is "" where nobody holds them."""

    status: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class DomainHere:
    """A domain in one area on one day: `count` matters, held by `names`."""

    domain: str
    label: str
    count: int
    names: tuple[NameHere, ...]


@dataclass(frozen=True, slots=True)
class FormerRow:
    """What a grant was known to say from `recorded_at` (None: since the packs were loaded) until `superseded_at`."""

    grant: Grant
    recorded_at: datetime | None
    superseded_at: datetime
    superseded_by: str
    ground: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days (half-open, None: no limit) on which the same organ acts under the same name through the same team. `current`: the asked day is
    among them."""

    since: date | None
    until: date | None
    status: str
    holder: str
    acting_identity: str
    team_name: str
    current: bool


@dataclass(frozen=True, slots=True)
class WhoAnswer:
    """Who could use one power over one matter at one place on one day. `why` weighs the others; `stretches`: who before and after, under
    the knowledge of the same instant; `known_at` None: of now."""

    power: str
    day: date
    known_at: datetime | None
    row: WhoRow
    why: AuthorityRuling
    stretches: tuple[Stretch, ...]
