-- What an edition stores so that a question is answered in milliseconds. Only narrative passages are in here.
-- A word is the number of its stem in the vocabulary, counted from 0, doubled, and one more where it is a name. All
-- numbers in blobs are little-endian.

CREATE TABLE indexed (
    passage_id  INTEGER PRIMARY KEY REFERENCES passage,
    words       BLOB NOT NULL,   -- of its sentences, one after the other, without empty words, uint32
    forms       BLOB NOT NULL,   -- how each of these is written: its number among the forms, uint32
    sizes       BLOB NOT NULL,   -- how many of these each sentence has, uint32
    before      BLOB NOT NULL,   -- words of the sentence before the first, where one stands in the same section, uint32
    heading     BLOB NOT NULL,   -- words of the document's title and the section path, each once, uint32
    kinds       BLOB NOT NULL,   -- which kinds of answer each sentence may hold (corpus.search.kinds), uint16
    counts      BLOB NOT NULL,   -- how many dates, numbers and names each sentence holds, three bytes a sentence
    spans       BLOB NOT NULL,   -- where each sentence starts and ends in the passage's text, pairs of uint32
    standing    REAL NOT NULL    -- what zone and trust take away: 0 is a good source's running text
) STRICT;

CREATE TABLE posting (
    stem    INTEGER PRIMARY KEY,   -- its number in the vocabulary
    ids     BLOB NOT NULL,         -- of the passages that hold it, ascending, uint32
    impacts BLOB NOT NULL          -- its part of each one's BM25 score, a byte each
) STRICT;

CREATE TABLE spelling (
    length  INTEGER NOT NULL,    -- letters of each word
    words   TEXT NOT NULL,       -- the words of this length, one after the other
    letters BLOB NOT NULL,       -- which letters each one has: a bit a letter, uint32
    counts  BLOB NOT NULL,       -- in how many passages each one stands, uint32
    PRIMARY KEY (length)
) STRICT;

CREATE TABLE form (
    words   TEXT NOT NULL,       -- as they are written, in small letters and the order of code points, a line each
    places  BLOB NOT NULL,       -- which row of the vectors each one has, uint32
    vectors BLOB NOT NULL        -- what words mean, 64 signed bytes a row; the first row is empty
) STRICT;

CREATE TABLE survey (
    passages   INTEGER NOT NULL,   -- how many are indexed
    last_id    INTEGER NOT NULL,   -- the highest id of them
    middle     REAL NOT NULL,      -- their mean length in words
    subject    TEXT NOT NULL,      -- stem of the name of the person that the documents are mainly about, or ""
    pronoun    TEXT NOT NULL,      -- "he" or "she", whichever the documents say more often
    vocabulary TEXT NOT NULL,      -- every stem, in the order of code points, a line each
    held       BLOB NOT NULL       -- in how many passages each stem stands, uint32
) STRICT;
