"""How those who watch the local Discord (the page, the tests' persons) hear what happened."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

Happening = dict[str, Any]
T = TypeVar("T")


class Happenings:
    """Tells every listener, in order and at once."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Happening], None]] = []

    def tell(self, event: str, **details: Any) -> None:
        """Tell that `event` happened."""
        for listener in tuple(self._listeners):
            listener({"event": event, **details})

    def listen(self, listener: Callable[[Happening], None]) -> Callable[[], None]:
        """Call `listener` with all that happens from now on; return what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def until(self, look: Callable[[], T | None], within: float) -> T:
        """Return what `look` finds, now or after a happening; raise TimeoutError after `within` real seconds."""
        if (found := look()) is not None:
            return found
        seen: asyncio.Future[T] = asyncio.get_running_loop().create_future()

        def check(_: Happening) -> None:
            if not seen.done() and (found := look()) is not None:
                seen.set_result(found)

        stop = self.listen(check)
        try:
            async with asyncio.timeout(within):
                return await seen
        except TimeoutError:
            if (found := look()) is not None:  # where the machine stood still, both came at once
                return found
            raise
        finally:
            stop()
