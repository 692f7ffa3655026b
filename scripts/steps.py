"""A set-up step: done again only when what it is made from has changed, and timed apart from what it downloads."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
STAMPS = VAR / "stamps"
CACHE = VAR / "cache"
PYTHON = ROOT / ".venv" / "bin" / "python"


class Failed(Exception):
    """A step cannot go on; the text says what to do."""


class Progress:
    """Prints each step with its seconds and adds the download seconds up on their own."""

    def __init__(self) -> None:
        self.started = time.monotonic()
        self.downloaded = 0.0

    @contextmanager
    def downloading(self) -> Iterator[None]:
        """Time spent here is download time."""
        start = time.monotonic()
        try:
            yield
        finally:
            self.downloaded += time.monotonic() - start

    def step(self, title: str, made_from: Iterable[Path | str], makes: Iterable[Path], act: Callable[[], str | None]) -> None:
        """Runs `act` unless the stamp of `made_from` (files, or words as they stand) is current and all of `makes` exist."""
        stamp, digest = STAMPS / title.replace(" ", "-"), digest_of(made_from)
        if stamp.is_file() and stamp.read_text() == digest and all(path.exists() for path in makes):
            return
        print(f"  {title} …", end="", flush=True)
        start, before = time.monotonic(), self.downloaded
        said = act()
        loaded = self.downloaded - before
        seconds = time.monotonic() - start - loaded
        print(f" {seconds:.1f} s" + (f" + {loaded:.1f} s download" if loaded else "") + (f" · {said}" if said else ""), flush=True)
        STAMPS.mkdir(parents=True, exist_ok=True)
        stamp.write_text(digest)

    @property
    def seconds(self) -> float:
        """Seconds since the start without downloads."""
        return time.monotonic() - self.started - self.downloaded


def digest_of(made_from: Iterable[Path | str]) -> str:
    """One hash over the contents of files and folders and over plain words."""
    digest = hashlib.sha256()
    for source in made_from:
        if isinstance(source, str):
            digest.update(source.encode())
            continue
        for path in sorted(source.rglob("*")) if source.is_dir() else [source]:
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def run(words: Sequence[str | Path], hint: str = "", *, cwd: Path = ROOT, environment: dict[str, str] | None = None) -> str:
    """Output of a command; its own words and the hint when it fails."""
    done = subprocess.run([str(word) for word in words], cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        tail = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise Failed(f"{' '.join(str(word) for word in words[:4])} … ended with {done.returncode}\n{tail}\n{hint}".rstrip())
    return done.stdout


def complain(text: str) -> int:
    """Prints to stderr, returns the exit code of a failure."""
    print(f"\n{text}", file=sys.stderr)
    return 1
