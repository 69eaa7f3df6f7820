"""Synonyms, for moderators: `/synonym` adds a rule, or shows the rules that there are."""

import asyncio

import telegram

from bot import wording
from bot.chat.link import sending
from bot.chat.link.message import Kind, Message, joined
from bot.chat.link.replies import marked
from bot.chat.moderating.desk import Desk
from bot.keeping.disk import NotChanged
from bot.keeping.synonym_list import add_rule
from bot.search.synonyms import FILE, Rule

_MOST_RULES = 40
"""Rules that are shown, the latest."""
_LONGEST = 90
"""Characters that are shown of one."""


async def show_or_add(desk: Desk, message: telegram.Message) -> None:
    """Add the rule that follows the command, if it is one; without one, show what there is."""
    line = " ".join((message.text or "").split()[1:])
    reply = await _added(desk, line) if line else _listed(desk)
    await sending.reply(message, reply)


async def _added(desk: Desk, line: str) -> Message:
    try:
        await asyncio.to_thread(add_rule, desk.library.folder, line)
    except NotChanged as reason:
        return Message(str(reason))
    await desk.catch_up()
    return joined([Message(wording.SYNONYM_ADDED), marked(Kind.CODE, line)], "\n")


def _listed(desk: Desk) -> Message:
    rules = desk.library.synonyms.rules
    shown = "\n".join(map(_line, rules[-_MOST_RULES:]))
    heading = wording.SYNONYMS.format(count=len(rules)) if rules else wording.NO_SYNONYMS
    wrong = desk.library.rejected.get(FILE, "")
    return joined(
        [
            Message(heading),
            marked(Kind.CODE, shown),
            Message(wording.SYNONYM_MISTAKES.format(reason=wrong[:1000]) if wrong else ""),
            Message(wording.SYNONYM_USAGE),
        ],
        "\n\n",
    )


def _line(rule: Rule) -> str:
    left, right = (", ".join(side) for side in (rule.phrases, rule.others))
    line = left if left == right else f"{left} => {right}"
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
