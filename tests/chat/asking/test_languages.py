"""Everybody is spoken to in the language of their Telegram."""

import re
from collections.abc import Iterator
from string import Formatter
from typing import Any

import pytest

from bot import phrases
from bot.translation import spoken, translations
from tests.chat.asking.test_waiting import COSTS, learn, tell
from tests.chat.conversation import Conversation
from tests.chat.fake_telegram import Fields
from tests.chat.lighthouse import LIGHTHOUSE, STEPS
from tests.chat.telegram_parser import TelegramParser
from tests.chat.updates import ADA, BOB, GROUP, membership, pressed, typed_inline

ANA: Fields = ADA | {"language_code": "es"}
BORIS: Fields = BOB | {"language_code": "ru"}
LANGUAGES = sorted({*translations()} - {"en"})
AWAY = "Who won the football cup in Brazil?"


def sentences(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from sentences(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from sentences(each)


def longest_piece(phrase: str) -> str:
    """The longest part of a phrase that is said as it stands."""
    return max((text for text, *_ in Formatter().parse(phrase)), key=len, default="")


def english(language: str) -> set[str]:
    """Pieces of English phrases that are not said in a language."""
    own = "\n".join(form for forms in spoken(language).forms.values() for form in forms)
    all_phrases = sentences({n: v for n, v in vars(phrases).items() if n.isupper()})
    pieces = map(longest_piece, all_phrases)
    return {piece for piece in pieces if re.search(r"[a-z]{3}", piece) and piece not in own}


def all_said(conversation: Conversation) -> list[str]:
    """All that the bot has shown: messages, notices, buttons, and what is offered inline."""
    said: list[str] = []
    for call in conversation.telegram.taken:
        rows = (call.fields.get("reply_markup") or {}).get("inline_keyboard", [])
        said += [button["text"] for row in rows for button in row]
        said += [
            str(call.fields[name]) for name in ("text", "button", "results") if name in call.fields
        ]
    return said


async def press(conversation: Conversation, data: str, question: Fields, *, by: Fields) -> None:
    number = 1000 + len(conversation.replies)
    await conversation.happens(pressed(data, conversation.answer_below(question, number), by=by))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_nothing_is_said_in_english_to_who_speaks_another_language(
    conversation: Conversation, language: str
) -> None:
    person = ADA | {"language_code": language}

    async def say(text: str | None, **fields: Any) -> Fields:
        conversation.clock.now += 60
        return await conversation.say(text, **{"from": person} | fields)

    for text in (
        *("/start", "/help", "/privacy", "/id", "/articles", "/articles zebra", "/add", "/nope"),
        *("hello", "thanks", "bye", "ok", "how are you?", "who are you?", "what can I ask?"),
        *("great job!", "you are stupid", "more", "/ask"),
        *("Who wrote this?", "Who published it?", "What is the title?", "When was it published?"),
    ):
        await say(text)
    for asked in ("lighthuose steps", "Who paints the stairs of the tower?", AWAY):
        question = await say(asked)
        await press(conversation, "vote:up", question, by=person)
        await press(conversation, "vote:up", question, by=person)
    await press(conversation, "wait", question, by=person)
    await press(conversation, "wait", question, by=person)
    await press(conversation, "vote:down", question, by=person)
    question = await say("lighthouse")
    for data in ("answer:1:7", "around:0:7", "answer:9:7", "nonsense", "topic:7", "vote:down"):
        await press(conversation, data, question, by=person)
    await say("more")
    await say("and when?")
    await say("/ask lighthouse", chat=GROUP)
    await say("/ask", chat=GROUP)
    await say("/help", chat=GROUP)
    await say("/start", chat=GROUP)
    question = await say("/articles", chat=GROUP)
    await press(conversation, "articles:0:1", question, by=person)
    await say("/forget", chat=GROUP)
    await say("/forget")
    await say(None, voice={"file_id": "v", "file_unique_id": "v", "duration": 2})
    await conversation.happens(typed_inline(AWAY, by=person))
    await conversation.happens(typed_inline("Who wrote this?", by=person))
    conversation.clock.now += 60
    for _ in range(7):
        await conversation.say(STEPS, **{"from": person})

    said = all_said(conversation)
    assert len(said) > 60
    found = {piece: text for text in said for piece in english(language) if piece in text}
    assert found == {}


async def test_in_a_group_everybody_is_answered_in_their_language(
    conversation: Conversation,
) -> None:
    for person in (ANA, BORIS, BOB):
        await conversation.say(f"/ask {AWAY}", chat=GROUP, **{"from": person})
    es, ru, en = (spoken(code)(phrases.UNANSWERED) for code in ("es", "ru", "en"))
    assert [reply.split("\n")[0] for reply in conversation.replies] == [es, ru, en]


async def test_pages_are_turned_in_the_language_of_who_turns_them(
    conversation: Conversation,
) -> None:
    question = await conversation.say("/ask lighthouse", chat=GROUP, **{"from": ANA})
    await press(conversation, "answer:1:7", question, by=BORIS)
    await press(conversation, "answer:1:7", question, by=ANA)
    assert conversation.notices == [spoken("ru")(phrases.NOT_YOURS), None]
    [page] = conversation.telegram.sent("editMessageText")
    assert spoken("es")(phrases.FURTHER, page=2, pages=3) in page["text"]


async def test_a_button_keeps_its_label_whoever_presses_it(conversation: Conversation) -> None:
    question = await conversation.say(f"/ask {AWAY}", chat=GROUP, **{"from": ANA})
    label = spoken("es")(phrases.TELL_ME)
    for person, shown in ((BORIS, f"{label} 1"), (ANA, f"{label} 2"), (BORIS, f"{label} 1")):
        await press(conversation, "wait", question, by=person)
        [[bell], *_] = conversation.telegram.buttons_below(1001)
        assert bell["text"] == shown
    notices = [str(notice) for notice in conversation.notices]
    assert notices[2] == spoken("ru")(phrases.WAITING_NO_MORE)
    days = [spoken(code).many(phrases.DAYS, 90) for code in ("ru", "es")]
    assert [day in notice for day, notice in zip(days, notices, strict=False)] == [True, True]


async def test_who_waits_is_told_in_the_language_they_asked_in_also_after_a_restart(
    conversation: Conversation,
) -> None:
    await tell(conversation)
    question = await conversation.say(COSTS, **{"from": ANA})
    await press(conversation, "wait", question, by=ANA)
    await conversation.stop()
    await conversation.start()
    await learn(conversation)
    assert conversation.replies[-1].startswith(spoken("es")(phrases.NOW_KNOWN, question=COSTS))


async def test_who_adds_the_bot_to_a_group_is_greeted_in_their_language(
    conversation: Conversation,
) -> None:
    added = membership("left", "member")
    added["my_chat_member"]["from"] = ANA
    await conversation.happens(added)
    assert conversation.replies[0].startswith(spoken("es")(phrases.HELLO_GROUP))


async def test_what_is_offered_inline_is_kept_for_nobody_who_speaks_another_language(
    conversation: Conversation,
) -> None:
    await conversation.happens(typed_inline("How many steps?", by=ANA))
    [offered] = conversation.telegram.sent("answerInlineQuery")
    assert spoken("es")(phrases.PLACE, passage=3, passages=7) in str(offered["results"])
    assert offered["is_personal"] is True


async def test_a_value_is_bold_where_it_was_put_in_though_a_phrase_has_the_same_words(
    conversation: Conversation,
) -> None:
    title = LIGHTHOUSE.credit.title
    await conversation.say("What is the title?", **{"from": ADA | {"language_code": "tr"}})
    template = spoken("tr")(phrases.FACTS["title"])
    assert conversation.replies[0].startswith(template.format(value=f"<b>{title}</b>"))


async def test_leftward_sentences_mark_what_they_are_about_and_quote_word_for_word(
    conversation: Conversation, telegram: TelegramParser
) -> None:
    person = ADA | {"language_code": "ar"}
    for question in ("When was it published?", "How many steps has the tower of Skerrin?"):
        await conversation.say(question, **{"from": person})
    published, quoted = map(telegram.parse, conversation.replies)
    assert marked(published, "textEntityTypeBold") == ["1932-06-01"]
    assert marked(quoted, "textEntityTypeBlockQuote")[0] in LIGHTHOUSE.text
    assert marked(quoted, "textEntityTypeTextUrl")[0] == LIGHTHOUSE.credit.title


def marked(read: dict[str, Any], kind: str) -> list[str]:
    """What Telegram shows with this kind of mark; its offsets are in UTF-16 units."""
    text = read["text"].encode("utf-16-le")
    return [
        text[2 * each["offset"] : 2 * (each["offset"] + each["length"])].decode("utf-16-le")
        for each in read["entities"]
        if each["type"]["@type"] == kind
    ]
