"""A penalty on the spot: two officers, the statute's steps in their order, and the money that the bank reports later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from zhifa.simulator import words
from zhifa.simulator.calling import Astray, Json
from zhifa.simulator.county import Player
from zhifa.simulator.troupe import Hand, Troupe, choices, in_office

BANK = "bank"
ALONE, REFUSED_TO_SIGN, WAIVED, WRONG_SUM, UNPAID = 0.2, 0.15, 0.3, 0.2, 0.15


@dataclass(frozen=True)
class Scene:
    """Where a case begins. `what` happened in `place`, found by `lead` and `second`; `run` makes submit keys unique."""

    troupe: Troupe
    rng: Random
    lead: Player
    second: Player
    place: str
    what: str
    run: str
    about: str


def colleague(troupe: Troupe, name: str, lead: Player) -> Player:
    """The second officer by the name that the form showed."""
    return next((p for p in troupe.county.players if p.name == name), lead)


class PenaltyPlay:
    """`case`: id of the opened case; `over`: told when nothing is left to do on the scene."""

    def __init__(self, scene: Scene, now: datetime, case: str, over: Callable[[datetime], None]) -> None:
        self.scene, self.troupe, self.rng = scene, scene.troupe, scene.rng
        self.lead, self.second, self.case, self.over = scene.lead, scene.second, case, over
        self.hand = Hand(self.troupe, self.rng, f"/cases/{case}", "case", f"{scene.run}-c", scene.about)
        self.happened = now

    def begin(self, now: datetime) -> None:
        """The colleague is asked to confirm."""
        self.troupe.ledger.cases[self.case] = "opened"
        self.soon(now, self.confirm)

    def soon(self, now: datetime, act: Callable[[datetime], None]) -> None:
        """The next step some minutes later."""
        self.troupe.later(now, self.rng.uniform(1, 5), act)

    def step(self, act: str, body: Json | None = None) -> Json:
        """One act of the first officer. Raises Astray when the law's own order was refused."""
        row = self.hand.do(self.lead, act, self.hand.see(self.lead), body)
        if row is None:
            raise Astray(f"case {self.case}: {act} was refused: {self.troupe.ledger.faults[-1]}")
        self.troupe.ledger.cases[self.case] = row["state"]
        return row

    def confirm(self, now: datetime) -> None:
        """The second officer says so from the own account; the first cannot do it for both."""
        if self.rng.random() < ALONE:
            self.hand.attempt(self.lead, "confirm_second_officer", 403)
            self.hand.attempt(self.lead, "decide", 409)
        row = self.hand.do(self.second, "confirm_second_officer", self.hand.see(self.second))
        if row:
            self.troupe.ledger.cases[self.case] = row["state"]
            self.soon(now, self.establish)

    def establish(self, now: datetime) -> None:
        """Certificates shown, facts recorded."""
        self.step("show_identity")
        said = {
            **words.party(self.rng, self.scene.place),
            "narrative": words.found(self.rng, self.scene.what, ("当事人承认",)),
            "occurred_at": self.happened.isoformat(),
            "facts_clear": True,
        }
        self.step("record_facts", self.fitting("record_facts", said))
        self.soon(now, self.tell)

    def fitting(self, act: str, said: Json) -> Json:
        """Without the party's fields when the case has its party from an order."""
        seen = self.hand.see(self.lead)
        asked = {f["name"] for o in seen["offers"] if o["act"] == act for f in o["fields"]}
        return {k: v for k, v in said.items() if k in asked}

    def tell(self, now: datetime) -> None:
        """Prior notice, and the party's word."""
        matter = self.hand.see(self.lead)["matter_code"]
        tiers = choices(self.hand.see(self.lead), "notify_party", "tier")
        self.step("notify_party", {"fine": str(self.troupe.county.fines[matter]), "tier": tiers[0][0] if tiers else ""})
        if self.rng.random() < WAIVED:
            self.step("record_waiver", {"proof": self.rng.choice(words.WAIVERS)})
        else:
            self.step("hear_statement", {"statement": self.rng.choice(words.STATEMENTS), "review": self.rng.choice(words.REVIEWS)})
        self.soon(now, self.decide)

    def decide(self, now: datetime) -> None:
        """Decision, handed over, reported for record; the task waits for its verifier."""
        row = self.step("decide")
        decision = row["decisions"][-1]
        self.troupe.ledger.decided(decision["number"], decision["fine"])
        if self.rng.random() < REFUSED_TO_SIGN:
            self.step("serve_refused", {"refusal_note": "当事人看过后拒绝签字", "witness": "执法记录仪全程录像"})
        else:
            self.step("serve")
        self.step("report_for_record")
        self.over(now)
        if self.rng.random() >= UNPAID:
            self.troupe.later(now, self.rng.uniform(30, 700), lambda then: self.pay(then, decision))

    def pay(self, now: datetime, decision: Json) -> None:
        """The bank reports the money, now and then a wrong sum first."""
        bank = self.troupe.callers[BANK]
        receipt = {"number": f"PJ-{self.hand.run}", "decision": decision["number"], "amount": decision["fine"], "paid_on": f"{now:%F}"}
        if self.rng.random() < WRONG_SUM:
            wrong = {**receipt, "number": f"PJ-{self.hand.run}-x", "amount": "1.00"}
            self.troupe.ledger.attempt("receipt", bank.send("POST", "/receipts", wrong), BANK, 409)
        if self.troupe.ledger.act("receipt", bank.send("POST", "/receipts", receipt), BANK):
            self.troupe.ledger.received(decision["number"], decision["fine"])
            self.troupe.stage.at(in_office(now, self.rng), self.close)

    def close(self, now: datetime) -> None:
        """Paid and on file."""
        self.step("close")
