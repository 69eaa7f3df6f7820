"""A change is killed at each call that changes the disk: readers see the old state or the new.

Whatever is done next goes on from there, and the same change can be made again.
"""

from pathlib import Path

import pytest

from bot.keeping.keeper import Keeper
from bot.reading.files import read_entry
from bot.search.library import Library
from tests.keeping.kills import OTHER, WORLDS, Kills, desk_in, kill, make, restored, seen, watched


@pytest.fixture(scope="module", params=list(WORLDS))
def kills(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Kills:
    return kill(request.param, tmp_path_factory.mktemp("kills"))


def contents(world: Path) -> dict[str, bytes]:
    return desk_in(world).contents


def test_readers_see_the_old_state_or_the_new_and_the_next_change_leaves_one_of_them(
    kills: Kills,
) -> None:
    states = seen(kills.before), seen(kills.after)
    files = contents(kills.before), contents(kills.after)
    assert states[0] != states[1]
    for number, world in enumerate(kills.worlds()):
        assert seen(world) in states, number
        published = desk_in(world).publish(OTHER)
        found = contents(world)
        del found[f"{published}.md"]
        assert found in files, number


def test_the_same_change_can_be_made_again(kills: Kills) -> None:
    expected = contents(kills.after)
    *worlds, _ = range(kills.count)  # the last kill came after all was done and noted
    for number in worlds:
        world = restored(kills.folder, str(number))
        if kills.change == "rule" and contents(world) == expected:
            continue  # which is said of the rule
        make(kills.change, world)
        assert contents(world) == expected, number


def test_what_was_cut_off_is_taken_back_and_named_and_swept_up(
    kills: Kills, caplog: pytest.LogCaptureFixture
) -> None:
    for number, world in enumerate(kills.worlds()):
        left = {name: c for name, c in contents(world).items() if not name.endswith(".tmp")}
        caplog.clear()
        Keeper(world / "knowledge", world / "data").recover()
        found = contents(world)
        assert not [name for name in found if name.startswith(".")], number
        assert found == left or "was cut off, and is taken back now" in caplog.text, number


def test_a_reader_who_looks_all_the_time_sees_the_old_state_until_it_sees_the_new(
    kills: Kills,
) -> None:
    states = [seen(kills.before), seen(kills.after)]
    world = kills.before
    library = Library(world / "knowledge", read_entry)
    library.refresh()
    found = []

    def look(_name: str, _is_done: bool) -> None:
        library.refresh()
        rules = {repr(rule) for rule in library.synonyms.rules}
        found.append(frozenset({a.text for a in library.index.articles} | rules))

    with watched(look):
        make(kills.change, world)
    for _ in range(2):  # a new file is trusted when it is the same for the second time
        look("", True)
    assert found == sorted(found, key=states.index)
    assert found[-1] == states[1]
