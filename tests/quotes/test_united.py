"""Speakers across documents: one person is one speaker, whatever each document calls them."""

from __future__ import annotations

from pathlib import Path

from corpus.build import build
from corpus.edition import Edition


async def test_a_speaker_called_by_two_names_in_two_documents_is_one(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "one.md").write_text(
        "# One\n\nThe surveyor Ada Brand came. Ada Brand said: “No map has ever kept a boat afloat.”\n", "utf-8"
    )
    (documents / "two.md").write_text(
        "# Two\n\nEverybody feared Brand. Brand wrote: “The tide reads no letters from the council.” Brand said: "
        "“Whoever draws the coast must walk it first.” Ole Stone and Brand said: "
        "“We have walked enough of it by now.”\n",
        "utf-8",
    )
    edition = await Edition.open(build([documents], tmp_path / "editions").path)
    try:
        assert next((one.name, one.quotations) for one in edition.index.speakers) == ("Ada Brand", 3)
        assert {speaker.name for speaker in edition.index.speakers} == {"Ada Brand", "Ole Stone and Ada Brand"}
        assert edition.index.speaker("Brand") == "Ada Brand"
        assert [name for name in edition.index.topics if "Brand" in name] == ["Ada Brand"]
    finally:
        await edition.close()
