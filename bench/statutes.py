"""How fast laws are compiled to penalty provisions, and what comes out.

.venv/bin/python bench/statutes.py [PATH…]      without a path: an invented law, many times
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from _house import figure

from zhifa.interfaces.cli.statute_compile import HAND_MADE, run
from zhifa.interfaces.cli.statute_files import files_under, source_of
from zhifa.interfaces.cli.statutes import PROCESSES, compile_files
from zhifa.law.citations import chinese_number
from zhifa.packs.compiled import LAYER
from zhifa.packs.reading import ROOT

ARTICLE = (
    "第{n}条　违反本条例第三条规定，有下列行为之一的，由镜湖管理局责令改正，处五百元以上二千元以下罚款；情节严重的，没收违法所得：\n\n"
    "（一）在湖里洗风筝的；\n\n（二）向湖中投放玩具船的。\n\n单位有前款第一项行为的，处一万元以上五万元以下罚款。\n"
)
INVENTED_ARTICLES, INVENTED_FILES = 60, 40


def measure(paths: Sequence[Path], processes: int = PROCESSES) -> dict[str, Any]:
    """Figures of one run: files, failed, provisions, fines, seconds, and how often each kind stands."""
    files = list(files_under(paths))
    began = time.perf_counter()
    results = list(compile_files(files, processes))
    seconds = time.perf_counter() - began
    rows = [json.loads(line) for result in results for line in result.lines]
    kinds = Counter(kind for row in rows for kind in {k for tier in row["tiers"] for k in tier["kinds"]})
    return {
        "files": len(files),
        "failed": sum(result.failed for result in results),
        "provisions": len(rows),
        "fines": sum(tier["fine"] is not None for row in rows for tier in row["tiers"]),
        "order_first": sum(row["precondition"] != "none" for row in rows),
        "seconds": round(seconds, 2),
        "kinds": dict(kinds.most_common()),
    }


def county(folder: Path, real: bool) -> None:
    """Texts to proven sheets of a county, with the scope of the packs or, for invented texts, one of their own."""
    with tempfile.TemporaryDirectory() as room:
        pack = Path(room)
        if real:
            for name in ("laws.csv", "enforcers.csv"):
                shutil.copy(ROOT / LAYER / name, pack / name)
        else:
            titles = "".join(f"{source_of(path).law},lake_protection_water,\n" for path in folder.iterdir())
            (pack / "laws.csv").write_text(f"title,domain,reason\n{titles}", encoding="utf-8")
            (pack / "enforcers.csv").write_text("words,domain\n管理局,lake_protection_water\n", encoding="utf-8")
        began = time.perf_counter()
        run(argparse.Namespace(laws=folder, to=pack, packs=HAND_MADE, wording=None))
        seconds = time.perf_counter() - began
        rows = sum(len(path.read_text(encoding="utf-8").splitlines()) - 1 for path in (pack / "sheets").glob("*.matters.csv"))
    figure("matters of a county compiled and proven", rows / seconds, "/s")
    print(f"{rows} matters of the county in {seconds:.1f} s with one process")


def main(paths: Sequence[Path]) -> None:
    """Prints the figures."""
    with tempfile.TemporaryDirectory() as folder:
        if not paths:
            text = "\n".join(ARTICLE.format(n=chinese_number(n)) for n in range(1, INVENTED_ARTICLES + 1))
            for number in range(INVENTED_FILES):
                Path(folder, f"镜湖条例{number}(2020-01-01).md").write_text(text, encoding="utf-8")
        figures = measure(paths or [Path(folder)])
        if not paths or paths[0].is_dir():
            county(paths[0] if paths else Path(folder), bool(paths))
    figure("penalty provisions compiled", figures["provisions"] / figures["seconds"], "/s")
    if paths:
        figure(f"a library of {figures['files']:,} texts compiled", figures["seconds"], "s", 60)
    print(f"{figures['files']} texts, {figures['provisions']} provisions in {figures['seconds']} s with {PROCESSES} processes")
    print(", ".join(f"{name} {count}" for name, count in figures["kinds"].items()))


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
