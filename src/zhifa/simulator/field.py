"""A task from its dispatch to its verification: squads, professional teams, the guidance office, receivers and verifiers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from urllib.parse import quote

from zhifa.simulator import words
from zhifa.simulator.calling import Astray, Json
from zhifa.simulator.county import Player
from zhifa.simulator.ordinary import OrdinaryPlay
from zhifa.simulator.penalty import PenaltyPlay, Scene, colleague
from zhifa.simulator.pictures import picture
from zhifa.simulator.stage import STEP
from zhifa.simulator.stories import DANGER, Story
from zhifa.simulator.troupe import Hand, Troupe, can, choices, fitted, in_office, one_of

FINAL = frozenset({"verified", "handed_over", "withdrawn"})
FIELD = ("officer", "squad_leader", "professional")
RECALLED, RETURNED, STRANGER, SENT_BACK, REFUSED, CORRECTED, AUXILIARY, UNSIGNED, SECURED = (
    0.03,
    0.06,
    0.05,
    0.1,
    0.3,
    0.78,
    0.15,
    0.15,
    0.4,
)


class TaskPlay:
    """One matter's task. `over` is told when it is done."""

    def __init__(self, troupe: Troupe, story: Story, row: Json, desk: Player, over: Callable[[datetime], None]) -> None:
        self.troupe, self.story, self.desk, self.over = troupe, story, desk, over
        self.id: str = row["id"]
        self.rng = Random(f"{story.key} {row['matter_code']}")
        self.what = dict(zip(story.matters, story.whats, strict=True)).get(row["matter_code"], "险情")
        run, about = f"{story.key}-{row['matter_code']}", f"{story.place} {self.what}"
        self.hand = Hand(troupe, self.rng, f"/dispatches/{self.id}", "dispatch", run, about)
        self.visits = self.returns = self.recalls = self.pieces = 0
        self.team, self.ending, self.lead = "", story.ending, desk
        self.partner = self.partner_name = ""
        self.corrected = True

    def moved(self, now: datetime, row: Json | None) -> None:
        """The task is in a new state: let whoever it waits for act in their time."""
        if row is None:
            return
        self.troupe.ledger.tasks[self.id] = row["state"]
        if row["state"] in FINAL:
            self.over(now)
            return
        if row["team"] and row["team"] != self.team:
            self.team = row["team"]
            self.lead = one_of(self.rng, self.troupe.county.team(self.team, *FIELD))
        act, when = self.waits(row, now)
        self.troupe.stage.at(when, act)

    def waits(self, row: Json, now: datetime) -> tuple[Callable[[datetime], None], datetime]:
        """Who does what next, and when they get to it."""
        soon, rng = timedelta(minutes=1), self.rng
        if row["state"] == "correcting":
            due = datetime.fromisoformat(row["correct_by"]).astimezone(now.tzinfo)
            early = min(now + rng.uniform(60, 300) * soon, due)
            return self.recheck, early if self.corrected else in_office(due + soon, rng)
        times: dict[str, tuple[Callable[[datetime], None], Callable[[], datetime]]] = {
            "pending": (self.dispatch, lambda: now + rng.uniform(0.5, 6) * soon),
            "unsettled": (self.settle, lambda: in_office(now, rng)),
            "dispatched": (self.receive, lambda: now + rng.uniform(0.5, 13) * soon),
            "received": (self.arrive, lambda: self.on_the_road(now)),
            "rework": (self.arrive, lambda: self.on_the_road(now)),
            "on_site": (self.handle, lambda: now + rng.uniform(8, 70) * soon),
            "handled": (self.verify, lambda: in_office(now, rng)),
            "handing_over": (self.take_over, lambda: in_office(now, rng)),
        }
        if row["state"] not in times:
            raise Astray(f"task {self.id}: nobody knows what to do in state {row['state']}")
        act, when = times[row["state"]]
        return act, when()

    def on_the_road(self, now: datetime) -> datetime:
        """At night only what cannot wait is gone to at once."""
        if self.story.nature != DANGER and not 6 <= now.hour < 22 and self.rng.random() < 0.6:
            return in_office(now, self.rng)
        fast = self.story.nature == DANGER
        return now + timedelta(minutes=self.rng.uniform(5, 30) if fast else self.rng.uniform(12, 100))

    def dispatch(self, now: datetime) -> None:
        """The desk sends it, now and then to take it back and send it again."""
        row = self.hand.do(self.desk, "dispatch", self.hand.see(self.desk))
        if row and self.recalls == 0 and self.rng.random() < RECALLED:
            self.recalls += 1
            row = self.hand.do(self.desk, "recall", row, {"reason": "补充地点后再派"})
        self.moved(now, row)

    def settle(self, now: datetime) -> None:
        """The interim owner secures the place, the guidance office names who acts."""
        if self.team and self.rng.random() < SECURED:
            seen = self.hand.see(self.lead)
            if can(seen, "secure"):
                self.hand.do(self.lead, "secure", seen, {"findings": words.found(self.rng, self.what, ("先行控制，等待裁定",))})
        judge = self.judge()
        seen = self.hand.see(judge)
        squad = self.troupe.county.cover.get(seen["area"], "") or self.team
        said = {
            "team": squad,
            "reason": self.rng.choice(words.SETTLED),
            "citation": words.BASIS,
            "authorised_by": words.ORDERED,
            "scope": self.rng.choice(("none", "none", "area")),
        }
        self.moved(now, self.hand.do(judge, "settle", seen, fitted(seen, "settle", said)))

    def judge(self) -> Player:
        """The guidance office, or the common superior of two organs of the county; each side has spoken before."""
        office = one_of(self.rng, self.troupe.county.with_role("guidance"))
        docket = self.troupe.person(office.username).get("/disputes").body.get("rows", ())
        dispute = next((d for d in docket if d["dispatch"] == self.id), None)
        if dispute is None:
            return office
        if self.lead != self.desk:
            caller = self.troupe.person(self.lead.username)
            said = {"text": self.rng.choice(words.POSITIONS), "articles": words.BASIS, "accepts": False}
            answer = caller.send("POST", f"/disputes/{dispute['id']}/statement", said, f"{self.hand.run}-said")
            if answer.status != 403:
                self.troupe.ledger.act("state_position", answer, self.lead.username)
        return self.troupe.county.with_role("leader")[0] if dispute["adjudicator"] == "superior" else office

    def receive(self, now: datetime) -> None:
        """The team takes it, or returns it once with a basis; people of other teams and auxiliaries cannot."""
        self.strangers()
        leads = self.troupe.county.team(self.team, "squad_leader", "professional")
        if self.returns == 0 and leads and self.rng.random() < RETURNED:
            self.returns += 1
            said = {"reason": self.rng.choice(words.RETURN_REASONS), "basis": words.BASIS}
            self.moved(now, self.hand.do(leads[0], "return", self.hand.see(leads[0]), said))
            return
        self.moved(now, self.hand.do(self.lead, "receive", self.hand.see(self.lead)))

    def strangers(self) -> None:
        """Refused: an officer of another squad does not even see it, an auxiliary has no such act."""
        if self.rng.random() < STRANGER:
            other = [p for p in self.troupe.county.with_role("officer") if p.team != self.team and not p.has("squad_leader")]
            self.hand.attempt(one_of(self.rng, other), "receive", 404)
        helpers = self.troupe.county.team(self.team, "auxiliary")
        if helpers and self.rng.random() < STRANGER:
            self.hand.attempt(helpers[0], "receive", 403)

    def arrive(self, now: datetime) -> None:
        """Two officers on the scene; where a team has no second one the task goes to another organ."""
        seen = self.hand.see(self.lead)
        partners = choices(seen, "arrive", "partner")
        if not partners:
            self.hand_over(now, seen)
        elif self.story.boat and self.visits == 0:
            self.partner, self.partner_name = self.rng.choice(partners)
            self.troupe.later(now, self.rng.uniform(60, 200), lambda back: self.sync(back, now))
        else:
            self.visits += 1
            self.partner, self.partner_name = self.rng.choice(partners)
            self.moved(now, self.hand.do(self.lead, "arrive", seen, {"partner": self.partner}))

    def sync(self, now: datetime, there: datetime) -> None:
        """Back in reach after hours on the lake: everything that was done out there is sent in its order."""
        self.visits += 1
        row = self.hand.do(self.lead, "arrive", self.hand.see(self.lead), {"partner": self.partner})
        if row is None:
            return
        for minute in range(self.rng.randint(1, 3)):
            self.photograph(there + timedelta(minutes=10 + minute), "离线拍摄")
        self.ending = "correct_on_spot" if self.ending in ("order", "hand_over", "penalty", "case") else self.ending
        self.finish(now, row)

    def handle(self, now: datetime) -> None:
        """Pictures first, words later."""
        seen = self.hand.see(self.lead)
        if not self.pieces and self.rng.random() < STRANGER:
            self.hand.attempt(self.lead, "educate", 409, {"findings": "已劝导"})
        self.gather(now)
        ending = self.ending if can(seen, "hand_over") or self.ending != "hand_over" else "correct_on_spot"
        if ending == "hand_over":
            self.hand_over(now, seen)
        elif ending == "order" and can(seen, "order_correction") and seen["matter_code"]:
            self.order(now, seen)
        elif ending == "penalty" and can(seen, "start_penalty") and seen["matter_code"] in self.troupe.county.fines:
            self.penalise(now, seen)
        elif ending == "case" and can(seen, "file_case") and seen["matter_code"] in self.troupe.county.tiers:
            self.file(now, seen)
        else:
            self.finish(now, seen)

    def penalise(self, now: datetime, seen: Json) -> None:
        """A decision on the spot; the task goes on when it was handed over."""
        opened = self.hand.do(self.lead, "start_penalty", seen)
        if opened:
            self.troupe.ledger.tasks[self.id] = opened["state"]
            PenaltyPlay(self.scene(), now, opened["cases"][0]["id"], self.penalised).begin(now)

    def penalised(self, now: datetime) -> None:
        """What the case left of the task."""
        self.moved(now, self.hand.see(self.lead, anew=True))

    def scene(self) -> Scene:
        """For a case that begins here."""
        second = colleague(self.troupe, self.partner_name, self.lead)
        return Scene(self.troupe, self.rng, self.lead, second, self.story.place, self.what, self.hand.run, self.hand.about)

    def file(self, now: datetime, seen: Json) -> None:
        """Not for a decision on the spot: the head is asked to file it."""
        said = {
            **words.party(self.rng, self.story.place),
            "narrative": words.found(self.rng, self.what, ("拟立案调查",)),
            "occurred_at": (now - STEP).isoformat(),  # seen before it is written down; the installation's clock may be that far behind
        }
        row = self.hand.do(self.lead, "file_case", seen, said)
        if row:
            self.troupe.ledger.tasks[self.id] = row["state"]
            OrdinaryPlay(self.scene(), self.filed).begin(now)

    def filed(self, now: datetime) -> None:
        """The case ended; is there something left to do?"""
        row = self.hand.see(self.lead, anew=True)
        if row["state"] != "in_case":
            self.moved(now, row)

    def finish(self, now: datetime, seen: Json) -> None:
        """What the first visit ends with."""
        act = self.ending if self.ending in ("educate", "report_not_found") else "correct_on_spot"
        ends = {"educate": words.EDUCATED, "report_not_found": words.NOT_FOUND}.get(act, words.CORRECTED)
        said = self.rng.choice(ends) if act == "report_not_found" else words.found(self.rng, self.what, ends)
        self.moved(now, self.hand.do(self.lead, act, seen, {"findings": said}))

    def order(self, now: datetime, seen: Json) -> None:
        """An order to correct, until a time at which somebody looks again."""
        said = {
            "findings": words.found(self.rng, self.what, ("须改正",)),
            "demand": self.rng.choice(words.DEMANDS),
            "due_on": now.date().isoformat(),
            "partner": self.partner,
            **words.party(self.rng, self.story.place),
        }
        self.corrected = self.rng.random() < CORRECTED
        said |= (
            {"refusal_note": "当事人拒绝签字", "witness": "执法记录仪全程录像"}
            if self.rng.random() < UNSIGNED
            else {"received_by": said["name"]}
        )
        self.moved(now, self.hand.do(self.lead, "order_correction", seen, said))

    def recheck(self, now: datetime) -> None:
        """Corrected, or back on the scene."""
        seen = self.hand.see(self.lead, anew=True)
        self.ending = "penalty" if seen["matter_code"] in self.troupe.county.fines else "correct_on_spot"
        said = {"partner": self.partner, "findings": self.rng.choice(words.CORRECTED) if self.corrected else "仍未改正，继续处理"}
        self.gather(now)
        self.moved(now, self.hand.do(self.lead, "recheck_corrected" if self.corrected else "recheck_failed", seen, said))

    def gather(self, now: datetime) -> None:
        """Pictures by an officer, sometimes by an auxiliary whose officer adopts them."""
        for _ in range(self.rng.randint(1, 3)):
            self.photograph(now, "现场")
        helpers = self.troupe.county.team(self.team, "auxiliary")
        if helpers and self.rng.random() < AUXILIARY:
            piece = self.photograph(now, "协助拍摄", helpers[0])
            if piece:
                answer = self.troupe.person(self.lead.username).send("POST", f"/evidence/{piece}/acts/adopt", {})
                self.troupe.ledger.act("adopt", answer, self.lead.username)

    def photograph(self, taken: datetime, note: str, by: Player | None = None) -> str:
        """One picture; its id, empty when it was refused."""
        who = by or self.lead
        self.pieces += 1
        path = f"/dispatches/{self.id}/evidence?name=p{self.pieces}.png&note={quote(note)}&captured_at={quote(taken.isoformat())}"
        answer = self.troupe.person(who.username).send("POST", path, picture(self.rng), f"{self.hand.run}-p{self.pieces}")
        if not self.troupe.ledger.act("picture", answer, who.username):
            return ""
        self.troupe.ledger.pieces[self.id] += 1
        return str(answer.body["id"])

    def hand_over(self, now: datetime, seen: Json) -> None:
        """To an organ that has somebody to take it."""
        organs = sorted({p.organ for p in self.troupe.county.with_role("regulator")} - {seen["organ"], self.lead.organ})
        said = {"receiver": self.rng.choice(organs), "reason": self.rng.choice(words.HAND_OVER)}
        self.moved(now, self.hand.do(self.lead, "hand_over", seen, said))

    def take_over(self, now: datetime) -> None:
        """The other organ accepts, or says why not."""
        organ = self.hand.see(self.desk)["handed_to"]
        who = one_of(self.rng, self.troupe.county.at_organ(organ, "regulator"))
        seen = self.hand.see(who)
        if self.rng.random() < REFUSED:
            self.ending = "correct_on_spot"
            row = self.hand.do(who, "refuse_hand_over", seen, {"reason": self.rng.choice(words.REFUSED_HAND_OVER)})
            self.moved(now, row or self.hand.see(self.desk))
        else:
            self.moved(now, self.hand.do(who, "accept_hand_over", seen))

    def verify(self, now: datetime) -> None:
        """Somebody who did not handle it looks; once in a while it is not good enough."""
        if self.rng.random() < STRANGER:
            self.hand.attempt(self.lead, "verify", 403, {"findings": "我核实"})
        who = one_of(self.rng, self.troupe.county.with_role("verifier"))
        seen = self.hand.see(who)
        self.counted(seen)
        if seen["rework_count"] == 0 and self.rng.random() < SENT_BACK:
            self.ending = "correct_on_spot"
            self.moved(now, self.hand.do(who, "send_back", seen, {"reason": self.rng.choice(words.SENT_BACK)}))
        else:
            self.moved(now, self.hand.do(who, "verify", seen, {"findings": self.rng.choice(words.VERIFIED)}))

    def counted(self, seen: Json) -> None:
        """Every picture that was sent is there, once."""
        here = [e for e in seen["evidence"] if e["name"].startswith("p")]
        if len(here) != self.troupe.ledger.pieces[self.id] or not all(e["stored"] for e in here):
            self.troupe.ledger.faults.append(f"task {self.id}: {self.troupe.ledger.pieces[self.id]} pictures sent, {len(here)} there")
