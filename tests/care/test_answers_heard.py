"""A short answer is read however it is typed; anything longer or mixed is left to the understanding. A word is heard whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care.answers_heard import PLAIN_OK, Answer, by_words, holds, read_answer, read_yes
from bot.care.keywords import read


@pytest.mark.parametrize(
    "text",
    [
        *(
            "ok",
            "OK!!",
            "okayyyy",
            "im good",
            "I'm fine.",
            "all good 🙂",
            "1",
            "1.",
            "1️⃣",
            "#1",
            "one",
            ".",
            " . ",
            "...",
            "👍",
            "👍🏽",
        ),
        *("👍👍", "❤️", "yes", "thx", "todo bien", "estoy bien 👍", "Sí", "bien, gracias", "aquí ando", "va"),
    ],
)
def test_a_plain_word_a_number_a_dot_or_a_kind_sign_is_an_ok(text: str) -> None:
    assert read_answer(text) == "ok"


@pytest.mark.parametrize(
    "text", ["no", "2", "not ok", "I'm not ok", "estoy mal", "no estoy bien", "👎", "😭😭", "mal 😞", "dos"]
)
def test_a_plain_no_is_heard(text: str) -> None:
    assert read_answer(text) == "not_ok"


@pytest.mark.parametrize(
    "text", ["3", "need to talk", "can we talk?", "quiero hablar", "necesito hablar", "📞", "tres"]
)
def test_a_wish_to_talk_is_heard(text: str) -> None:
    assert read_answer(text) == "talk"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok 😭",
        "1 or 2",
        "4",
        "12",
        "my mom is ok but i am not",
        "where can i sleep",
        "🍕",
        "no se",
        "ok stop texting me",
    ],
)
def test_what_says_more_or_nothing_plain_is_no_answer(text: str) -> None:
    assert read_answer(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("ok 🆘🙏", "ok 🙏😢", "im fine 🙏😭", "home 😰🙏", "good 😭❤", "ok 😢👍", "good ❌✅", "bien 😞🙏", "👍😭"),
        *("ok 🔪", "ok 💀", "ok 🚫", "👍🔪", "ok ❤️‍🩹", "todo bien 🚓", "ok \U0001fae8"),
        *(
            "fine :(",
            "ok :'(",
            "bien :(",
            "todo bien :(",
            "ok =(",
            "ok :-(",
            "ok :/",
            "good ):",
            "ok ;_;",
            "ok (",
            "1 :(",
        ),
        *("ok?", "im ok?", "ok ?!", "¿todo bien?", "👍?", "1?", "ok ⁉️"),
    ],
)
def test_an_ok_beside_a_sign_of_trouble_or_as_a_question_is_left_open(text: str) -> None:
    assert read_answer(text) is None
    assert by_words(text) is None


@pytest.mark.parametrize(
    "text",
    ["ok :)", "ok ❤️🙏", "good 👍🏿👍🏿", "home 🏠", "ok ✨", "bien 🙏❤️", "🙏", "❤️👍", "ok!!", "(ok)", "1 :)", "si 💯"],
)
def test_an_ok_beside_a_harmless_sign_stays_one(text: str) -> None:
    assert read_answer(text) == "ok"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("mal 😞🙏", "not_ok"),
        ("not ok :(", "not_ok"),
        ("2 :(", "not_ok"),
        ("mal 👍", None),
        ("need to talk 😭", "talk"),
    ],
)
def test_trouble_and_a_wish_to_talk_are_heard_beside_sad_signs(text: str, answer: Answer | None) -> None:
    assert read_answer(text) == answer


@pytest.mark.parametrize("text", ["no 1", "no one", "No. 1", "no 2"])
def test_a_no_beside_a_number_does_not_choose_it(text: str) -> None:
    assert read_answer(text) is None and read_yes(text) is None


@pytest.mark.parametrize("text", ["1", "2", "three", ".", "..."])
def test_a_number_or_a_dot_has_no_words(text: str) -> None:
    assert by_words(text) is None


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(text: str) -> None:
    answers: tuple[Answer | None, ...] = ("ok", "not_ok", "talk", None)
    assert read_answer(text) in answers and read_yes(text) in (True, False, None)


def test_the_plainest_answer_is_one_and_is_no_keyword_even_after_a_stop() -> None:
    assert read_answer(PLAIN_OK) == "ok" == by_words(PLAIN_OK)
    assert read(PLAIN_OK, paused=True) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1", True),
        ("yes", True),
        ("Sí, claro", True),
        ("dale", True),
        ("2", False),
        ("No gracias", False),
        ("3", None),
        ("maybe", None),
        ("1 2", None),
        ("yes but later", None),
        ("", None),
    ],
)
def test_a_yes_or_a_no_is_plain_or_it_is_neither(text: str, wanted: bool | None) -> None:
    assert read_yes(text) is wanted


@pytest.mark.parametrize(
    "text",
    ["pinata", "PIÑATA!", "see you at the piñata, ok?", "ok.piñata.", "la piñata", "pińata tomorrow", "(pinata)"],
)
def test_the_word_is_heard_in_any_text_and_any_spelling_of_its_letters(text: str) -> None:
    assert holds(text, "Piñata")


@pytest.mark.parametrize("text", ["pinatas", "mypinata", "pin ata", "", "ok", "piñat"])
def test_a_part_of_the_word_or_a_longer_one_is_not_it(text: str) -> None:
    assert not holds(text, "piñata")


def test_several_words_are_heard_in_a_row_and_a_sign_as_a_sign() -> None:
    assert holds("is it Red-Balloon day", "red balloon") and not holds("a balloon, red", "red balloon")
    assert holds("hey 🍍🍍", "🍍") and not holds("hey", "🍍")
    assert not holds("anything", "") and not holds("anything", "  ")
