"""The house as a test: arrows point one way, and nothing goes round in a circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "bot", "cogs")
FORBIDDEN = {"corpus": {"discord", "aiohttp", "bot", "cogs"}, "bot": {"cogs"}, "bot/local": {"corpus", "cogs"}}
LONGEST_MODULE = 400
LONGEST_CALLBACK = 15


def modules(package: str) -> Iterator[Path]:
    """Yield the modules of a package, but the one that wires everything."""
    return (path for path in sorted((ROOT / package).rglob("*.py")) if path != ROOT / "bot" / "__main__.py")


def name(path: Path) -> str:
    """Return a module's dotted name."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path) -> Iterator[str]:
    """Yield what a module imports when it is loaded, a dotted name each."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("package", FORBIDDEN)
def test_a_layer_never_looks_up(package: str) -> None:
    found = {(name(path), top) for path in modules(package) for top in imported(path)}
    assert not {(module, top) for module, top in found if top.split(".")[0] in FORBIDDEN[package]}


def test_no_module_imports_itself_in_a_circle() -> None:
    known = {name(path): path for package in PACKAGES for path in modules(package)}
    graph: Mapping[str, set[str]] = {
        module: {other for other in imported(path) if other in known and other != module}
        for module, path in known.items()
    }
    # A package's face imports its modules, and they import their siblings through the package: only names count.
    inner = {
        module: {other for other in others if not module.startswith(f"{other}.")} for module, others in graph.items()
    }
    assert list(TopologicalSorter(inner).static_order())


@pytest.mark.parametrize("package", PACKAGES)
def test_no_module_is_longer_than_one_idea(package: str) -> None:
    long = {
        name(path): lines
        for path in modules(package)
        if (lines := len(path.read_text("utf-8").splitlines())) > LONGEST_MODULE
    }
    assert not long


def test_a_command_is_a_sentence_and_no_program() -> None:
    long = [
        f"{name(path)}.{node.name}"
        for path in modules("cogs")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.AsyncFunctionDef)
        and node.end_lineno
        and node.end_lineno - node.body[0].lineno >= LONGEST_CALLBACK
    ]
    assert not long


@pytest.mark.parametrize("package", [*PACKAGES, "tests"])
def test_nothing_mocks_and_nothing_sleeps(package: str) -> None:
    found = [
        (name(path), word)
        for path in modules(package)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for word in [ast.unparse(node.func) if isinstance(node, ast.Call) else ""]
        if word in {"asyncio.sleep", "time.sleep"} or "Mock" in word or "monkeypatch.setattr" in word
    ]
    assert not found


@pytest.mark.parametrize("package", PACKAGES)
def test_every_module_says_what_it_is_for(package: str) -> None:
    silent = [name(path) for path in modules(package) if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert not silent
