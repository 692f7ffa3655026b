"""What jurists read beside the questions: names of topics, asks, facts, codes and results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from zhifa.packs.reading import layer_path, read_toml


@dataclass(frozen=True)
class QuestionWords:
    """Names in one language. English ones are the codes themselves in words; a name that is missing raises KeyError in Chinese,
    so that a new key without a name is found by its test."""

    chinese: bool
    data: Mapping[str, Any]

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


def _plain(code: str) -> str:
    return code.replace("_", " ")


@lru_cache(maxsize=4)
def question_words(language: str = "zh", layer: str = "cn") -> QuestionWords:
    """The names of a layer in a language (Chinese, or English for all others). Raises PackError."""
    return QuestionWords(language.startswith("zh"), read_toml(layer_path(layer) / "questions.toml"))
