"""`make setup`: everything that `zhifa run` needs, from a bare machine. A second run does only what has changed."""

from __future__ import annotations

import argparse

from scripts import assets, environment, fonts, prerequisites
from scripts.steps import PYTHON, ROOT, Failed, Progress, complain, run

LOCALE = ROOT / "src" / "zhifa" / "locale"


def translations(progress: Progress) -> None:
    """Compiles every catalog of src/zhifa/locale with Babel (a bare machine has no msgfmt)."""
    catalogs = sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))
    if not catalogs:
        return
    words = [PYTHON, "-m", "babel.messages.frontend", "compile", "-D", "django", "-d", LOCALE]
    makes = [path.with_suffix(".mo") for path in catalogs]
    progress.step("translations", catalogs, makes, lambda: run(words) and None)


def prepare(progress: Progress, *, development: bool) -> None:
    """All steps in order."""
    prerequisites.check()
    environment.create(progress, development=development)
    assets.create(progress)
    fonts.create(progress)
    translations(progress)


def main() -> int:
    """1 with the reason when a step cannot be done."""
    parser = argparse.ArgumentParser(prog="make setup", description=__doc__)
    parser.add_argument("--development", action="store_true", help="also what tests and checks need")
    progress = Progress()
    print("zhifa set-up", flush=True)
    try:
        prepare(progress, development=parser.parse_args().development)
    except Failed as failure:
        return complain(str(failure))
    except KeyboardInterrupt:
        return complain("stopped")
    download = f", download {progress.downloaded:.1f} s" if progress.downloaded else ""
    print(f"set-up ready: {progress.seconds:.1f} s{download}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
