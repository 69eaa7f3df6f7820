"""Moderators are told of each rejected file once, with its reason."""

from pathlib import Path

import pytest

from bot import wording
from bot.chat.moderating.reports import Told, tell
from bot.database import Database
from tests.chat.conversation import MODERATOR, Conversation


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(Database.open(tmp_path))


def test_a_rejected_file_is_news_once(told: Told) -> None:
    assert told.news({"a.md": "it is empty"}) == {"a.md": "it is empty"}
    assert told.news({"a.md": "it is empty", "b.md": "it is damaged"}) == {"b.md": "it is damaged"}
    assert told.news({"a.md": "it is empty", "b.md": "it is damaged"}) == {}


def test_it_is_no_news_after_a_restart(told: Told, tmp_path: Path) -> None:
    told.news({"a.md": "it is empty"})
    assert Told(Database.open(tmp_path)).news({"a.md": "it is empty"}) == {}


def test_it_is_news_again_with_another_reason_or_after_it_was_mended(told: Told) -> None:
    told.news({"a.md": "it is empty"})
    assert told.news({"a.md": "it is damaged"}) == {"a.md": "it is damaged"}
    assert told.news({}) == {}
    assert told.news({"a.md": "it is damaged"}) == {"a.md": "it is damaged"}


def test_a_name_that_is_no_text_is_told_once_too(told: Told) -> None:
    assert told.news({"\udcff.md": "its name"}) == {"?.md": "its name"}
    assert told.news({"\udcff.md": "its name"}) == {}


async def test_a_name_can_not_pretend_to_be_another_line(conversation: Conversation) -> None:
    await tell(conversation.bot.application.bot, MODERATOR, {"a\n• b.md\u202e": "it is empty"})
    [text] = conversation.replies
    assert text == f"{wording.REJECTED_FILES}\n• a\ufffd• <code>b.md</code>\ufffd: it is empty"


async def test_a_name_that_looks_like_an_address_is_code_and_gets_no_preview(
    conversation: Conversation,
) -> None:
    await tell(conversation.bot.application.bot, MODERATOR, {"notes.md": "it is empty"})
    [call] = conversation.telegram.sent("sendMessage")
    assert call["text"].endswith("• <code>notes.md</code>: it is empty")
    assert call["parse_mode"] == "HTML"
    assert call["link_preview_options"] == {"is_disabled": True}


async def test_many_files_are_told_in_one_message(conversation: Conversation) -> None:
    rejected = {f"{number:02}.md": "it is empty" for number in range(30)}
    await tell(conversation.bot.application.bot, MODERATOR, rejected)
    [text] = conversation.replies
    assert text.splitlines()[:2] == [wording.REJECTED_FILES, "• <code>00.md</code>: it is empty"]
    assert text.splitlines()[-2:] == ["• <code>09.md</code>: it is empty", "…"]


async def test_a_moderator_who_never_spoke_to_the_bot_is_passed_over(
    conversation: Conversation,
) -> None:
    conversation.telegram.refuse_next("sendMessage", 403, "Forbidden: bot was blocked by the user")
    await tell(conversation.bot.application.bot, MODERATOR, {"a.md": "it is empty"})
    assert conversation.replies == []
