"""Questions asked in vain, for moderators: a list to page through, with a button to put each aside.

Buttons carry a page, and a cluster's key where one is opened or put aside. Each press is checked:
it must be a moderator's.
"""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import replace

import telegram

from bot import phrases, wording
from bot.asked.clusters import Cluster, open_clusters
from bot.chat.link import sending
from bot.chat.link.keyboards import Page, button, keyboard, numbered, rows
from bot.chat.moderating import synonyms
from bot.chat.moderating.desk import Desk
from bot.chat.moderating.drafts import SYNONYM, TEXT, Draft
from bot.replying import replies
from bot.replying.message import MOST_UNITS, Message, Style, joined, marked, shortened
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
_MOST_VARIANTS = 5
_LONGEST = 300
"""UTF-16 units that are shown of a question."""


async def show(desk: Desk, message: telegram.Message) -> None:
    """Reply with the first page of what was asked in vain and is still not answered."""
    if not desk.asked.days:
        await sending.reply(message, Message(wording.QUESTIONS_NOT_KEPT))
        return
    clusters = await _open_clusters(desk)
    await sending.reply(message, *_shown(clusters, 0))


async def press(desk: Desk, message: telegram.Message, wish: re.Match[str]) -> None:
    """Open a cluster of questions, or turn to a page, after putting a cluster aside if wanted."""
    desk.drafts.ask_no_more(message.chat.id)
    if wish["wish"]:
        await _open(desk, message, int(wish["page"]), wish["key"], wish["wish"])
    else:
        await _turn(desk, message, int(wish["page"]), wish["key"])


async def _open(desk: Desk, message: telegram.Message, page: int, key: str, wish: str) -> None:
    """Show a cluster with the closest passage, its variants, and how many wait to be told."""
    entries = enumerate(await _open_clusters(desk), 1)
    found = next((entry for entry in entries if entry[1].key == key), None)
    if found is None:  # it is answered by now, or put aside
        await _turn(desk, message, page, None)
        return
    number, cluster = found
    if wish != "open":
        await _ask_for(desk, message, cluster, wish, _data(page, key))
        return
    people = desk.waitlist.people_asking(variant.text for variant in cluster.variants)
    shown = await asyncio.to_thread(
        opened, cluster, desk.library.index, people, page, number=number
    )
    await sending.show_in(message, *shown)


def opened(
    cluster: Cluster, index: Index, people: int, page: int, *, number: int
) -> tuple[Message, telegram.InlineKeyboardMarkup | None]:
    """A cluster with the closest passage, its variants, and how many people wait to be told.

    `page` is that of the list from which it is opened, `number` its place there, from 1.
    """
    answer = index.answer(cluster.total.text, top=1)
    # What is too far to be shown to those who ask may still tell a moderator which word is missing.
    closest = replies.pages(replace(answer, verdict=Verdict.UNSURE, facts=()))[0]
    others = [f"• {shortened(each.text, _LONGEST)}" for each in cluster.variants[1:_MOST_VARIANTS]]
    shown = joined(
        [
            _entry(number, cluster),
            Message("\n".join([wording.ALSO_WORDED, *others]) if others else ""),
            Message(wording.PEOPLE_WAIT.format(count=people) if people else ""),
            closest if answer.quotes else Message(wording.NOTHING_NEAR),
        ],
        "\n\n",
    )
    buttons = [
        button(wording.ADD_SYNONYM, f"{_data(page, cluster.key)}:{SYNONYM}"),
        button(wording.WRITE_ANSWER, f"{_data(page, cluster.key)}:{TEXT}"),
        button(wording.IGNORE_IT, _data(page, cluster.key)),
        button(phrases.BACK, _data(page)),
    ]
    shown = shown if shown.size <= MOST_UNITS else _entry(number, cluster)
    return shown, keyboard(*rows(buttons, 2))


async def _ask_for(
    desk: Desk, message: telegram.Message, cluster: Cluster, wish: str, back: str
) -> None:
    """Ask for the word of the articles, or for a text that answers the question.

    A draft carries what it is for: the word, or the question as the title of the new article.
    """
    question = cluster.total.text
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
    clusters = await _open_clusters(desk)
    for cluster in clusters:
        if cluster.key == key:
            desk.asked.ignore(cluster.keys)
    clusters = [cluster for cluster in clusters if cluster.key != key]
    await sending.show_in(message, *_shown(clusters, page))


async def _open_clusters(desk: Desk) -> list[Cluster]:
    asked, index = desk.asked, desk.library.index
    return await asyncio.to_thread(lambda: open_clusters(asked.in_vain(), asked.ignored(), index))


def _shown(
    clusters: Sequence[Cluster], number: int
) -> tuple[Message, telegram.InlineKeyboardMarkup | None]:
    """A page of the questions, with buttons to open each and to put it aside."""
    if not clusters:
        return Message(wording.NOTHING_UNANSWERED), None
    page = Page.of(clusters, number, PAGE)
    shown = page.below(wording.UNANSWERED_LIST.format(count=page.count), _entry)
    opens = [
        button(str(place), f"{_data(page.number, cluster.key)}:open")
        for place, cluster in page.entries
    ]
    ignores = [
        button(wording.IGNORE.format(number=place), _data(page.number, cluster.key))
        for place, cluster in page.entries
    ]
    return shown, keyboard(opens, *rows(ignores, _IN_A_ROW), page.turns(_data))


def _entry(number: int, cluster: Cluster) -> Message:
    question = numbered(number, marked(Style.BOLD, shortened(cluster.total.text, _LONGEST)))
    counts = (
        (wording.ASKED_TIMES, cluster.total.asked),
        (wording.WITHOUT_ANSWER, cluster.total.unanswered),
        (wording.WITH_UNSURE_ANSWER, cluster.total.unsure),
        (wording.WITH_THUMB_DOWN, cluster.total.disliked),
    )
    fared = [Message(template.format(count=count)) for template, count in counts if count]
    return joined([question, joined(fared, " · ")], "\n")


def _data(page: int, key: str = "") -> str:
    return f"unanswered:{page}:{key}" if key else f"unanswered:{page}"
