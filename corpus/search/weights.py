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
        "held": 1.704,
        "near": 5.746,
        "paragraph": 0.493,
        "close": 2.279,
        "best_close": 1.320,
        "score": -0.261,
        "relative": 2.262,
        "heading": 1.627,
        "missing": 4.022,
        "names_missing": -5.407,
        "before": 1.344,
        "neighbours": 1.078,
        "length": -0.512,
        "kind": 0.943,
        "fresh": 1.061,
        "says": 0.921,
        "says_near": 3.844,
        "best_says": 1.532,
        "all_says": 3.284,
        "words": -1.536,
    }
)
