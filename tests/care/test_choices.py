"""A choice is read however it is typed, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from bot.care.choices import read_choices


@pytest.mark.parametrize(
    ("text", "chosen"),
    [("1", (1,)), ("1.", (1,)), (" 2 ", (2,)), ("#2", (2,)), ("3)", (3,)), ("opción 2", (2,)), ("Option 4", (4,)),
     ("uno", (1,)), ("two", (2,)), ("1️⃣", (1,)), ("２", (2,)), ("①", (1,)), ("1 and 3", (1, 3)), ("1,3", (1, 3)),
     ("1 y 3", (1, 3)), ("3 1 3", (3, 1)), ("0", (0,)), ("cero", (0,)), ("the second one", (2,)), ("la 2 porfa", (2,)),
     ("number 5 please", (5,)), ("quiero la 1", (1,))],
)  # fmt: skip
def test_a_choice_is_read(text: str, chosen: tuple[int, ...]) -> None:
    assert read_choices(text) == chosen


@pytest.mark.parametrize(
    "text",
    ["", "no", "yes", "78702", "i am 16 years old", "2 nights", "call 911", "555", "me and 2 friends", "option", "?"],
)
def test_other_texts_are_no_choice(text: str) -> None:
    assert read_choices(text) is None
