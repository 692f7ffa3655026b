"""Text → matters: what a report is about, in whose field, and whether it is for enforcement at all."""

from zhifa.algorithms.matching.matcher import Candidate, DomainScore, Match, Matcher
from zhifa.algorithms.matching.vocabulary import ENFORCEMENT, Correction, Lexicon, MatterWords, Phrase, Vocabulary, everyday, matter_words

__all__ = [
    "ENFORCEMENT",
    "Candidate",
    "Correction",
    "DomainScore",
    "Lexicon",
    "Match",
    "Matcher",
    "MatterWords",
    "Phrase",
    "Vocabulary",
    "everyday",
    "matter_words",
]
