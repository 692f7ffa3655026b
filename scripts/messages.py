"""Strings for people → the English catalog: `python -m scripts.messages` updates it, `--check` fails on what is not translated.

Extracts from Python (gettext, gettext_lazy, ngettext and their short names), from templates, and from the labels of the transition
tables. Sorted, without places and dates, so that a diff shows words only.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "zhifa"
PO = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "_now": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
}
CALL = re.compile(r"""(?:_|gettext)\(\s*u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*\)""", re.S)
LITERAL = r"""u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
PLURAL = re.compile(rf"ngettext\(\s*{LITERAL},\s*{LITERAL},", re.S)
LABELS = (
    "zhifa.apps.cases.queries.ordinary.notes:ACCEPTED",
    "zhifa.apps.cases.queries.ordinary.notes:DEFERRED",
    "zhifa.apps.cases.queries.ordinary.notes:OTHERS",
    "zhifa.apps.cases.queries.ordinary.notes:POLICE",
    "zhifa.apps.cases.queries.ordinary.notes:RECUSED",
    "zhifa.apps.cases.queries.ordinary.notes:REMEDY_RESULTS",
    "zhifa.apps.cases.queries.ordinary.notes:REVIEWED",
    "zhifa.apps.cases.queries.ordinary.notes:STAGES",
    "zhifa.apps.cases.queries.ordinary.notes:TRANSFERRED",
    "zhifa.apps.cases.queries.ordinary.notes:WHAT",
    "zhifa.apps.cases.queries.ordinary.offers:EFFECTS",
    "zhifa.apps.cases.queries.ordinary.timeline:TITLES",
    "zhifa.apps.cases.queries.rows:DEADLINE_LABELS",
    "zhifa.apps.cases.services.ordinary.delivering:SIGNERS",
    "zhifa.apps.cases.services.ordinary.delivering:WAYS",
    "zhifa.apps.cases.services.ordinary.enforcing:RESULTS",
    "zhifa.apps.cases.services.ordinary.hearing:GROUNDS",
    "zhifa.apps.cases.services.ordinary.period:LEVELS",
    "zhifa.apps.cases.services.ordinary.police:MATERIALS",
    "zhifa.apps.cases.words:GROUNDS",
    "zhifa.apps.dispatch.queries.desk:VIEWS",
    "zhifa.apps.dispatch.queries.disputes:CAUSES",
    "zhifa.apps.dispatch.queries.rows:OUTCOME_LABELS",
    "zhifa.apps.dispatch.queries.rows:SOURCE_LABELS",
    "zhifa.apps.empowerment.queries.withdrawals:GROUNDS",
    "zhifa.apps.inspections.words:RESULTS",
    "zhifa.apps.inspections.words:SOURCES",
    "zhifa.interfaces.frame.loop.steps:LABELS",
    "zhifa.law.actors:ROLE_LABELS",
    "zhifa.law.argument:FORMULAS",
    "zhifa.law.argument:LABELS",
    "zhifa.law.argument:RECOMMENDED",
    "zhifa.law.argument:UNITS",
    "zhifa.law.empowerment:ASPECTS",
    "zhifa.law.empowerment:CONCLUSIONS",
    "zhifa.law.empowerment:FORMULAS",
    "zhifa.law.empowerment:LABELS",
    "zhifa.law.empowerment:UNITS",
    "zhifa.law.office:FIGURE_LABELS",
    "zhifa.law.office:JOB_LABELS",
    "zhifa.law.office:KIND_LABELS",
    "zhifa.law.office:RESULT_LABELS",
    "zhifa.law.procedure.cutover_fates:KINDS",
    "zhifa.law.procedure.office:OUTCOMES",
    "zhifa.law.procedure.ordinary_after_guards:ENDINGS",
    "zhifa.law.procedure.ordinary_after_guards:REMEDIES",
    "zhifa.law.procedure.ordinary_facts:EVIDENCE_KINDS",
    "zhifa.law.procedure.ordinary_facts:TRIGGERS",
    "zhifa.law.staffing:POST_KINDS",
    "zhifa.law.staffing:RELATIONS",
    "zhifa.law.staffing:TRANSFER_RULES",
    "zhifa.law.regrouping:KINDS",
)
HEADER = "# English catalog of zhifa. The source strings are Chinese; organs, matters, statutes and documents stay Chinese."


def python_messages() -> Iterator[str | tuple[str, ...]]:
    """From every module but the migrations."""
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            for _, message, _, _ in extract_from_file("python", path, keywords=KEYWORDS):
                yield message


def template_messages() -> Iterator[str | tuple[str, ...]]:
    """From every template, read as Django reads it."""
    from django.utils.translation import templatize

    for path in sorted(SOURCE.rglob("templates/**/*.html")):
        calls = templatize(path.read_text())
        for literal in CALL.findall(calls):
            yield ast.literal_eval(literal)
        for one, many in PLURAL.findall(calls):
            yield ast.literal_eval(one), ast.literal_eval(many)


def label_messages() -> Iterator[str]:
    """From the transition tables, from what doors hang into the frame, and from the labels that rows carry."""
    from zhifa.interfaces.frame import navigation, verbs

    for table in verbs.workflows().values():
        yield from (*table.state_labels.values(), *table.act_labels.values())
    yield from (*navigation.labels(), *verbs.others())
    for place in LABELS:
        module, name = place.split(":")
        yield from getattr(importlib.import_module(module), name).values()


def catalog() -> Catalog:
    """Everything that is said to people, without translations."""
    found = Catalog(locale="en", fuzzy=False)
    for message in (*python_messages(), *template_messages(), *label_messages()):
        if message:
            found.add(message)
    return found


def update() -> Catalog:
    """The stored catalog with new strings added, gone strings dropped, translations kept."""
    fresh = catalog()
    stored = read_po(PO.open("rb"), locale="en") if PO.exists() else Catalog(locale="en", fuzzy=False)
    for message in fresh:
        known = stored.get(message.id) if message.id else None
        if known and known.string:
            message.string = _kept(message, known.string)
    return fresh


def _kept(message: Message, string: str | tuple[str, ...] | list[str]) -> str | tuple[str, ...]:
    """The translation in the forms that the string has now, when it became or ceased to be one that counts."""
    forms = (string, string) if isinstance(string, str) else tuple(string)
    return forms if message.pluralizable else forms[-1]


def said(message: Message) -> bool:
    """Has its translation, in every plural form."""
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def write(found: Catalog) -> None:
    """Sorted and without dates."""
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        file.write(f'{HEADER}\nmsgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'.encode())
        file.write(b'"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n')
        write_po(file, found, no_location=True, omit_header=True, sort_output=True, width=0)


def main() -> int:
    """0 when everything is translated."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true", help="change nothing; fail when a string is new or not translated")
    check = options.parse_args().check
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhifa.conf.settings")
    import django

    django.setup()
    found = update()
    open_ = [str(m.id) for m in found if m.id and not said(m)]
    if not check:
        write(found)
    for text in open_:
        print(f"not translated: {text}", file=sys.stderr)
    print(f"{len(found)} strings, {len(open_)} not translated")
    return 1 if open_ and check else 0


if __name__ == "__main__":
    sys.exit(main())
