"""Which document each step needs and what it must state (codes DOC-*; law-rules.md §3).

A requirement that the law itself makes (※) refuses the document when it is missing; it names the field and the article.
"""

from __future__ import annotations

from collections.abc import Mapping

from zhifa.law.documents import after, changes, field, inspections, ordinary
from zhifa.law.documents.kinds import DocumentKind, Requirement
from zhifa.law.rulings import Outcome, Reason, Ruling

__all__ = ["KINDS", "DocumentKind", "Requirement", "complete"]
KINDS: dict[str, DocumentKind] = {
    k.code: k for module in (field, inspections, ordinary, after, changes) for k in vars(module).values() if isinstance(k, DocumentKind)
}


def complete(kind: DocumentKind, facts: Mapping[str, object]) -> Ruling:
    """Does the document state everything it must? Blocks with the keys that are missing."""
    lacking = [r for r in kind.requirements if not facts.get(r.key) and (not r.when or facts.get(r.when))]
    if not lacking:
        return Ruling(Outcome.ALLOW)
    reason = Reason("document.incomplete", {"document": kind.name, "fields": "、".join(r.label for r in lacking)})
    cited = tuple(dict.fromkeys(r.basis for r in lacking))
    return Ruling(Outcome.BLOCK, (reason,), (kind.code,), cited, tuple(r.key for r in lacking))
