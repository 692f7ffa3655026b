"""What jurists read beside the questions: names of topics, asks, facts, codes and results, and examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from zhifa.packs.reading import PackError, layer_path, read_toml


@dataclass(frozen=True)
class QuestionWords:
    """Names in one language. English ones are the codes themselves in words; a name that is missing raises KeyError in Chinese,
    so that a new key without a name is found by its test."""

    language: str
    data: Mapping[str, Any]

    @property
    def chinese(self) -> bool:
        """Chinese names are data, English ones are made."""
        return self.language.startswith("zh")

    def order(self) -> tuple[str, ...]:
        """Topics in the order in which a case meets them."""
        return tuple(self.data["topics"])

    def topic(self, topic: str) -> str:
        """Name of a topic."""
        return self._word("topics", topic)

    def ask(self, topic: str, name: str) -> str:
        """Name of a question."""
        return str(self.data["asks"][topic][name]) if self.chinese else _plain(name)

    def key(self, key: str) -> str:
        """Name of a fact."""
        return self._word("keys", key)

    def help(self, key: str) -> str:
        """What the fact means, "" where the name says it."""
        entry = self.data["keys"].get(key)
        return str(entry.get("help", "")) if self.chinese and isinstance(entry, dict) else ""

    def code(self, key: str, code: str) -> str:
        """Name of a code; some are called differently under one key."""
        own = self.data["codes_of"].get(key, {})
        if self.chinese and code in own:
            return str(own[code])
        return self._word("codes", code)

    def value(self, text: str) -> str:
        """Name of a code in a result; other texts stand for themselves."""
        return self._word("codes", text) if text in self.data["codes"] else text

    def result(self, name: str) -> str:
        """Name of a result."""
        return self._word("results", name)

    def _word(self, section: str, code: str) -> str:
        if not self.chinese:
            return _plain(code)
        entry = self.data[section][code]
        return str(entry["zh"] if isinstance(entry, dict) else entry)


@dataclass(frozen=True, slots=True)
class Example:
    """A question to try: `facts` as the contract writes them, without `ask`."""

    title: str
    facts: Mapping[str, Any]


def _plain(code: str) -> str:
    return code.replace("_", " ")


@lru_cache(maxsize=4)
def question_words(language: str = "zh", layer: str = "cn") -> QuestionWords:
    """The names of a layer in a language (Chinese, or English for all others). Raises PackError."""
    return QuestionWords(language, read_toml(layer_path(layer) / "questions.toml"))


@lru_cache(maxsize=4)
def examples(layer: str = "cn") -> Mapping[tuple[str, str], tuple[Example, ...]]:
    """By topic and ask. Raises PackError naming the ask whose example lacks something."""
    found = {}
    for topic, asks in read_toml(layer_path(layer) / "examples.toml").items():
        for name, entries in asks.items():
            try:
                found[topic, name] = tuple(Example(entry["title"], entry["facts"]) for entry in entries)
            except KeyError as error:
                raise PackError(f"{layer}/examples.toml {topic}.{name}: {error} is missing") from error
    return found
