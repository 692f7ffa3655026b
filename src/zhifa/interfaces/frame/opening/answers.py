"""The HTTP answers: one table in one form, streamed, with its version; or 304 when the asker has it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.incidents.queries import precedents
from zhifa.apps.registry import queries as registry
from zhifa.interfaces.frame import caching, clock
from zhifa.interfaces.frame.opening import writing
from zhifa.interfaces.frame.opening.rows import COMPUTED, DAILY, ROWS
from zhifa.packs.opening import Licence, OpenDataset, datasets, licence

DATA = ("registry", "catalogue", precedents.VERSION)
FORMS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "tableschema.json": "application/json",
    "jsonschema.json": "application/schema+json",
    "dictionary.csv": "text/csv; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One dataset for a list: what it is, how many rows it has now, its version and its addresses (form → path). `rows` None, no
    version: computed from what people do when somebody asks for it."""

    dataset: OpenDataset
    title: str
    rows: int | None
    version: str
    links: dict[str, str]


def shown() -> tuple[Shown, ...]:
    """All datasets in the order of the dictionary (5 queries)."""
    today, english = clock.today(), str(get_language()).startswith("en")
    found = []
    for name, d in datasets().items():
        held: tuple[int | None, str] = (None, "") if name in COMPUTED else (sum(1 for _ in ROWS[name](today)), stamp(name))
        found.append(Shown(d, d.title_en if english else d.title, *held, links(name)))
    return tuple(found)


def links(name: str) -> dict[str, str]:
    """Form → path on this site."""
    return {form: reverse("portal:open_file", args=[name, form]) for form in FORMS}


def stamp(name: str) -> str:
    """Version of a dataset: another one when its rows may be others. What waits for publication enters on its day (1 query). What is
    computed from acts has the version of its rows."""
    if name in COMPUTED:
        return _digest(name, repr([tuple(row.values()) for row in _rows(name)]), _licence().text)
    last = catalogue.last_publication(clock.today()) if name in DAILY else None
    return _digest(name, caching.data_stamp(*DATA), last.isoformat() if last else "", _licence().text)


def editions() -> dict[str, str]:
    """Layer → edition of the packs that were loaded (1 query)."""
    return {layer: str(edition) for e in registry.editions() for layer, edition in e.editions.items()}


def answer(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """The dataset in one of FORMS. Raises Http404 for an unknown one."""
    dataset = datasets().get(name)
    if dataset is None or form not in FORMS:
        raise Http404
    version = stamp(name)
    etag, changed = f'"{_digest(version, form)}"', _changed(name)
    same = get_conditional_response(request, etag=etag, last_modified=int(changed.timestamp()) if changed else None)
    response = same or _full(request, dataset, form, version)
    response.headers.setdefault("ETag", etag)
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _changed(name: str) -> datetime | None:
    """Not said of what may enter on its day of publication: then the tag decides."""
    return None if name in DAILY | COMPUTED else caching.changed_at(*DATA)


def _full(request: HttpRequest, dataset: OpenDataset, form: str, version: str) -> HttpResponseBase:
    if form == "csv":
        return _streamed(dataset, form, version, writing.csv_pieces(dataset, _rows(dataset.name)))
    if form == "json":
        return _streamed(dataset, form, version, writing.json_pieces(_head(request, dataset, version), dataset, _rows(dataset.name)))
    if form == "dictionary.csv":
        return _named(HttpResponse(writing.dictionary_csv(dataset), content_type=FORMS[form]), dataset, form)
    schema = writing.table_schema(dataset) if form == "tableschema.json" else writing.json_schema(dataset)
    return HttpResponse(json.dumps(schema, ensure_ascii=False, indent=1), content_type=FORMS[form])


def _rows(name: str) -> Iterable[dict[str, Any]]:
    return ROWS[name](clock.today())


def _head(request: HttpRequest, dataset: OpenDataset, version: str) -> dict[str, Any]:
    said = _licence()
    return {
        "name": dataset.name,
        "title": dataset.title,
        "about": dataset.about,
        "version": version,
        "editions": editions(),
        "demo": settings.DEMO,
        "licence": {"name": said.name, "text": said.text, "url": said.url},
        "schema": request.build_absolute_uri(links(dataset.name)["jsonschema.json"]),
    }


def _streamed(dataset: OpenDataset, form: str, version: str, pieces: Iterator[str]) -> HttpResponseBase:
    response = StreamingHttpResponse(_within(pieces), content_type=FORMS[form])
    response["X-Data-Version"] = version
    return _named(response, dataset, form)


def _within(pieces: Iterator[str]) -> Iterator[bytes]:
    """The pieces are drawn after the view returned: within one reading again, so that all rows are of one state."""
    with registry.one_reading():
        for piece in pieces:
            yield piece.encode()


def _named(response: Any, dataset: OpenDataset, form: str) -> HttpResponseBase:
    if form.endswith("csv"):
        response["Content-Disposition"] = f'attachment; filename="{dataset.name}.{form}"'
    found: HttpResponseBase = response
    return found


def _licence() -> Licence:
    return licence(tuple(settings.ZHIFA_PACKS))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]
