"""How fast each reader is, whether it is linear, and how hostile files end: `python -m bench.readers`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import click

from corpus.errors import CorpusError
from corpus.formats import html, markdown, plain, wiki
from corpus.formats.folder import read_file
from corpus.model import Document, Metadata, Source
from corpus.paragraphs import paragraphs
from corpus.sentences import sentences

SOURCE = Source("bench", Path("bench.txt"), Metadata("Bench"))
PROSE = (
    "The mill on the Aller was built in 1744 by J. H. Brand, c. 20 km from the town. “It grinds,” he wrote. "
    "After the flood of 9 March 1782 it stood still; Gen. Lott bought it for £300 (about 2 p.c. of its worth). "
)
PAGES = {
    "plain": PROSE * 3 + "\n\n",
    "plain, one line": PROSE,
    "wiki": PROSE * 2 + "Its wheel broke.[12]: 44 It was mended.[a][13]\n\n",
    "markdown": f"## The mill\n\n{PROSE}It *broke*.[^1] See [here](https://e.org).\n\n> {PROSE}\n> — A. Brand, 1799\n\n"
    "- One\n- Two\n\n",
    "html": f"<h2>The mill</h2><p>{PROSE}It <i>broke</i>.<sup><a href='#n1'>1</a></sup> &amp; so on.</p>"
    "<ul><li>One<li>Two</ul>\n",
}
READERS: dict[str, Callable[[Source, str], Document]] = {
    "plain": plain.read,
    "plain, one line": plain.read,
    "wiki": wiki.read,
    "markdown": markdown.read,
    "html": html.read,
}
MEGABYTE = 1_000_000
HOSTILE = {
    "line.txt": ("a line of 1 GB", "x", 1_000 * MEGABYTE),
    "line.md": ("a line of 60 MB", "word ", 60 * MEGABYTE),
    "markers.txt": ("4 million markers", "x[1][a] ", 16 * MEGABYTE),
    "stops.txt": ("only full stops", ".", 10 * MEGABYTE),
    "marks.md": ("only footnote marks", "[^1]", 8 * MEGABYTE),
    "stars.md": ("only stars", "*a **b ", 4 * MEGABYTE),
    "quotes.md": ("only quotation marks", ">", MEGABYTE),
    "deep.html": ("100,000 elements deep", "<div>x", 6 * MEGABYTE // 10),
    "open.html": ("tags that never end", "<a href='", 8 * MEGABYTE),
    "tags.html": ("16 million tags", "<b>x", 48 * MEGABYTE),
    "attribute.html": ("one attribute of 20 MB", "<p title='" + "x" * (20 * MEGABYTE) + "'>end", 20 * MEGABYTE + 15),
}


def main() -> None:
    """Print the figures."""
    if sys.argv[1:]:
        _hostile_one(sys.argv[1])
        return
    _speeds()
    _hostile()


def _speeds() -> None:
    sizes = (1, 2, 4, 8)
    click.echo(f"{'MB/s of CPU time':22}" + "".join(f"{size:>6} MB" for size in sizes) + "   with sentences")
    for name, page in PAGES.items():
        figures = []
        for size in sizes:
            text = page * (size * MEGABYTE // len(page.encode()))
            begun = process_time()
            document = READERS[name](SOURCE, text)
            figures.append(size / (process_time() - begun))
        paragraphs(document)
        whole = sizes[-1] / (process_time() - begun)
        click.echo(f"{name:22}" + "".join(f"{figure:9.2f}" for figure in figures) + f"{whole:17.2f}")
    begun = process_time()
    sentences(PROSE * (8 * MEGABYTE // len(PROSE)))
    click.echo(f"{'sentences alone':22}{'':27}{8 / (process_time() - begun):9.2f}")


def _hostile() -> None:
    click.echo("\nHostile files, each in a process of its own")
    for name in HOSTILE:
        subprocess.run([sys.executable, "-m", "bench.readers", name], check=False)


def _hostile_one(name: str) -> None:
    what, unit, size = HOSTILE[name]
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        with path.open("w", encoding="utf-8") as file:
            piece = unit * max(1, min(MEGABYTE, size) // len(unit))
            for _ in range(max(1, size // len(piece))):
                file.write(piece)
        begun = process_time()
        try:
            ended = f"{len(paragraphs(read_file(path))):,} paragraphs"
        except CorpusError as exc:
            ended = str(exc).replace(f"{folder}/", "")
        seconds = process_time() - begun
    most = _most_memory()
    click.echo(f"{what:24} {seconds:6.1f} s {most:6.0f} MB  {ended}")


def _most_memory() -> float:
    """Return the most MB that this process has held."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main()
