"""`make bench`: every program of this folder, on SQLite and on PostgreSQL where that matters; then one table, and var/bench.json.

.venv/bin/python -m bench [PROGRAM …] [PATH …]      PATH: texts of laws, for `statutes`

They print what this machine does and assert nothing: a missed target is said in the table and fails no run. The file has
{name: {value, unit, target, database}}, with the database in the name where a figure was taken on both.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from scripts import cluster, machine

FOLDER = Path(__file__).parent
TABLE = FOLDER.parent / "var" / "bench.json"
ON_BOTH = ("intake", "importing", "lists", "desk", "ruling", "trail")
READS_PATHS = "statutes"


def main(wanted: Sequence[str]) -> int:
    """1 when a program failed, 2 when a word is no program and no path."""
    failed = 0
    programs = sorted(FOLDER.glob("[!_]*.py"))
    paths = [word for word in wanted if word not in {program.stem for program in programs}]
    if unknown := [path for path in paths if not Path(path).exists()]:
        print(f"bench: no program and no path: {', '.join(unknown)}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as room:
        collected = Path(room, "figures")
        collected.touch()
        for program in programs:
            if len(paths) == len(wanted) or program.stem in wanted:
                failed += run(program, collected, paths if program.stem == READS_PATHS else ())
        rows = [json.loads(line) for line in collected.read_text(encoding="utf-8").splitlines()]
    show(rows)
    keep(rows)
    return 1 if failed else 0


def run(program: Path, collected: Path, paths: Sequence[str] = ()) -> int:
    """On each database that it is for; how many runs failed."""
    failed = 0
    for name in ("SQLite", "PostgreSQL") if program.stem in ON_BOTH else ("",):
        if name == "PostgreSQL" and machine.postgres() is None:
            print(f"\n── {program.stem}: not on PostgreSQL, this machine has no server programs ──", flush=True)
            continue
        print(f"\n── {program.stem} {name} ──", flush=True)
        with database(name) as given:
            environment = {**os.environ, **given, "ZHIFA_BENCH_FIGURES": str(collected)}
            failed += bool(subprocess.run([sys.executable, program, *paths], cwd=FOLDER.parent, env=environment, check=False).returncode)
    return failed


@contextmanager
def database(name: str) -> Iterator[dict[str, str]]:
    """What the program is told: an empty PostgreSQL of its own, or nothing."""
    if name != "PostgreSQL":
        yield {}
        return
    with cluster.temporary() as address:
        yield {"ZHIFA_BENCH_DATABASE": address}


def show(rows: Sequence[dict[str, object]]) -> None:
    """One line per figure that has a target."""
    print(f"\n── targets (load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors) ──")
    for row in rows:
        if row["target"] is not None:
            faster = str(row["unit"]).endswith("/s")
            met = float(str(row["value"])) >= float(str(row["target"])) if faster else float(str(row["value"])) <= float(str(row["target"]))
            limit = f"{'≥' if faster else '≤'} {row['target']:,}"
            print(f"{'ok    ' if met else 'MISSED'} {row['name']:<58} {row['value']:>12,.1f} {row['unit']:<8} {limit:>9} {row['database']}")


def keep(rows: Sequence[dict[str, object]]) -> None:
    """Writes var/bench.json; figures of programs that did not run stay as they were."""
    kept = json.loads(TABLE.read_text(encoding="utf-8")) if TABLE.is_file() else {}
    for row in rows:
        name = f"{row['name']} ({row['database']})" if row["database"] else str(row["name"])
        kept[name] = {key: row[key] for key in ("value", "unit", "target", "database")}
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"\nwritten: {TABLE.relative_to(FOLDER.parent)}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
