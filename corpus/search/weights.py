"""What each piece of evidence weighs: learned from SQuAD's questions, and from nothing else (bench/learn.py).

Five are set by hand, as SQuAD shows them too seldom or by chance: "standing", for doubtful sources and thin zones;
"announces", which keeps a sentence that ends in a colon from standing in for what it announces; "fails", as an attempt
is not the deed; "both", for a sentence that answers two questions asked in one; and "amount", which is a little less
than was learned.
"""

from collections.abc import Mapping
from types import MappingProxyType

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "held": 3.105,
        "near": 5.275,
        "exact": 2.389,
        "paragraph": 1.784,
        "best_near": 1.096,
        "close": 1.957,
        "best_close": 2.407,
        "score": 0.323,
        "relative": 3.049,
        "company": 0.549,
        "heading": 1.054,
        "missing": 3.012,
        "names_missing": -6.397,
        "before": 2.267,
        "neighbours": 1.230,
        "standing": -1.000,
        "first": 0.163,
        "length": -0.512,
        "leans": 0.401,
        "announces": -12.000,
        "kind": 1.074,
        "fresh": 1.215,
        "fails": -0.4,
        "amount": 2.0,
        "both": 7.0,
        "roles": 3.0,
    }
)
