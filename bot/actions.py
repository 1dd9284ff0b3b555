"""What buttons, menus and forms that change something lead to. Each subject adds its own."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot import moderation, reporting
from bot.daily import acting as daily
from bot.forms import Filled
from bot.pager import Action

ACTIONS: Mapping[str, Action] = MappingProxyType({**moderation.ACTIONS, **daily.ACTIONS, **reporting.ACTIONS})

FORMS: Mapping[str, Filled] = MappingProxyType({**moderation.FORMS, **reporting.FORMS})
