import logging
from dataclasses import replace

import pytest

from bot import phrases, wording
from bot.chat import menus
from bot.chat.asking.commands import IN_GROUPS, IN_PRIVATE
from bot.chat.asking.memory import KEPT
from bot.chat.moderating.commands import COMMANDS
from tests.chat.conversation import MODERATOR, Conversation, Office
from tests.chat.fake_telegram import Fields
from tests.chat.updates import GROUP


def names(commands: list[Fields]) -> list[str]:
    return [command["command"] for command in commands]


async def test_menus_and_profile_are_set_per_scope(conversation: Conversation) -> None:
    await menus.register(conversation.bot.application.bot, {MODERATOR}, conversation.database)
    private, group, moderators = conversation.telegram.sent("setMyCommands")
    assert private["scope"] == {"type": "all_private_chats"}
    assert names(private["commands"]) == ["ask", "articles", "help", "privacy", "forget", "start"]
    assert group["scope"] == {"type": "all_group_chats"}
    assert moderators["scope"] == {"type": "chat", "chat_id": MODERATOR}
    assert names(moderators["commands"]) == [*COMMANDS, *IN_PRIVATE]
    assert names(group["commands"]) == ["ask", "articles", "help"]
    assert conversation.telegram.sent("setMyDescription") == [{"description": phrases.DESCRIPTION}]
    assert conversation.telegram.sent("setMyShortDescription") == [
        {"short_description": phrases.ABOUT}
    ]


def test_the_profile_is_within_telegrams_limits() -> None:
    assert len(phrases.DESCRIPTION) <= 512
    assert len(phrases.ABOUT) <= 120
    does = [*phrases.COMMANDS.values(), *wording.COMMANDS.values()]
    assert max(map(len, does)) <= 256


async def test_a_refusal_is_logged_and_harms_nothing(
    conversation: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    conversation.telegram.refuse_next("setMyCommands", 400, "Bad Request: no such scope")
    with caplog.at_level(logging.WARNING):
        await menus.register(conversation.bot.application.bot, (), conversation.database)
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
    for name in COMMANDS:
        assert f"\n/{name} – {wording.COMMANDS[name]}\n" in told
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


def test_notices_fit_into_telegrams_answer_to_a_press() -> None:
    notices = [phrases.NOT_YOURS, phrases.STALE, phrases.CHANGED, phrases.ONE_MOMENT]
    notices += [phrases.VOTED_UP, phrases.VOTED_DOWN, phrases.TOO_OLD_TO_VOTE]
    assert max(map(len, notices)) <= 200


async def test_a_moderator_who_never_spoke_to_the_bot_is_passed_over(
    conversation: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):  # the first stands for the menus of all
        conversation.telegram.refuse_next("setMyCommands", 400, "Bad Request: chat not found")
    with caplog.at_level(logging.WARNING):
        await menus.register(conversation.bot.application.bot, {5, 6, 7}, conversation.database)
    scopes = [c["scope"] for c in conversation.telegram.sent("setMyCommands")]
    assert [scope.get("chat_id") for scope in scopes] == [6, 7]
    assert "Moderator 5 has no menu of their own: Chat not found" in caplog.text


async def test_who_is_no_moderator_any_more_loses_their_menu_once(
    conversation: Conversation,
) -> None:
    bot, database = conversation.bot.application.bot, conversation.database
    for moderators in ({5, 6}, {6}, {6}):
        await menus.register(bot, moderators, database)
    scopes = [call["scope"] for call in conversation.telegram.sent("deleteMyCommands")]
    assert scopes == [{"type": "chat", "chat_id": 5}]


async def test_a_former_moderator_whose_chat_is_gone_harms_nothing(
    conversation: Conversation,
) -> None:
    bot, database = conversation.bot.application.bot, conversation.database
    await menus.register(bot, {5}, database)
    conversation.telegram.refuse_next("deleteMyCommands", 400, "Bad Request: chat not found")
    for _ in range(2):
        await menus.register(bot, (), database)
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
