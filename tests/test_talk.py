"""The terminal conversation, against a small service behind the simulator."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from rich.console import Console

from bot import talk
from bot.talk import WORDS, run_talk
from tests.web.echo_service import EchoService, echo_service

NUMBER = "+12145550101"


@pytest.fixture
def service() -> Iterator[EchoService]:
    with echo_service() as running:
        yield running


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talk, "QUIET", 0.05)
    monkeypatch.setattr(talk, "PATIENCE", 0.5)
    monkeypatch.setattr(talk, "LOOK_EVERY", 0.01)


def lines(*typed: str) -> Callable[[], str]:
    """An input that ends after the given lines."""
    waiting = list(typed)

    def read() -> str:
        if not waiting:
            raise EOFError
        return waiting.pop(0)

    return read


def talked(service: EchoService, *typed: str, number: str = NUMBER, language: str = "en") -> tuple[int, str]:
    screen = io.StringIO()
    console = Console(file=screen, width=200, highlight=False)
    code = run_talk(service.url, number, language, console=console, read=lines(*typed))
    return code, screen.getvalue()


def test_each_line_is_a_text_and_the_answer_is_shown(service: EchoService) -> None:
    code, screen = talked(service, "hola", "[b]¿estás ahí?[/b]", ":quit", "never sent")
    assert code == 0
    assert service.texts == ["hola", "[b]¿estás ahí?[/b]"]
    assert "You said: hola (1)" in screen
    assert "You said: [b]¿estás ahí?[/b]" in screen


def test_a_later_talk_shows_what_was_said_before(service: EchoService) -> None:
    talked(service, "hola")
    _, screen = talked(service)
    assert "> hola" in screen and "You said: hola" in screen


def test_commands_move_the_clock_and_send_other_things(service: EchoService) -> None:
    code, screen = talked(service, ":later 45m", ":later soon", ":picture", ":empty", ":dance", ":) ok", "STOP")
    assert code == 0
    assert service.clock.offset == timedelta(minutes=45)
    assert service.texts == ["", "", ":) ok", "STOP"]
    assert "A time span is written like" in screen
    assert "Unknown command" in screen
    assert "carrier: You are unsubscribed." in screen


def test_a_refused_text_is_said_and_the_talk_goes_on(service: EchoService) -> None:
    service.answer = 500
    code, screen = talked(service, "hello")
    assert (code, "it answered 500" in screen) == (0, True)


def test_a_wrong_number_ends_the_talk_with_the_reason(service: EchoService) -> None:
    code, screen = talked(service, number="911")
    assert (code, "ten digits" in screen) == (1, True)


def test_without_a_service_it_says_how_to_start_one(service: EchoService) -> None:
    screen = io.StringIO()
    console = Console(file=screen, width=200)
    code = run_talk("http://127.0.0.1:1", NUMBER, "es", console=console, read=lines("hola"))
    assert (code, "Arranca el servicio" in screen.getvalue()) == (1, True)


def test_a_service_without_simulator_is_told_apart(service: EchoService) -> None:
    screen = io.StringIO()
    console = Console(file=screen, width=200)
    code = run_talk(f"{service.url}/elsewhere", NUMBER, console=console, read=lines("hola"))
    assert (code, "without the simulator" in screen.getvalue()) == (1, True)


def test_both_languages_have_the_same_lines() -> None:
    assert WORDS["en"].keys() == WORDS["es"].keys()
