"""What may be spent on building an edition."""

from __future__ import annotations

import pytest

from bot.shelves.building import enough, limits
from corpus.errors import TooMuch


def test_a_build_on_a_disk_that_is_nearly_full_is_not_begun() -> None:
    enough(1 << 20, 100 << 20)
    with pytest.raises(TooMuch, match=r"nearly full: 70 MB are needed .* 3 MB are free\. What is served now goes on"):
        enough(1 << 20, 3 << 20)


def test_larger_documents_may_take_more_of_everything() -> None:
    small, large = limits(1 << 10), limits(10 << 20)
    assert small.memory < large.memory
    assert small.computing < large.computing
    assert (small.seconds or 0) < (large.seconds or 0)
