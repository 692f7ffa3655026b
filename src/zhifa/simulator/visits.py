"""Inspections: organs plan, the guidance office agrees, two officers go, walk the checklist, and each problem is followed to its end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from zhifa.simulator import words
from zhifa.simulator.calling import Astray, Json
from zhifa.simulator.county import Checked, Player
from zhifa.simulator.penalty import PenaltyPlay, Scene, colleague
from zhifa.simulator.stories import ENFORCEMENT, Story
from zhifa.simulator.troupe import Hand, Troupe, can, choices, fitted, in_office, one_of

LINES, ITEMS, PLACES, WINDOW = 3, 4, 2, 20
VIOLATED, ORDERED, PENALISED = 0.3, 0.4, 0.3
Registered = Callable[[datetime, Story, str], None]


def plan(troupe: Troupe, start: datetime, run: str, registered: Registered) -> None:
    """Some organs' lines of the day, each for a kind of place that no other line of the day goes to."""
    rng, taken = Random(f"visits {run}"), set[str]()
    for check in rng.sample(troupe.county.checks, len(troupe.county.checks)):
        planners = [p for p in troupe.county.with_role("professional") if p.organ == check.domain]
        if planners and check.kind not in taken and len(taken) < LINES:
            taken.add(check.kind)
            LinePlay(troupe, check, planners, f"{run}-l{len(taken)}", registered).begin(start)


class LinePlay:
    """A line of the plan until its visits are on the calendar."""

    def __init__(self, troupe: Troupe, check: Checked, planners: list[Player], run: str, registered: Registered) -> None:
        self.troupe, self.check, self.run, self.registered = troupe, check, run, registered
        self.rng = Random(run)
        self.planner = one_of(self.rng, planners)
        self.line = ""

    def begin(self, start: datetime) -> None:
        """In the first hours of the office."""
        self.troupe.stage.at(in_office(start, self.rng), self.draw_up)

    def act(self, who: Player, path: str, body: Json, name: str) -> Json:
        """One act on the plan. Raises Astray."""
        answer = self.troupe.person(who.username).send("POST", path, body, f"{self.run}-{name}")
        if not self.troupe.ledger.act(name, answer, who.username):
            raise Astray(f"plan line {self.run}: {name} was refused")
        self.troupe.board.happened(self.troupe.stage.now, who.name, str(answer.body.get("said", "")), self.check.kind)
        return answer.body

    def draw_up(self, now: datetime) -> None:
        """Drawn up and submitted: every organ sees it."""
        planner = self.troupe.person(self.planner.username)
        asked = planner.get("/plan-lines/form", domain=self.check.domain).body["fields"]
        offered = next((f["choices"] or [] for f in asked if f["name"] == "items"), [])
        items = [code for code, _label in offered if code in self.check.items]
        found = planner.get("/places", kind=self.check.kind).body["rows"]
        places = [place["id"] for place in found if not place["near"]]
        if not items or not places:
            return
        said: Json = {
            "domain": self.check.domain,
            "title": words.PLANNED.format(kind=self.check.kind, day=f"{now:%m-%d %H:%M}"),
            "since": f"{now:%F}",
            "until": f"{now + timedelta(days=WINDOW):%F}",
            "times": 1,
            "items": self.rng.sample(items, min(ITEMS, len(items))),
            "places": self.rng.sample(places, min(PLACES, len(places))),
        }
        self.line = self.act(self.planner, "/plan-lines", said, "draw_up")["line"]["id"]
        self.act(self.planner, f"/plan-lines/{self.line}/acts/submit", {}, "submit")
        self.troupe.later(now, self.rng.uniform(5, 40), lambda then: self.approve(then, said["places"]))

    def approve(self, now: datetime, places: list[str]) -> None:
        """Agreed to, unless other organs are about to go to the same places; then this organ stays at home."""
        office = one_of(self.rng, self.troupe.county.with_role("guidance"))
        acts = self.troupe.person(office.username).get(f"/plan-lines/{self.line}").body["acts"]
        if "approve" not in acts:
            self.act(self.planner, f"/plan-lines/{self.line}/acts/withdraw", {"reason": "与其他机关检查重叠，本次不再安排"}, "withdraw")
            return
        self.act(office, f"/plan-lines/{self.line}/acts/approve", {}, "approve")
        said = {"planned_on": f"{now:%F}", "places": places}
        visits = self.act(self.planner, f"/plan-lines/{self.line}/schedule", said, "schedule")["visits"]
        for number, visit in enumerate(visits):
            play = VisitPlay(self, visit, f"{self.run}-v{number}")
            self.troupe.later(now, self.rng.uniform(30, 60) + 90 * number, play.go)


class VisitPlay:
    """One visit to one place."""

    def __init__(self, line: LinePlay, visit: str, run: str) -> None:
        self.line, self.troupe, self.visit, self.run = line, line.troupe, visit, run
        self.rng, self.lead, self.second = Random(run), line.planner, line.planner
        self.hand = Hand(self.troupe, self.rng, f"/visits/{visit}", "visit", run, line.check.kind)
        self.partner = ""
        self.troupe.ledger.visits[visit] = "planned"
        self.seen: Json = {}

    def kept(self, row: Json | None, act: str) -> Json:
        """Remember the state. Raises Astray for a refusal."""
        if row is None:
            raise Astray(f"visit {self.visit}: {act} was refused")
        self.troupe.ledger.visits[self.visit] = row["state"]
        self.seen = row
        return row

    def step(self, act: str, body: Json | None = None, who: Player | None = None) -> Json:
        """One act on the visit."""
        seen = self.hand.see(who or self.lead, anew=True)
        return self.kept(self.hand.do(who or self.lead, act, seen, fitted(seen, act, body or {})), act)

    def go(self, now: datetime) -> None:
        """Approved by the head where nobody has, then two officers at the door with their certificates."""
        seen = self.kept(self.hand.see(self.lead, anew=True), "see")
        if seen["state"] == "planned":
            heads = [p for p in self.troupe.county.with_role("approver") if p.organ == self.lead.organ]
            self.step("approve", who=one_of(self.rng, heads))
        partners = choices(self.hand.see(self.lead, anew=True), "arrive", "partner")
        if not partners:
            self.step("cancel", {"reason": "只有一名持证人员，另行安排"})
            return
        self.partner, name = self.rng.choice(partners)
        self.second = colleague(self.troupe, name, self.lead)
        self.step("arrive", {"partner": self.partner, "merge_reason": "检查事项不同，场所另有安排"})
        self.step("show_certificates")
        self.troupe.later(now, self.rng.uniform(20, 50), self.walk)

    def walk(self, now: datetime) -> None:
        """Item by item, then the record with the operator's name under it."""
        for answer in self.seen["answers"]:
            bad = self.rng.random() < VIOLATED
            said = {"result": "no" if bad else "yes", "note": self.rng.choice(words.LACKING) if bad else ""}
            path = f"{self.hand.path}/items/{answer['item']}"
            found = self.troupe.person(self.lead.username).send("POST", path, said, f"{self.run}-{answer['item']}")
            self.troupe.ledger.act("check_item", found, self.lead.username)
        self.step("record_visit", {"summary": self.rng.choice(words.CHECKED), "signed_by": "经营者本人"})
        for finding in self.seen["findings"]:
            self.settle(now, finding)
        self.close(now)

    def settle(self, now: datetime, finding: Json) -> None:
        """An order, a case, another organ's hands, or put right at once: what the law leaves open."""
        wish = self.rng.random()
        wanted = "order_correction" if wish < ORDERED else "start_case" if wish < ORDERED + PENALISED else "correct_on_spot"
        if wanted == "start_case" and finding["matter_code"] not in self.troupe.county.fines:
            wanted = "correct_on_spot"
        act = next((a for a in (wanted, "correct_on_spot", "order_correction", "hand_over") if can(finding, a)), "")
        said = {
            **words.party(self.rng, self.seen["premises"]["address"]),
            "demand": self.rng.choice(words.DEMANDS),
            "due_on": f"{now + timedelta(days=3):%F}",
            "partner": self.partner,
            "received_by": "经营者本人",
            "note": words.HANDED_ON if act == "hand_over" else self.rng.choice(words.CORRECTED),
        }
        row = self.about(finding, act, fitted(finding, act, said)) if act else finding
        if act == "order_correction":
            self.troupe.stage.at(in_office(now + timedelta(days=4), self.rng), lambda then: self.recheck(then, finding["id"]))
        elif act == "hand_over":
            self.handed_on(now, row)
        elif act == "start_case":
            self.penalise(now, row)

    def about(self, finding: Json, act: str, body: Json) -> Json:
        """One act on a problem; the problem afterwards."""
        caller = self.troupe.person(self.lead.username)
        answer = caller.send("POST", f"/findings/{finding['id']}/acts/{act}", body, f"{self.run}-{finding['item']}-{act}")
        if not self.troupe.ledger.act(act, answer, self.lead.username):
            raise Astray(f"visit {self.visit}: {act} was refused")
        self.troupe.board.happened(self.troupe.stage.now, self.lead.name, str(answer.body.get("said", "")), finding["title"])
        self.kept(answer.body["visit"], act)
        return next(f for f in self.seen["findings"] if f["id"] == finding["id"])

    def handed_on(self, now: datetime, finding: Json) -> None:
        """The lead comes back to the command centre as an incident of its own."""
        place = self.seen["premises"]
        matters, whats = (finding["matter_code"],), (finding["title"],)
        story = Story(
            f"{self.run}-{finding['item']}", ENFORCEMENT, matters, whats, place["area"], place["name"], None, "correct_on_spot", False
        )
        self.line.registered(now, story, finding["incident_number"])

    def penalise(self, now: datetime, finding: Json) -> None:
        """A decision on the spot."""
        place, run = self.seen["premises"]["address"], f"{self.run}-{finding['item']}"
        scene = Scene(self.troupe, self.rng, self.lead, self.second, place, finding["words"], run, finding["title"])
        PenaltyPlay(scene, now, finding["case_id"], self.close).begin(now)

    def recheck(self, now: datetime, finding: str) -> None:
        """The second look, by two."""
        self.kept(self.hand.see(self.lead, anew=True), "see")
        row = next(f for f in self.seen["findings"] if f["id"] == finding)
        said = {"partner": self.partner, "note": self.rng.choice(words.CORRECTED)}
        self.about(row, "recheck_corrected", fitted(row, "recheck_corrected", said))
        self.close(now)

    def close(self, now: datetime) -> None:
        """When every problem has its end."""
        seen = self.kept(self.hand.see(self.lead, anew=True), "see")
        if can(seen, "close"):
            self.step("close")
