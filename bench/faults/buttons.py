"""Presses of buttons that a client has made up, or of messages long gone."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.faults.found import Found, Part
from tests.chat import updates
from tests.chat.conversation import MODERATOR_PERSON, Office
from tests.chat.moderating.test_rights import FORGED

STEPS = "How many steps has the lighthouse?"


async def measure() -> Part:
    """Press them."""
    effects, presses = 0, 0
    with TemporaryDirectory() as name:
        folder = Path(name)
        office = Office(folder)
        (folder / "knowledge" / "precious.md").write_text("The lighthouse has 212 steps.\n\n" * 50)
        office.library.refresh()
        office.library.refresh()
        await office.start()
        await office.send_file("report.txt", b"A report of ships.\n\nIt tells of three of them.")
        group_question = await office.say(f"/ask {STEPS}", chat=updates.GROUP)
        state = _state(office)
        for number, data in enumerate(_made_up()):
            by = updates.BOB | {"id": 5000 + number}
            for person, message_id in ((by, 1002), (by, 4), (MODERATOR_PERSON, 4)):
                await office.press_data(data, message_id, by=person)
                presses += 1
        below = office.answer_below(group_question, 1003)
        bobs = await _effect(office, "answer:1:8", below)
        effects += _state(office) != state
        answered = len(office.notices)
        await office.stop()
    return [
        Found(
            "Forged and stale buttons: drafts, articles, pages, votes",
            "effects: 0; presses unanswered: 0",
            f"of {presses} presses effects: {effects}, unanswered: {presses + 1 - answered}",
            not effects and presses + 1 == answered,
        ),
        Found(
            "A page of somebody else's answer turned by a made-up button",
            "turned: 0",
            f"turned: {bobs}",
            not bobs,
        ),
    ]


def _made_up() -> list[str]:
    more = [
        "answer:1:7",
        "answer:99:0",
        "answer:-1:7",
        "articles:7:7",
        "vote:sideways",
        "vote:up",
        "x" * 64,
        "\x00",
    ]
    return [*FORGED, *more, "article:x:remove", "unanswered:1:ignore", "draft:1:publish\n"]


async def _effect(office: Office, data: str, below: dict[str, Any]) -> int:
    before = len(office.telegram.sent("editMessageText"))
    await office.happens(updates.pressed(data, below, by=updates.BOB))
    return len(office.telegram.sent("editMessageText")) - before


def _state(office: Office) -> tuple[object, ...]:
    """What presses could change."""
    rows = [office.database.execute(f"SELECT * FROM {t}").fetchall() for t in ("drafts", "votes")]
    return office.files, rows, len(office.replies)
