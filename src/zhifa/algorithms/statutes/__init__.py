"""Statute compiler: the words of a law in, penalty provisions out. Pure: lines of text, no files."""

from zhifa.algorithms.statutes.differences import Difference, compare, place_words
from zhifa.algorithms.statutes.model import Fine, Limits, Place, Provision, Tier
from zhifa.algorithms.statutes.provisions import provisions_of
from zhifa.algorithms.statutes.text import Article, Item, Paragraph, read_articles

__all__ = [
    "Article",
    "Difference",
    "Fine",
    "Item",
    "Limits",
    "Paragraph",
    "Place",
    "Provision",
    "Tier",
    "compare",
    "place_words",
    "provisions_of",
    "read_articles",
]
