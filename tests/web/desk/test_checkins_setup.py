"""The plan for check-ins in a conversation: shown without the duress word, proposed with a youth, and theirs to confirm."""

from __future__ import annotations

from dataclasses import replace

from bot.care.checkins import PlanDetails
from tests.web.desk.checkin_talks import DETAILS, DURESS_WORD, a_plan, in_hand
from tests.web.desk.door import Door
from tests.web.desk.talks import talk_of

CHOSEN = {
    "kind": "daily",
    "at": "21:00",
    "zone": "America/Denver",
    "language": "en",
    "cover": "practice",
    "again": "20",
    "tell_people": "yes",
}


async def test_the_plan_is_shown_in_words_to_whoever_has_the_talk_and_never_the_duress_word(door: Door) -> None:
    ana, _, path = await in_hand(door)
    await a_plan(door, await talk_of(door), set_up_by=(await door.advocate("ana")).id)
    for place in (path, f"{path}/live"):
        page = (await ana.get(place)).text
        assert all(words in page for words in ("every day at 9", "Mountain (El Paso, Denver)", "Running"))
        assert DURESS_WORD not in page
    assert '<option value="America/Denver" selected>' in (await ana.get(path)).text
    jo = await door.somebody(login="jo")
    assert "every day at 9" not in (await jo.get(path)).text


async def test_a_plan_made_together_is_proposed_by_text_and_waits_for_their_yes(door: Door) -> None:
    ana, handoff, path = await in_hand(door)
    answer = await ana.post(f"{path}/checkins", CHOSEN)
    assert (answer.status_code, answer.headers["location"]) == (303, path)
    before = len(door.home.channel.texts)
    await door.home.does_what_is_due()
    assert len(door.home.channel.texts) > before
    async with door.home.store.unit_of_work() as uow:
        plan = await uow.checkin_plans.of_conversation(handoff.conversation_id)
    assert plan is not None
    assert (plan.status, plan.next_at, plan.set_up_by) == ("proposed", None, (await door.advocate("ana")).id)
    assert PlanDetails.from_row(plan.details) == replace(DETAILS, duress_word=None)
    assert "Proposed, not confirmed yet" in (await ana.get(path)).text


async def test_their_duress_word_is_no_part_of_what_is_proposed(door: Door) -> None:
    ana, handoff, path = await in_hand(door)
    await a_plan(door, await talk_of(door))
    await ana.post(f"{path}/checkins", {**CHOSEN, "at": "20:00"})
    async with door.home.store.unit_of_work() as uow:
        plans = await uow.checkin_plans.standing(handoff.subject_id)
    words = {plan.status: PlanDetails.from_row(plan.details).duress_word for plan in plans}
    assert words == {"active": DURESS_WORD, "proposed": None}


async def test_the_language_of_the_texts_is_the_one_that_was_chosen(door: Door) -> None:
    ana, _, path = await in_hand(door)
    await ana.post(f"{path}/checkins", {**CHOSEN, "language": "es"})
    assert (await talk_of(door)).language == "es"


async def test_a_slip_shows_the_form_again_with_what_was_chosen_and_sends_nothing(door: Door) -> None:
    ana, handoff, path = await in_hand(door)
    answer = await ana.post(f"{path}/checkins", {**CHOSEN, "at": "", "cover": "own", "own_words": "are you safe?"})
    assert answer.status_code == 422
    assert all(words in answer.text for words in ("Give a time.", "could guess what this is", "are you safe?"))
    async with door.home.store.unit_of_work() as uow:
        assert await uow.checkin_plans.of_conversation(handoff.conversation_id) is None
    assert (await ana.get(f"{path}/checkins")).status_code == 200


async def test_nothing_is_proposed_to_a_phone_that_must_not_learn_of_a_person(door: Door) -> None:
    ana, _, path = await in_hand(door, reason="duress")
    refused = await ana.post(f"{path}/checkins", CHOSEN)
    assert (refused.status_code, "Write to them first" in refused.text) == (422, True)


async def test_only_whoever_has_the_talk_proposes_and_never_after_a_stop(door: Door) -> None:
    ana, _, path = await in_hand(door)
    sue = await door.somebody("supervisor")
    refused = await sue.post(f"{path}/checkins", CHOSEN)
    assert (refused.status_code, "not with you" in refused.text) == (422, True)
    await door.home.answers("STOP")
    stopped = await ana.post(f"{path}/checkins", CHOSEN)
    assert (stopped.status_code, "They want no texts now" in stopped.text) == (422, True)
    assert 'id="plan-setup"' not in (await ana.get(path)).text
