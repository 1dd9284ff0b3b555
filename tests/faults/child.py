"""Pero in a process of its own, for the local Discord whose address it reads: `python -m tests.faults.child FOLDER`."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from bot import log
from bot.cli.running import Refused
from bot.config import Config
from bot.local import Address, connector_to
from bot.running import NotLetIn, on_discord, until_stopped, watch_the_end
from tests.starting import EXTENSIONS

DOCUMENTS = Path(__file__).parents[1] / "data" / "library"


def main() -> None:
    """Run until stopped, as the command line does."""
    address = Address.read(sys.stdin.readline())
    config = Config(token=address.token, documents=(DOCUMENTS,), data=Path(sys.argv[1]), cooldown=0)
    log.start(logging.INFO)
    try:
        until_stopped(on_discord(config, EXTENSIONS, lambda line: None, lambda: connector_to(address)))
    except NotLetIn:
        sys.exit(Refused.exit_code)
    finally:
        watch_the_end()


if __name__ == "__main__":
    main()
