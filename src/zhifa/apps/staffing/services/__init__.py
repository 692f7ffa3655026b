"""Acts on posts, stationing, relations and appraisals."""

from zhifa.apps.staffing.services.appraising import close_appraisal, open_appraisals, sign_bureau, sign_local
from zhifa.apps.staffing.services.packs import load_pack
from zhifa.apps.staffing.services.posting import (
    approve_transfer,
    enter_posts,
    propose_transfer,
    send_back_transfer,
    withdraw_transfer,
)
from zhifa.apps.staffing.services.stationing import Stationed, change_command, end_stationing, station

__all__ = [
    "Stationed",
    "approve_transfer",
    "change_command",
    "close_appraisal",
    "end_stationing",
    "enter_posts",
    "load_pack",
    "open_appraisals",
    "propose_transfer",
    "send_back_transfer",
    "sign_bureau",
    "sign_local",
    "station",
    "withdraw_transfer",
]
