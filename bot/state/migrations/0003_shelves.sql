-- Which documents each server reads, and which edition it is served. Server 0 is the operator's: the shared documents.

CREATE TABLE own_document (   -- what a server's moderators put on its shelf, as it is wanted
    guild_id  INTEGER NOT NULL,
    name      TEXT NOT NULL,      -- as in references: "harbour-ledger"
    title     TEXT NOT NULL,
    url       TEXT NOT NULL,
    licence   TEXT NOT NULL,
    trust     TEXT NOT NULL,
    author    TEXT NOT NULL,
    retrieved TEXT NOT NULL,
    sha       TEXT NOT NULL,      -- of the file under servers/<guild_id>/, which it is named by
    ending    TEXT NOT NULL,
    size      INTEGER NOT NULL,   -- bytes
    added_by  INTEGER NOT NULL,
    added_at  INTEGER NOT NULL,
    enabled   INTEGER NOT NULL,
    PRIMARY KEY (guild_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE left_out (       -- shared documents that a server does not want
    guild_id INTEGER NOT NULL,
    path     TEXT NOT NULL,       -- within the operator's folder
    PRIMARY KEY (guild_id, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE served (         -- the history of each shelf: what was switched to, and when
    guild_id INTEGER NOT NULL,
    number   INTEGER NOT NULL,    -- from 1 in each server
    at       INTEGER NOT NULL,
    actor_id INTEGER NOT NULL,    -- 0 for Pero itself
    edition  TEXT NOT NULL,       -- the file's name without "edition-" and ".db": what it was built from, what it holds
    readable TEXT NOT NULL,       -- by which code and schema it was built, so which Pero can read it
    manifest TEXT NOT NULL,       -- JSON: the documents that it was built from
    counts   TEXT NOT NULL,       -- JSON: what it holds
    told     TEXT NOT NULL,       -- what changed, in words
    current  INTEGER NOT NULL,    -- 1 for the one that is served
    PRIMARY KEY (guild_id, number)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX served_now ON served (guild_id) WHERE current;

CREATE TABLE candidate (      -- the edition that moderators looked at last and may switch to
    guild_id INTEGER PRIMARY KEY,
    edition  TEXT NOT NULL,
    at       INTEGER NOT NULL
) STRICT;

CREATE TABLE hidden (         -- sentences, quotations and events that a server's moderators hid
    guild_id INTEGER NOT NULL,
    key      TEXT NOT NULL,       -- content key: it survives reloads
    ref      TEXT NOT NULL,
    shown    TEXT NOT NULL,       -- how it began
    reason   TEXT NOT NULL,
    at       INTEGER NOT NULL,
    actor_id INTEGER NOT NULL,
    PRIMARY KEY (guild_id, key)
) STRICT, WITHOUT ROWID;
