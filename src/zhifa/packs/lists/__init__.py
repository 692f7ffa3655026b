"""Lists of matters as departments write them: which column is what, what each row says, which places of which texts it rests on."""

from zhifa.packs.lists.columns import FIELDS, TEMPLATE, Layout, laid_out
from zhifa.packs.lists.references import Place, Texts
from zhifa.packs.lists.rows import Finding, Known, Listed, read_rows
from zhifa.packs.lists.writing import HEADINGS, place_text, template

__all__ = [
    "FIELDS",
    "HEADINGS",
    "TEMPLATE",
    "Finding",
    "Known",
    "Layout",
    "Listed",
    "Place",
    "Texts",
    "laid_out",
    "place_text",
    "read_rows",
    "template",
]
