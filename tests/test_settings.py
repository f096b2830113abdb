"""A wrong or missing setting stops the start and is named; secrets do not show."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from bot.errors import WrongProgram, WrongSetting
from bot.settings import read_program, read_settings

LIVE = {
    "PUENTE_PUBLIC_URL": "https://texts.example.org",
    "PUENTE_TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    "PUENTE_TWILIO_AUTH_TOKEN": "not-to-be-shown",
    "PUENTE_SMS_NUMBER": "+12145550100",
}


def test_the_simulator_needs_no_account_anywhere() -> None:
    settings = read_settings({"PUENTE_SIMULATOR": "1"})
    assert settings.twilio is None
    assert settings.public_url == "http://127.0.0.1:8000"
    assert settings.database_url.startswith("sqlite+aiosqlite:///")


@pytest.mark.parametrize("name", sorted(LIVE))
def test_a_missing_setting_is_named(name: str) -> None:
    with pytest.raises(WrongSetting, match=name):
        read_settings({key: value for key, value in LIVE.items() if key != name})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUENTE_PORT", "http"),
        ("PUENTE_PORT", "70000"),
        ("PUENTE_PUBLIC_URL", "texts.example.org"),
        ("PUENTE_SMS_NUMBER", "214-555-0100"),
        ("PUENTE_SMS_NUMBER", "22395"),
        ("PUENTE_ROOT_KEY", "short"),
        ("PUENTE_SIMULATOR", "maybe"),
        ("PUENTE_DATABASE_URL", "mysql://x"),
        ("PUENTE_TWILIO_API_BASE", "ftp://x"),
        ("PUENTE_TWILO_AUTH_TOKEN", "a misspelt name"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(WrongSetting, match=name):
        read_settings({**LIVE, name: value})


def test_secrets_do_not_show() -> None:
    key = base64.b64encode(b"k" * 32).decode()
    settings = read_settings({**LIVE, "PUENTE_ROOT_KEY": key, "PUENTE_DATABASE_URL": "postgresql://u:pw@h/d"})
    assert settings.root_key == b"k" * 32
    for secret in ("not-to-be-shown", key, "kkkk", "pw@h"):
        assert secret not in repr(settings)


def test_a_wrong_value_is_never_repeated_in_the_message() -> None:
    with pytest.raises(WrongSetting) as error:
        read_settings({**LIVE, "PUENTE_ROOT_KEY": "bXkgc2VjcmV0"})
    assert "bXkgc2VjcmV0" not in str(error.value)


def test_channels_that_are_not_served_are_told() -> None:
    assert read_settings({**LIVE, "PUENTE_TELEGRAM_TOKEN": "t"}).not_served == ("PUENTE_TELEGRAM_TOKEN",)


def test_a_missing_or_broken_program_file_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(WrongProgram):
        read_program(tmp_path / "program.toml")
    (tmp_path / "program.toml").write_text("name = ", encoding="utf-8")
    with pytest.raises(WrongProgram):
        read_program(tmp_path / "program.toml")
