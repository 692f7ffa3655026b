"""A case by the ordinary procedure: filing, records, report, legal review, notice, the period that must pass, decision, money, file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from zhifa.simulator import words
from zhifa.simulator.calling import Astray, Json
from zhifa.simulator.county import Player
from zhifa.simulator.penalty import BANK, Scene
from zhifa.simulator.troupe import Hand, can, choices, fitted, in_office, one_of

HASTY, SENT_BACK, SPOKE, REFUSED_TO_SIGN = 0.3, 0.2, 0.5, 0.2
QUALIFIED = "A20260001"
SERVED = {"method": "direct", "signer": "party"}


class OrdinaryPlay:
    """`scene`: from which it was filed; `over`: told when the case ended. Each step is done by whose duty it is."""

    def __init__(self, scene: Scene, over: Callable[[datetime], None]) -> None:
        self.scene, self.troupe, self.rng, self.over = scene, scene.troupe, scene.rng, over
        self.lead, self.second = scene.lead, scene.second
        listed = self.troupe.person(self.lead.username).get("/ordinary").body["rows"]
        if not listed:
            raise Astray(f"{self.lead.username} filed a case that is not listed")
        self.case: str = listed[0]["id"]
        self.hand = Hand(self.troupe, self.rng, f"/ordinary/{self.case}", "case", f"{scene.run}-o", scene.about)
        self.head: Player | None = None
        self.reports = 0
        self.troupe.ledger.ordinary[self.case] = listed[0]["state"]

    def begin(self, now: datetime) -> None:
        """The colleague joins at once, the head decides at the desk."""
        self.join(now)
        self.next(now)

    def next(self, now: datetime, row: Json | None = None) -> None:
        """Whoever the state waits for acts in their time."""
        seen = row or self.hand.see(self.lead, anew=True)
        self.troupe.ledger.ordinary[self.case] = seen["state"]
        steps: dict[str, Callable[[datetime], None]] = {
            "proposed": self.approve,
            "investigating": self.investigate,
            "reported": self.review,
            "reviewed": self.notify,
            "notified": self.serve_notice,
            "waiting": self.wait_over,
            "answered": self.decide,
            "decided": self.serve,
            "served": self.pay,
            "paid": self.close,
            "closed": self.archive,
        }
        step = steps.get(seen["state"])
        if step:
            when = self.period_over(seen) if seen["state"] == "waiting" else in_office(now + timedelta(hours=1), self.rng)
            self.troupe.stage.at(max(when, now), step)

    def do(self, now: datetime, who: Player, act: str, body: Json | None = None) -> Json:
        """One act. Raises Astray when it was refused."""
        faults = len(self.troupe.ledger.faults)
        seen = self.hand.see(who, anew=True)
        row = self.hand.do(who, act, seen, fitted(seen, act, body or {}))
        if len(self.troupe.ledger.faults) > faults:
            raise Astray(f"ordinary case {self.case}: {act} was refused")
        return row or {}

    def join(self, now: datetime) -> None:
        """From the own account; nobody files alone."""
        self.do(now, self.second, "join_case")

    def approve(self, now: datetime) -> None:
        """The officer cannot approve the own proposal, the head of the acting organ can."""
        if self.rng.random() < HASTY:
            self.hand.attempt(self.lead, "approve_filing", 403)
        self.do(now, self.chief(), "approve_filing", {"opinion": "同意立案"})
        self.next(now)

    def chief(self) -> Player:
        """The head whose approval the case waits for. Raises Astray."""
        if self.head is None:
            heads = self.troupe.county.with_role("approver")
            for head in sorted(heads, key=lambda p: p.organ != self.lead.organ):
                answer = self.troupe.person(head.username).get(self.hand.path)
                if answer.status == 200 and can(answer.body, "approve_filing"):
                    self.head = head
                    return head
            raise Astray(f"ordinary case {self.case}: no head may approve the filing")
        return self.head

    def investigate(self, now: datetime) -> None:
        """Records by two, a piece of evidence, the report."""
        place, party = self.scene.place, "当事人"
        if not self.reports:
            self.do(now, self.lead, "record_site", {"about": place, "text": words.found(self.rng, self.scene.what, ("已拍照固定",))})
            self.do(
                now,
                self.lead,
                "record_interview",
                {"about": party, "text": f"问：这件事是谁做的？\n答：{self.rng.choice(words.STATEMENTS)}。"},
            )
            self.do(
                now, self.lead, "add_evidence", {"kind": "documentary", "name": "身份材料复印件", "origin": "当事人提供，与原件核对无误"}
            )
        self.reports += 1
        self.do(now, self.lead, "conclude", self.report())
        self.next(now)

    def report(self) -> Json:
        """On the middle tier, with its highest sum."""
        seen = self.hand.see(self.lead, anew=True)
        tiers = choices(seen, "conclude", "tier")
        at = min(1, len(tiers) - 1)
        known = self.troupe.county.tiers.get(seen["matter_code"], ())
        fine = known[at] if 0 <= at < len(known) else self.troupe.county.fines.get(seen["matter_code"], 50)
        return {
            "found": f"{self.scene.place}{self.scene.what}\n当事人承认上述事实",
            "opinion": "事实清楚，证据充分，建议按一般阶次处罚。",
            "fine": str(fine),
            "tier": tiers[at][0] if tiers else "",
        }

    def review(self, now: datetime) -> None:
        """A qualified person who is not on the case; now and then the file is not yet complete."""
        if self.rng.random() < HASTY:
            self.hand.attempt(self.lead, "pass_review", 403, {"opinion": "通过", "qualification": QUALIFIED})
        legal = one_of(self.rng, self.troupe.county.with_role("legal_reviewer"))
        back = self.reports == 1 and self.rng.random() < SENT_BACK
        said = {"opinion": "现场位置图缺失，请补充。" if back else "主体适格，事实清楚，程序合法。", "qualification": QUALIFIED}
        self.do(now, legal, "reject_review" if back else "pass_review", said)
        self.next(now)

    def notify(self, now: datetime) -> None:
        """Prior notice."""
        self.next(now, self.do(now, self.lead, "notify"))

    def delivery(self, now: datetime) -> Json:
        """Into the party's hands, or left behind before a witness."""
        on = {"on": f"{now:%F}"}
        if self.rng.random() < REFUSED_TO_SIGN:
            return {**on, "method": "left", "refused_by": "party", "witness": "村委会工作人员", "recording": "执法记录仪录像"}
        return {**on, **SERVED, "signer_name": "当事人本人"}

    def serve_notice(self, now: datetime) -> None:
        """The period begins; nobody decides before it is over."""
        row = self.do(now, self.lead, "serve_notice", self.delivery(now))
        if self.rng.random() < HASTY:
            self.hand.attempt(self.chief(), "decide", 409, {"findings": row["proposals"][-1]["findings"]})
        if self.rng.random() < SPOKE:
            said = {"statement": self.rng.choice(words.STATEMENTS), "review": self.rng.choice(words.REVIEWS)}
            row = self.do(now, self.lead, "hear_statement", said)
        self.next(now, row)

    def period_over(self, seen: Json) -> datetime:
        """The working morning after the last of the days that the notice left the party."""
        days = [
            date.fromisoformat(d["due"]) for d in seen["deadlines"] if d["kind"] in ("statement", "hearing_request") and not d["met_at"]
        ]
        last = max(days, default=self.troupe.stage.now.date())
        return datetime.combine(last + timedelta(days=1), time(9, self.rng.randrange(60)), self.troupe.stage.now.tzinfo)

    def wait_over(self, now: datetime) -> None:
        """Asked for a decision."""
        self.next(now, self.do(now, self.lead, "end_waiting"))

    def decide(self, now: datetime) -> None:
        """On the facts that the party was told."""
        seen = self.hand.see(self.chief(), anew=True)
        row = self.do(now, self.chief(), "decide", {"findings": seen["proposals"][-1]["findings"]})
        decision = (row or self.hand.see(self.lead, anew=True))["decisions"][-1]
        self.troupe.ledger.decided(decision["number"], decision["fine"])
        self.next(now)

    def serve(self, now: datetime) -> None:
        """Payment and remedies begin to run."""
        self.next(now, self.do(now, self.lead, "serve", self.delivery(now)))

    def pay(self, now: datetime) -> None:
        """The bank reports the money, the same receipt twice."""
        bank, decision = self.troupe.callers[BANK], self.hand.see(self.lead, anew=True)["decisions"][-1]
        receipt = {"number": f"PJ-{self.hand.run}", "decision": decision["number"], "amount": decision["fine"], "paid_on": f"{now:%F}"}
        if self.troupe.ledger.act("receipt", bank.send("POST", "/receipts", receipt), BANK):
            self.troupe.ledger.received(decision["number"], decision["fine"])
        self.troupe.ledger.act("receipt", bank.send("POST", "/receipts", receipt), BANK)
        self.next(now)

    def close(self, now: datetime) -> None:
        """The head closes; the task of the incident goes on to its verification."""
        self.do(now, self.chief(), "close", {"opinion": "同意结案"})
        self.next(now)
        self.over(now)

    def archive(self, now: datetime) -> None:
        """One bound file."""
        self.next(now, self.do(now, self.lead, "archive"))
