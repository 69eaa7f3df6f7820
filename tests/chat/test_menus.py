import logging
from collections.abc import Collection
from dataclasses import replace

import pytest

from bot import phrases, wording
from bot.chat import menus
from bot.chat.asking.commands import IN_GROUPS, IN_PRIVATE
from bot.chat.asking.memory import KEPT
from bot.search.index import Index
from bot.translation import spoken, translations
from tests.chat.conversation import MODERATOR, Conversation, Office
from tests.chat.fake_telegram import Fields
from tests.chat.lighthouse import LIGHTHOUSE
from tests.chat.updates import GROUP


async def register(conversation: Conversation, moderators: Collection[int]) -> None:
    bot, library = conversation.bot.application.bot, conversation.library
    await menus.register(bot, library, moderators, conversation.database)


def names(commands: list[Fields]) -> list[str]:
    return [command["command"] for command in commands]


async def test_menus_and_profile_are_set_per_scope(conversation: Conversation) -> None:
    await register(conversation, {MODERATOR})
    private, group, moderators = conversation.telegram.sent("setMyCommands")
    assert private["scope"] == {"type": "all_private_chats"}
    assert names(private["commands"]) == ["ask", "articles", "help", "privacy", "forget", "start"]
    assert group["scope"] == {"type": "all_group_chats"}
    assert moderators["scope"] == {"type": "chat", "chat_id": MODERATOR}
    assert names(moderators["commands"]) == [*wording.MODERATOR_COMMANDS, *IN_PRIVATE]
    assert names(group["commands"]) == ["ask", "articles", "help"]
    assert conversation.telegram.sent("setMyDescription") == [{"description": phrases.DESCRIPTION}]
    assert conversation.telegram.sent("setMyShortDescription") == [
        {"short_description": phrases.ABOUT}
    ]


async def test_menus_and_profile_are_told_in_each_language_and_again_when_they_change(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot, database = conversation.bot.application.bot, conversation.database
    await register(conversation, ())
    told = len(conversation.telegram.taken)
    await menus.register_translations(bot, database, pause=0)
    abouts = conversation.telegram.sent("setMyShortDescription")
    assert [about.get("language_code") for about in abouts] == [None, *translations()]
    assert {"language_code": "es", "short_description": spoken("es")(phrases.ABOUT)} in abouts
    spanish = [c for c in conversation.telegram.taken if c.fields.get("language_code") == "es"]
    assert len(spanish) == told - len(conversation.telegram.sent("getMe"))

    before = len(conversation.telegram.taken)
    await register(conversation, ())
    await menus.register_translations(bot, database, pause=0)
    assert len(conversation.telegram.taken) == before

    monkeypatch.setattr(phrases, "ABOUT", "Ask about anything in the articles.")
    await menus.register_translations(bot, database, pause=0)
    assert [call.method for call in conversation.telegram.taken[before:]] == [
        "setMyShortDescription" for _ in translations()
    ]


async def test_who_speaks_none_of_our_languages_gets_the_menu_in_that_of_the_articles(
    conversation: Conversation,
) -> None:
    conversation.library.index = Index.of([replace(LIGHTHOUSE, language="es")])
    await register(conversation, ())
    [about] = conversation.telegram.sent("setMyShortDescription")
    assert about == {"short_description": spoken("es")(phrases.ABOUT)}


async def test_what_was_refused_is_told_again_the_next_time(conversation: Conversation) -> None:
    conversation.telegram.refuse_next("setMyDescription", 400, "Bad Request: not now")
    for _ in range(2):
        await register(conversation, ())
    assert len(conversation.telegram.sent("setMyCommands")) == 2
    assert len(conversation.telegram.sent("setMyDescription")) == 1
    assert len(conversation.telegram.sent("setMyShortDescription")) == 1


def test_what_commands_do_is_within_telegrams_limits() -> None:
    assert max(map(len, wording.MODERATOR_COMMANDS.values())) <= 256


async def test_a_refusal_is_logged_and_harms_nothing(
    conversation: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    conversation.telegram.refuse_next("setMyCommands", 400, "Bad Request: no such scope")
    with caplog.at_level(logging.WARNING):
        await register(conversation, ())
    assert [record.getMessage() for record in caplog.records] == [
        "The command menus could not be set: No such scope"
    ]


@pytest.mark.parametrize("command", IN_PRIVATE)
async def test_every_command_in_the_menu_is_answered_in_private(
    conversation: Conversation, command: str
) -> None:
    await conversation.say(f"/{command}")
    assert len(conversation.replies) == 1
    assert phrases.UNKNOWN_COMMAND not in conversation.replies


@pytest.mark.parametrize("command", ["start", "help"])
async def test_moderators_are_told_what_more_they_can_do(office: Office, command: str) -> None:
    await office.send(f"/{command}")
    [told] = office.replies
    assert told.startswith(phrases.START if command == "start" else phrases.HELP_PRIVATE)
    for name, does in wording.MODERATOR_COMMANDS.items():
        assert f"\n/{name} – {does}\n" in told
    assert told.endswith(wording.ADD_USAGE)


@pytest.mark.parametrize("chat", [GROUP, None], ids=["in a group", "who is none"])
async def test_elsewhere_moderating_is_not_spoken_of(office: Office, chat: Fields | None) -> None:
    await (office.send("/help", chat=chat) if chat else office.say("/help"))
    assert office.replies == [phrases.HELP_GROUP if chat else phrases.HELP_PRIVATE]


@pytest.mark.parametrize("command", IN_GROUPS)
async def test_every_command_in_the_menu_is_answered_in_groups(
    conversation: Conversation, command: str
) -> None:
    await conversation.say(f"/{command}", chat=GROUP)
    assert len(conversation.replies) == 1


def test_what_is_said_about_privacy_is_what_is_done() -> None:
    assert f"up to {KEPT / 3600:.0f} hours" in phrases.PRIVACY_MESSAGES


async def test_a_moderator_who_never_spoke_to_the_bot_is_passed_over(
    conversation: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):  # the first stands for the menus of all
        conversation.telegram.refuse_next("setMyCommands", 400, "Bad Request: chat not found")
    with caplog.at_level(logging.WARNING):
        await register(conversation, {5, 6, 7})
    scopes = [c["scope"] for c in conversation.telegram.sent("setMyCommands")]
    assert [scope.get("chat_id") for scope in scopes] == [6, 7]
    assert "Moderator 5 has no menu of their own: Chat not found" in caplog.text


async def test_who_is_no_moderator_any_more_loses_their_menu_once(
    conversation: Conversation,
) -> None:
    for moderators in ({5, 6}, {6}, {6}):
        await register(conversation, moderators)
    scopes = [call["scope"] for call in conversation.telegram.sent("deleteMyCommands")]
    assert scopes == [{"type": "chat", "chat_id": 5}]


async def test_a_former_moderator_whose_chat_is_gone_harms_nothing(
    conversation: Conversation,
) -> None:
    await register(conversation, {5})
    conversation.telegram.refuse_next("deleteMyCommands", 400, "Bad Request: chat not found")
    for _ in range(2):
        await register(conversation, ())
    assert conversation.telegram.sent("deleteMyCommands") == []


@pytest.mark.parametrize("moderators", [frozenset(), frozenset({MODERATOR})])
async def test_a_bot_without_moderators_says_how_to_have_one(
    conversation: Conversation, moderators: frozenset[int]
) -> None:
    await conversation.stop()
    conversation.settings = replace(conversation.settings, moderators=moderators)
    await conversation.start()
    await conversation.say("/start")
    assert (phrases.NO_MODERATORS in conversation.replies[0]) == (not moderators)
