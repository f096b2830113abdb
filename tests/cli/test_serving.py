"""A start that cannot succeed says why, in one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli.serving import build_service, web, worker
from bot.errors import RootKeyUnusable, WrongSetting
from bot.settings import read_settings
from bot.store import LocalRootKey, Store


async def test_a_wrong_root_key_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = read_settings({"PUENTE_SIMULATOR": "1", "PUENTE_DATA_DIR": str(tmp_path)})
    store = Store(settings.database_url, settings.keystore_url)
    await store.migrate()
    await store.open(LocalRootKey(b"a" * 32))
    await store.close()
    app, _ = build_service(settings)
    with pytest.raises(RootKeyUnusable):
        async with app.router.lifespan_context(app):
            pass
    assert capsys.readouterr().err.startswith("puente: it cannot start. The root key cannot be used")


def test_a_data_folder_that_cannot_be_made_is_a_wrong_setting(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings = read_settings({"PUENTE_SIMULATOR": "1", "PUENTE_DATA_DIR": str(tmp_path / "file" / "data")})
    with pytest.raises(WrongSetting, match="PUENTE_DATA_DIR"):
        build_service(settings)


MANY = {
    "PUENTE_DATABASE_URL": "postgresql://puente@db.example.org/puente",
    "PUENTE_KEYSTORE_URL": "postgresql://puente@keys.example.org/puente",
    "PUENTE_PUBLIC_URL": "https://texts.example.org",
    "PUENTE_TWILIO_ACCOUNT_SID": "AC0",
    "PUENTE_TWILIO_AUTH_TOKEN": "token",
    "PUENTE_SMS_NUMBER": "+12145550100",
}


@pytest.mark.parametrize("command", [web, worker])
@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("PUENTE_DATABASE_URL", "sqlite:///puente.db"),
        ("PUENTE_KEYSTORE_URL", "sqlite:///keys.db"),
        ("PUENTE_SIMULATOR", "1"),
    ],
)
def test_web_and_worker_apart_need_what_they_can_share(
    command: Callable[[], None], setting: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, set_to in {**MANY, setting: value}.items():
        monkeypatch.setenv(name, set_to)
    with pytest.raises(WrongSetting, match=setting):
        command()
