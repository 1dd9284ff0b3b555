"""What moderators do: settings, audit, privacy, diagnosis, and the documents of their server."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.forms import Filled
from bot.moderation import adding, audits, privacy, reports, settings, shelf
from bot.pager import Action

ACTIONS: Mapping[str, Action] = MappingProxyType(
    {**settings.ACTIONS, **audits.ACTIONS, **shelf.ACTIONS, **reports.ACTIONS}
)

FORMS: Mapping[str, Filled] = MappingProxyType({**privacy.FORMS, **adding.FORMS})
