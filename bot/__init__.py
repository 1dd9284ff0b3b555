"""The running program: a Discord client around the library, a Discord on this machine, and a command line."""

import os

# Read when numpy is loaded, by its linear algebra: the matrices here are small, and its threads would wait for each
# other longer than they work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
