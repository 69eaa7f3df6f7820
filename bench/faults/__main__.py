"""Writes bench/faults.md: what goes wrong or is attacked, and the figure that shows what holds.

    python -m bench.faults

Only this machine is spoken to, and only processes that it has started are ended.
"""

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench.faults import (
    buttons,
    disks,
    files,
    floods,
    library,
    messages,
    pages,
    people,
    reindexing,
)
from bench.faults.found import Found, Part, cases, summary

INTRO = """# Faults and attacks

Written by `python -m bench.faults`; not to be edited. Each row is a fault or an attack, what is
promised, and what was measured; ✗ marks what does not hold. Telegram, sites and disks are the
tests' own, on one machine that may have been busy with other work. What HTTP faults do to answers
is in [load.md](load.md)."""


def main() -> None:
    run = asyncio.run
    parts = {
        "The articles' folder and the disk": [
            *library.measure(), *run(disks.measure()), *run(reindexing.measure()),
        ],
        "Hostile files": files.measure(),
        "Hostile links": run(pages.measure()),
        "Hostile messages and buttons": [*run(messages.measure()), *run(buttons.measure())],
        "People and secrets": [*run(people.measure()), *run(floods.measure())],
    }  # fmt: skip
    text = "\n".join(_lines(parts)) + "\n"
    Path(__file__).parents[1].joinpath("faults.md").write_text(text, encoding="utf-8")
    print(text)


def _lines(parts: dict[str, Part]) -> Iterator[str]:
    found = [each for part in parts.values() for each in part if isinstance(each, Found)]
    broken = [each.what for each in found if not each.holds]
    yield INTRO
    yield f"\n{date.today().isoformat()}: {len(found) - len(broken)} of {len(found)} hold."
    yield from (f"- ✗ {what}" for what in broken)
    for title, part in parts.items():
        yield from ("", f"## {title}", "", *summary(part))
    yield "\n## Cases"
    for part in parts.values():
        yield from cases(part)


if __name__ == "__main__":
    main()
