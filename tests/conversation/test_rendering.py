"""Names of responses become finished texts: the right wording, numbered choices, as few texts as fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.conversation.dialogue import Utterance
from bot.conversation.rendering import render
from bot.conversation.words import Words, read_words
from bot.errors import WrongWords

FILE = """
version: "3.1"
responses:
  utter_hello:
    - text: "Hi {name_to_use}"
      condition: [{type: slot, name: language, value: en}]
    - text: "Aquí estoy, ¿qué tal?, {name_to_use}"
      condition: [{type: slot, name: language, value: es}]
  utter_menu:
    - text: "What do you need?"
      condition: [{type: slot, name: language, value: en}]
      buttons:
        - {title: "A person", payload: "/request_human"}
        - {title: "Skip", payload: "/skip"}
        - {title: "Food", payload: "food"}
    - text: "Still waiting?"
      condition: [{type: slot, name: language, value: en}, {type: slot, name: waiting, value: true}]
    - text: "On a chat app"
      channel: whatsapp
      condition: [{type: slot, name: language, value: en}]
  utter_times:
    - text: "When?"
      condition: [{type: slot, name: language, value: en}]
      buttons:
        - {title: "{first}", payload: '/inform{"choice": "1"}'}
        - {title: "{second}", payload: '/inform{"choice": "2"}'}
        - {title: "None of these", payload: "/deny"}
  utter_long:
    - text: "LONG"
      condition: [{type: slot, name: language, value: en}]
  utter_twice:
    - text: "a"
      condition: [{type: slot, name: language, value: en}]
    - text: "b"
      condition: [{type: slot, name: language, value: en}]
""".replace("LONG", "x" * 300)


@pytest.fixture
def words(tmp_path: Path) -> Words:
    (tmp_path / "one.yml").write_text(FILE, encoding="utf-8")
    return read_words(tmp_path)


def say(name: str, **arguments: object) -> Utterance:
    return Utterance(response=name, arguments=arguments)


def test_the_wording_follows_the_language_and_fills_in_values(words: Words) -> None:
    slots = {"language": "en", "name_to_use": "Ana"}
    assert render(words, [say("utter_hello")], slots, "sms")[0].text == "Hi Ana"


def test_on_sms_accents_that_cost_a_segment_are_left_out_and_kept_elsewhere(words: Words) -> None:
    slots = {"language": "es", "name_to_use": "Ana"}
    assert render(words, [say("utter_hello")], slots, "sms")[0].text == "Aqui estoy, ¿qué tal?, Ana"
    assert render(words, [say("utter_hello")], slots, "telegram")[0].text == "Aquí estoy, ¿qué tal?, Ana"


def test_choices_are_numbered_and_skipping_is_always_zero(words: Words) -> None:
    rendered = render(words, [say("utter_menu")], {"language": "en"}, "sms")[0]
    assert rendered.text == "What do you need?\n1 A person\n2 Food\n0 Skip"
    assert rendered.choices == {"1": "/request_human", "2": "food", "0": "/skip"}


def test_of_the_choices_an_action_may_offer_some_in_an_order_of_its_own(words: Words) -> None:
    rendered = render(
        words, [say("utter_menu", offered=["food", "/gone", "/request_human"])], {"language": "en"}, "sms"
    )[0]
    assert rendered.text == "What do you need?\n1 Food\n2 A person"
    assert rendered.choices == {"1": "food", "2": "/request_human"}


def test_a_choice_is_filled_in_like_a_text_and_one_that_is_not_offered_asks_for_nothing(words: Words) -> None:
    offered = ['/inform{"choice": "1"}', "/deny"]
    rendered = render(words, [say("utter_times", first="at {noon}", offered=offered)], {"language": "en"}, "sms")[0]
    assert rendered.text == "When?\n1 at {noon}\n2 None of these"
    assert rendered.choices == {"1": '/inform{"choice": "1"}', "2": "/deny"}
    with pytest.raises(WrongWords, match="lacks a value for second"):
        render(words, [say("utter_times", first="at noon")], {"language": "en"}, "sms")


def test_the_most_specific_wording_wins(words: Words) -> None:
    assert render(words, [say("utter_menu")], {"language": "en", "waiting": True}, "sms")[0].text == "Still waiting?"
    assert render(words, [say("utter_menu")], {"language": "en"}, "whatsapp")[0].text == "On a chat app"


def test_neighbours_share_a_text_while_two_segments_hold_them(words: Words) -> None:
    slots = {"language": "en", "name_to_use": "Ana"}
    together = render(words, [say("utter_hello"), say("utter_menu")], slots, "sms")
    assert len(together) == 1 and together[0].choices
    apart = render(words, [say("utter_long"), say("utter_menu")], slots, "sms")
    assert len(apart) == 2 and not apart[0].choices


def test_nothing_is_put_behind_a_question(words: Words) -> None:
    slots = {"language": "en", "name_to_use": "Ana"}
    assert len(render(words, [say("utter_menu"), say("utter_hello")], slots, "sms")) == 2


def test_braces_in_a_persons_own_words_are_only_words(words: Words) -> None:
    slots = {"language": "en", "name_to_use": "{language}"}
    assert render(words, [say("utter_hello")], slots, "sms")[0].text == "Hi {language}"


def test_a_value_that_was_emptied_later_in_the_turn_is_said_as_it_was(words: Words) -> None:
    utterance = Utterance(response="utter_hello", arguments={}, slots={"name_to_use": "Ana"})
    assert render(words, [utterance], {"language": "en", "name_to_use": None}, "sms")[0].text == "Hi Ana"


@pytest.mark.parametrize(
    ("name", "slots"),
    [("utter_unknown", {}), ("utter_hello", {"language": "fr"}), ("utter_twice", {}), ("utter_hello", {})],
)
def test_missing_ambiguous_or_incomplete_words_are_a_clear_error(
    words: Words, name: str, slots: dict[str, str]
) -> None:
    with pytest.raises(WrongWords) as error:
        render(words, [say(name)], {"language": "en", **slots}, "sms")
    assert name in str(error.value)


def test_a_response_in_two_files_is_refused(tmp_path: Path) -> None:
    for file in ("a.yml", "b.yml"):
        (tmp_path / file).write_text(FILE, encoding="utf-8")
    with pytest.raises(WrongWords, match="two files"):
        read_words(tmp_path)


@pytest.mark.parametrize("content", ["responses: [", "responses: {utter_x: [{buttons: 3}]}", ""])
def test_broken_files_are_refused_by_name(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.yml").write_text(content, encoding="utf-8")
    with pytest.raises(WrongWords):
        read_words(tmp_path)
