-- An edition: everything that Pero knows of its documents, in one file that is built once and only read afterwards.
-- Offsets of passages and references count code points of the file; all others count into the passage's text.

CREATE TABLE edition (
    fingerprint TEXT NOT NULL,   -- of the documents, this schema and the code that read them
    built       TEXT NOT NULL,   -- the instant, ISO 8601, UTC
    program     TEXT NOT NULL    -- what the code that wrote it is recognised by: another cannot be trusted to read it
) STRICT;

CREATE TABLE document (
    id        INTEGER PRIMARY KEY,
    name      TEXT NOT NULL UNIQUE,   -- "leon-trotsky", as in the reference leon-trotsky:214.2
    path      TEXT NOT NULL,
    title     TEXT NOT NULL,
    author    TEXT NOT NULL,
    publisher TEXT NOT NULL,
    url       TEXT NOT NULL,
    licence   TEXT NOT NULL,
    retrieved TEXT NOT NULL,
    trust     TEXT NOT NULL,
    language  TEXT NOT NULL,
    markup    INTEGER NOT NULL,
    sha       TEXT NOT NULL           -- of its text, so that two editions can be compared
) STRICT;

CREATE TABLE finding (   -- what the linter warned of
    code    TEXT NOT NULL,
    path    TEXT NOT NULL,
    line    INTEGER NOT NULL,
    message TEXT NOT NULL
) STRICT;

CREATE TABLE section (
    id          INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document,
    number      INTEGER NOT NULL,
    level       INTEGER NOT NULL,
    heading     TEXT NOT NULL,
    path        TEXT NOT NULL,   -- JSON array of headings
    start       INTEGER NOT NULL,
    end         INTEGER NOT NULL,
    UNIQUE (document_id, number)
) STRICT;

CREATE TABLE passage (
    id          INTEGER PRIMARY KEY,   -- in the order of the documents
    document_id INTEGER NOT NULL REFERENCES document,
    section_id  INTEGER NOT NULL REFERENCES section,
    number      INTEGER NOT NULL,
    zone        TEXT NOT NULL,
    label       TEXT NOT NULL,
    text        TEXT NOT NULL,
    start       INTEGER NOT NULL,
    end         INTEGER NOT NULL,
    runs        TEXT NOT NULL,   -- JSON array of [at, size, start, end]
    UNIQUE (document_id, number)
) STRICT;

CREATE TABLE sentence (
    passage_id INTEGER NOT NULL REFERENCES passage,
    number     INTEGER NOT NULL,
    start      INTEGER NOT NULL,
    end        INTEGER NOT NULL,
    key        TEXT NOT NULL,
    PRIMARY KEY (passage_id, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX sentence_by_key ON sentence (key);

CREATE TABLE reference (
    id          INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document,
    number      INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    label       TEXT NOT NULL,
    text        TEXT NOT NULL,
    start       INTEGER NOT NULL,
    end         INTEGER NOT NULL,
    url         TEXT NOT NULL,
    entry       INTEGER,   -- number of the full entry that a short citation stands for
    UNIQUE (document_id, number)
) STRICT;

CREATE TABLE citation (
    passage_id INTEGER NOT NULL REFERENCES passage,
    position   INTEGER NOT NULL,   -- in the order of the markers
    place      INTEGER NOT NULL,   -- where the marker stood in the passage's text
    sentence   INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    label      TEXT NOT NULL,
    locator    TEXT NOT NULL,
    start      INTEGER NOT NULL,
    end        INTEGER NOT NULL,
    reference  INTEGER,   -- number of a reference of the same document; NULL when unresolved or editorial
    PRIMARY KEY (passage_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE mention (
    id             INTEGER PRIMARY KEY,
    passage_id     INTEGER NOT NULL REFERENCES passage,
    start          INTEGER NOT NULL,
    end            INTEGER NOT NULL,
    text           TEXT NOT NULL,
    edtf           TEXT NOT NULL,
    edtf_gregorian TEXT NOT NULL,
    calendar       TEXT NOT NULL,
    precision      TEXT NOT NULL,
    first          INTEGER NOT NULL,   -- proleptic Gregorian day numbers; 1 is 1 January of the year 1
    last           INTEGER NOT NULL,
    derivation     TEXT NOT NULL,
    flags          TEXT NOT NULL,      -- words, parted by spaces
    confidence     REAL NOT NULL,
    is_event       INTEGER NOT NULL,
    clause_start   INTEGER NOT NULL,
    clause_end     INTEGER NOT NULL
) STRICT;

CREATE INDEX mention_by_day ON mention (first, last) WHERE is_event;

CREATE TABLE event (
    id             INTEGER PRIMARY KEY,   -- in the order of time
    key            TEXT NOT NULL,         -- survives reloads, as content keys do
    kind           TEXT NOT NULL,         -- "birth", "death", "office" or "happening"
    edtf           TEXT NOT NULL,
    edtf_gregorian TEXT NOT NULL,
    precision      TEXT NOT NULL,
    first          INTEGER NOT NULL,
    last           INTEGER NOT NULL,
    disputed       INTEGER NOT NULL,      -- the tellings name different days
    weight         REAL NOT NULL          -- how much is made of it: who tells of it, how exactly
) STRICT;

CREATE INDEX event_by_day ON event (first, last);
CREATE INDEX event_by_key ON event (key);

CREATE TABLE telling (
    event_id        INTEGER NOT NULL REFERENCES event,
    position        INTEGER NOT NULL,   -- the one that heads the event is 0
    mention_id      INTEGER NOT NULL REFERENCES mention,
    passage_id      INTEGER NOT NULL REFERENCES passage,
    sentence        INTEGER NOT NULL,
    start           INTEGER NOT NULL,   -- of the date's words
    end             INTEGER NOT NULL,
    head_passage_id INTEGER NOT NULL REFERENCES passage,   -- another one in an infobox: the office, or the name
    head_start      INTEGER NOT NULL,   -- of the words that say what happened
    head_end        INTEGER NOT NULL,
    edtf            TEXT NOT NULL,
    edtf_gregorian  TEXT NOT NULL,
    calendar        TEXT NOT NULL,
    precision       TEXT NOT NULL,
    first           INTEGER NOT NULL,
    last            INTEGER NOT NULL,
    flags           TEXT NOT NULL,
    PRIMARY KEY (event_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX telling_by_passage ON telling (passage_id, event_id);

CREATE TABLE anniversary (
    month    INTEGER NOT NULL,
    day      INTEGER NOT NULL,
    calendar TEXT NOT NULL,   -- "gregorian" (New Style) or "julian" (Old Style)
    event_id INTEGER NOT NULL REFERENCES event,
    PRIMARY KEY (month, day, calendar, event_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE quotation (
    id         INTEGER PRIMARY KEY,
    passage_id INTEGER NOT NULL REFERENCES passage,
    start      INTEGER NOT NULL,
    last_id    INTEGER NOT NULL REFERENCES passage,
    end        INTEGER NOT NULL,
    text       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    speaker    TEXT NOT NULL,
    reporter   TEXT NOT NULL,
    work       TEXT NOT NULL,
    date_edtf  TEXT NOT NULL,
    refs       TEXT NOT NULL,   -- JSON array of reference numbers
    key        TEXT NOT NULL
) STRICT;

CREATE INDEX quotation_by_key ON quotation (key);
CREATE INDEX quotation_by_speaker ON quotation (speaker);
CREATE INDEX quotation_by_passage ON quotation (passage_id);

CREATE TABLE fact (
    passage_id INTEGER NOT NULL,
    sentence   INTEGER NOT NULL,
    score      REAL NOT NULL,
    key        TEXT NOT NULL,
    PRIMARY KEY (passage_id, sentence),
    FOREIGN KEY (passage_id, sentence) REFERENCES sentence
) STRICT, WITHOUT ROWID;

CREATE INDEX fact_by_key ON fact (key);

CREATE TABLE person (
    name      TEXT PRIMARY KEY,
    spellings TEXT NOT NULL,   -- JSON array
    mentions  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- For phrases: whether some words stand in the corpus just so. Questions are answered from the postings of search/index.sql.
CREATE VIRTUAL TABLE passage_fts USING fts5 (
    text,
    content = 'passage',
    content_rowid = 'id',
    columnsize = 0,
    tokenize = 'unicode61 remove_diacritics 2'
);

-- Questions that the documents answer, to be offered to whoever begins to type one; those of which most is made first.
CREATE TABLE offer (
    position INTEGER PRIMARY KEY,
    question TEXT NOT NULL
) STRICT;

-- Sentences of different documents that say the same, or that name another day or figure for it; each pair both ways.
CREATE TABLE agreement (
    passage_id       INTEGER NOT NULL REFERENCES passage,
    sentence         INTEGER NOT NULL,
    other_passage_id INTEGER NOT NULL REFERENCES passage,
    other_sentence   INTEGER NOT NULL,
    differs          INTEGER NOT NULL,
    PRIMARY KEY (passage_id, sentence, other_passage_id, other_sentence)
) STRICT, WITHOUT ROWID;
