"""指挥演练 (plan, part 3(1): teams respond at once to what the command centre orders). A drill order goes to teams; each answers or does
not, inside a limit that was fixed when it was sent. A drill is called off when something real happens; it then counts for nobody."""

from __future__ import annotations

from zhifa.law.actors import Role
from zhifa.law.citations import Citation
from zhifa.law.procedure.states import Transition, Workflow, roles

SENDERS = roles(Role.DUTY_CHIEF, Role.GUIDANCE)
ANSWERERS = roles(Role.SQUAD_LEADER, Role.OFFICER, Role.PROFESSIONAL)

REGULATION = "浙江省综合行政执法条例"
COMMAND = (Citation(REGULATION, 3), Citation(REGULATION, 12))

DRILL_CALL = Workflow(
    name="drill_call",
    initial="called",
    rows=(
        Transition("called", "answer", "answered", ANSWERERS, COMMAND, clock="drill"),
        Transition("called", "call_off", "called_off", SENDERS, COMMAND),
    ),
    state_labels={"called": "待应答", "answered": "已应答", "called_off": "已取消"},
    act_labels={"answer": "应答演练指令", "call_off": "取消演练"},
    final=frozenset({"answered", "called_off"}),
)
