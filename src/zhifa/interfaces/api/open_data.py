"""Open data for programs: the same files as on the public page, without a key."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, HttpResponseBase
from ninja import Router, Schema

from zhifa.interfaces.api.problems import ProblemOut
from zhifa.interfaces.frame import opening

router = Router(tags=["open-data"])
Form = Literal["json", "csv", "tableschema.json", "jsonschema.json", "dictionary.csv"]


class DatasetOut(Schema):
    """One dataset. `version` changes when its rows may have; `files`: form → address."""

    name: str
    title: str
    about: str
    rows: int | None = None
    version: str
    fields: list[str]
    files: dict[str, str]


@router.get("", auth=None, response=list[DatasetOut], summary="开放数据的数据集")
def listing(request: HttpRequest) -> list[dict[str, Any]]:
    """All datasets."""
    return [
        {
            "name": d.dataset.name,
            "title": d.dataset.title,
            "about": d.dataset.about,
            "rows": d.rows,
            "version": d.version,
            "fields": [f.name for f in d.dataset.fields],
            "files": {form: request.build_absolute_uri(link) for form, link in d.links.items()},
        }
        for d in opening.shown()
    ]


@router.get("/{name}", auth=None, response={200: dict[str, Any], 304: None, 404: ProblemOut}, summary="一个数据集")
def dataset(request: HttpRequest, name: str, form: Form = "json") -> HttpResponseBase:
    """Streamed; 304 with If-None-Match when nothing changed."""
    return opening.answer(request, name, form)
