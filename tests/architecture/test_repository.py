"""What no file of the repository may hold, whoever wrote it."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.settings import REPOSITORY

LONGEST = 500
# Written in parts, so that this file does not hold what it looks for.
REGISTRIES = ["py" + "pi.org", "python" + "hosted.org", "registry.npm" + "js", "registry.yarn" + "pkg", "unpkg" + ".com", "js" + "delivr"]
REGISTRIES += ["cdn" + "js", "deb.debian" + ".org", "archive.ubuntu" + ".com"]
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:ho" r"me|ro" r"ot|Us" r"ers|wo" r"rk)/\w")


def tracked() -> list[Path]:
    """Every text file under version control (or about to be)."""
    words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(words, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout.split("\0")
    return [path for name in names if name and (path := REPOSITORY / name).is_file() and path.suffix not in BINARY]


BINARY = {".png", ".jpg", ".otf", ".ttf", ".ico", ".webp", ".pdf", ".docx", ".mo"}


def test_no_file_names_a_package_registry_or_a_content_network() -> None:
    found = [f"{path.relative_to(REPOSITORY)}: {host}" for path in tracked() for host in REGISTRIES if host in text(path)]
    assert found == []


def test_no_file_holds_a_path_of_somebodys_machine() -> None:
    found = [f"{path.relative_to(REPOSITORY)}: {hit.group()}" for path in tracked() if (hit := MACHINE_PATHS.search(text(path)))]
    assert found == []


def text(path: Path) -> str:
    """As UTF-8; a byte that is not is a fault of its own."""
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", sorted((REPOSITORY / "requirements").glob("*.lock")), ids=lambda path: path.name)
def test_every_locked_package_has_a_hash(lock: Path) -> None:
    entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^\s*#.*\n", "", lock.read_text()))
    bare = [entry.split("\n")[0] for entry in entries if "==" in entry and "--hash=sha256:" not in entry]
    assert bare == []


def locked(name: str) -> dict[str, str]:
    """Package → version."""
    return dict(re.findall(r"(?m)^([\w.-]+)(?:\[[^\]]*\])?==(\S+)", (REPOSITORY / "requirements" / name).read_text()))


def test_what_an_installation_needs_is_locked_and_tested_in_the_same_versions() -> None:
    declared = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]["dependencies"]
    names = {re.split(r"[\[<>=]", one)[0].lower() for one in declared}
    runtime, development = locked("runtime.lock"), locked("dev.lock")
    assert names <= runtime.keys()
    assert runtime.items() <= development.items()


def test_every_locked_front_end_package_has_an_integrity_and_no_address() -> None:
    packages = json.loads((REPOSITORY / "package-lock.json").read_text())["packages"]
    assert len(packages) > 1
    for name, package in packages.items():
        assert "resolved" not in package
        assert "funding" not in package
        assert name == "" or package["integrity"].startswith("sha512-")


def test_no_source_file_is_too_long_to_have_one_subject() -> None:
    code = [path for path in tracked() if path.suffix == ".py" and "migrations" not in path.parts]
    long = {str(path.relative_to(REPOSITORY)): lines for path in code if (lines := len(text(path).splitlines())) > LONGEST}
    assert long == {}
