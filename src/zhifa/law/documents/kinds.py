"""What a kind of document is, and the laws that say what it states."""

from __future__ import annotations

from dataclasses import dataclass

from zhifa.law.actors import Role
from zhifa.law.citations import Citation

PENALTY_LAW = "行政处罚法"
COERCION_LAW = "行政强制法"
RECONSIDERATION_LAW = "行政复议法"
CIVIL_PROCEDURE_LAW = "民事诉讼法"
TRANSFER_RULES = "行政执法机关移送涉嫌犯罪案件的规定"
REGULATION = "浙江省综合行政执法条例"
RESULTS_LAW = "浙江省保障最多跑一次改革规定"


@dataclass(frozen=True, slots=True)
class Requirement:
    """`key`: fact the document needs; `label`: as printed; `when`: only required if that other fact is given."""

    key: str
    label: str
    basis: Citation
    when: str = ""


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """`word`: what stands between the organ's prefix and the year in the number ("" = the kind bears no number of its own).
    `sealed`: bears the organ's stamp. `signers`: duties that issue it instead of certified officers."""

    code: str
    name: str
    word: str
    requirements: tuple[Requirement, ...]
    sealed: bool = True
    signers: frozenset[Role] = frozenset()


def requirements(cited: Citation, /, **labels: str) -> tuple[Requirement, ...]:
    return tuple(Requirement(key, label, cited) for key, label in labels.items())
