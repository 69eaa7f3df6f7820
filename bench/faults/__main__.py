"""Writes bench/faults.md: what goes wrong or is attacked, and the figure that shows what holds.

    python -m bench.faults [--soak SECONDS]

Only this machine is spoken to, and only processes that it has started are ended. What is a yes or
no is no figure, and is tested instead.
"""

import argparse
from collections.abc import Iterator
from datetime import date

from bench.faults import Found, files, folder, moderating, questions, soak
from bench.figures import announced, table, tick, write

INTRO = """# Faults and attacks

Written by `python -m bench.faults`; not to be edited. Each row is a fault or an attack, what is
promised, and what was measured; ✗ marks what does not hold. Telegram and its people are the tests'
own, on one machine that may have been busy with other work. What HTTP faults do to answers is in
[load.md](load.md)."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.faults")
    parser.add_argument("--soak", metavar="SECONDS", type=int, default=0, help="600 in faults.md")
    soaking = parser.parse_args().soak
    asked = (questions.slow, questions.stalled, questions.flooded)
    parts = {
        "The articles' folder": [announced(folder.reindexing), announced(folder.idling)],
        "Hostile files": announced(files.hostile),
        "Slow questions and floods": [announced(measure) for measure in asked],
        "A moderator, and everybody else": [announced(moderating.conversation)],
    }
    if soaking:
        parts["Soak"] = [announced(soak.soaked, soaking)]
    write("faults.md", _lines(parts))


def _lines(parts: dict[str, list[Found]]) -> Iterator[str]:
    found = [each for part in parts.values() for each in part]
    broken = [each.what for each in found if not each.holds]
    yield INTRO
    yield f"\n{date.today().isoformat()}: {len(found) - len(broken)} of {len(found)} hold."
    yield from (f"- ✗ {what}" for what in broken)
    for title, part in parts.items():
        rows = [(each.what, each.promise, each.measured, tick(each.holds)) for each in part]
        yield from ("", f"## {title}", "")
        yield from table(["fault or attack", "promised", "measured", ""], rows)


if __name__ == "__main__":
    main()
