"""Settings: environment variables with the prefix PUENTE_, read once, checked as a whole, frozen.

`program.toml` holds the program's own choices; it is read here too, so that a start fails before anything is served.
"""

from __future__ import annotations

import base64
import binascii
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import phonenumbers

from bot.care.program import Program
from bot.care.program_file import parse_program
from bot.errors import WrongProgram, WrongSetting

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "PUENTE_"
_KNOWN = {
    *("DATA_DIR", "HOST", "PORT", "PUBLIC_URL", "DATABASE_URL", "KEYSTORE_URL", "ROOT_KEY", "SIMULATOR", "PYTHON310"),
    *("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_API_BASE", "SMS_NUMBER", "WHATSAPP_NUMBER"),
    *("TELEGRAM_TOKEN", "TELEGRAM_SECRET", "TELEGRAM_API_BASE"),
}
# Set-up reads PYTHON310. These belong to channels that this version does not have: the start says so.
_NOT_SERVED = {"WHATSAPP_NUMBER", "TELEGRAM_TOKEN", "TELEGRAM_SECRET", "TELEGRAM_API_BASE"}
_DATABASES = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


@dataclass(frozen=True, kw_only=True)
class TwilioAccount:
    """The account that texts go through."""

    account_sid: str
    auth_token: str = field(repr=False)
    sms_number: str
    api_base: str | None  # None is Twilio itself


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything a start needs to know. Secrets are not shown by `repr`."""

    data_dir: Path
    host: str
    port: int
    public_url: str
    database_url: str = field(repr=False)
    keystore_url: str = field(repr=False)
    root_key: bytes | None = field(repr=False)  # None: the key file in the data folder
    twilio: TwilioAccount | None  # None only with the simulator, which then makes an account of its own
    simulator: bool
    program: Program
    not_served: tuple[str, ...]  # settings of channels that this version does not have


def read_store_settings(environment: Mapping[str, str]) -> Settings:
    """The settings for work on the store alone, which needs no account and no public address."""
    return read_settings({**environment, f"{PREFIX}SIMULATOR": "1"})


def read_settings(environment: Mapping[str, str], root: Path = ROOT) -> Settings:
    """The settings in an environment. Raises `WrongSetting` or `WrongProgram`, naming what to mend."""
    values = {
        name.removeprefix(PREFIX): value.strip()
        for name, value in environment.items()
        if name.startswith(PREFIX) and value.strip()
    }
    for name in sorted(values):
        if name not in _KNOWN:
            raise WrongSetting(f"{PREFIX}{name} is not a setting of Puente")
    data_dir = Path(values.get("DATA_DIR", root / "var")).absolute()
    simulator = _flag(values, "SIMULATOR")
    port = _port(values)
    host = values.get("HOST", "127.0.0.1")
    return Settings(
        data_dir=data_dir,
        host=host,
        port=port,
        public_url=_public_url(values, simulator, port),
        database_url=_database(values, "DATABASE_URL", data_dir / "puente.db"),
        keystore_url=_database(values, "KEYSTORE_URL", data_dir / "keys.db"),
        root_key=_root_key(values),
        twilio=_twilio(values, simulator),
        simulator=simulator,
        program=read_program(root / "program.toml"),
        not_served=tuple(f"{PREFIX}{name}" for name in sorted(_NOT_SERVED & values.keys())),
    )


def read_program(path: Path) -> Program:
    """The program's own choices. Raises `WrongProgram`, naming the key to mend."""
    try:
        with path.open("rb") as file:
            return parse_program(tomllib.load(file))
    except FileNotFoundError:
        raise WrongProgram("there is no program.toml") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongProgram(f"it is no TOML ({error})") from None


def _flag(values: Mapping[str, str], name: str) -> bool:
    text = values.get(name, "0").lower()
    if text in ("1", "true", "on"):
        return True
    if text in ("0", "false", "off"):
        return False
    raise WrongSetting(f"{PREFIX}{name} must be 1 or 0")


def _port(values: Mapping[str, str]) -> int:
    text = values.get("PORT", "8000")
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise WrongSetting(f"{PREFIX}PORT must be a number from 1 to 65535")
    return int(text)


def _address(values: Mapping[str, str], name: str) -> str | None:
    text = values.get(name)
    if text is None:
        return None
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise WrongSetting(f"{PREFIX}{name} must be a web address such as https://texts.example.org")
    return text.rstrip("/")


def _public_url(values: Mapping[str, str], simulator: bool, port: int) -> str:
    url = _address(values, "PUBLIC_URL")
    if url is not None:
        return url
    if simulator:
        return f"http://127.0.0.1:{port}"
    raise WrongSetting(f"{PREFIX}PUBLIC_URL is missing: the address at which Twilio reaches this service")


def _database(values: Mapping[str, str], name: str, default: Path) -> str:
    text = values.get(name)
    if text is None:
        return f"sqlite+aiosqlite:///{default}"
    scheme, separator, rest = text.partition("://")
    driver = _DATABASES.get(scheme)
    if driver is None or not separator:
        raise WrongSetting(f"{PREFIX}{name} must begin with sqlite:// or postgresql://")
    return f"{driver}://{rest}"


def _root_key(values: Mapping[str, str]) -> bytes | None:
    text = values.get("ROOT_KEY")
    if text is None:
        return None
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error:
        key = b""
    if len(key) != 32:
        raise WrongSetting(f"{PREFIX}ROOT_KEY must be 32 bytes in base64")
    return key


def _twilio(values: Mapping[str, str], simulator: bool) -> TwilioAccount | None:
    names = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "SMS_NUMBER")
    missing = [name for name in names if name not in values]
    if missing:
        if simulator and len(missing) == len(names):
            return None
        raise WrongSetting(f"{PREFIX}{missing[0]} is missing")
    number = values["SMS_NUMBER"]
    try:
        parsed = phonenumbers.parse(number, None)
        canonical = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    except phonenumbers.NumberParseException:
        canonical = ""
    if canonical != number:
        raise WrongSetting(f"{PREFIX}SMS_NUMBER must be written like +12145550100")
    return TwilioAccount(
        account_sid=values["TWILIO_ACCOUNT_SID"],
        auth_token=values["TWILIO_AUTH_TOKEN"],
        sms_number=number,
        api_base=_address(values, "TWILIO_API_BASE"),
    )
