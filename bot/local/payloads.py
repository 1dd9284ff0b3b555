"""The nouns as Discord's JSON, complete enough for clients and for Discord's own API description."""

from __future__ import annotations

from bot.local.permissions import permissions_in
from bot.local.world import Channel, ChannelType, Guild, Json, Member, Role, Thread, User, World

_JOINED = "2024-01-01T00:00:00+00:00"
_COMMANDS_ONLY = {"0": {"oauth2_install_params": {"scopes": ["applications.commands"], "permissions": "0"}}}


def user(noun: User) -> Json:
    """Return a user."""
    return {
        "id": str(noun.id),
        "username": noun.username,
        "global_name": noun.name,
        "discriminator": "0",
        "avatar": None,
        "bot": noun.bot,
        "flags": 0,
        "public_flags": 0,
        "primary_guild": None,
    }


def own_user(noun: User) -> Json:
    """Return the bot's user as it sees itself."""
    return user(noun) | {"mfa_enabled": False, "locale": "en-US", "verified": True, "email": None}


def member(world: World, noun: Member) -> Json:
    """Return a membership, with its user."""
    return {
        "user": user(world.users[noun.user_id]),
        "nick": None,
        "avatar": None,
        "banner": None,
        "roles": [str(role_id) for role_id in noun.role_ids],
        "joined_at": _JOINED,
        "premium_since": None,
        "communication_disabled_until": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
    }


def member_in(world: World, guild: Guild, place: Channel, noun: Member) -> Json:
    """Return a membership with what it may do in a channel."""
    return member(world, noun) | {"permissions": str(int(permissions_in(guild, place, noun)))}


def role(noun: Role) -> Json:
    """Return a role."""
    return {
        "id": str(noun.id),
        "name": noun.name,
        "description": None,
        "permissions": str(int(noun.permissions)),
        "position": noun.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": noun.managed,
        "mentionable": noun.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def channel(world: World, noun: Channel) -> Json:
    """Return a channel."""
    if noun.type == ChannelType.DIRECT:
        other = world.users[noun.recipient_id or world.bot.id]
        return {"id": str(noun.id), "type": 1, "flags": 0, "last_message_id": None, "recipients": [user(other)]}
    common = {
        "id": str(noun.id),
        "type": int(noun.type),
        "flags": 0,
        "guild_id": str(noun.guild_id),
        "name": noun.name,
        "last_message_id": None,
        "rate_limit_per_user": 0,
        "parent_id": str(noun.parent_id) if noun.parent_id else None,
    }
    return common | (_thread(world, noun, noun.thread) if noun.thread else _in_list(noun))


def _thread(world: World, noun: Channel, thread: Thread) -> Json:
    said = len(world.said_in(noun.id))
    return {
        "owner_id": str(thread.owner_id),
        "message_count": said,
        "member_count": 1,
        "total_message_sent": said,
        "thread_metadata": {
            "archived": thread.archived,
            "archive_timestamp": thread.begun.isoformat(),
            "auto_archive_duration": thread.minutes,
            "locked": thread.locked,
            "create_timestamp": thread.begun.isoformat(),
        },
    }


def _in_list(noun: Channel) -> Json:
    """Return what only the channels have that stand in a guild's list."""
    spoken: Json = {"bitrate": 64000, "user_limit": 0, "rtc_region": None}
    return (spoken if noun.type in (ChannelType.VOICE, ChannelType.STAGE) else {}) | {
        "position": noun.position,
        "topic": noun.topic,
        "nsfw": False,
        "permission_overwrites": [
            {"id": str(o.id), "type": int(o.of_member), "allow": str(int(o.allow)), "deny": str(int(o.deny))}
            for o in noun.overwrites
        ],
    }


def guild(noun: Guild) -> Json:
    """Return a guild as REST shows it."""
    absent = (
        "icon description home_header splash discovery_splash banner application_id afk_channel_id system_channel_id "
        "widget_channel_id max_presences vanity_url_code rules_channel_id safety_alerts_channel_id "
        "public_updates_channel_id incidents_data"
    )
    zero = "system_channel_flags verification_level default_message_notifications mfa_level explicit_content_filter"
    return {
        **dict.fromkeys(absent.split()),
        **dict.fromkeys(zero.split(), 0),
        "id": str(noun.id),
        "name": noun.name,
        "owner_id": str(noun.owner_id),
        "region": "deprecated",
        "preferred_locale": noun.locale,
        "afk_timeout": 300,
        "features": [],
        "roles": [role(each) for each in noun.roles],
        "emojis": [],
        "stickers": [],
        "widget_enabled": False,
        "max_members": 500000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
    }


def guild_created(world: World, noun: Guild) -> Json:
    """Return the payload of GUILD_CREATE, with the bot as its only listed member (no privileged intent)."""
    me = noun.member(world.bot.id)
    return guild(noun) | {
        "joined_at": _JOINED,
        "large": False,
        "unavailable": False,
        "member_count": len(noun.members),
        "members": [member(world, me)] if me else [],
        "channels": [channel(world, each) for each in noun.channels],
        "threads": [channel(world, each) for each in noun.threads if each.thread and not each.thread.archived],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def application(world: World, owner: User) -> Json:
    """Return the bot's application as `/oauth2/applications/@me` shows it."""
    return {
        "id": str(world.bot.id),
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": user(world.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user(owner),
        "approximate_guild_count": len(world.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
        "integration_types_config": _COMMANDS_ONLY,
    }
