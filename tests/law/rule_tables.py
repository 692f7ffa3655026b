"""Tables of rules that services ask directly: one row a test, called by name.

`函数` is module and function under `zhifa.law`; `事实` are its arguments as 名=值；名=值 (是/否/不明, dates as ISO, 甲、乙 for several,
全部 for everything the rule asks for, 除甲外全部); columns with ＝ are expected; `＝错误`: the law has no answer for that day.
"""

import csv
import importlib
import types
from dataclasses import dataclass, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from inspect import Parameter, signature
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from zhifa.law.book import Book, UnknownParameter
from zhifa.law.citations import Citation
from zhifa.law.penalties import Penalty
from zhifa.law.procedure.clocks import Clock
from zhifa.law.procedure.officers import Participant
from zhifa.law.procedure.periods import Deadline
from zhifa.law.rulings import Ruling

HERE = Path(__file__).parent / "rules"
WORDS = dict(row for row in csv.reader((HERE / "words.csv").read_text(encoding="utf-8").splitlines()) if len(row) == 2 and row[0] != "词")
TRUTH = {"是": True, "否": False, "不明": None}
ELEMENTS: dict[Any, Any] = {
    Participant: lambda text: Participant("officer" if text == "执法" else "auxiliary"),
    Penalty: lambda text: Penalty("fine", Decimal(text.removeprefix("罚款"))),
}


@dataclass(frozen=True)
class Row:
    """One test. `layers`: whose book answers."""

    label: str
    function: str
    facts: str
    wanted: dict[str, str]
    layers: str

    def check(self, book: Book) -> None:
        """Raises AssertionError when the law answers otherwise than the row says."""
        call = resolved(self.function)
        try:
            found = call(**arguments(call, self.facts, book))
        except UnknownParameter:
            assert self.wanted == {"＝错误": "无此日的值"}, self.label
            return
        got = said(found)
        for column, cell in self.wanted.items():
            assert answers(column, cell, got), f"{self.label}: {column} {cell!r}, got {got}"


def rows() -> list[Row]:
    """Every row of every table."""
    found = []
    for file in sorted(HERE.glob("*.csv")):
        if file.stem == "words":
            continue
        with file.open(encoding="utf-8", newline="") as lines:
            for n, row in enumerate(csv.DictReader(lines), 2):
                wanted = {k: v for k, v in row.items() if k.startswith("＝") and v}
                label = f"{file.stem}:{n} {row['规则']} {row['说明']}"
                found.append(Row(label, row["函数"], row["事实"], wanted, row.get("层") or "cn"))
    return found


def resolved(name: str) -> Any:
    """`procedure.paying.deferral` → the function."""
    module, function = name.rsplit(".", 1)
    return getattr(importlib.import_module(f"zhifa.law.{module}"), function)


def arguments(call: Any, cell: str, book: Book) -> dict[str, Any]:
    """Facts as the function's annotations want them; `其余=是` fills every fact that is not named; `版本日` is the book's edition.
    A parameter that is a bundle of facts gets those that are named."""
    hints = {k: v for k, v in get_type_hints(call).items() if k != "return"}
    bundles = {k: v for k, v in hints.items() if is_dataclass(v) and v not in (Book, Citation)}
    inner = {name: hint for bundle in bundles.values() for name, hint in get_type_hints(bundle).items()}
    given = dict(part.split("=", 1) for part in cell.split("；") if part)
    rest, edition = given.pop("其余", None), given.pop("版本日", None)
    values = {WORDS.get(name, name): text for name, text in given.items()}
    unknown = set(values) - set(hints) - set(inner)
    assert not unknown, f"{call.__name__} has no {unknown}"
    if rest is not None:
        values |= {name: rest for name, hint in hints.items() if name not in values and bool in (get_args(hint) or (hint,))}
    read = {name: value({**inner, **hints}[name], text, call) for name, text in values.items()}
    read |= {name: bundle(**{k: read.pop(k) for k in get_type_hints(bundle) if k in read}) for name, bundle in bundles.items()}
    defaults = signature(call).parameters
    read |= {
        name: None
        for name, hint in hints.items()
        if name not in read and type(None) in get_args(hint) and defaults[name].default is Parameter.empty
    }
    held = replace(book, edition=date.fromisoformat(edition)) if edition else book
    return read | ({"book": held} if "book" in hints else {})


def value(hint: Any, text: str, call: Any) -> Any:
    """A cell as the type of its parameter."""
    kinds = [k for k in get_args(hint) if k is not type(None)] if get_origin(hint) in (Union, types.UnionType) else [hint]
    kind = kinds[0]
    if get_args(kind)[:1] in ((Participant,), (Penalty,)):
        return tuple(ELEMENTS[get_args(kind)[0]](part) for part in text.split("、"))
    if get_origin(kind) is not None:
        return several(text, call, kind)
    if kind is bool:
        return TRUTH[text]
    if kind in (date, datetime):
        return kind.fromisoformat(text)
    if kind is Citation:
        return Citation.parse(text)
    return WORDS.get(text, text) if kind is str else kind(text)


def several(text: str, call: Any, kind: Any) -> Any:
    """甲、乙; 全部 and 除甲外全部 are taken from the tuple the function's module asks for."""
    make = get_origin(kind) if get_origin(kind) in (tuple, frozenset) else frozenset
    if get_args(kind)[0] is date:
        return make(date.fromisoformat(day) for day in text.split("、"))
    if text.endswith("全部"):
        without = {WORDS[w] for w in text.removesuffix("外全部").removeprefix("除").split("、")} if text != "全部" else set()
        return make(x for x in asked_for(call) if x not in without)
    return make(WORDS.get(w, w) for w in text.split("、") if w)


def asked_for(call: Any) -> tuple[str, ...]:
    """What the function's module lists: the constant in capitals that its code names."""
    module = importlib.import_module(call.__module__)
    return tuple(next(getattr(module, n) for n in call.__code__.co_names if n.isupper() and isinstance(getattr(module, n, None), tuple)))


def said(found: Any) -> dict[str, Any]:
    """What the answer says, by column."""
    if isinstance(found, Ruling):
        return {
            "＝动作": found.outcome.value,
            "＝理由": [r.code for r in found.reasons],
            "＝缺少": list(found.missing),
            "＝含糊": list(found.ambiguities),
            "＝依据": [str(c) for c in found.citations],
            "＝结果": dict(found.values),
        }
    if isinstance(found, Deadline):
        return {"＝结果": {"deadline": found.due}, "＝依据": [str(c) for c in found.citations], "＝含糊": list(found.ambiguities)}
    if isinstance(found, Clock):
        return {"＝结果": {"deadline": found.at}}
    if is_dataclass(found):
        return {"＝结果": {name: getattr(found, name) for name in found.__dataclass_fields__}}
    return {"＝结果": {"value": found}}


def answers(column: str, cell: str, got: dict[str, Any]) -> bool:
    """Whether one expected cell is met."""
    there = got[column]
    if column == "＝结果":
        pairs = (part.split("=", 1) for part in cell.split("；"))
        return all(shown(there.get(WORDS.get(name, name))) == WORDS.get(text, text) for name, text in pairs)
    if column == "＝动作":
        return bool(there == WORDS.get(cell, cell))
    if column == "＝依据":
        return cell in there
    wanted = [] if cell == "无" else [WORDS.get(w, w) for w in cell.split("、")]
    return bool(set(wanted) == set(there))


def shown(found: Any) -> str:
    """A result as a cell writes it."""
    if isinstance(found, bool):
        return "是" if found else "否"
    if isinstance(found, Decimal):
        return format(found, "f")
    return found.isoformat() if isinstance(found, date) else str(found)
