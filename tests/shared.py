"""Where the material to measure with lies, beside the checkout, and the skip where it does not."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared, the material to measure with, is not here")
