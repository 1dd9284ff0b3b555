"""Measurements: quality against gold material, and speed as ratios against a baseline in the same run."""

import os

# Read when numpy is loaded, by its linear algebra: the matrices here are small, and its threads would wait for each
# other longer than they work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
