"""Moderators see what people asked in vain, and mend it, in their private chat."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot import phrases, wording
from bot.chat.moderating.synonyms import PAGE
from bot.reading.files import read_entry
from bot.search.library import Library
from tests.chat.conversation import MODERATOR, Office
from tests.chat.updates import ADA, BOB, GROUP, PRIVATE, pressed

ARTICLE = """\
---
title: The walrus of Aldmere
language: en
---

A walrus juggles eleven kettles a day on the pier of Aldmere.
"""
FEEDS = "Which fishmonger feeds it mackerel?"
MORE_TEXT = "\nThe fishmonger Ola Voss feeds it mackerel at noon.\n"
JUGGLES = "What does the walrus juggle?"


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    office = Office(tmp_path)
    (tmp_path / "knowledge" / "walrus.md").write_text(ARTICLE)
    office.library = Library(tmp_path / "knowledge", read_entry)
    office.library.refresh()
    await office.start()
    yield office
    await office.stop()


async def ask(office: Office, *questions: str) -> None:
    """Somebody asks, taking their time."""
    for question in questions:
        await office.say(question)
        office.clock.now += 60


class TestUnanswered:
    async def test_lists_what_was_asked_in_vain_the_most_frequent_first(
        self, office: Office
    ) -> None:
        await ask(office, "Who sells hats?", FEEDS, FEEDS, JUGGLES)
        await office.send("/unanswered")
        assert office.shown == (
            "Asked in vain (2):\n\n"
            f"1. <b>{FEEDS}</b>\nasked 2× · 2× no answer\n\n"
            "2. <b>Who sells hats?</b>\nasked 1× · 1× no answer"
        )

    async def test_a_disliked_answer_is_listed(self, office: Office) -> None:
        question = await office.say(JUGGLES)
        await office.happens(pressed("vote:down", office.answer_below(question), by=BOB))
        await office.send("/unanswered")
        assert f"1. <b>{JUGGLES}</b>\nasked 1× · 1× 👎" in office.shown

    async def test_ignore_takes_a_group_off_the_list_for_good(self, office: Office) -> None:
        await ask(office, "Who sells hats?", FEEDS, FEEDS)
        await office.send("/unanswered")
        await office.press("Ignore 1")
        assert FEEDS not in office.shown
        assert "1. <b>Who sells hats?</b>" in office.shown
        await office.press("Ignore 1")
        assert office.shown == wording.NOTHING_UNANSWERED
        await ask(office, FEEDS)
        await office.send("/unanswered")
        assert office.shown == wording.NOTHING_UNANSWERED
        assert office.notices == [None, None]

    async def test_what_moderators_ask_themselves_is_not_counted(self, office: Office) -> None:
        await office.send(FEEDS)
        await office.send("/unanswered")
        assert office.shown == wording.NOTHING_UNANSWERED
        await office.send("/stats")
        assert office.shown == wording.NOTHING_ASKED_YET

    async def test_the_closest_passage_is_shown_to_a_moderator(self, office: Office) -> None:
        await ask(office, "Does a walrus eat on Sundays in Paris with friends?")
        await office.send("/unanswered")
        await office.press("1")
        assert phrases.UNSURE in office.shown
        assert "eleven kettles" in office.shown

    async def test_a_question_is_opened_with_its_closest_passage_and_who_waits(
        self, office: Office
    ) -> None:
        question = await office.say(FEEDS)
        await office.happens(pressed("wait", office.answer_below(question), by=BOB))
        await office.send("/unanswered")
        await office.press("1")
        assert office.shown.startswith(f"1. <b>{FEEDS}</b>\nasked 1× · 1× no answer")
        assert wording.PEOPLE_WAIT.format(count=1) in office.shown
        await office.press(phrases.BACK)
        assert office.shown.startswith("Asked in vain (1):")
        await office.press("1")
        await office.press("Ignore")
        assert office.shown == wording.NOTHING_UNANSWERED

    async def test_an_opened_question_keeps_its_number(self, office: Office) -> None:
        await ask(office, "tusker")
        await ask(office, "zeppelin")
        await office.send("/unanswered")
        for number in ("1", "2"):
            listed = next(line for line in office.shown.splitlines() if line.startswith(number))
            await office.press(number)
            assert office.shown.startswith(listed)
            await office.press(phrases.BACK)

    async def test_a_synonym_is_added_from_the_question(self, office: Office) -> None:
        await ask(office, "tusker")
        await office.send("/unanswered")
        await office.press("1")
        await office.press("Add synonym")
        assert office.shown == wording.ASK_SYNONYM.format(about="tusker")
        await office.send("walrus")
        assert "<code>tusker =&gt; walrus</code>" in office.shown
        await ask(office, "tusker")
        assert "eleven kettles" in office.shown
        await office.send("walrus")
        assert "eleven kettles" in office.shown

    async def test_an_answer_is_written_in_and_asked_no_more(self, office: Office) -> None:
        await ask(office, FEEDS)
        await office.send("/unanswered")
        await office.press("1")
        await office.press("Write an answer in")
        await office.send("The fishmonger Ola Voss feeds the walrus mackerel at noon, on the pier.")
        assert FEEDS in office.shown
        await office.press("Publish")
        await ask(office, FEEDS)
        assert "Ola Voss" in office.shown
        await office.send("/unanswered")
        assert office.shown == wording.NOTHING_UNANSWERED

    async def test_a_long_answer_that_was_cut_is_called_by_the_question(
        self, office: Office
    ) -> None:
        await ask(office, FEEDS)
        await office.send("/unanswered")
        await office.press("1")
        await office.press("Write an answer in")
        text = "The fishmonger Ola Voss feeds the walrus mackerel at noon, on the long pier. " * 99
        for part in (text[:4000], text[4000:]):
            await office.send(part, date=1_700_000_000)
        assert len(office.replies) == 3, "the list, what it was answered with, and its preview"
        await office.press("Publish")
        [article] = [each for each in office.library.index.articles if each.id != "walrus"]
        assert article.credit.title == FEEDS
        assert article.text.count("Ola Voss") == 99

    async def test_an_answer_with_a_credit_of_its_own_keeps_that(self, office: Office) -> None:
        await ask(office, FEEDS)
        await office.send("/unanswered")
        await office.press("1")
        await office.press("Write an answer in")
        text = "Fish at noon\n\nBy Tove Lund\n\nThe fishmonger Ola Voss feeds the walrus at noon."
        await office.send_file("fish.txt", text.encode())
        assert "Fish at noon · Tove Lund" in office.shown

    async def test_who_goes_back_is_asked_for_nothing_any_more(self, office: Office) -> None:
        await ask(office, FEEDS)
        await office.send("/unanswered")
        await office.press("1")
        await office.press("Add synonym")
        await office.press(phrases.BACK)
        await office.send(JUGGLES)
        assert "eleven kettles" in office.shown

    async def test_a_group_disappears_when_an_article_answers_it(self, office: Office) -> None:
        await ask(office, FEEDS)
        await office.send("/unanswered")
        assert FEEDS in office.shown
        (office.library.folder / "walrus.md").write_text(ARTICLE + MORE_TEXT)
        for _ in range(2):
            office.library.refresh()
        await office.send("/unanswered")
        assert office.shown == wording.NOTHING_UNANSWERED

    async def test_pages_turn_and_stay_where_one_is_ignored(self, office: Office) -> None:
        words = ["hats", "coats", "gloves", "scarves", "boots", "socks", "shawls", "belts"]
        await ask(office, *(f"Who sells {word}?" for word in words))
        await office.send("/unanswered")
        assert office.shown.startswith("Asked in vain (8):\nPage 1 of 2")
        await office.press(phrases.MORE)
        assert "7. <b>Who sells coats?</b>" in office.shown
        await office.press("Ignore 8")
        assert office.shown.startswith("Asked in vain (7):\nPage 2 of 2")
        await office.press("Ignore 7")
        assert office.shown.startswith("Asked in vain (6):")
        assert phrases.BACK not in office.buttons

    async def test_says_so_if_no_questions_are_kept(self, office: Office) -> None:
        await office.keep_questions(days=0)
        for command in ("/unanswered", "/stats"):
            await office.send(command)
            assert office.shown == wording.QUESTIONS_NOT_KEPT

    async def test_nobody_else_can_press(self, office: Office) -> None:
        await ask(office, FEEDS)
        await office.send("/unanswered")
        await office.press("Ignore 1", by=ADA)
        assert office.notices == [phrases.MODERATORS_ONLY]
        assert office.asked.ignored() == frozenset()
        assert office.telegram.sent("editMessageText") == []

    async def test_not_even_a_moderator_sees_the_list_in_a_group(self, office: Office) -> None:
        await ask(office, FEEDS)
        await office.send("/unanswered")
        message_id, data = office.buttons["Ignore 1"]
        below = office.answer_below(None, message_id) | {"chat": GROUP}
        await office.happens(pressed(data, below, by={**ADA, "id": MODERATOR}))
        assert office.notices == [phrases.MODERATORS_ONLY]

    @pytest.mark.parametrize("data", ["unanswered:", "unanswered:0:xyz", "unanswered:-1"])
    async def test_a_forged_button_gets_a_notice(self, office: Office, data: str) -> None:
        await office.press_data(data, 1001)
        assert office.notices == [phrases.STALE]


class TestSynonyms:
    async def test_a_synonym_answers_what_was_asked_in_vain(self, office: Office) -> None:
        await ask(office, "tusker")
        await office.send("/unanswered")
        assert "<b>tusker</b>" in office.shown
        await office.send("/synonym tusker => walrus")
        assert office.shown == f"{wording.SYNONYM_ADDED}\n<code>tusker =&gt; walrus</code>"
        await office.send("/unanswered")
        assert office.shown == wording.NOTHING_UNANSWERED
        await ask(office, "tusker")
        assert "eleven kettles" in office.shown

    async def test_rules_are_written_below_those_there_are(self, office: Office) -> None:
        file = office.library.folder / "synonyms.txt"
        file.write_text("# ours\nsea, ocean")
        await office.send("/synonym US, United States")
        assert file.read_text() == "# ours\nsea, ocean\nUS, United States\n"

    @pytest.mark.parametrize(
        ("line", "reply"),
        [
            (
                "US",
                "That is no rule: a word alone has no synonym: put a comma or =&gt; between two.",
            ),
            ("sea,ocean", wording.KNOWN_RULE),
        ],
    )
    async def test_what_can_not_be_added_is_refused_with_the_reason(
        self, office: Office, line: str, reply: str
    ) -> None:
        file = office.library.folder / "synonyms.txt"
        file.write_text("sea, ocean\n")
        await office.send(f"/synonym {line}")
        assert office.shown == reply
        assert file.read_text() == "sea, ocean\n"

    async def test_a_file_that_can_not_be_read_is_left_alone(self, office: Office) -> None:
        file = office.library.folder / "synonyms.txt"
        file.mkdir()
        await office.send("/synonym US, USA")
        assert office.shown == "synonyms.txt can't be used: it is a folder."

    async def test_without_a_rule_it_shows_those_there_are_and_what_is_wrong(
        self, office: Office
    ) -> None:
        await office.send("/synonym")
        assert office.shown.startswith(wording.NO_SYNONYMS)
        (office.library.folder / "synonyms.txt").write_text("sea,ocean\ndrug => narcotic\nUS\n")
        for _ in range(2):
            office.library.refresh()
        await office.send("/synonym")
        assert office.shown.startswith(
            "Synonyms (2), the latest first:\n\n"
            "1. <code>drug =&gt; narcotic</code>\n2. <code>sea, ocean</code>\n\n"
            "Lines that don't count: line 3: a word alone"
        )

    async def test_a_rule_is_removed_with_its_button_and_brought_back(self, office: Office) -> None:
        file = office.library.folder / "synonyms.txt"
        file.write_text("# ours\nsea, ocean  # wet\n")
        await office.send("/synonym tusker => walrus")
        await ask(office, "tusker")
        assert "eleven kettles" in office.shown
        await office.send("/synonym")
        await office.press("Remove 1")
        assert office.shown.startswith(
            f"{wording.SYNONYM_REMOVED}\n<code>tusker =&gt; walrus</code>\n\nSynonyms (1), "
        )
        assert file.read_text() == "# ours\nsea, ocean  # wet\n# tusker => walrus\n"
        await ask(office, "tusker")
        assert "eleven kettles" not in office.shown
        await office.press("Undo")
        assert office.shown.startswith("Synonyms (2)")
        assert file.read_text() == "# ours\nsea, ocean  # wet\ntusker => walrus\n"

    async def test_what_was_just_added_is_taken_back_with_one_press(self, office: Office) -> None:
        await office.send("/synonym tusker => walrus")
        await office.press("Undo")
        assert office.library.synonyms.rules == ()
        message, data = office.buttons["Undo"]
        await office.press_data(data.replace("restore", "remove"), message)
        assert office.notices[-1] == wording.NO_SUCH_RULE

    async def test_many_rules_are_listed_page_by_page(self, office: Office) -> None:
        rules = "".join(f"word{n}, other{n}\n" for n in range(PAGE + 1))
        (office.library.folder / "synonyms.txt").write_text(rules)
        for _ in range(2):
            office.library.refresh()
        await office.send("/synonym")
        assert f"Synonyms ({PAGE + 1}), the latest first:\nPage 1 of 2" in office.shown
        await office.press("More ›")
        assert f"{PAGE + 1}. <code>word0, other0</code>" in office.shown
        await office.press(f"Remove {PAGE + 1}")
        assert f"Synonyms ({PAGE})" in office.shown


class TestStats:
    async def test_tell_how_much_was_asked_and_how_it_was_answered(self, office: Office) -> None:
        office.clock.now = 1_700_000_000
        await ask(office, JUGGLES, JUGGLES, JUGGLES, FEEDS)
        below = office.answer_below(None, 1001) | {"chat": PRIVATE}
        await office.happens(pressed("vote:up", below))
        await office.send("/stats")
        heading, chart, shares, thumbs, most = office.shown.split("\n\n")
        assert heading == "Questions in the last 90 days: 4"
        today = date.fromtimestamp(office.clock.now)
        assert chart == f"<pre>{today:%m-%d} {'█' * 16} 4</pre>"
        assert shares == "75 % answered, 0 % unsure, 25 % unanswered"
        assert thumbs == "👍 1 · 👎 0"
        assert most == f"{wording.MOST_QUOTED}\n• The walrus of Aldmere: 3×"

    async def test_name_the_articles_that_are_never_quoted(self, office: Office) -> None:
        await ask(office, FEEDS)
        await office.send("/stats")
        assert office.shown.endswith(f"{wording.NEVER_QUOTED}\n• The walrus of Aldmere")

    async def test_say_that_nothing_was_asked(self, office: Office) -> None:
        await office.send("/stats")
        assert office.shown == wording.NOTHING_ASKED_YET


@pytest.mark.parametrize("command", ["unanswered", "synonym", "stats"])
async def test_others_get_one_polite_sentence_in_private_and_silence_in_groups(
    office: Office, command: str
) -> None:
    assert command in wording.MODERATOR_COMMANDS
    await office.say(f"/{command}")
    await office.say(f"/{command}", chat=GROUP)
    assert office.replies == [phrases.MODERATORS_ONLY]
