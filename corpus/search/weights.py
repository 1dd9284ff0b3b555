"""What each piece of evidence weighs: learned from SQuAD's questions, and from nothing else (bench/learn.py).

Six are set by hand, as SQuAD shows them too seldom or by chance: "standing", for doubtful sources and thin zones;
"announces", which keeps a sentence that ends in a colon from standing in for what it announces; "fails", as an attempt
is not the deed; "both", for a sentence that answers two questions asked in one; and "amount" and "roles", for answers
in which the numbers and the people fit.
"""

from collections.abc import Mapping
from types import MappingProxyType

BY_HAND: Mapping[str, float] = MappingProxyType(
    {"standing": -1.0, "announces": -15.0, "fails": -0.4, "both": 7.0, "amount": 2.0, "roles": 3.0}
)

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        **BY_HAND,
        "held": 1.427,
        "near": 5.589,
        "paragraph": 0.455,
        "close": 2.299,
        "best_close": 1.378,
        "score": -0.265,
        "relative": 2.237,
        "heading": 1.625,
        "missing": 4.029,
        "names_missing": -5.534,
        "before": 1.328,
        "neighbours": 1.100,
        "length": -0.513,
        "kind": 0.956,
        "fresh": 1.048,
        "says": 1.117,
        "says_near": 4.127,
        "best_says": 1.319,
        "all_says": 3.347,
        "words": -1.543,
    }
)
