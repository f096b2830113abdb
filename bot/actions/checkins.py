"""The way to check-ins, new or standing, and what comes of it."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from rasa_sdk.events import FollowupAction, SlotSet

from bot.actions.answers import plain
from bot.actions.checkin_answers import CONFIRM, FORM, QUESTIONS, WHEN, ZONE, field_named
from bot.actions.checkin_form import ALL_SLOTS, change
from bot.actions.checkin_when import MISSING, hear_when
from bot.actions.checkin_words import FIRST_WORDS, KEPT, details_of, next_words, standing_details, zone_of
from bot.actions.course import give_back
from bot.actions.lines import shift_words
from bot.actions.turn import Event, Turn, TurnAction
from bot.care.checkins import PlanDetails, say_schedule
from bot.care.schedules import Daily, Weekly
from bot.usecases import checkins

PREFIX = "checkins_"
TIME, ELSE, PAUSE, RESUME, STOP = (f"{PREFIX}{deed}" for deed in ("time", "else", "pause", "resume", "stop"))

# The first that is found counts: "turn them on again" before "turn them off".
_DEEDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (PAUSE, re.compile(r"\b(?:pause|pausa|pausar|pausalos|break|on hold|descanso)\b")),
    (
        RESUME,
        re.compile(r"\b(?:resume|restart|turn (?:them |it )?(?:back )?on|unpause|reanud\w*|activ\w+|prende\w*)\b"),
    ),
    (
        STOP,
        re.compile(
            r"\b(?:stop|end|cancel|quit|turn off|no more|dont (?:need|want)|delete|para|parar|parale|paralos|quita\w*|"
            r"cancela\w*|termina\w*|ya no|apaga\w*)\b"
        ),
    ),
)
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class BeginCheckins(TurnAction):
    """Check-ins that stand can be changed, paused and stopped; else they are set up, from what was already said on."""

    def name(self) -> str:
        return "action_begin_checkins"

    async def act(self, turn: Turn) -> list[Event]:
        closed = _close_others(turn)
        if await standing_details(turn) is not None:
            return [*closed, *await ask_what(turn)]
        if any(turn.slot(slot) is not None for slot in QUESTIONS):
            if turn.form != FORM:
                turn.say("utter_checkins_go_on")
            return [*closed, FollowupAction(FORM)]
        if turn.form != FORM:
            turn.say("utter_checkins_begin")
        return [*closed, *_first_words(turn), FollowupAction(FORM)]


class ChangeCheckins(TurnAction):
    """Does at once what was plainly said, and asks otherwise."""

    def name(self) -> str:
        return "action_change_checkins"

    async def act(self, turn: Turn) -> list[Event]:
        closed = _close_others(turn)
        standing = await standing_details(turn)
        if standing is None:
            turn.say("utter_checkins_none")
            return [*closed, *give_back(turn)] if turn.form is None else [FollowupAction(turn.form)]
        deed = next((deed for deed, pattern in _DEEDS if pattern.search(plain(turn.text))), None)
        if deed is not None:
            return [*closed, *await take_choice(turn, deed)]
        return [*closed, *(_moved(turn, standing) or _opened(field_named(turn.text)) or await ask_what(turn))]


class FinishCheckins(TurnAction):
    """Begins or changes them when, and only when, that was agreed to; the answers leave the dialogue either way."""

    def name(self) -> str:
        return "action_finish_checkins"

    async def act(self, turn: Turn) -> list[Event]:
        standing = await standing_details(turn)
        details = details_of(turn, standing) if turn.slot(CONFIRM) is True else None
        when = next_words(turn, details) if details else None
        if details is None or when is None:
            turn.say("utter_checkins_dropped" if standing is None else "utter_checkins_stay")
        elif standing is None:
            await checkins.start(turn.scope, details)
            turn.say("utter_checkins_set", when=when)
            turn.say("utter_checkins_how_to_change")
        else:
            await checkins.change(turn.scope, details)
            turn.say("utter_checkins_changed", when=when)
        return emptied()


async def ask_what(turn: Turn) -> list[Event]:
    """How it stands, and what can be done with it."""
    plan = await checkins.standing_plan(turn.scope.uow, turn.scope.conversation_id)
    details = await standing_details(turn)
    if plan is None or details is None:
        turn.say("utter_checkins_none")
        return give_back(turn)
    paused = plan.status != "active"
    if paused:
        turn.say("utter_checkins_are_paused")
    offered = [f'/inform{{"choice": "{choice}"}}' for choice in (TIME, ELSE, RESUME if paused else PAUSE, STOP)]
    turn.say("utter_checkins_now", schedule=say_schedule(details, turn.language), offered=[*offered, "/skip"])
    return [SlotSet("asking", None)]


async def take_choice(turn: Turn, choice: str) -> list[Event]:
    """What was chosen of it. A choice that came too late, when there is no plan any more, says so."""
    details = await standing_details(turn)
    if details is None:
        turn.say("utter_checkins_none")
        return give_back(turn)
    if choice in (TIME, ELSE):
        return _opened(WHEN if choice == TIME else None, ask=choice == ELSE)
    if choice == STOP:
        await checkins.stop(turn.scope)
        turn.say("utter_checkins_stopped")
    elif choice == PAUSE:
        await checkins.pause(turn.scope)
        turn.say("utter_checkins_paused")
    else:
        await _resume(turn, details)
    return give_back(turn)


async def _resume(turn: Turn, details: PlanDetails) -> None:
    next_at = await checkins.resume(turn.scope)
    if next_at is None:
        turn.say("utter_checkins_over")
        return
    local = next_at.astimezone(ZoneInfo(details.schedule.zone))
    turn.say("utter_checkins_resumed", when=shift_words(local, turn.scope.now, turn.language))


def emptied() -> list[Event]:
    """Events after which no answer about check-ins is left."""
    return [*(SlotSet(slot, None) for slot in (*ALL_SLOTS, FIRST_WORDS)), SlotSet("misses", 0)]


def _opened(field: str | None, *, ask: bool = False) -> list[Event]:
    """Events that open one question about the plan that stands, or the question which one; the rest is kept."""
    if field is None and not ask:
        return []
    kept = {**dict.fromkeys(ALL_SLOTS), **dict.fromkeys(QUESTIONS, KEPT), **change(field)}
    return [*(SlotSet(name, value) for name, value in kept.items()), FollowupAction(FORM)]


def _moved(turn: Turn, standing: PlanDetails) -> list[Event]:
    """Events by which "move it to 9 pm" changes the time, on the days on which it is; none where no time was said."""
    match standing.schedule:
        case Daily():
            days = "every day"
        case Weekly(days=chosen):
            days = " and ".join(_DAY_NAMES[day] for day in sorted(chosen))
        case _:
            days = ""
    zone = zone_of(turn, standing)
    heard = hear_when(turn, turn.text, zone)
    if heard.get(MISSING) == "days" and days:
        heard = hear_when(turn, f"{turn.text}, {days}", zone)
    if heard.pop("why", None) is not None:
        return []
    opened = [event for event in _opened(WHEN) if event.get("name") not in heard]
    return [*(SlotSet(name, value) for name, value in heard.items()), *opened]


def _first_words(turn: Turn) -> list[Event]:
    """Events for what was said about the time in asking for check-ins, and for the zone of an area that is known."""
    said = turn.text or str(turn.slot(FIRST_WORDS) or "")
    area = turn.scope.places.find(str(turn.slot("area") or ""))
    zone = area.timezone if area else None
    heard = hear_when(turn, said, zone or str(turn.scope.program.zone))
    heard.pop("why", None)
    return [SlotSet(name, value) for name, value in {**heard, ZONE: zone, FIRST_WORDS: None}.items()]


def _close_others(turn: Turn) -> list[Event]:
    left = turn.leave_form() if turn.form not in (None, FORM) else []
    return [*left, SlotSet("interrupted", None), SlotSet("asking", None)]
