"""How fast laws are compiled to penalty provisions, and what comes out.

.venv/bin/python bench/statutes.py [PATH…]      without a path: an invented law, many times
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from _house import figure

from zhifa.interfaces.cli.statute_files import files_under
from zhifa.interfaces.cli.statutes import PROCESSES, compile_files

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


def main(paths: Sequence[Path]) -> None:
    """Prints the figures."""
    with tempfile.TemporaryDirectory() as folder:
        if not paths:
            text = "\n".join(ARTICLE.format(n=n) for n in range(1, INVENTED_ARTICLES + 1))
            for number in range(INVENTED_FILES):
                Path(folder, f"镜湖条例{number}(2020-01-01).md").write_text(text, encoding="utf-8")
        figures = measure(paths or [Path(folder)])
    figure("penalty provisions compiled", figures["provisions"] / figures["seconds"], "/s")
    print(f"{figures['files']} texts, {figures['provisions']} provisions in {figures['seconds']} s with {PROCESSES} processes")
    print(", ".join(f"{name} {count}" for name, count in figures["kinds"].items()))


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
