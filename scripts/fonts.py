"""Fonts for documents, in var/fonts: an own folder, else Noto (OFL) by lock plus Fandol (仿宋, 楷体) from Debian's archive.

Fandol is fetched without root: apt-get with private state and cache, the package unpacked for its fonts alone. Where that is not
possible documents are set in Noto Serif and Noto Sans, and the set-up says so.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from pathlib import Path

from scripts.steps import CACHE, PYTHON, ROOT, VAR, Failed, Progress, run

FOLDER = VAR / "fonts"
SUFFIXES = {".otf", ".ttf", ".ttc"}
DEBIAN_PACKAGE = "texlive-lang-chinese"
INSTALLED = Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol")


def create(progress: Progress) -> None:
    """Leaves a configured folder (ZHIFA_FONTS) alone."""
    if own := os.environ.get("ZHIFA_FONTS"):
        if not any(path.suffix.lower() in SUFFIXES for path in Path(own).rglob("*")):
            raise Failed(f"ZHIFA_FONTS={own} holds no font file (.otf, .ttf, .ttc).")
        return
    lock = ROOT / "requirements" / "fonts.lock"
    progress.step("fonts Noto", [lock], [FOLDER / "NotoSerifSC-Regular.otf"], lambda: noto(progress, lock))
    progress.step("fonts Fandol", [DEBIAN_PACKAGE], [FOLDER], lambda: fandol(progress))


def noto(progress: Progress, lock: Path) -> str:
    """Noto Sans SC and Noto Serif SC from one wheel; only its fonts and its licence are kept."""
    wheels = CACHE / "fonts"
    with progress.downloading():
        pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "-q", "download", "--require-hashes", "--no-deps"]
        run([*pip, "-r", lock, "-d", wheels])
    FOLDER.mkdir(parents=True, exist_ok=True)
    for wheel in wheels.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if Path(name).suffix in SUFFIXES or name.endswith("licenses/LICENSE"):
                    target = FOLDER / ("Noto-LICENSE" if name.endswith("LICENSE") else Path(name).name)
                    target.write_bytes(archive.read(name))
    return "Noto Sans SC, Noto Serif SC (OFL)"


def fandol(progress: Progress) -> str:
    """From the installed package when the machine has it, else from Debian's archive; without either it says so and goes on."""
    if INSTALLED.is_dir():
        return f"{keep(INSTALLED)} fonts of the installed {DEBIAN_PACKAGE}"
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return "not to be had without apt-get: documents use Noto, no 仿宋"
    try:
        with progress.downloading(), tempfile.TemporaryDirectory() as room:
            return f"{unpack(Path(room))} fonts out of Debian's {DEBIAN_PACKAGE}"
    except Failed as failure:
        return f"not to be had ({str(failure).splitlines()[0]}): documents use Noto, no 仿宋"


def unpack(room: Path) -> int:
    """Number of fonts taken out of the package, which is fetched with apt's own signature checks."""
    for folder in ("state/lists/partial", "cache/archives/partial"):
        (room / folder).mkdir(parents=True)
    apt = ["apt-get", "-qq", "-o", f"Dir::State={room / 'state'}", "-o", f"Dir::Cache={room / 'cache'}"]
    apt += ["-o", "Dir::State::status=/var/lib/dpkg/status", "-o", "APT::Sandbox::User=", "-o", "Acquire::Languages=none"]
    run([*apt, "update"])
    run([*apt, "download", DEBIAN_PACKAGE], cwd=room)
    (package,) = room.glob("*.deb")
    run(["dpkg-deb", "-x", package, room / "tree"])
    return keep(room / "tree" / INSTALLED.relative_to("/"))


def keep(folder: Path) -> int:
    """Copies the fonts of a folder to var/fonts."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    found = [path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES]
    for path in found:
        shutil.copy(path, FOLDER / path.name)
    return len(found)
