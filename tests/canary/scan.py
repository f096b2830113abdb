"""Looks for planted values wherever the service's bytes come to rest, and in what other programs can see of it."""

from __future__ import annotations

import gzip
import re
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from bot.settings import ROOT
from tests.canary.needles import Needle
from tests.canary.search import Search

LARGEST_FILE = 512 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Find:
    """A planted value, and the place where it was found."""

    value: str
    place: str


@dataclass(frozen=True, kw_only=True)
class Scan:
    """What a search through all places gave. `places` and `size` (bytes) show that there was something to search."""

    finds: frozenset[Find]
    places: int
    size: int

    @property
    def values(self) -> frozenset[str]:
        return frozenset(find.value for find in self.finds)


def scan(needles: Sequence[Needle], places: Iterable[tuple[str, bytes]]) -> Scan:
    """Look for every needle in every place."""
    finds: set[Find] = set()
    count = size = 0
    search = Search(needles)
    for place, content in places:
        count, size = count + 1, size + len(content)
        finds |= {Find(value=value, place=place) for value in search.values_in(content)}
    return Scan(finds=frozenset(finds), places=count, size=size)


def files_of(*folders: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below the folders: databases, logs of transactions, keys, what was printed, temporary files."""
    for folder in folders:
        for path in sorted(path for path in (folder.rglob("*") if folder.is_dir() else (folder,)) if path.is_file()):
            if (content := _read(path)) is not None:
                yield str(path), content


def models() -> Iterator[tuple[str, bytes]]:
    """The trained models, unpacked."""
    for path, content in files_of(ROOT / "models"):
        yield path, content
        if path.endswith(".tar.gz"):
            with tarfile.open(fileobj=BytesIO(gzip.decompress(content))) as archive:
                for member in archive.getmembers():
                    file = archive.extractfile(member)
                    if file is not None:
                        yield f"{path}:{member.name}", file.read()


def processes(pid: int) -> Iterator[tuple[str, bytes]]:
    """Command lines, environments and deleted files still open, of a process and all its descendants."""
    for each in _family(pid):
        folder = Path("/proc") / str(each)
        opened = sorted((folder / "fd").iterdir()) if (folder / "fd").exists() else []
        for path in (folder / "cmdline", folder / "environ", *(fd for fd in opened if _is_deleted_file(fd))):
            if (content := _read(path)) is not None:
                yield str(path), content


def core_dumps(*folders: Path) -> list[Path]:
    """Files that a crashed process left behind."""
    return [path for folder in folders for path in folder.glob("core*") if re.fullmatch(r"core(\.\d+)?", path.name)]


def _family(pid: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and (stat := _read(folder / "stat")) is not None:
            parent = int(stat.rpartition(b")")[2].split()[1])
            children.setdefault(parent, []).append(int(folder.name))
    found = [pid]
    for each in found:
        found += children.get(each, [])
    return found


def _is_deleted_file(fd: Path) -> bool:
    """A regular file that is in no folder any more, so that nothing else would look into it."""
    try:
        return fd.is_file() and str(fd.readlink()).endswith(" (deleted)")
    except OSError:
        return False


def _read(path: Path) -> bytes | None:
    """None for what has vanished since, or cannot be read by its own owner."""
    try:
        return path.read_bytes() if path.stat().st_size <= LARGEST_FILE else None
    except OSError:
        return None
