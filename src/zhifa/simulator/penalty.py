"""A penalty on the spot: two officers, the statute's steps in their order, and the money that the bank reports later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from zhifa.simulator import words
from zhifa.simulator.calling import Astray, Json
from zhifa.simulator.county import Player
from zhifa.simulator.troupe import Hand, choices, in_office

if TYPE_CHECKING:
    from zhifa.simulator.field import TaskPlay

BANK = "bank"
ALONE, REFUSED_TO_SIGN, WAIVED, WRONG_SUM, UNPAID = 0.2, 0.15, 0.3, 0.2, 0.15


def second_officer(task: TaskPlay) -> Player:
    """The colleague on the scene."""
    return next((p for p in task.troupe.county.players if p.name == task.partner_name), task.lead)


class PenaltyPlay:
    """`opened`: the task after the case was opened, None when that was refused."""

    def __init__(self, task: TaskPlay, now: datetime, opened: Json | None) -> None:
        self.task, self.troupe, self.rng, self.lead = task, task.troupe, task.rng, task.lead
        self.opened = opened
        self.case: str = opened["cases"][0]["id"] if opened else ""
        self.hand = Hand(task.troupe, task.rng, f"/cases/{self.case}", "case", f"{task.hand.run}-c", task.hand.about)
        self.second = second_officer(task)
        self.happened = now

    def begin(self, now: datetime) -> None:
        """The colleague is asked to confirm."""
        if self.opened:
            self.troupe.ledger.tasks[self.task.id] = self.opened["state"]
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
            **words.party(self.rng, self.task.story.place),
            "narrative": words.found(self.rng, self.task.what, ("当事人承认",)),
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
        self.task.moved(now, self.task.hand.see(self.lead, anew=True))
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
