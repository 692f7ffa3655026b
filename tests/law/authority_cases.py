"""Made-up grants, squads and plates for hypothesis, and the naive question to the rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from zhifa.law.authority import AuthorityRuling, Cover, Grant, Place, Question, rule
from zhifa.law.authority_index import Plate

DAY = date(2026, 5, 6)
POWERS = ("penalty", "licence")
DOMAINS = ("urban_management", "archives")
MATTERS = {"M-1": "urban_management", "M-2": "urban_management", "M-3": "archives"}
PLACES = {"town": Place("town", "汾口镇", True, "汾口镇人民政府"), "zone": Place("zone", "开发区", False, "")}
KINDS = {"bureau": "county_enforcement_bureau", "gov": "township_government", "dept": "original_department", "team": "professional_team",
         "city": "superior_organ"}  # fmt: skip

edges = st.sampled_from([None, *(DAY + timedelta(days=n) for n in range(-3, 4))])


@st.composite
def grants(draw: st.DrawFn) -> Grant:
    holder = draw(st.sampled_from(sorted(KINDS)))
    return Grant(
        id=f"g{draw(st.integers(0, 99))}",
        power=draw(st.sampled_from(POWERS)),
        holder=holder,
        holder_kind=KINDS[holder],
        acting_identity=f"名：{holder}",
        mandate="m",
        citation=None,
        matter=draw(st.sampled_from([None, None, *MATTERS])),
        domain=draw(st.sampled_from(DOMAINS)),
        areas=draw(st.sampled_from([None, None, frozenset({"town"}), frozenset({"zone"}), frozenset({"town", "zone"})])),
        since=draw(edges),
        until=draw(edges),
        published_on=draw(edges),
        needs_publication=draw(st.booleans()),
        team="team-1" if holder == "team" else "",
    )


def covers() -> st.SearchStrategy[Cover]:
    return st.builds(Cover, st.sampled_from(sorted(PLACES)), st.sampled_from(["squad-1", "squad-2"]), edges, edges)


def plates() -> st.SearchStrategy[Plate]:
    return st.builds(Plate, st.sampled_from(sorted(KINDS)), st.sampled_from(["新名", "旧名"]), edges, edges)


def naive(
    grants: list[Grant],
    covers: list[Cover],
    plates: list[Plate],
    *,
    power: str,
    matter: str,
    area: str,
    day: date,
    county_level: bool = False,
) -> AuthorityRuling:
    """The rule asked over all grants, under the names borne on that day."""

    def named(grant: Grant) -> Grant:
        for plate in plates:
            if plate.organ == grant.holder and (not plate.since or plate.since <= day) and (not plate.until or day < plate.until):
                return replace(grant, acting_identity=plate.name)
        return grant

    question = Question(power, MATTERS[matter], matter, PLACES.get(area), day, cross_area=county_level)
    return rule(question, [named(g) for g in grants], covers)
