"""Nobody but a moderator, in private and in their own words, changes the articles."""

import pytest

from bot import phrases, wording
from tests.chat import updates
from tests.chat.conversation import (
    BRIDGE,
    CHANNEL,
    MODERATOR,
    MODERATOR_PERSON,
    MODERATORS_CHAT,
    Office,
)
from tests.chat.fake_telegram import ME, Fields

IMPOSTORS: dict[str, Fields] = {
    "somebody else": {"from": updates.ADA, "chat": updates.PRIVATE},
    "a namesake": {"from": updates.ADA | {"username": "mo"}, "chat": updates.PRIVATE},
    "the moderator in a group": {"from": MODERATOR_PERSON, "chat": updates.GROUP},
    "somebody in the moderator's chat": {"from": updates.ADA, "chat": MODERATORS_CHAT},
    "a bot with the number": {"from": MODERATOR_PERSON | {"is_bot": True}, "chat": MODERATORS_CHAT},
    "an anonymous admin": {
        "from": {"id": 1087968824, "is_bot": True, "first_name": "Group"},
        "sender_chat": updates.GROUP, "chat": updates.GROUP,
    },
    "a channel with the number": {
        "sender_chat": CHANNEL | {"id": MODERATOR}, "chat": updates.GROUP,
    },
    "through another bot": {"from": MODERATOR_PERSON, "chat": MODERATORS_CHAT, "via_bot": ME},
    "a post without a person": {"from": None, "chat": CHANNEL},
}  # fmt: skip


@pytest.mark.parametrize("impostor", IMPOSTORS.values(), ids=IMPOSTORS)
async def test_nobody_else_is_taken_for_a_moderator(office: Office, impostor: Fields) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.press("Publish")
    before, said = office.files, len(office.replies)
    doing = ["/add A text. It is long.", "/undo", "/remove the-harbour-bridge-is-closed", "/reload"]
    for text in doing:
        await office.say(text, **impostor)
    document = {"file_id": "file-1", "file_unique_id": "1", "file_name": "a.txt"}
    await office.say(document=document, **impostor)
    assert office.files == before
    told = {phrases.MODERATORS_ONLY, phrases.TEXT_ONLY, phrases.SLOW_DOWN}
    assert set(office.replies[said:]) <= told
    assert len(office.telegram.downloaded) == 1


@pytest.mark.parametrize("command", [*wording.MODERATOR_COMMANDS, "add@ArticleBot"])
async def test_others_who_try_get_one_sentence(office: Office, command: str) -> None:
    chat = updates.GROUP if "@" in command else updates.PRIVATE
    await office.say(f"/{command} one two", chat=chat)
    assert office.replies == [phrases.MODERATORS_ONLY]


@pytest.mark.parametrize("origin", ["user", "channel"])
async def test_a_forwarded_command_is_not_obeyed(office: Office, origin: str) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.press("Publish")
    by = {"sender_user": updates.ADA} if origin == "user" else {"chat": CHANNEL, "message_id": 1}
    await office.send("/undo", forward_origin={"type": origin, "date": 1, **by})
    assert len(office.files) == 1


async def test_an_edited_message_changes_no_article(office: Office) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    await office.press("Publish")
    message = updates.message("Hello", chat=MODERATORS_CHAT, **{"from": MODERATOR_PERSON})
    await office.happens(updates.edited(message, "/undo"))
    assert len(office.files) == 1


FORGED = [
    "draft:1:publish", "draft:2:publish", "draft:999999999999999999:publish", "draft:1:rule",
    "draft:1", "article:0123456789abcdef:remove", "shelf:9999", "shelf:-1", "article:x:remove",
    "draft:1:publish\n", "unanswered:1:ignore", "vote:sideways", "vote:up", "articles:7:7", "\x00",
]  # fmt: skip


@pytest.mark.parametrize("data", FORGED)
async def test_a_forged_button_does_nothing_and_is_answered(office: Office, data: str) -> None:
    await office.send_file("bridge.txt", BRIDGE.encode())
    for by, message_id in [(updates.ADA, 1001), (MODERATOR_PERSON, 4)]:
        before = len(office.notices)
        await office.press_data(data, message_id, by=by)
        assert len(office.notices) == before + 1
        assert office.notices[-1] is not None
    assert office.files == []


ALTERED = ["draft:1:publish twice", "article:0123456789abcdef:keep it", "shelf:1:2", "unanswered:x"]


@pytest.mark.parametrize("data", ALTERED)
async def test_a_button_that_says_what_no_button_of_ours_says_is_stale(
    office: Office, data: str
) -> None:
    await office.press_data(data, 1001)
    assert office.notices == [phrases.STALE]


@pytest.mark.parametrize("data", ["draft:1:publish", "shelf:0", "unanswered:0"])
async def test_a_button_below_no_message_that_we_know_is_stale(office: Office, data: str) -> None:
    press = updates.pressed(data, {}, by=MODERATOR_PERSON)
    del press["callback_query"]["message"]
    await office.happens(press)
    assert office.notices == [phrases.STALE]
