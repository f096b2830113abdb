"""Every message ends as sent or with a reason; none goes out twice; the one ambiguous point asks the provider first."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.care.delivery import CONTACT_STOPPED
from bot.channels.base import Report
from bot.errors import AmbiguousFailure, PermanentFailure, TemporaryFailure
from tests.house import Home, at_home


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Home]:
    async with at_home(tmp_path) as home:
        yield home


async def messages(home: Home) -> list[dict[str, Any]]:
    return (await home.rows())["outbound_message"]


async def settle(home: Home) -> None:
    """As the worker does: a list that cannot be asked is asked again later."""
    for message_id in await home.house.outbox.stuck():
        with suppress(TemporaryFailure):
            await home.house.outbox.settle(message_id)


async def test_a_temporary_failure_is_tried_again_later_and_only_later(home: Home) -> None:
    home.channel.fails = [TemporaryFailure("status 429")]
    assert await home.answers("hi") == []
    assert (await messages(home))[0]["status"] == "queued"
    home.clock.advance(timedelta(minutes=5))
    await home.does_what_is_due()
    assert len(home.channel.sent) == 1
    assert (await messages(home))[0]["status"] == "sent"


async def test_the_next_message_waits_for_the_one_before_it(home: Home) -> None:
    home.channel.fails = [TemporaryFailure("status 429")] * 2
    await home.answers("hi")
    await home.answers("hello?")
    assert home.channel.sent == []
    home.clock.advance(timedelta(minutes=5))
    await home.does_what_is_due()
    assert [row["status"] for row in await messages(home)] == ["sent", "sent"]


async def test_a_permanent_failure_is_noted_with_its_reason_and_people_are_told(home: Home) -> None:
    home.channel.fails = [PermanentFailure("not_a_mobile_number")]
    await home.answers("hi")
    row = (await messages(home))[0]
    assert (row["status"], row["reason"]) == ("failed", "not_a_mobile_number")
    assert "not_sent" in await home.open_alerts()


async def test_a_stop_at_the_carrier_is_the_contacts_choice_and_no_alarm(home: Home) -> None:
    home.channel.fails = [PermanentFailure(CONTACT_STOPPED)]
    await home.answers("hi")
    kept = await home.rows()
    assert kept["outbound_message"][0]["reason"] == CONTACT_STOPPED
    assert kept["conversation"][0]["paused_at"] is not None
    assert await home.open_alerts() == []


async def test_what_comes_too_late_expires_with_a_reason(home: Home) -> None:
    home.channel.fails = [TemporaryFailure("status 503")] * 50
    await home.answers("hi")
    for _ in range(40):
        home.clock.advance(timedelta(hours=2))
        await home.does_what_is_due()
    row = (await messages(home))[0]
    assert (row["status"], row["reason"]) == ("expired", "too_late_to_be_useful")
    assert home.channel.sent == []


async def test_a_message_that_was_taken_although_no_answer_came_is_not_sent_again(home: Home) -> None:
    home.channel.fails, home.channel.taken_before_failing = [AmbiguousFailure("no answer")], True
    await home.answers("hi")
    assert (await messages(home))[0]["status"] == "sending"
    home.clock.advance(timedelta(minutes=1))
    await settle(home)
    await home.does_what_is_due()
    assert len(home.channel.sent) == 1
    assert (await messages(home))[0]["status"] == "sent"


async def test_a_message_that_was_not_taken_is_sent_again(home: Home) -> None:
    home.channel.fails = [AmbiguousFailure("no answer")]
    await home.answers("hi")
    home.clock.advance(timedelta(minutes=1))
    await settle(home)
    home.clock.advance(timedelta(minutes=5))
    await home.does_what_is_due()
    assert len(home.channel.sent) == 1


async def test_while_the_provider_cannot_be_asked_nothing_is_sent_twice(home: Home) -> None:
    home.channel.fails, home.channel.taken_before_failing = [AmbiguousFailure("no answer")], True
    home.channel.listing_fails = TemporaryFailure("the message list cannot be asked")
    await home.answers("hi")
    for _ in range(5):
        home.clock.advance(timedelta(minutes=1))
        await settle(home)
        await home.does_what_is_due()
    assert len(home.channel.sent) == 1
    assert (await messages(home))[0]["status"] == "sending"


async def test_two_equal_texts_are_not_taken_for_one_another(home: Home) -> None:
    await home.answers("hi")
    home.channel.fails = [AmbiguousFailure("no answer")]
    await home.answers("hi")
    home.clock.advance(timedelta(minutes=1))
    await settle(home)
    home.clock.advance(timedelta(minutes=5))
    await home.does_what_is_due()
    assert len(home.channel.sent) == 2


@pytest.mark.parametrize("early", [True, False])
async def test_a_delivery_report_is_noted_even_when_it_comes_first(home: Home, early: bool) -> None:
    report = Report(provider_id=f"SM{1:032d}", status="delivered", reason=None)
    if early:
        await home.house.outbox.report("sms", report)
    await home.answers("hi")
    if not early:
        await home.house.outbox.report("sms", report)
    assert (await messages(home))[0]["status"] == "delivered"


async def test_an_undelivered_message_has_its_reason_and_people_are_told(home: Home) -> None:
    await home.answers("hi")
    report = Report(provider_id=f"SM{1:032d}", status="failed", reason="phone_is_off")
    await home.house.outbox.report("sms", report)
    row = (await messages(home))[0]
    assert (row["status"], row["reason"]) == ("failed", "phone_is_off")
    assert "not_delivered" in await home.open_alerts()
