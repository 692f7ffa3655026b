"""What `zhifa triage` does to the installation."""

from __future__ import annotations

import argparse
import sys
from uuid import UUID

from zhifa.apps.incidents import services
from zhifa.apps.incidents.queries import matching as queries
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.cli.teaching import LEVELS, write_reach
from zhifa.interfaces.frame import acting, clock
from zhifa.interfaces.frame.sentences import say
from zhifa.law.rulings import Refused


def run(act: str, arguments: argparse.Namespace) -> int:
    """Exit code of the act; 2 when it was refused, with the reason."""
    acts = {
        "retrain": retrain,
        "versions": versions,
        "activate": activate,
        "rollback": rollback,
        "report": report,
        "reach": reach,
        "words": words,
    }
    try:
        return acts[act](arguments)
    except Refused as refused:
        print(f"zhifa triage {act}: {'；'.join(say(r.code, dict(r.values)) for r in refused.ruling.reasons)}", file=sys.stderr)
    except (Invalid, LookupError) as wrong:
        print(f"zhifa triage {act}: {wrong}", file=sys.stderr)
    return 2


def retrain(arguments: argparse.Namespace) -> int:
    """Builds and reports; does not put into use."""
    row = services.build_matcher_version(by=acting.SYSTEM, at=clock.now())
    _reported(_version(row.number))
    return 0


def versions(arguments: argparse.Namespace) -> int:
    """Newest first."""
    for row in queries.versions(acting.SYSTEM):
        built, mark = f"{row.built_at.astimezone(clock.ZONE):%Y-%m-%d %H:%M}", "在用" if row.active else ""
        print(f"{row.number}\t{row.digest[:12]}\t{row.lessons} 条\t{built}\t{row.built_by}\t{mark}")
    print(f"建最新一版以后的更正：{queries.unread(acting.SYSTEM)}", file=sys.stderr)
    return 0


def activate(arguments: argparse.Namespace) -> int:
    """By number."""
    row = _version(arguments.number)
    services.activate_matcher_version(by=acting.SYSTEM, at=clock.now(), matcher=UUID(row.id), reason=arguments.reason)
    print(f"第 {row.number} 版已启用")
    return 0


def rollback(arguments: argparse.Namespace) -> int:
    """Says what is in use now."""
    row = services.roll_back_matcher(by=acting.SYSTEM, at=clock.now(), reason=arguments.reason)
    print(f"第 {row.number} 版在用" if row else "现在只用词库")
    return 0


def report(arguments: argparse.Namespace) -> int:
    """What the version made better and worse, and how proposals fared."""
    print("把握\t已决定\t被更正")
    for used in queries.used(acting.SYSTEM):
        print(f"{LEVELS[used.sure]}\t{used.decided}\t{used.corrected}")
    rows = queries.versions(acting.SYSTEM)
    if rows:
        _reported(_version(arguments.number or rows[0].number))
    return 0


def reach(arguments: argparse.Namespace) -> int:
    """With the words of the county."""
    return write_reach(queries.reached(acting.SYSTEM), everything=arguments.all)


def words(arguments: argparse.Namespace) -> int:
    """Adds or takes back."""
    if arguments.end:
        for word in arguments.words:
            services.end_everyday_word(by=acting.SYSTEM, at=clock.now(), matter=arguments.matter, word=word)
        print(f"收回 {len(arguments.words)} 个说法")
        return 0
    made = services.add_everyday_words(by=acting.SYSTEM, at=clock.now(), matter=arguments.matter, words=arguments.words)
    print(f"加了 {len(made)} 个说法")
    return 0


def _version(number: int) -> queries.VersionRow:
    row = queries.one_version(acting.SYSTEM, number)
    if row is None:
        raise LookupError(f"没有第 {number} 版")
    return row


def _reported(row: queries.VersionRow) -> None:
    said = row.report
    print(f"第 {row.number} 版 {row.digest[:12]}{'（在用）' if row.active else ''}，与第 {said['against']} 版比（0 为只用词库）")
    print(
        f"更正 {said['corrections']}：学 {said['kept']}，等第二条 {said['alone']}，被否定 {said['outvoted']}，事项已不在 {said['unknown']}"
    )
    for name, label in (("held_out", "没学过的更正"), ("built_in", "目录词自检")):
        t = said[name]
        print(
            f"{label} {t['cases']} 条：首选对 {t['first_before']} → {t['first_after']}，前三有 {t['among_before']} → {t['among_after']}，"
            f"变好 {t['better']}，变差 {t['worse']}"
        )
    for t in said["domains"]:
        firsts = f"首选 {t['first_before']} → {t['first_after']}"
        print(f"  {t['domain'] or '不属执法'}\t{t['cases']}\t{firsts}\t变好 {t['better']}\t变差 {t['worse']}")
    for sign, name in (("+", "better"), ("-", "worse")):
        for e in said[name]:
            print(f"  {sign} {e['text']}\t{e['before'] or '—'} → {e['after'] or '—'}\t应为 {'、'.join(e['right']) or '不属执法'}")
    for c in said["conflicts"]:
        print(f"  ? {' / '.join(c['texts'])}\t{' / '.join('、'.join(a) or '不属执法' for a in c['accepted'])}")
