"""Tables of the dynamic catalogue: what is asked to change, how it was weighed, who approved it, how it was announced."""

from zhifa.apps.adjustments.models.change import (
    Approval,
    Change,
    ChangeItem,
    ChangeSeries,
    Ground,
    Level,
    Publication,
    ScoreSheet,
)
from zhifa.apps.adjustments.models.cutover import Cutover, Receipt

__all__ = ["Approval", "Change", "ChangeItem", "ChangeSeries", "Cutover", "Ground", "Level", "Publication", "Receipt", "ScoreSheet"]
