-- Settings of servers, and who changed what. Instants are whole seconds since 1970, UTC. Ids are Discord's.

CREATE TABLE guild (
    guild_id INTEGER PRIMARY KEY,
    known    INTEGER NOT NULL,   -- when Pero first met it
    left_at  INTEGER             -- when Pero was removed; 30 days later everything of the server goes
) STRICT;

CREATE TABLE setting (
    guild_id INTEGER NOT NULL,
    name     TEXT NOT NULL,
    value    TEXT NOT NULL,      -- JSON
    PRIMARY KEY (guild_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    id       INTEGER PRIMARY KEY,
    guild_id INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    actor_id INTEGER NOT NULL,   -- 0 for Pero itself
    action   TEXT NOT NULL,      -- "settings.timezone", "daily.add"
    told     TEXT NOT NULL       -- in words, for people
) STRICT;

CREATE INDEX audit_by_guild ON audit (guild_id, id);
