"""What lies in deploy/ names things that exist, and gives away nothing that a unit or a container need not have."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from bot.cli import app
from bot.errors import WrongSetting
from bot.settings import PREFIX, ROOT, read_settings

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
COMMANDS = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
WORKING_UNITS = [unit for unit in UNITS if "web" not in unit.stem]


def directives(unit: Path) -> Iterator[tuple[str, str]]:
    for line in unit.read_text(encoding="utf-8").splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            yield name, value


def settings_in(text: str) -> set[str]:
    return set(re.findall(rf"\b{PREFIX}[A-Z0-9_]+", text))


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def example() -> dict[str, str]:
    lines = (DEPLOY / "puente.env.example").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
class TestEachUnit:
    def test_it_starts_a_command_that_exists(self, unit: Path) -> None:
        program, command = dict(directives(unit))["ExecStart"].split()
        assert program == "/opt/puente/.venv/bin/puente"
        assert command in COMMANDS

    def test_it_comes_back_after_any_end(self, unit: Path) -> None:
        assert dict(directives(unit))["Restart"] == "always"

    def test_it_is_nobody_in_particular_and_writes_only_to_its_own_folder(self, unit: Path) -> None:
        found = dict(directives(unit))
        assert found["User"] == "puente"
        assert found["ProtectSystem"] == "strict"
        assert found["NoNewPrivileges"] == "true"
        assert found["CapabilityBoundingSet"] == ""
        assert found["StateDirectoryMode"] == "0700"
        assert "ReadWritePaths" not in found
        assert f"PUENTE_DATA_DIR=/var/lib/{found['StateDirectory']}" in found["Environment"].split()

    def test_it_holds_no_setting_that_the_service_does_not_know(self, unit: Path) -> None:
        for name in settings_in(unit.read_text(encoding="utf-8")):
            read_settings({f"{PREFIX}SIMULATOR": "1", name: "/tmp/anywhere"})

    def test_it_keeps_secrets_out_of_the_unit_and_of_a_core_dump(self, unit: Path) -> None:
        text = unit.read_text(encoding="utf-8")
        assert "EnvironmentFile=/etc/puente/environment" in text
        assert "LimitCORE=0" in text
        assert not settings_in(text) - {f"{PREFIX}DATA_DIR"}


@pytest.mark.parametrize("unit", WORKING_UNITS, ids=lambda unit: unit.name)
def test_a_unit_with_an_engine_lets_it_be_cut_off_from_the_network(unit: Path) -> None:
    assert dict(directives(unit))["RestrictNamespaces"] == "user net"


def test_a_unit_without_an_engine_makes_no_namespaces() -> None:
    assert dict(directives(DEPLOY / "systemd" / "puente-web.service"))["RestrictNamespaces"] == "true"


def test_the_settings_of_the_example_are_all_known_and_enough_once_filled_in(example: dict[str, str]) -> None:
    filled = {
        **example,
        "PUENTE_ROOT_KEY": base64.b64encode(bytes(32)).decode(),
        "PUENTE_TWILIO_ACCOUNT_SID": "AC0",
        "PUENTE_TWILIO_AUTH_TOKEN": "token",
        "PUENTE_SMS_NUMBER": "+12145550100",
    }
    settings = read_settings(filled)
    assert settings.database_url != settings.keystore_url
    assert settings.root_key == bytes(32)
    with pytest.raises(WrongSetting):
        read_settings(example)


class TestTheComposeFile:
    def test_it_starts_commands_that_exist(self, compose: dict[str, Any]) -> None:
        ours = {name: part for name, part in compose["services"].items() if part["image"] == "puente"}
        assert {command for part in ours.values() for command in part["command"]} == {"web", "worker"}
        assert {command for part in ours.values() for command in part["command"]} <= COMMANDS

    def test_its_databases_are_those_of_the_example(self, compose: dict[str, Any], example: dict[str, str]) -> None:
        hosts = {re.sub(r".*@([a-z]+)/.*", r"\1", example[f"{PREFIX}{name}_URL"]) for name in ("DATABASE", "KEYSTORE")}
        assert hosts == {name for name, part in compose["services"].items() if part["image"].startswith("postgres:")}

    def test_only_the_proxy_on_this_machine_reaches_it_and_nobody_the_databases(self, compose: dict[str, Any]) -> None:
        ports = {name: part["ports"] for name, part in compose["services"].items() if "ports" in part}
        assert ports == {"web": ["127.0.0.1:8000:8000"]}
        assert compose["networks"]["inside"] == {"internal": True}
        assert compose["services"]["database"]["networks"] == ["inside"]
        assert compose["services"]["keystore"]["networks"] == ["inside"]

    def test_our_containers_can_write_nowhere_but_to_memory_and_gain_no_rights(self, compose: dict[str, Any]) -> None:
        for name in ("web", "worker"):
            part = compose["services"][name]
            assert part["read_only"] is True
            assert part["cap_drop"] == ["ALL"]
            assert part["security_opt"] == ["no-new-privileges:true"]

    def test_its_secrets_are_no_part_of_the_repository_or_the_image(self, compose: dict[str, Any]) -> None:
        files = {secret["file"] for secret in compose["secrets"].values()}
        ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
        left_out = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
        assert all(file.endswith(".secret") for file in files)
        for lines in (ignored, left_out):
            assert "deploy/*.secret" in lines
            assert "deploy/puente.env" in lines


def test_the_image_is_made_by_the_set_up_that_everybody_runs() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    assert "tools/setup.py run" in text
    assert "USER puente" in text
    for name in settings_in(text):
        read_settings({f"{PREFIX}SIMULATOR": "1", name: "/tmp/anywhere" if name.endswith("DIR") else "0.0.0.0"})
