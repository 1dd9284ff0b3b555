"""What each piece of evidence weighs: learned from questions on encyclopedia articles (bench/fit.py)."""

from collections.abc import Mapping
from types import MappingProxyType

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "held": 3.721,
        "near": 6.490,
        "exact": 1.991,
        "paragraph": 0.557,
        "best_held": -0.801,
        "best_near": 1.040,
        "close": 2.392,
        "best_close": 1.932,
        "score": 0.869,
        "relative": 3.396,
        "heading": 1.656,
        "missing": 4.024,
        "names_missing": -6.288,
        "before": 1.940,
        "neighbours": 1.457,
        "standing": 0.000,
        "first": 0.263,
        "length": -0.505,
        "figures": 2.043,
        "held2": -2.142,
        "near2": 1.469,
        "known_kind": 0.826,
        "new_DATE": 0.906,
        "new_NUMBER": 1.312,
        "new_PERSON": 0.380,
        "new_PLACE": 0.601,
        "new_NAME": 0.219,
        "new_any": -0.087,
        "many_PERSON": 0.221,
        "kind_DATE": 0.894,
        "kind_NUMBER": 0.335,
        "kind_PERSON": -0.843,
        "kind_PLACE": 0.465,
        "kind_REASON": 0.139,
        "kind_WORDS": -0.203,
        "kind_DEFINITION": -0.307,
        "kind_NAME": 0.841,
    }
)
