"""An alert is raised once for each conversation and kind while nobody has acknowledged it."""

from __future__ import annotations

from bot.usecases.alerts import raise_alert
from tests.usecases.turns import NOW, Youth


async def raised(youth: Youth, kind: str, **about: object) -> int:
    async with youth.store.unit_of_work() as uow:
        await raise_alert(uow, kind=kind, now=NOW, **about)  # type: ignore[arg-type]
        await uow.commit()
    async with youth.store.unit_of_work() as uow:
        return len(await uow.alerts.open())


async def test_an_alert_is_raised_once_while_it_is_open(youth: Youth) -> None:
    mine = {"subject_id": youth.subject_id, "conversation_id": youth.conversation_id}
    assert await raised(youth, "risk_danger", **mine) == 1
    assert await raised(youth, "risk_danger", **mine) == 1
    assert await raised(youth, "risk_medical", **mine) == 2
    assert await raised(youth, "risk_danger") == 3


async def test_it_is_raised_again_after_somebody_saw_it(youth: Youth) -> None:
    await raised(youth, "turn_failed")
    async with youth.store.unit_of_work() as uow:
        uow.alerts.acknowledge((await uow.alerts.open())[0].id, NOW)
        await uow.commit()
    assert await raised(youth, "turn_failed") == 1


async def test_whoever_is_forgotten_counts_though_nobody_has_seen_to_the_one_before(youth: Youth) -> None:
    assert await raised(youth, "forgotten_in_danger", each=True) == 1
    assert await raised(youth, "forgotten_in_danger", each=True) == 2
