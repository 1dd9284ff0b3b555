-- What members reported, and what the documents did not answer: counted, and without anybody's name.

CREATE TABLE report (
    id       INTEGER PRIMARY KEY,
    guild_id INTEGER NOT NULL,
    key      TEXT NOT NULL,      -- content key of the sentence
    why      TEXT NOT NULL,      -- "wrong date", "cut badly"
    ref      TEXT NOT NULL,      -- as it stood beside the answer
    note     TEXT NOT NULL,      -- what was last said about it
    times    INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_at  INTEGER NOT NULL,
    settled  TEXT NOT NULL,      -- "" while it is open; "hidden" or "kept"
    UNIQUE (guild_id, key, why)
) STRICT;

CREATE INDEX report_open ON report (guild_id, settled, last_at);

CREATE TABLE upload (            -- files whose moderators are filling in a form about them
    guild_id INTEGER NOT NULL,
    id       INTEGER NOT NULL,   -- of the interaction that brought it
    at       INTEGER NOT NULL,
    filename TEXT NOT NULL,
    size     INTEGER NOT NULL,
    address  TEXT NOT NULL,      -- where Discord keeps it
    title    TEXT NOT NULL,
    PRIMARY KEY (guild_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE gap (
    guild_id INTEGER NOT NULL,
    key      TEXT NOT NULL,      -- the question's words, folded
    question TEXT NOT NULL,      -- as it was last asked, short and without mentions
    times    INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_at  INTEGER NOT NULL,
    PRIMARY KEY (guild_id, key)
) STRICT, WITHOUT ROWID;
