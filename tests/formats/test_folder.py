"""A folder of files becomes documents, or a sentence that says which file is wrong and what to do."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import NoDocuments, UnreadableDocument
from corpus.formats import find_documents, find_orphans, named, read_file, read_folder
from corpus.formats.folder import slug
from corpus.model import Metadata, Trust

UNTIMED = settings(deadline=None)  # a busy machine is no failure
STORY = "The lock at Sandby was dug by hand. It took nine years."


def put(folder: Path, name: str, content: str | bytes = STORY) -> Path:
    """Write a file, and the folders that it stands in."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def wrong(path: Path) -> str:
    """What is said of a file that cannot be read."""
    with pytest.raises(UnreadableDocument) as caught:
        read_file(path)
    return str(caught.value)


def test_documents_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b/c.html", "C.TXT"):
        put(tmp_path, name)
    names = [one.source.path.relative_to(tmp_path).as_posix() for one in read_folder(tmp_path)]
    assert names == ["C.TXT", "a/b/c.html", "a/z.md", "b.txt"]


def test_only_files_with_known_endings_are_documents(tmp_path: Path) -> None:
    for name in ("README.md", "LICENSE.txt", "licence.md", ".hidden.txt", ".git/x.txt", "map.pdf", "notes.toml"):
        put(tmp_path, name)
    put(tmp_path, "readme-for-locks.html")
    assert [path.name for path in find_documents(tmp_path)] == ["readme-for-locks.html"]


def test_a_sidecar_gives_the_metadata(tmp_path: Path) -> None:
    path = put(tmp_path, "lock.txt")
    put(tmp_path, "lock.toml", 'title = "The Lock"\nauthor = "A. Holm"\ntrust = "reference"\nretrieved = 2024-05-01\n')
    source = read_file(path).source
    assert source.metadata == Metadata("The Lock", author="A. Holm", trust=Trust.REFERENCE, retrieved="2024-05-01")
    assert source.name == "lock"


def test_front_matter_gives_the_metadata_and_is_not_shown(tmp_path: Path) -> None:
    path = put(tmp_path, "lock.md", f'+++\ntitle = "The Lock"\n+++\n\n{STORY}\n')
    document = read_file(path)
    assert document.source.metadata.title == "The Lock"
    assert [document.text[block.start : block.end] for block in document.blocks] == [STORY]


@pytest.mark.parametrize(
    ("name", "content", "title"),
    [
        pytest.param("lock.md", f"# Sandby *Lock*\n\n{STORY}", "Sandby Lock", id="a Markdown heading"),
        pytest.param("lock.html", f"<h1>Sandby Lock</h1><p>{STORY}", "Sandby Lock", id="a heading of a page"),
        pytest.param("lock.html", f"<title>Sandby &amp; Sons</title><p>{STORY}", "Sandby & Sons", id="a page's title"),
        pytest.param("lock.txt", f"Sandby Lock\n\n{STORY}", "Sandby Lock", id="a first line"),
        pytest.param("sandby-lock.txt", STORY, "sandby-lock", id="or else the file's name"),
    ],
)
def test_without_metadata_the_title_is_the_documents_own(tmp_path: Path, name: str, content: str, title: str) -> None:
    source = read_file(put(tmp_path, name, content)).source
    assert source.metadata.title == title


def test_names_are_unique_and_do_not_depend_on_the_order(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        put(tmp_path, name, f"Sandby Lock\n\n{STORY}")
    documents = read_folder(tmp_path)
    assert [one.source.name for one in documents] == ["sandby-lock", "sandby-lock-2", "sandby-lock-3"]
    turned = named(reversed(documents))
    assert [one.source.name for one in turned] == ["sandby-lock-3", "sandby-lock-2", "sandby-lock"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Édith's Lock, 1850–1860", "ediths-lock-1850-1860"),
        ("The long and winding history of a lock", "the-long-and-winding-history-of"),
        ("Шлюз", "document"),
        ("x" * 99, "x" * 32),
    ],
)
def test_a_name_is_short_and_ascii(title: str, name: str) -> None:
    assert slug(title) == name


@UNTIMED
@given(st.text(max_size=60))
def test_any_title_at_all_has_a_name(title: str) -> None:
    assert slug(title).isascii()
    assert 0 < len(slug(title)) <= 32


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        pytest.param(
            'title = "x"\nlicense = "CC0"', "line 2: there is no key “license”. Did you mean “licence”?", id="key"
        ),
        pytest.param("title = 7", "line 1: title must be text in quotation marks, and is a number", id="a number"),
        pytest.param("author = ['A']", "author must be text in quotation marks, and is a list", id="a list"),
        pytest.param(
            'trust = "gospel"', "trust must be one of reference, secondary, unverified, and is “gospel”", id="trust"
        ),
        pytest.param('url = "sandby.example"', "url must begin with https:// or http://", id="an address"),
        pytest.param(
            'title = "x"\nauthor = \n', "this is not TOML (Invalid value (at line 2, column 10))", id="no TOML"
        ),
        pytest.param("[lock]\ntitle = 'x'", "line 1: there is no key “lock”", id="a table"),
        pytest.param("title = " + "[" * 40_000, "this is not TOML", id="nested deep"),
    ],
)
def test_a_wrong_sidecar_is_refused_with_file_and_line(tmp_path: Path, toml: str, says: str) -> None:
    path = put(tmp_path, "lock.txt")
    put(tmp_path, "lock.toml", toml)
    assert "lock.toml" in wrong(path)
    assert says in wrong(path)


def test_a_wrong_key_is_told_which_keys_there_are(tmp_path: Path) -> None:
    path = put(tmp_path, "lock.txt")
    put(tmp_path, "lock.toml", "colour = 'red'")
    assert "The keys are title, author, publisher, url, licence, retrieved, trust, language" in wrong(path)


def test_lines_of_front_matter_are_counted_from_the_top_of_the_file(tmp_path: Path) -> None:
    assert "lock.md, line 3: there is no key “titel”" in wrong(put(tmp_path, "lock.md", "+++\n\ntitel = 'x'\n+++\n"))
    assert "at line 2, column" in wrong(put(tmp_path, "lock.md", "+++\ntitle = \n+++\n"))


def test_a_sidecar_beside_front_matter_is_one_too_many(tmp_path: Path) -> None:
    put(tmp_path, "lock.toml", "title = 'x'")
    assert "Keep one of the two" in wrong(put(tmp_path, "lock.md", "+++\ntitle = 'y'\n+++\nText."))


def test_bytes_that_are_not_utf_8_are_refused_with_their_place(tmp_path: Path) -> None:
    path = put(tmp_path, "lock.txt", b"The lock\nat \xe9lan.")
    assert "lock.txt, line 2: byte 12 is not UTF-8" in wrong(path)


def test_a_byte_order_mark_is_accepted_and_not_counted(tmp_path: Path) -> None:
    document = read_file(put(tmp_path, "lock.txt", b"\xef\xbb\xbf" + STORY.encode()))
    assert document.text == STORY


def test_line_ends_are_kept_as_they_stand(tmp_path: Path) -> None:
    assert read_file(put(tmp_path, "lock.txt", "One.\r\n\r\nTwo.\r\n")).text == "One.\r\n\r\nTwo.\r\n"


@pytest.mark.parametrize("content", [b"The lock\0", b"\x01\x02\x03\x04 lock" * 9])
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "so it is no text" in wrong(put(tmp_path, "lock.txt", content))


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "lock.txt"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    assert "it is larger than 65,536 kB" in wrong(path)


def test_a_link_may_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    secret = put(tmp_path, "outside/secret.txt")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "lock.txt").symlink_to(secret)
    assert "it is a link out of the folder" in wrong(inside / "lock.txt")
    put(inside, "sluice.txt")
    (inside / "sluice.toml").symlink_to(secret)
    assert "it is a link out of the folder" in wrong(inside / "sluice.txt")


def test_a_link_within_the_folder_is_read(tmp_path: Path) -> None:
    put(tmp_path, "kept/lock.txt")
    (tmp_path / "lock.txt").symlink_to(tmp_path / "kept" / "lock.txt")
    assert read_file(tmp_path / "lock.txt", tmp_path).text == STORY


def test_a_linked_folder_is_not_walked(tmp_path: Path) -> None:
    put(tmp_path, "outside/lock.txt")
    put(tmp_path, "inside/sluice.txt")
    (tmp_path / "inside" / "more").symlink_to(tmp_path / "outside")
    assert [path.name for path in find_documents(tmp_path / "inside")] == ["sluice.txt"]


def test_pipes_and_broken_links_are_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "it is no regular file" in wrong(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    assert "it cannot be opened (No such file or directory)" in wrong(tmp_path / "gone.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert "it cannot be opened" in wrong(tmp_path / "loop.txt")


def test_an_unknown_ending_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    assert "Pero reads .txt, .md, .markdown, .html and .htm" in wrong(put(tmp_path, "lock.docx"))


def test_a_folder_that_is_missing_or_empty_says_what_belongs_there(tmp_path: Path) -> None:
    with pytest.raises(NoDocuments, match=r"There is no folder .*nowhere\. Make it, and put documents into it"):
        read_folder(tmp_path / "nowhere")
    put(tmp_path, "README.md")
    with pytest.raises(NoDocuments, match=r"holds no documents\. Put some into it: files that end in \.txt, \.md"):
        read_folder(tmp_path)


def test_all_that_is_wrong_with_a_folder_is_said_at_once(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", b"\xff")
    put(tmp_path, "b.txt", b"\0")
    put(tmp_path, "c.txt")
    with pytest.raises(UnreadableDocument) as caught:
        read_folder(tmp_path)
    assert [line.partition(".txt")[0][-1] for line in str(caught.value).split("\n")] == ["a", "b"]


def test_a_sidecar_without_a_document_is_found(tmp_path: Path) -> None:
    for name in ("lock.txt", "lock.toml", "sluise.toml", "more/weir.md", "more/weir.toml"):
        put(tmp_path, name)
    assert [path.name for path in find_orphans(tmp_path)] == ["sluise.toml"]
