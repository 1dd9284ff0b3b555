"""The routes of Discord's REST API that a bot like Pero uses, one module a subject."""

from bot.local.rest import commands, interactions, messages, places, threads, webhooks
from bot.local.rest.call import Call, Route

ROUTES: tuple[Route, ...] = (
    *places.ROUTES,
    *commands.ROUTES,
    *interactions.ROUTES,
    *messages.ROUTES,
    *threads.ROUTES,
    *webhooks.ROUTES,
)

__all__ = ["ROUTES", "Call", "Route"]
