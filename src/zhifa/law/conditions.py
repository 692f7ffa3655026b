"""Rules that ask for several things at once: what is known to be absent refuses, what is unknown is asked for.

A fact is True, False or None: nobody said so yet. Nothing unknown is taken for granted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from zhifa.law.rulebook import ruling, why
from zhifa.law.rulings import Outcome, Ruling

Fact = bool | None


def all_of(
    facts: Mapping[str, Fact],
    *rule_ids: str,
    refused: str,
    granted: str,
    otherwise: Outcome = Outcome.BLOCK,
    ambiguities: tuple[str, ...] = (),
    values: Mapping[str, object] | None = None,
    **words: object,
) -> Ruling:
    """Allowed when every fact is True. One that is False leads to `otherwise` with `refused`, one that is None to a person;
    either way its key is in `missing`. `ambiguities` are reported with the default policy's answer, whichever it is."""
    absent = tuple(key for key, fact in facts.items() if fact is False)
    unknown = tuple(key for key, fact in facts.items() if fact is None)
    if absent:
        return ruling(otherwise, *rule_ids, because=why(refused, **words), missing=absent, ambiguities=ambiguities, values=values)
    if unknown:
        keys = "、".join(unknown)
        return ruling(Outcome.ESCALATE, *rule_ids, because=why("facts.missing", keys=keys), missing=unknown, values=values)
    return ruling(Outcome.ALLOW, *rule_ids, because=why(granted, **words), ambiguities=ambiguities, values=values)


def none_of(facts: Mapping[str, Fact], *rule_ids: str, refused: str, granted: str) -> Ruling:
    """Refused when one of these is True; `missing` names it as what must go. Unknown ones are asked for."""
    present = tuple(key for key, fact in facts.items() if fact)
    if present:
        return ruling(Outcome.BLOCK, *rule_ids, because=refused, missing=present)
    return all_of({key: None if fact is None else True for key, fact in facts.items()}, *rule_ids, refused=refused, granted=granted)


def contains(given: Iterable[str], needed: Iterable[str], *rule_ids: str, refused: str, granted: str) -> Ruling:
    """Allowed when everything `needed` is among what is `given`; `missing` names the rest."""
    there = set(given)
    return all_of({key: key in there for key in needed}, *rule_ids, refused=refused, granted=granted)
