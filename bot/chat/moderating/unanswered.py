"""Questions asked in vain, for moderators: a list to page through, with a button to put each aside.

Buttons carry a page, and the group's key where one is put aside. Who presses is checked each time.
"""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import replace

import telegram

from bot import phrases, wording
from bot.asked.groups import Group, open_groups
from bot.chat.link import sending
from bot.chat.link.keyboards import Page, button, keyboard, numbered, rows
from bot.chat.moderating import synonyms
from bot.chat.moderating.desk import Desk
from bot.chat.moderating.drafts import SYNONYM, TEXT, Draft
from bot.replying import replies
from bot.replying.message import LONGEST, Message, Style, joined, marked, shortened
from bot.search.answers import Verdict
from bot.search.articles import Article, Credit
from bot.search.index import Index
from bot.search.text.terms import words

# At most 41 of the 64 bytes that Telegram takes.
DATA = re.compile(
    r"unanswered:(?P<page>\d{1,3})(?::(?P<key>[0-9a-f]{16})(?::(?P<wish>open|synonym|text))?)?\Z",
    re.ASCII,
)
"""What the buttons below the list carry."""
PAGE = 6
"""Questions on a page."""
_IN_A_ROW = 3
_MOST_WORDINGS = 5
_LONGEST = 300
"""UTF-16 units that are shown of a question."""


async def show(desk: Desk, message: telegram.Message) -> None:
    """Reply with the first page of what was asked in vain and is still not answered."""
    if not desk.asked.days:
        await sending.reply(message, Message(wording.QUESTIONS_NOT_KEPT))
        return
    groups = await _open_groups(desk)
    await sending.reply(message, *_shown(groups, 0))


async def press(desk: Desk, message: telegram.Message, wish: re.Match[str]) -> None:
    """Open a group of questions, or turn to a page, after putting a group aside if wanted."""
    desk.drafts.ask_no_more(message.chat.id)
    if wish["wish"]:
        await _open(desk, message, int(wish["page"]), wish["key"], wish["wish"])
    else:
        await _turn(desk, message, int(wish["page"]), wish["key"])


async def _open(desk: Desk, message: telegram.Message, page: int, key: str, wish: str) -> None:
    """Show a group with the closest passage, its wordings, and how many wait to be told."""
    entries = enumerate(await _open_groups(desk), 1)
    found = next((entry for entry in entries if entry[1].key == key), None)
    if found is None:  # it is answered by now, or put aside
        await _turn(desk, message, page, None)
        return
    number, group = found
    if wish != "open":
        await _ask_for(desk, message, group, wish, _data(page, key))
        return
    people = desk.waitlist.people_asking(wording.text for wording in group.wordings)
    shown = await asyncio.to_thread(opened, group, desk.library.index, people, page, number=number)
    await sending.show_in(message, *shown)


def opened(
    group: Group, index: Index, people: int, page: int, *, number: int
) -> tuple[Message, telegram.InlineKeyboardMarkup | None]:
    """A group with the closest passage, its wordings, and how many people wait to be told.

    `page` is that of the list from which it is opened, `number` its place there, from 1.
    """
    answer = index.answer(group.total.text, top=1)
    # What is too far to be shown to those who ask may still tell a moderator which word is missing.
    closest = replies.pages(replace(answer, verdict=Verdict.UNSURE, facts=()))[0]
    others = [f"• {shortened(each.text, _LONGEST)}" for each in group.wordings[1:_MOST_WORDINGS]]
    shown = joined(
        [
            _entry(number, group),
            Message("\n".join([wording.ALSO_WORDED, *others]) if others else ""),
            Message(wording.PEOPLE_WAIT.format(count=people) if people else ""),
            closest if answer.quotes else Message(wording.NOTHING_NEAR),
        ],
        "\n\n",
    )
    buttons = [
        button(wording.ADD_SYNONYM, f"{_data(page, group.key)}:{SYNONYM}"),
        button(wording.WRITE_ANSWER, f"{_data(page, group.key)}:{TEXT}"),
        button(wording.IGNORE_IT, _data(page, group.key)),
        button(phrases.BACK, _data(page)),
    ]
    return shown if shown.size <= LONGEST else _entry(number, group), keyboard(*rows(buttons, 2))


async def _ask_for(
    desk: Desk, message: telegram.Message, group: Group, wish: str, back: str
) -> None:
    """Ask for the word of the articles, or for a text that answers the question.

    A draft carries what it is for: the word, or the question as the title of the new article.
    """
    question = group.total.text
    about = _unknown_word(question, desk.library.index) if wish == SYNONYM else question
    carrier = Article(id="", credit=Credit(title=about), text=question)
    add, place = desk.drafts.add, message.message_id
    draft = await asyncio.to_thread(add, message.chat.id, carrier, shown=place)
    desk.drafts.ask(draft, wish)
    template = wording.ASK_SYNONYM if wish == SYNONYM else wording.ASK_ANSWER
    said = Message(template.format(about=shortened(about, _LONGEST)))
    back_there = button(phrases.BACK, f"{back}:open")
    await sending.show_in(message, said, keyboard([back_there]))


async def take_synonym(desk: Desk, message: telegram.Message, draft: Draft) -> None:
    """Add the rule by which the word that was asked in vain stands for what is typed."""
    typed = " ".join((message.text or "").split())
    if await synonyms.add(desk, message, f"{draft.article.credit.title} => {typed}"):
        await asyncio.to_thread(desk.drafts.drop, draft.id)


def _unknown_word(question: str, index: Index) -> str:
    """The first word that stands in no article; the longest if all do."""
    found = words(question)
    vocabularies = [each.vocabulary for each in index.language_indexes]
    unknown = (word for word in found if all(v.term_of(word) < 0 for v in vocabularies))
    functional = {word for v in vocabularies for word in found if not v.analyzer.term(word)}
    return next(
        (word for word in unknown if word not in functional), max(found, key=len, default=question)
    )


async def _turn(desk: Desk, message: telegram.Message, page: int, key: str | None) -> None:
    groups = await _open_groups(desk)
    for group in groups:
        if group.key == key:
            desk.asked.ignore(group.keys)
    groups = [group for group in groups if group.key != key]
    await sending.show_in(message, *_shown(groups, page))


async def _open_groups(desk: Desk) -> list[Group]:
    asked, index = desk.asked, desk.library.index
    return await asyncio.to_thread(lambda: open_groups(asked.in_vain(), asked.ignored(), index))


def _shown(
    groups: Sequence[Group], number: int
) -> tuple[Message, telegram.InlineKeyboardMarkup | None]:
    """A page of the questions, with buttons to open each and to put it aside."""
    if not groups:
        return Message(wording.NOTHING_UNANSWERED), None
    page = Page.of(groups, number, PAGE)
    shown = page.listed(wording.UNANSWERED_LIST.format(count=page.count), _entry)
    opens = [
        button(str(place), f"{_data(page.number, group.key)}:open") for place, group in page.entries
    ]
    ignores = [
        button(wording.IGNORE.format(number=place), _data(page.number, group.key))
        for place, group in page.entries
    ]
    return shown, keyboard(opens, *rows(ignores, _IN_A_ROW), page.turns(_data))


def _entry(number: int, group: Group) -> Message:
    question = numbered(number, marked(Style.BOLD, shortened(group.total.text, _LONGEST)))
    counts = (
        (wording.ASKED_TIMES, group.total.asked),
        (wording.WITHOUT_ANSWER, group.total.unanswered),
        (wording.WITH_UNSURE_ANSWER, group.total.unsure),
        (wording.WITH_THUMB_DOWN, group.total.disliked),
    )
    fared = [Message(template.format(count=count)) for template, count in counts if count]
    return joined([question, joined(fared, " · ")], "\n")


def _data(page: int, key: str = "") -> str:
    return f"unanswered:{page}:{key}" if key else f"unanswered:{page}"
