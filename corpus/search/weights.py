"""What each piece of evidence weighs: learned from questions on encyclopedia articles (bench/fit.py)."""

from collections.abc import Mapping
from types import MappingProxyType

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "held": 3.965,
        "near": 5.762,
        "exact": 2.649,
        "paragraph": 1.706,
        "best_held": -0.879,
        "best_near": 1.582,
        "close": 2.136,
        "best_close": 2.713,
        "score": 0.082,
        "relative": 3.152,
        "heading": 1.299,
        "missing": 2.926,
        "names_missing": -6.404,
        "before": 2.138,
        "neighbours": 1.061,
        "standing": -1.000,
        "first": 0.160,
        "length": -0.529,
        "figures": 1.000,
        "held2": -1.848,
        "near2": 0.252,
        "known_kind": 0.994,
        "announces": -5.000,
        "leans": 0.413,
        "new_DATE": 0.676,
        "new_NUMBER": 1.513,
        "new_PERSON": 0.659,
        "new_PLACE": 0.999,
        "new_NAME": -0.107,
        "new_any": 0.007,
        "many_PERSON": 0.227,
        "kind_DATE": 1.220,
        "kind_NUMBER": 0.204,
        "kind_PERSON": -0.845,
        "kind_PLACE": 0.177,
        "kind_REASON": 0.140,
        "kind_WORDS": -0.218,
        "kind_DEFINITION": -0.337,
        "kind_NAME": 0.837,
    }
)
