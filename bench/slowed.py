"""Runs a command on a machine that is too slow: stopped again and again, as hosts of small machines do.

`python -m bench.slowed 30 90 python -m bench.reload --reloads 10` lets it run for 30 ms and stops it for 90.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time


def slowed(run: float, stop: float, command: list[str]) -> int:
    """Run a command with all that it starts, `run` seconds of each `run + stop`; return its exit code."""
    with subprocess.Popen(command, start_new_session=True) as process:
        with contextlib.suppress(ProcessLookupError):  # it has ended
            while process.poll() is None:
                time.sleep(run)
                os.killpg(process.pid, signal.SIGSTOP)
                time.sleep(stop)
                os.killpg(process.pid, signal.SIGCONT)
        return process.wait()


def main() -> None:
    """Run what the command line says."""
    try:
        run, stop = (int(one) / 1000 for one in sys.argv[1:3])
    except ValueError:
        sys.exit(str(__doc__))
    sys.exit(slowed(run, stop, sys.argv[3:]) if sys.argv[3:] else str(__doc__))


if __name__ == "__main__":
    main()
