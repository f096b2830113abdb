"""The rota at the desk: who may change it, what is refused, and how a week reads."""

from __future__ import annotations

import re
from datetime import date, time

import httpx
import pytest

from bot.care.ids import AdvocateId, new_id
from bot.store.records import Shift, ShiftException
from bot.usecases import advocates
from tests.web.desk.door import Browser, Door

CHICAGO = "America/Chicago"
FIRST = "2026-03-02"  # the Monday before the clock of the tests, Wednesday 2026-03-04 at noon in Chicago


@pytest.fixture
async def ana(door: Door) -> AdvocateId:
    await door.somebody("advocate", "ana")
    return (await door.advocate("ana")).id


@pytest.fixture
async def supervisor(door: Door) -> Browser:
    return await door.somebody("supervisor")


def shift_form(who: AdvocateId, **changed: str) -> dict[str, str]:
    form = {
        "advocate_id": who,
        "days": "2",
        "begins": "10:00",
        "ends": "18:00",
        "zone": CHICAGO,
        "from_day": FIRST,
        "until_day": "",
    }
    return {**form, **changed}


def day_form(who: AdvocateId, **changed: str) -> dict[str, str]:
    form = {"advocate_id": who, "kind": "off", "day": "2026-03-04", "begins": "", "ends": "", "zone": CHICAGO}
    return {**form, **changed}


async def shifts_of(door: Door) -> list[Shift]:
    async with door.home.store.unit_of_work() as uow:
        return await uow.rota.shifts()


async def exceptions_of(door: Door) -> list[ShiftException]:
    async with door.home.store.unit_of_work() as uow:
        return await uow.rota.exceptions(date(2026, 1, 1), date(2027, 12, 31))


async def added(door: Door, who: AdvocateId, **fields: object) -> Shift:
    """A shift that is on the rota already: Wednesdays from ten to six."""
    values = {
        "id": new_id(),
        "advocate_id": who,
        "days": frozenset({2}),
        "begins": time(10),
        "ends": time(18),
        "zone": CHICAGO,
        "from_day": date(2026, 3, 2),
    }
    shift = Shift(**{**values, **fields})  # type: ignore[arg-type]
    async with door.home.store.unit_of_work() as uow:
        uow.rota.add_shift(shift)
        await uow.commit()
    return shift


def read(answer: httpx.Response) -> str:
    """The page as it is read: without tags, with plain spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.text)).replace("\u00a0", " ")


async def test_a_supervisor_adds_a_shift_and_the_week_shows_it(
    door: Door, supervisor: Browser, ana: AdvocateId
) -> None:
    answer = await supervisor.post("/desk/rota/shifts", shift_form(ana))
    assert answer.status_code == 303
    page = read(await supervisor.get(answer.headers["location"]))
    assert "The shift is on the rota." in page
    assert "Ana 10 am to 6 pm" in page
    assert "Nobody: midnight to 10 am" in page
    assert "supervisor:rota:changed" in await door.events()


async def test_the_week_by_person_says_what_is_under_each_day(door: Door, supervisor: Browser, ana: AdvocateId) -> None:
    await added(door, ana)
    page = read(await supervisor.get("/desk/rota?view=person"))
    assert "10 am to 6 pm" in page
    assert "8 h" in page
    assert "Nobody on shift" in page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"days": "9"}, "Choose at least one day."),
        ({"advocate_id": "nobody"}, "Choose who works."),
        ({"begins": "late"}, "Give a time such as 09:00."),
        ({"zone": "Moon/Tycho"}, "Choose a time zone from the list."),
        ({"from_day": "soon"}, "Give a date."),
        ({"from_day": "2062-03-02"}, "That is more than two years away. Check the year."),
        ({"until_day": "2026-03-01"}, "The last day lies before the first."),
    ],
)
async def test_a_wrong_shift_is_refused_beside_the_field(
    door: Door, supervisor: Browser, ana: AdvocateId, changed: dict[str, str], sentence: str
) -> None:
    answer = await supervisor.post("/desk/rota/shifts", shift_form(ana, **changed))
    assert answer.status_code == 422
    assert sentence in answer.text
    name = "days" if "days" in changed else next(iter(changed))
    assert f'id="shift-{name}-wrong"' in answer.text
    assert re.search(rf'aria-invalid="true" aria-describedby="shift-{name}-wrong', answer.text)
    assert await shifts_of(door) == []


async def test_what_was_typed_is_still_there_after_a_refusal(supervisor: Browser, ana: AdvocateId) -> None:
    answer = await supervisor.post("/desk/rota/shifts", shift_form(ana, ends="never"))
    assert 'value="10:00"' in answer.text
    assert re.search(r'name="days" value="2" checked', answer.text)
    assert f'<option value="{ana}" selected>' in answer.text


async def test_nobody_is_on_shift_twice_at_once(door: Door, supervisor: Browser, ana: AdvocateId) -> None:
    await added(door, ana)
    answer = await supervisor.post("/desk/rota/shifts", shift_form(ana, begins="17:00", ends="21:00"))
    assert answer.status_code == 422
    assert "already has a shift at that time" in answer.text
    assert (
        await supervisor.post("/desk/rota/shifts", shift_form(ana, begins="18:00", ends="21:00"))
    ).status_code == 303


async def test_a_night_before_and_a_morning_after_do_not_pass_for_two_days(
    door: Door, supervisor: Browser, ana: AdvocateId
) -> None:
    await added(door, ana, begins=time(22), ends=time(6))
    answer = await supervisor.post("/desk/rota/shifts", shift_form(ana, days="3", begins="05:00", ends="09:00"))
    assert answer.status_code == 422


async def test_a_shift_ends_on_a_day(door: Door, supervisor: Browser, ana: AdvocateId) -> None:
    shift = await added(door, ana)
    answer = await supervisor.post(f"/desk/rota/shifts/{shift.id}/end", {"until_day": "2026-03-11"})
    assert answer.status_code == 303
    assert [one.until_day for one in await shifts_of(door)] == [date(2026, 3, 11)]
    week_after = read(await supervisor.get("/desk/rota?week=2026-03-16"))
    assert "Ana 10 am to 6 pm" not in week_after


async def test_a_shift_does_not_end_before_it_began(door: Door, supervisor: Browser, ana: AdvocateId) -> None:
    shift = await added(door, ana)
    answer = await supervisor.post(f"/desk/rota/shifts/{shift.id}/end", {"until_day": "2026-02-01"})
    assert answer.status_code == 422
    assert f'id="end-{shift.id}-until_day-wrong"' in answer.text
    assert [one.until_day for one in await shifts_of(door)] == [None]


async def test_a_shift_is_deleted_once(door: Door, supervisor: Browser, ana: AdvocateId) -> None:
    shift = await added(door, ana)
    assert (await supervisor.post(f"/desk/rota/shifts/{shift.id}/delete")).status_code == 303
    again = await supervisor.post(f"/desk/rota/shifts/{shift.id}/delete")
    assert again.status_code == 409
    assert "A colleague has taken it off the rota already." in again.text
    assert await shifts_of(door) == []


async def test_a_day_off_leaves_a_gap_and_can_be_taken_back(door: Door, supervisor: Browser, ana: AdvocateId) -> None:
    await added(door, ana)
    assert (await supervisor.post("/desk/rota/exceptions", day_form(ana))).status_code == 303
    page = read(await supervisor.get("/desk/rota"))
    assert "Ana 10 am to 6 pm" not in page
    assert "all shifts that begin that day" in page
    (exception,) = await exceptions_of(door)
    assert (await supervisor.post(f"/desk/rota/exceptions/{exception.id}/delete")).status_code == 303
    assert "Ana 10 am to 6 pm" in read(await supervisor.get("/desk/rota"))


async def test_an_extra_shift_needs_its_times(door: Door, supervisor: Browser, ana: AdvocateId) -> None:
    answer = await supervisor.post("/desk/rota/exceptions", day_form(ana, kind="extra"))
    assert answer.status_code == 422
    assert 'id="exception-begins-wrong"' in answer.text
    extra = day_form(ana, kind="extra", begins="20:00", ends="23:00")
    assert (await supervisor.post("/desk/rota/exceptions", extra)).status_code == 303
    assert "Ana 8 pm to 11 pm" in read(await supervisor.get("/desk/rota"))


async def test_a_day_that_has_passed_is_not_changed(door: Door, supervisor: Browser, ana: AdvocateId) -> None:
    answer = await supervisor.post("/desk/rota/exceptions", day_form(ana, day="2026-02-20"))
    assert answer.status_code == 422
    assert "That day has passed." in answer.text


async def test_the_night_on_which_the_clocks_go_forward_says_so(
    door: Door, supervisor: Browser, ana: AdvocateId
) -> None:
    await added(door, ana, days=frozenset({5}), begins=time(22), ends=time(6))
    page = read(await supervisor.get("/desk/rota"))  # the week that ends on Sunday, March 8
    assert "Clocks go forward: this day has 23 hours." in page
    assert "midnight CST to 6 am CDT, since the evening before" in page


async def test_the_night_on_which_the_clocks_go_back_says_so(door: Door, supervisor: Browser, ana: AdvocateId) -> None:
    await added(door, ana, days=frozenset({5}), begins=time(22), ends=time(6))
    page = read(await supervisor.get("/desk/rota?week=2026-10-26"))
    assert "Clocks go back: this day has 25 hours." in page
    assert "midnight CDT to 6 am CST, since the evening before" in page


async def test_a_shift_in_another_zone_stands_at_its_time_here(
    door: Door, supervisor: Browser, ana: AdvocateId
) -> None:
    await added(door, ana, zone="America/Denver")
    page = read(await supervisor.get("/desk/rota"))
    assert "Ana 11 am to 7 pm" in page
    assert "Mountain (El Paso, Denver)" in page


@pytest.mark.parametrize("week", ["yesterday", "0001-01-01", "9999-12-31", ""])
async def test_a_week_that_makes_no_sense_is_this_week(supervisor: Browser, week: str) -> None:
    answer = await supervisor.get(f"/desk/rota?week={week}")
    assert answer.status_code == 200
    assert "Monday, Mar 2" in read(answer)


async def test_advocates_and_staff_read_the_rota_and_change_nothing(door: Door, ana: AdvocateId) -> None:
    await added(door, ana)
    for role in ("advocate", "staff"):
        browser = await door.somebody(role)
        page = await browser.get("/desk/rota")
        assert "Ana" in page.text
        assert 'action="/desk/rota' not in page.text
        assert (await browser.post("/desk/rota/shifts", shift_form(ana, days="5"))).status_code == 403
    assert len(await shifts_of(door)) == 1


async def test_somebody_who_no_longer_works_here_has_no_shifts_left_in_the_week(
    door: Door, supervisor: Browser
) -> None:
    await door.somebody("advocate", "bo")
    bo = (await door.advocate("bo")).id
    await added(door, bo)
    async with door.home.store.unit_of_work() as uow:
        await advocates.disable(uow, "bo", door.clock.now())
        await uow.commit()
    assert "10 am to 6 pm" not in read(await supervisor.get("/desk/rota?view=person")).split("Recurring shifts")[0]


async def test_the_rota_speaks_spanish(door: Door, ana: AdvocateId) -> None:
    await added(door, ana)
    await door.link("eva", "supervisor", language="es")
    page = read(await (await door.somebody("supervisor", "eva")).get("/desk/rota"))
    assert "Semana del lunes, 2 mar" in page
    assert "Ana 10 a. m. a 6 p. m." in page
    assert "Sin nadie: medianoche a 10 a. m." in page
