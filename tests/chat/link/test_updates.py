import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.link.updates import salvaged

VALUES: Any = st.recursive(
    st.none() | st.integers() | st.text(alphabet='[]{},\\"é '),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(st.lists(VALUES, min_size=1, max_size=5), st.booleans(), st.sampled_from([None, 1]))
def test_the_updates_of_a_reply_are_told_apart_whatever_stands_in_them(
    updates: list[Any], escaped: bool, indent: int | None
) -> None:
    reply = json.dumps({"ok": True, "result": updates}, ensure_ascii=escaped, indent=indent)
    assert [json.loads(each) for each in salvaged(reply)] == updates
