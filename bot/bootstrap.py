"""The one place where the house is wired: settings in, every adapter out. Nothing is built at import."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.care.ids import new_id
from bot.channels.base import Channel
from bot.channels.twilio import TwilioSms
from bot.clock import Clock, SystemClock
from bot.conversation.answering import Answering
from bot.conversation.dialogue import Dialogue, RunAction
from bot.conversation.engine_process import EngineProcess, engine_command
from bot.conversation.inbox import Inbox
from bot.conversation.outbox import Outbox
from bot.conversation.speaking import Speaker
from bot.conversation.turn import Turns
from bot.conversation.words import Words, read_quiet_slots, read_words
from bot.errors import WrongSetting
from bot.settings import ROOT, Settings, TwilioAccount
from bot.store import LocalRootKey, RootKeyFile, Store
from bot.store.queueing import QueueDeferrer
from bot.usecases.places import ZipcodePlaces

MODEL = Path("models") / "puente.tar.gz"
SIMULATED_NUMBER = "+12145550100"
SIMULATED_API = "/simulator/twilio"


@dataclass(frozen=True, kw_only=True)
class House:
    """Everything that serves one program, ready to be opened."""

    settings: Settings
    clock: Clock
    store: Store
    channels: Mapping[str, Channel]
    dialogue: Dialogue
    words: Words
    speaker: Speaker
    inbox: Inbox
    turns: Turns
    outbox: Outbox


def build(
    settings: Settings,
    *,
    run_action: RunAction,
    wake: Callable[[], None],
    account: TwilioAccount | None = None,
    clock: Clock | None = None,
    store: Store | None = None,
    channels: Mapping[str, Channel] | None = None,
    dialogue: Dialogue | None = None,
) -> House:
    """Wire a house from its settings. Each adapter can be given instead, which is how the tests use it."""
    clock = clock or SystemClock()
    store = store or build_store(settings, clock)
    channels = channels or {"sms": build_sms(settings, account or settings.twilio)}
    dialogue = dialogue or build_engine(ROOT)
    words = read_words(ROOT / "data" / "responses")
    answering = Answering(
        program=settings.program,
        places=ZipcodePlaces(),
        dialogue=dialogue,
        words=words,
        run_action=run_action,
        quiet_slots=read_quiet_slots(ROOT / "domain.yml"),
    )
    return House(
        settings=settings,
        clock=clock,
        store=store,
        channels=channels,
        dialogue=dialogue,
        words=words,
        speaker=Speaker(words, settings.program, channels),
        inbox=Inbox(store, clock, settings.program, wake),
        turns=Turns(store=store, clock=clock, program=settings.program, answering=answering, wake=wake),
        outbox=Outbox(store, clock, settings.program, channels),
    )


def build_store(settings: Settings, clock: Clock | None = None) -> Store:
    """The store of a data folder; the folder is made. On PostgreSQL what it writes calls for work through the queue there."""
    make_data_folder(settings)
    is_sqlite = settings.database_url.startswith("sqlite")
    deferrer = None if is_sqlite else QueueDeferrer(clock or SystemClock())
    return Store(settings.database_url, settings.keystore_url, deferrer=deferrer)


def make_data_folder(settings: Settings) -> None:
    """The data folder, for its owner only. Raises `WrongSetting` when it cannot be made or written to."""
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise WrongSetting(f"PUENTE_DATA_DIR cannot be made ({error.strerror or type(error).__name__})") from None
    if not os.access(settings.data_dir, os.W_OK | os.X_OK):
        raise WrongSetting("PUENTE_DATA_DIR cannot be written to")


def root_key(settings: Settings) -> LocalRootKey | RootKeyFile:
    """The key from the environment, or the key file of the data folder."""
    if settings.root_key is not None:
        return LocalRootKey(settings.root_key)
    return RootKeyFile(settings.data_dir / "root.key")


def build_engine(root: Path) -> EngineProcess:
    """The boxed dialogue engine of a project folder."""
    return EngineProcess(engine_command(root), model=root / MODEL, root=root)


def build_sms(settings: Settings, account: TwilioAccount | None) -> TwilioSms:
    """The SMS channel over an account."""
    if account is None:
        raise ValueError("an account is needed: the settings' own, or the simulator's")
    return TwilioSms(
        account_sid=account.account_sid,
        auth_token=account.auth_token,
        number=account.sms_number,
        public_url=settings.public_url,
        api_base=account.api_base,
    )


def simulated_account(settings: Settings) -> TwilioAccount:
    """The account of the local carrier: the settings' own credentials, or fresh ones for this run only."""
    api_base = f"http://127.0.0.1:{settings.port}{SIMULATED_API}"
    if settings.twilio is None:
        return TwilioAccount(
            account_sid=f"AC{new_id()}",
            auth_token=secrets.token_hex(16),
            sms_number=SIMULATED_NUMBER,
            api_base=api_base,
        )
    return TwilioAccount(
        account_sid=settings.twilio.account_sid,
        auth_token=settings.twilio.auth_token,
        sms_number=settings.twilio.sms_number,
        api_base=settings.twilio.api_base or api_base,
    )
