"""Every rule under the id that the rule base gives it: articles, the function that applies it, what it says.

A rule function is registered by `@rule(...)` and stays an ordinary function. `ruling(...)` builds what it returns, so that
the articles of an id are written once.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from zhifa import law
from zhifa.law.citations import Citation
from zhifa.law.rulings import Outcome, Reason, Ruling

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Rule:
    """`name` is module and function; `doc` the first paragraph of its docstring."""

    id: str
    citations: tuple[Citation, ...]
    name: str
    doc: str


_RULES: dict[str, list[Rule]] = {}


def rule(rule_id: str, *citations: str) -> Callable[[F], F]:
    """Register the function under `rule_id` with the articles it applies, written as `Citation.parse` reads them."""
    parsed = tuple(Citation.parse(text) for text in citations)

    def register(function: F) -> F:
        doc = " ".join((function.__doc__ or "").split("\n\n")[0].split())
        name = f"{function.__module__.removeprefix('zhifa.')}.{function.__qualname__}"
        _RULES.setdefault(rule_id, []).append(Rule(rule_id, parsed, name, doc))
        return function

    return register


def complete() -> tuple[Rule, ...]:
    """All rules of the law, by id; importing every module registers them."""
    for module in pkgutil.walk_packages(law.__path__, f"{law.__name__}."):
        importlib.import_module(module.name)
    return registered()


def registered() -> tuple[Rule, ...]:
    """All rules of the modules imported so far, by id."""
    return tuple(r for rule_id in sorted(_RULES) for r in _RULES[rule_id])


@lru_cache(maxsize=1024)
def citations(*rule_ids: str) -> tuple[Citation, ...]:
    """The articles of these rules, each once; raises KeyError for an id nobody registered."""
    return tuple(dict.fromkeys(c for rule_id in rule_ids for r in _RULES[rule_id] for c in r.citations))


def why(code: str, **words: object) -> Reason:
    """A reason whose sentence takes these words."""
    return Reason(code, {k: str(v) for k, v in words.items()})


def ruling(
    outcome: Outcome,
    *rule_ids: str,
    because: Iterable[Reason] | Reason | str = (),
    missing: tuple[str, ...] = (),
    ambiguities: tuple[str, ...] = (),
    assumptions: tuple[str, ...] = (),
    values: Mapping[str, Any] | None = None,
    **words: object,
) -> Ruling:
    """A ruling under registered rules. `because`: a reason code whose sentence takes `words`, a reason, or several."""
    if isinstance(because, str):
        because = (why(because, **words),)
    elif isinstance(because, Reason):
        because = (because,)
    return Ruling(outcome, tuple(because), rule_ids, citations(*rule_ids), missing, ambiguities, assumptions, values or {})
