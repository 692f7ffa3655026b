#!/usr/bin/env python3
"""Verify an export of zhifa's trail without zhifa: Python's standard library only.

    verify_trail.py EXPORT [--anchors FILE] [--evidence DIRECTORY]

It recomputes the hash of every record, follows the chain of every object and the numbered ledger, compares heads that were
written down elsewhere, and (with --evidence) the bytes of every stored evidence file. Exit code 1 when something does not fit,
2 when the file is no export or this Python lacks an algorithm (SM3 needs OpenSSL 1.1.1 or newer).

How a hash is made: `algorithm:hex` of the UTF-8 JSON text with sorted keys and no spaces. A record's covers its `content`, in
which `previous` is the hash of the record before it in the story of the same object (empty for position 1). A ledger entry's
covers the list [tenant, number, hash of the entry before (empty for 1), hash of the record].
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path


class Unreadable(Exception):
    """Not an export, or not checkable here."""


def canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest(value: object, written: str) -> str:
    name = written.partition(":")[0]
    if name not in ("sm3", "sha256"):
        raise Unreadable(f"unknown hash algorithm {name!r}")
    try:
        return f"{name}:{hashlib.new(name, canonical(value)).hexdigest()}"
    except ValueError as error:
        raise Unreadable(f"this Python cannot compute {name}: {error}") from error


class Check:
    def __init__(self, evidence: Path | None) -> None:
        self.evidence = evidence
        self.problems: list[str] = []
        self.records = self.unsealed = self.files = 0
        self.stories: dict[str, list[tuple[int, str, str, str]]] = {}
        self.ledgers: dict[str, list[tuple[int, str, str]]] = {}
        self.ended: dict | None = None

    def say(self, place: str, text: str) -> None:
        self.problems.append(f"{place}: {text}")

    def line(self, number: int, line: dict) -> None:
        kind = line.get("type")
        if number == 1:
            if kind != "head" or line.get("format") != "zhifa-trail-1":
                raise Unreadable("not an export of the format zhifa-trail-1")
        elif self.ended is not None:
            self.say(f"line {number}", "stands behind the end")
        elif kind == "record":
            self.record(line)
        elif kind == "end":
            self.ended = line
        else:
            raise Unreadable(f"line {number} has the unknown type {kind!r}")

    def record(self, line: dict) -> None:
        content, written, ledger = line["content"], line["hash"], line["ledger"]
        place = f"record {content['id']} ({content['verb']}, {content['subject_type']} {content['subject_id']})"
        self.records += 1
        if digest(content, written) != written:
            self.say(place, "content was changed")
        self.stories.setdefault(content["subject_id"], []).append((content["position"], content["previous"], written, place))
        if ledger is None:
            self.unsealed += 1
        else:
            self.seal(place, content, written, ledger)
        if self.evidence and content["verb"] == "evidence.store":
            self.file(place, content["facts"]["sha256"])

    def seal(self, place: str, content: dict, written: str, ledger: dict) -> None:
        number, previous = ledger["number"], ledger["previous"]
        if ledger["tenant"] != content["tenant"]:
            self.say(place, "is sealed in the ledger of another tenant")
        if digest([ledger["tenant"], number, previous, written], ledger["hash"]) != ledger["hash"]:
            self.say(place, f"ledger entry {number} does not seal this record")
        self.ledgers.setdefault(ledger["tenant"], []).append((number, previous, ledger["hash"]))

    def file(self, place: str, sha256: str) -> None:
        assert self.evidence is not None
        path = self.evidence / sha256[:2] / sha256[2:4] / sha256
        self.files += 1
        try:
            with path.open("rb") as file:
                found = hashlib.sha256()
                while block := file.read(1 << 20):
                    found.update(block)
        except OSError as error:
            self.say(place, f"evidence file cannot be read: {error}")
            return
        if found.hexdigest() != sha256:
            self.say(place, f"evidence file {sha256} has other bytes")

    def finish(self, anchors: list[str]) -> None:
        for story in self.stories.values():
            self.follow_story(sorted(story))
        for tenant, entries in self.ledgers.items():
            self.follow_ledger(tenant, sorted(entries))
        if self.ended is None:
            self.say("export", "has no end: it was cut off")
        elif self.ended["records"] != self.records:
            self.say("export", f"holds {self.records} records, its end says {self.ended['records']}")
        for line in anchors:
            self.anchor(line)

    def follow_story(self, story: list[tuple[int, str, str, str]]) -> None:
        before = ""
        for expected, (position, previous, written, place) in enumerate(story, 1):
            if position != expected:
                self.say(place, f"stands at position {position} where {expected} is expected")
                return
            if previous != before:
                self.say(place, "does not follow the record before it")
            before = written

    def follow_ledger(self, tenant: str, entries: list[tuple[int, str, str]]) -> None:
        before = ""
        for expected, (number, previous, written) in enumerate(entries, 1):
            if number != expected:
                self.say(f"ledger {tenant}", f"number {number} stands where {expected} is expected")
                return
            if previous != before:
                self.say(f"ledger {tenant} {number}", "does not follow the entry before it")
            before = written
        if self.ended is not None and self.ended["heads"].get(tenant) != [len(entries), before]:
            self.say(f"ledger {tenant}", "does not end where the export says")

    def anchor(self, line: str) -> None:
        tenant, number, written, *_ = line.split()
        known = {n: h for n, _, h in self.ledgers.get(tenant, [])}
        if known.get(int(number)) != written:
            self.say(f"ledger {tenant} {number}", "was another one when the anchor was dropped")


def main() -> int:
    parser = argparse.ArgumentParser(description="Verify an export of zhifa's trail.")
    parser.add_argument("export", type=Path)
    parser.add_argument("--anchors", type=Path, help="lines `tenant number hash …` kept outside the system")
    parser.add_argument("--evidence", type=Path, help="the evidence store, to compare the bytes of its files")
    arguments = parser.parse_args()
    check = Check(arguments.evidence)
    try:
        with arguments.export.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                check.line(number, json.loads(line))
        anchors = arguments.anchors.read_text(encoding="utf-8").splitlines() if arguments.anchors else []
        check.finish([line for line in anchors if line.strip()])
    except (Unreadable, OSError, KeyError, TypeError, json.JSONDecodeError) as error:
        print(f"cannot verify: {error!r}", file=sys.stderr)
        return 2
    for problem in check.problems:
        print(problem)
    files = f", {check.files} evidence files" if arguments.evidence else ""
    result = f"{len(check.problems)} problems" if check.problems else "everything fits"
    print(f"{check.records} records ({check.unsealed} without ledger number){files}: {result}")
    return 1 if check.problems else 0


if __name__ == "__main__":
    sys.exit(main())
