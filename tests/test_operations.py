"""Everything that Pero asked of Discord in all tests, held against Discord's own description; it runs last."""

from __future__ import annotations

import pytest

from tests.local.described import Description

PERO = {
    "bulk_set_application_commands",
    "create_interaction_response",
    "create_message",
    "create_thread_from_message",
    "execute_webhook",
    "get_bot_gateway",
    "get_guild_application_command_permissions",
    "get_guild_member",
    "get_my_oauth2_application",
    "get_my_user",
    "get_user",
    "list_application_commands",
    "list_messages",
    "update_original_webhook_message",
}
"""All operations that Pero uses: a new one belongs here, and then into the local Discord."""


@pytest.fixture
def seen(described: Description | None) -> Description:
    """What passed up to now."""
    if described is None:
        pytest.skip("../shared, which has Discord's description, is not here")
    return described


def test_pero_uses_the_operations_that_are_written_down_and_no_others(seen: Description) -> None:
    assert set(seen.operations) <= PERO


def test_whatever_was_asked_and_answered_is_as_discord_describes_it(seen: Description) -> None:
    assert seen.problems == []


def test_each_operation_was_checked_on_both_sides(seen: Description) -> None:
    one_sided = {
        name
        for name, sides in seen.operations.items()
        if "answer" not in sides or (seen.takes_a_body(name) and "request" not in sides)
    }
    assert not one_sided
