-- Daily posts: who wants them when, what became of each, what was shown, and what moderators should know.

CREATE TABLE schedule (
    guild_id   INTEGER NOT NULL,
    number     INTEGER NOT NULL,     -- counted in its server, and never given twice
    channel_id INTEGER NOT NULL,     -- or a thread
    time       TEXT NOT NULL,        -- "09:00", on the wall of the zone
    zone       TEXT NOT NULL,        -- an IANA name
    days       TEXT NOT NULL,        -- in words, as recurrence.parse reads them
    kind       TEXT NOT NULL,        -- "fact", "quotation", "day" or "mixed"
    topic      TEXT NOT NULL,
    source     TEXT NOT NULL,        -- a document's name
    role_id    INTEGER NOT NULL,     -- 0: nobody is mentioned
    late_hours INTEGER NOT NULL,
    thread     INTEGER NOT NULL,     -- 1: a thread is opened under each post
    silent     INTEGER NOT NULL,
    since      INTEGER NOT NULL,     -- the posts up to this instant are settled, or were never owed
    next_at    INTEGER,              -- the first one after it; NULL: there is none
    paused_at  INTEGER,
    paused_why TEXT NOT NULL,        -- in words; empty: somebody wanted it so
    removed_at INTEGER,
    PRIMARY KEY (guild_id, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX schedule_by_next ON schedule (next_at) WHERE paused_at IS NULL AND removed_at IS NULL;

CREATE TABLE post (
    guild_id    INTEGER NOT NULL,
    number      INTEGER NOT NULL,    -- of the schedule
    occasion    TEXT NOT NULL,       -- the local date, "2026-11-07"; or "now-…" for one that was asked for beside it
    due         INTEGER NOT NULL,
    until       INTEGER NOT NULL,    -- after this instant it is too late
    state       TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'late', 'missed', 'skipped', 'failed', 'unknown')),
    reason      TEXT NOT NULL,       -- in words
    channel_id  INTEGER NOT NULL,
    content     TEXT NOT NULL,       -- JSON, fixed when it is claimed; empty once it is settled
    claimed_at  INTEGER,             -- the first time: nothing of it can be in the channel before
    attempts    INTEGER NOT NULL,
    lease_owner TEXT NOT NULL,
    lease_until INTEGER NOT NULL,
    not_before  INTEGER NOT NULL,    -- of the next attempt
    message_id  INTEGER,
    settled_at  INTEGER,             -- when Discord had it, or when it was given up
    threaded    INTEGER NOT NULL,    -- 1: its thread is still to be opened
    PRIMARY KEY (guild_id, number, occasion)
) STRICT, WITHOUT ROWID;

CREATE INDEX post_open ON post (not_before) WHERE state = 'pending' OR threaded = 1;
CREATE INDEX post_by_due ON post (guild_id, number, due);

CREATE TABLE shown (
    id       INTEGER PRIMARY KEY,    -- in the order in which they were shown
    guild_id INTEGER NOT NULL,
    number   INTEGER NOT NULL,
    occasion TEXT NOT NULL,
    kind     TEXT NOT NULL,
    key      TEXT NOT NULL,          -- the content key, which survives reloads
    source   TEXT NOT NULL,
    topic    TEXT NOT NULL,
    words    TEXT NOT NULL,          -- by which a reworded one is known
    at       INTEGER NOT NULL
) STRICT;

CREATE INDEX shown_by_guild ON shown (guild_id, id);

CREATE TABLE problem (
    guild_id INTEGER NOT NULL,       -- 0: of the whole bot
    what     TEXT NOT NULL,          -- "daily.3", by which it is settled
    at       INTEGER NOT NULL,       -- since when
    told     TEXT NOT NULL,          -- in words
    heard_at INTEGER,                -- when the moderators were told
    PRIMARY KEY (guild_id, what)
) STRICT, WITHOUT ROWID;
