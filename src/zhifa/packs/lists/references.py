"""Places of statutes as officials write them: 《…条例》第三十七条第一款第（二）项、（四）项；同条例第50条."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from zhifa.algorithms.grids import plain
from zhifa.algorithms.statutes.numerals import whole

_N = r"[0-9〇零一二三四五六七八九十百千]+"
_KIND = r"(?:法|条例|办法|规定|细则|规则|决定)"
_TOKEN = re.compile(
    rf"(?P<role>违则|违反条款|违法依据|禁止性规定|义务规定|罚则|处罚依据|处罚条款|强制依据)[::]"
    rf"|《(?P<title>[^》]+)》(?P<said>\([^)]*\d{{4}}[^)]*\))?"
    rf"|(?<![一-龥])(?P<bare>[一-龥]{{2,40}}?{_KIND})(?P<bare_said>\([^)]*\d{{4}}[^)]*\))?(?=第{_N}条)"
    rf"|(?P<to>[至到~-]?)第(?P<article>{_N})条(?:之(?P<sub>{_N}))?"
    rf"|第?\(?(?P<paragraph>{_N})\)?款"
    rf"|(?P<items>第?(?:\({_N}\)|{_N})(?:项)?(?:[、,和及至到]第?(?:\({_N}\)|{_N})(?:项)?)*(?<=项)|第?(?:\({_N}\)|(?<=第){_N})(?:[、,和及至到]"
    rf"第?(?:\({_N}\)|{_N}))*项)"
)
_SAME = re.compile(rf"^(?:该|本|同|上述|前述){_KIND}$")
_ROLES = {"违": "prohibition", "禁": "prohibition", "义": "prohibition", "罚": "penalty", "处": "penalty", "强": "coercion"}
_STATE = "中华人民共和国"
MOST_RANGE = 30


@dataclass(frozen=True, slots=True)
class Place:
    """One place. `statute`: code of the catalogue's text, empty when the title is not known; `stated`: the version that the list names
    (year or date); `version`: of the text that the catalogue read. `fault`: code of what is wrong with title or version."""

    role: str
    title: str
    stated: str
    article: int
    sub: int | None = None
    paragraph: int | None = None
    item: int | None = None
    statute: str = ""
    version: str = ""
    fault: str = ""
    near: str = ""

    @property
    def key(self) -> tuple[str, int, int, int, int]:
        """Which place it is, in whatever version."""
        return self.statute or self.title, self.article, self.sub or 0, self.paragraph or 0, self.item or 0


@dataclass(frozen=True)
class Texts:
    """What the catalogue and the book know: plain title → (code, title, version date as text), oldest first. `ended`: code → day on which
    the whole text went out of force."""

    known: Mapping[str, tuple[tuple[str, str, str], ...]]
    roles: Mapping[tuple[str, int, int], str] = field(default_factory=dict)
    ended: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, texts: Iterable[tuple[str, str, str]], roles: Mapping[tuple[str, int, int], str], ended: Mapping[str, str] | None = None
    ) -> Texts:
        """From (code, title, version); `roles`: (code, article, sub) → the one role in which matters rest on it."""
        found: dict[str, list[tuple[str, str, str]]] = {}
        for code, title, version in texts:
            found.setdefault(bare_title(title), []).append((code, title, version))
        return cls({title: tuple(sorted(rows, key=lambda r: r[2])) for title, rows in found.items()}, roles, ended or {})

    def find(self, title: str, stated: str) -> dict[str, str]:
        """What is known of a title in the stated version: statute, title, version, fault, near."""
        rows = self.known.get(bare_title(title))
        if not rows:
            near = difflib.get_close_matches(bare_title(title), self.known, 1, 0.75)
            return {"fault": "lists.statute_unknown", "near": self.known[near[0]][-1][1] if near else ""}
        exact = [r for r in rows if stated and r[2].startswith(stated)]
        code, name, version = (exact or rows)[-1]
        if code in self.ended:
            return {"statute": code, "title": name, "version": self.ended[code], "fault": "lists.statute_ended"}
        fault = "" if exact or not stated else "lists.version_old" if stated < version else "lists.version_new"
        return {"statute": code, "title": name, "version": version, "fault": fault}


def bare_title(title: str) -> str:
    """As titles are compared: without the state's name, spaces and width."""
    return plain(title).removeprefix(_STATE)


def places(text: str, role: str, texts: Texts) -> tuple[Place, ...]:
    """Every place that the cell names, in order and once. `role`: of the column; empty: what the cell's labels or the catalogue say."""
    return tuple(dict.fromkeys(_resolved(p, texts) for p in _read(_cleaned(text), role)))


def _cleaned(text: str) -> str:
    return plain(text).replace("<<", "《").replace(">>", "》").replace("〔", "(").replace("〕", ")")


def _resolved(place: Place, texts: Texts) -> Place:
    known = texts.find(place.title, place.stated)
    role = place.role or texts.roles.get((known.get("statute", ""), place.article, place.sub or 0), "")
    values = {name: getattr(place, name) for name in ("stated", "article", "sub", "paragraph", "item")}
    return Place(role=role, **{"title": place.title, **values, **known})


def _read(text: str, role: str) -> Iterator[Place]:
    reader = _Reader(role)
    for token in _TOKEN.finditer(text):
        yield from reader.take(token)
    yield from reader.flush()


class _Reader:
    """What was said so far: later places leave out what they share with earlier ones."""

    def __init__(self, role: str) -> None:
        self.role, self.title, self.stated = role, "", ""
        self.article = self.sub = self.paragraph = 0
        self.waiting = False

    def take(self, token: re.Match[str]) -> Iterator[Place]:
        if token["role"]:
            yield from self.flush()
            self.role = _ROLES[token["role"][0]]
        elif token["title"] or token["bare"]:
            yield from self.flush()
            self._entitle(token["title"] or token["bare"], token["said"] or token["bare_said"] or "")
        elif token["article"]:
            yield from self._articles(token)
        elif token["paragraph"]:
            if self.paragraph:
                yield from self.flush()
            self.paragraph, self.waiting = whole(token["paragraph"]), bool(self.article)
        elif token["items"] and self.article:
            self.waiting = False
            yield from (self._place(item) for item in _items(token["items"]))

    def _entitle(self, title: str, said: str) -> None:
        bare = re.sub(r"^(?:违反|依据|根据|按照|和|及)", "", title)
        if _SAME.match(bare):
            return
        inside = re.search(r"\([^)]*\d{4}[^)]*\)$", bare)
        self.title = bare[: inside.start()] if inside else bare
        self.stated = _version(said or (inside[0] if inside else ""))
        self.article = self.sub = self.paragraph = 0

    def _articles(self, token: re.Match[str]) -> Iterator[Place]:
        last, number = self.article, whole(token["article"])
        yield from self.flush()
        if token["to"] and 0 < last < number <= last + MOST_RANGE:
            for self.article in range(last + 1, number):
                self.sub = self.paragraph = 0
                yield self._place(0)
        self.article, self.sub, self.paragraph = number, whole(token["sub"]) if token["sub"] else 0, 0
        self.waiting = True

    def flush(self) -> Iterator[Place]:
        if self.waiting:
            yield self._place(0)
        self.waiting = False

    def _place(self, item: int) -> Place:
        return Place(self.role, self.title, self.stated, self.article, self.sub or None, self.paragraph or None, item or None)


def _items(text: str) -> list[int]:
    out: list[int] = []
    for found in re.finditer(rf"([至到])?第?\(?({_N})\)?", text):
        number = whole(found[2])
        out += range(out[-1] + 1, number + 1) if found[1] and out and out[-1] < number <= out[-1] + MOST_RANGE else [number]
    return out


def _version(said: str) -> str:
    """2021年9月30日修正 → 2021-09-30; 2021年修正 → 2021."""
    found = re.search(r"(\d{4})(?:[年.-](\d{1,2})(?:[月.-](\d{1,2}))?)?", said)
    return "-".join((found[1], *(f"{int(part):02}" for part in found.groups()[1:] if part))) if found else ""
