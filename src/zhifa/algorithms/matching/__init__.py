"""Text → matters: what a report is about, in whose field, and whether it is for enforcement at all."""

from zhifa.algorithms.matching.comparing import Case, Outcome, Tally, built_in, compare, cross_checked, tallies
from zhifa.algorithms.matching.confidence import Bin, Confidence, calibration_error, fitted, reliability
from zhifa.algorithms.matching.lessons import Conflict, Lessons, learn
from zhifa.algorithms.matching.matcher import Candidate, DomainScore, Match, Matcher, lead
from zhifa.algorithms.matching.reach import Reach, reach
from zhifa.algorithms.matching.vocabulary import ENFORCEMENT, Correction, Lexicon, MatterWords, Phrase, Vocabulary, everyday, matter_words

__all__ = [
    "ENFORCEMENT",
    "Bin",
    "Candidate",
    "Case",
    "Confidence",
    "Conflict",
    "Correction",
    "DomainScore",
    "Lessons",
    "Lexicon",
    "Match",
    "Matcher",
    "MatterWords",
    "Outcome",
    "Phrase",
    "Reach",
    "Tally",
    "Vocabulary",
    "built_in",
    "calibration_error",
    "compare",
    "cross_checked",
    "everyday",
    "fitted",
    "lead",
    "learn",
    "matter_words",
    "reach",
    "reliability",
    "tallies",
]
