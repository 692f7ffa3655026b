"""A report's way in four steps that anybody understands."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhifa.apps.dispatch.queries.progress import Progress
from zhifa.interfaces.frame.parts import Step

_HEADLINES = {
    "reported": gettext_lazy("已收到，正在判断归谁管"),
    "accepted": gettext_lazy("正在办理"),
    "closed": gettext_lazy("已办结"),
    "evaluated": gettext_lazy("已办结"),
    "dismissed": gettext_lazy("不属于行政执法，已经答复"),
}
_ENDED = ("closed", "evaluated", "dismissed")


def headline(found: Progress) -> str:
    """Where it stands, without an official's words."""
    return str(_HEADLINES.get(found.state, found.state_label))


def steps(found: Progress) -> list[Step]:
    """Received, judged, handled, answered; each matter's own state stands in the third."""
    ended, judged = found.state in _ENDED, found.state != "reported"
    handled = "；".join(f"{s.matter}：{s.text}{_('（{outcome}）').format(outcome=s.outcome) if s.outcome else ''}" for s in found.steps)
    if found.state == "dismissed":
        return [
            Step(_("收到"), "done", at=found.received_at),
            Step(_("判断"), "done", _("不属于行政执法事项")),
            Step(_("答复"), "done", at=found.closed_at),
        ]
    return [
        Step(_("收到"), "done", at=found.received_at),
        Step(_("判断归谁管"), "done" if judged else "current", "" if judged else _("值班调度员正在看")),
        Step(_("到场处理并核实"), "done" if ended else "current" if judged else "waiting", handled),
        Step(_("答复"), "done" if ended else "waiting", at=found.closed_at if ended else None),
    ]
