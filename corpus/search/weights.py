"""What each piece of evidence weighs: learned from questions on encyclopedia articles (bench/fit.py)."""

from collections.abc import Mapping
from types import MappingProxyType

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "held": 3.901,
        "near": 5.798,
        "exact": 2.585,
        "paragraph": 1.720,
        "best_held": -0.957,
        "best_near": 1.567,
        "close": 2.123,
        "best_close": 2.717,
        "score": 0.079,
        "relative": 3.164,
        "heading": 1.297,
        "missing": 2.930,
        "names_missing": -6.380,
        "before": 2.207,
        "neighbours": 1.024,
        "standing": -1.000,
        "first": 0.119,
        "length": -0.543,
        "figures": 0.968,
        "held2": -1.832,
        "near2": 0.354,
        "known_kind": 0.982,
        "announces": -1.000,
        "new_DATE": 0.703,
        "new_NUMBER": 1.538,
        "new_PERSON": 0.645,
        "new_PLACE": 1.004,
        "new_NAME": -0.119,
        "new_any": -0.007,
        "many_PERSON": 0.220,
        "kind_DATE": 1.199,
        "kind_NUMBER": 0.205,
        "kind_PERSON": -0.820,
        "kind_PLACE": 0.164,
        "kind_REASON": 0.173,
        "kind_WORDS": -0.250,
        "kind_DEFINITION": -0.315,
        "kind_NAME": 0.812,
    }
)
