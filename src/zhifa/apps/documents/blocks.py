"""What a document says, before anybody draws it: a sheet of blocks, from which PDF and DOCX are made alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading inside the body (一、…)."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """`label：value` on a line of its own; a long value runs on under the label's end."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; every line break starts a new paragraph. `label` is printed in 黑体 before the text."""

    text: str
    label: str = ""
    indent: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` are shares of the line; the first row is a head when `head`."""

    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    head: bool = True


@dataclass(frozen=True, slots=True)
class Signer:
    """One place to sign: what the person signs as, who it is, and how it was signed (empty: a line to sign by hand)."""

    role: str
    name: str = ""
    detail: str = ""
    signed: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign, one under the other."""

    signers: tuple[Signer, ...]


@dataclass(frozen=True, slots=True)
class Seal:
    """The organ and the date of the document, right aligned, with the place of the stamp over them. Nothing here ever
    draws an organ's stamp: a demonstration shows an empty grey box, production leaves the place free."""

    organ: str
    day: str


@dataclass(frozen=True, slots=True)
class Note:
    """A small closing remark under a rule (copies, where to complain)."""

    text: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block: TypeAlias = Heading | Field | Paragraph | Table | Signatures | Seal | Note | PageBreak
_KINDS: dict[str, type[Any]] = {c.__name__: c for c in (Heading, Field, Paragraph, Table, Signatures, Seal, Note, PageBreak)}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document: the organ in whose name it stands, its title, its number, its blocks. `demo`: made with
    demonstration data, so every page says so."""

    organ: str
    title: str
    number: str
    blocks: tuple[Block, ...]
    demo: bool

    def to_json(self) -> dict[str, Any]:
        """As stored with the document."""
        return {
            "organ": self.organ,
            "title": self.title,
            "number": self.number,
            "demo": self.demo,
            "blocks": [_frozen_to_json(b) for b in self.blocks],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Sheet:
        """The inverse of `to_json`; KeyError or TypeError on anything else."""
        blocks = tuple(_block(b) for b in data["blocks"])
        return cls(data["organ"], data["title"], data["number"], blocks, data["demo"])

    def texts(self) -> Iterator[str]:
        """Every string that will be drawn."""
        yield from _strings(self.to_json())


def noted(sheet: Sheet, note: str) -> Sheet:
    """The sheet with `note` in the place where its addressee would have signed (the last place left to sign by hand)."""
    blocks = list(sheet.blocks)
    for i, block in enumerate(blocks):
        if isinstance(block, Signatures) and block.signers and not block.signers[-1].signed:
            last = replace(block.signers[-1], name="（未签名）", detail="", signed=note)
            blocks[i] = Signatures((*block.signers[:-1], last))
    return replace(sheet, blocks=tuple(blocks))


def _frozen_to_json(block: Any) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": type(block).__name__}
    for f in fields(block):
        value = getattr(block, f.name)
        if f.name == "signers":
            value = [{x.name: getattr(s, x.name) for x in fields(s)} for s in value]
        data[f.name] = [list(v) if isinstance(v, tuple) else v for v in value] if isinstance(value, (tuple, list)) else value
    return data


def _block(data: Mapping[str, Any]) -> Block:
    values = {k: _thawed(v) for k, v in data.items() if k != "kind"}
    if data["kind"] == "Signatures":
        values["signers"] = tuple(Signer(**s) for s in data["signers"])
    block: Block = _KINDS[data["kind"]](**values)
    return block


def _thawed(value: Any) -> Any:
    return tuple(_thawed(v) for v in value) if isinstance(value, list) else value


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for k, v in value.items():
            if k != "kind":
                yield from _strings(v)
    elif isinstance(value, list):
        for v in value:
            yield from _strings(v)
