"""What was chosen for check-ins: from the slots to the details of a plan, and from those to the words of a summary."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.actions.answers import SKIPPED
from bot.actions.checkin_answers import AGAIN, COVER, PEOPLE, WHEN, WORD, ZONE, ZONES
from bot.actions.lines import day_words, shift_words, span_words
from bot.actions.turn import Turn
from bot.care.checkins import OWN, PlanDetails, next_checkin, say_schedule
from bot.care.covers import called
from bot.care.schedules import Every, Schedule
from bot.care.telling import day_said
from bot.care.times_said import Unclear, read_schedule
from bot.usecases import checkins

SAID_AT, OWN_WORDS = "checkin_said_at", "checkin_own_words"
FIRST_WORDS = "checkin_first_words"
"""What was said with the first wish for check-ins, before the first contact was made."""
KEPT = "kept"
"""What a question holds whose answer stays as it is in the plan that stands."""
USUAL_MINUTES = 20


async def standing_details(turn: Turn) -> PlanDetails | None:
    """What was chosen for check-ins that still come, or would if they were turned on; None when there are none such."""
    plan = await checkins.standing_plan(turn.scope.uow, turn.scope.conversation_id)
    if plan is None or plan.status == "proposed":
        return None
    details = PlanDetails.from_row(plan.details)
    return details if next_checkin(details, turn.scope.now) is not None else None


def details_of(turn: Turn, standing: PlanDetails | None) -> PlanDetails | None:
    """The plan as chosen; what is kept comes from the one that stands. None when its time cannot be read any more."""
    schedule = standing.schedule if turn.slot(WHEN) == KEPT and standing else _schedule(turn, standing)
    if schedule is None:
        return None
    if turn.slot(COVER) == KEPT and standing is not None:
        cover, own_words = standing.cover, standing.own_words
    else:
        cover = str(turn.slot(COVER))
        own_words = turn.slot(OWN_WORDS) if cover == OWN else None
    return PlanDetails(
        schedule=schedule,
        cover=cover,
        own_words=own_words,
        again_after=_again_after(turn, standing),
        tell_people=standing.tell_people if turn.slot(PEOPLE) == KEPT and standing else turn.slot(PEOPLE) != "no",
        duress_word=_duress_word(turn, standing),
    )


def zone_of(turn: Turn, standing: PlanDetails | None) -> str:
    """The youth's zone as chosen, else as it was, else the program's."""
    chosen = turn.slot(ZONE)
    if chosen == KEPT and standing is not None:
        return standing.schedule.zone
    return str(turn.scope.program.zone) if chosen in (None, SKIPPED, KEPT) else str(chosen)


def say_summary(turn: Turn, details: PlanDetails) -> None:
    """When, as what, what follows without an answer. The secret word is not repeated."""
    told = {"schedule": say_schedule(details, turn.language), "again": span_words(details.again_after, turn.language)}
    if details.cover == OWN:
        turn.say("utter_checkin_summary_own", **told)
    else:
        turn.say("utter_checkin_summary", cover=called(details.cover, turn.language), **told)
    if isinstance(details.schedule, Every) and details.schedule.quiet is not None:
        turn.say("utter_checkin_summary_quiet")
    turn.say("utter_checkin_summary_people" if details.tell_people else "utter_checkin_summary_nobody")


def next_words(turn: Turn, details: PlanDetails) -> str | None:
    """When the next check-in comes, by the youth's own clock: "today at 9 pm"; None when none is left."""
    due = next_checkin(details, turn.scope.now)
    if due is None:
        return None
    local = due.astimezone(ZoneInfo(details.schedule.zone))
    when = shift_words(local, turn.scope.now, turn.language)
    return when if due - turn.scope.now < timedelta(days=6) else f"{when}, {day_words(day_said(local), turn.language)}"


def clocks_now(turn: Turn) -> dict[str, str]:
    """What the clock shows in each zone that is offered: {"clock1": "3:10 pm", ...}."""
    local = (turn.scope.now.astimezone(ZoneInfo(zone)) for zone in ZONES.values())
    return {
        f"clock{n}": f"{now.hour % 12 or 12}:{now:%M} {'am' if now.hour < 12 else 'pm'}"
        for n, now in enumerate(local, 1)
    }


def _schedule(turn: Turn, standing: PlanDetails | None) -> Schedule | None:
    said_at = datetime.fromisoformat(str(turn.slot(SAID_AT)))
    read = read_schedule(str(turn.slot(WHEN)), said_at, zone_of(turn, standing))
    return None if isinstance(read, Unclear) else read


def _again_after(turn: Turn, standing: PlanDetails | None) -> timedelta:
    chosen = turn.slot(AGAIN)
    if chosen == KEPT and standing is not None:
        return standing.again_after
    return timedelta(minutes=int(chosen) if str(chosen).isdigit() else USUAL_MINUTES)


def _duress_word(turn: Turn, standing: PlanDetails | None) -> str | None:
    chosen = turn.slot(WORD)
    if chosen == KEPT and standing is not None:
        return standing.duress_word
    return None if chosen in (None, SKIPPED, KEPT) else str(chosen)
