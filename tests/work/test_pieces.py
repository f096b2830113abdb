"""One piece of work at a time, as a queue calls for it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.conversation.engine_process import EngineProcess
from bot.settings import ROOT
from bot.work.pieces import OTHERS_MAY, NotYet, Pieces
from bot.work.timers import Timers
from tests.house import NUMBER, at_home


async def test_a_worker_whose_engine_is_down_leaves_a_turn_to_others_for_a_while_and_then_says_the_fixed_words(
    tmp_path: Path,
) -> None:
    never_started = EngineProcess(("engine",), model=tmp_path / "model.tar.gz", root=ROOT)
    async with at_home(tmp_path, dialogue=never_started) as home:
        house = home.house
        pieces = Pieces(house, Timers(house.store, house.clock, house.speaker, lambda: None))
        await home.hears("hi")
        subject_id = await home.store.keys.resolve("sms", NUMBER, create=False)
        assert subject_id is not None
        async with home.store.unit_of_work() as uow:
            conversation = await uow.conversations.by_subject(subject_id, "sms")
        assert conversation is not None and conversation.turn_due_at is not None
        home.clock.advance(conversation.turn_due_at - home.clock.now() + timedelta(seconds=1))
        with pytest.raises(NotYet):
            await pieces.turn(conversation.id)
        home.clock.advance(OTHERS_MAY)
        await pieces.turn(conversation.id)
        await home.does_what_is_due()
        assert len(home.channel.texts) == 1 and "911" in home.channel.texts[0]
