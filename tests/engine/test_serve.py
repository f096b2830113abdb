import shutil
import subprocess
import time
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.engine.core import Core, sets
from tests.engine.models import small_model

_CANARY = "zebra-4471 my name is Xiomara Quetzal"
_NOTHING: dict[str, Any] = {"body": {"events": [], "responses": []}}


def responses(answer: dict[str, Any]) -> list[str]:
    return [utterance["response"] for utterance in answer["utterances"]]


class DialogueTest(unittest.TestCase):
    """One engine for all tests of this class: it keeps nothing between turns."""

    core: Core

    @classmethod
    def setUpClass(cls) -> None:
        cls.core = Core(small_model())
        cls.greeting = cls.core.hello()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.core.stop()

    def test_the_engine_says_hello_with_the_model_it_was_told_to_load(self) -> None:
        self.assertEqual(self.greeting, {"type": "hello", "protocol": 1, "model": self.core.sha256})

    def test_a_first_message_is_answered_with_the_name_of_a_response(self) -> None:
        answer = self.core.turn("hola", [], {"language": "es"})
        self.assertEqual(answer["type"], "turn_result")
        self.assertEqual(answer["utterances"], [{"response": "utter_greet", "arguments": {}}])
        self.assertEqual(answer["slots"], {"language": "es"})
        self.assertEqual(answer["understanding"]["intent"], "greet")
        self.assertEqual(len(answer["understanding"]["ranking"]), 3)

    def test_neither_words_nor_times_are_in_the_events(self) -> None:
        events = str(self.core.turn("hello there", [])["events"])
        for absent in ("hello there", "timestamp", "confidence", "Hi."):
            self.assertNotIn(absent, events)

    def test_the_same_turn_gives_the_same_result(self) -> None:
        first, second = self.core.turn("hello there", []), self.core.turn("hello there", [])
        self.assertEqual({**first, "id": ""}, {**second, "id": ""})

    def test_a_fact_is_noted_once(self) -> None:
        first = self.core.turn("hello there", [])
        fact = {"event": "slot", "name": "language", "value": "en"}
        self.assertIn(fact, first["events"])
        self.assertNotIn(fact, self.core.turn("hello there", first["events"])["events"])

    def test_a_form_is_filled_interrupted_given_back_and_submitted(self) -> None:
        events: list[Any] = []
        said = []
        for text in ("connect me to an advocate", "he is outside with a gun", "Luz", "Houston"):
            answer = self.core.turn(text, events, action=self._submit)
            events += answer["events"]
            said.append(responses(answer))
        self.assertEqual(
            said,
            [
                ["utter_ask_name_to_use"],
                ["utter_danger", "utter_ask_name_to_use"],
                ["utter_ask_area"],
                ["utter_submitted"],
            ],
        )
        self.assertEqual(answer["slots"]["outcome"], "submitted")
        self.assertNotIn("requested_slot", answer["slots"])

    def test_a_custom_action_is_told_the_state_and_the_form(self) -> None:
        self.core.action_calls.clear()
        self.core.turn("connect me to an advocate", [])
        body = self.core.action_calls[0]["body"]
        self.assertEqual(body["next_action"], "validate_referral_form")
        self.assertEqual(body["domain"]["forms"]["referral_form"]["required_slots"], ["name_to_use", "area"])
        self.assertEqual(body["tracker"]["latest_message"]["text"], "connect me to an advocate")
        self.assertNotIn("responses", body["domain"])

    def test_a_custom_action_is_told_the_likeliest_readings_and_the_state_keeps_none(self) -> None:
        self.core.action_calls.clear()
        answer = self.core.turn("connect me to an advocate", [])
        ranking = self.core.action_calls[0]["body"]["tracker"]["latest_message"]["intent_ranking"]
        self.assertGreaterEqual(len(ranking), 3)
        self.assertEqual({"name", "confidence"}, set(ranking[0]))
        self.assertNotIn("ranking", str(answer["events"]))

    def test_what_an_action_says_comes_out_as_name_and_arguments(self) -> None:
        said = {"response": "utter_help", "text": None, "buttons": [], "custom": {}, "word": "blue heron"}
        answer = self.core.turn(
            "connect me to an advocate", [], action=lambda _: {"body": {"events": [], "responses": [said]}}
        )
        self.assertIn({"response": "utter_help", "arguments": {"word": "blue heron"}}, answer["utterances"])

    def test_a_slot_emptied_after_it_was_said_is_given_with_the_response(self) -> None:
        start = self._filled()
        answer = self.core.turn(
            "Houston",
            start,
            action=lambda body: (
                sets(outcome="submitted", name_to_use=None)(body)
                if body["next_action"] == "action_submit_referral"
                else {
                    "body": {"events": [], "responses": [{"response": "utter_help"}]},
                }
            ),
        )
        self.assertEqual(answer["utterances"][0]["slots"], {"name_to_use": "Luz"})
        self.assertNotIn("slots", answer["utterances"][-1])

    def test_an_intent_command_counts_as_that_intent_inside_a_form_too(self) -> None:
        answer = self.core.turn("/report_danger", self._filled())
        self.assertEqual(responses(answer)[0], "utter_danger")
        self.assertEqual(answer["understanding"]["confidence"], 1.0)

    def test_an_action_that_rejects_is_a_rejection_for_rasa_and_no_failure(self) -> None:
        answer = self.core.turn("Houston", self._filled(), action=self._reject_to_submit)
        rejected = {"event": "action_execution_rejected", "name": "action_submit_referral"}
        self.assertIn(rejected, answer["events"])

    def test_an_action_that_fails_or_answers_nonsense_fails_the_turn(self) -> None:
        for bad in (
            {"error": "ActionFailed"},
            {},
            {"body": None},
            {"body": {"events": [{"event": "slot"}]}},
            {"body": {"events": [], "responses": [{"text": "finished words"}]}},
            {"body": {"events": [], "responses": [{"response": "utter_unheard_of"}]}},
        ):
            with self.subTest(bad):
                answer = self.core.turn("connect me to an advocate", [], action=lambda _, bad=bad: bad)
                self.assertEqual((answer["type"], answer.get("code")), ("error", "turn_failed"))

    def test_bad_requests_are_answered_with_a_code(self) -> None:
        turn = {"type": "turn", "text": "hi", "events": [], "facts": {}}
        for bad in (
            {"type": "unheard_of"},
            {**turn, "text": None},
            {**turn, "text": "x" * 20_001},
            {**turn, "events": {}},
            {**turn, "events": [{"event": "unheard_of"}]},
            {**turn, "facts": {"unheard_of": 1}},
            {**turn, "facts": []},
            {"type": "parse", "texts": "hi"},
            {"type": "parse", "texts": [1]},
        ):
            with self.subTest(bad):
                answer = self.core.ask(bad)
                self.assertEqual((answer["type"], answer["code"]), ("error", "bad_request"))

    def test_a_dialogue_with_nothing_to_say_is_a_failure(self) -> None:
        answer = self.core.turn("/skip", [])
        self.assertEqual(answer.get("code"), "no_answer")

    def test_turns_side_by_side_do_not_mix(self) -> None:
        """Twenty forms are open at once, each waiting in its own action, and are answered in the opposite order."""
        waiting = {}
        start = self._filled()
        for number in range(20):
            request_id = self.core.new_id()
            self.core.send(
                {
                    "type": "turn",
                    "id": request_id,
                    "text": f"Town {number}",
                    "events": start,
                    "facts": {"language": "en"},
                }
            )
            waiting[request_id] = f"Town {number}"
        calls = [self.core.receive() for _ in waiting]
        for call in reversed(calls):
            assert call is not None
            self.assertEqual(call["body"]["tracker"]["slots"]["area"], waiting[call["id"]])
            self.core.send({"type": "action_result", "id": call["id"], "call": call["call"], **_NOTHING})
        done = 0
        while done < len(waiting):
            frame = self.core.receive()
            assert frame is not None
            if frame["type"] == "action":
                self.core.send(
                    {"type": "action_result", "id": frame["id"], "call": frame["call"], **self._submit(frame["body"])}
                )
            else:
                self.assertEqual(frame["slots"]["area"], waiting[frame["id"]])
                done += 1

    def test_a_thousand_texts_are_parsed_and_none_is_taken_for_a_command(self) -> None:
        texts = ["hola", "he locked me in", "/greet", ""] * 250
        started = time.monotonic()
        results = self.core.ask({"type": "parse", "texts": texts})["results"]
        self.assertLess(time.monotonic() - started, 10.0)
        self.assertEqual([result["intent"] for result in results[:2]], ["greet", "report_danger"])
        self.assertLess(results[2]["confidence"], 1.0)
        self.assertEqual(results[3]["intent"], "nlu_fallback")
        self.assertEqual(len(results), 1000)

    def test_a_ping_is_answered(self) -> None:
        self.assertEqual(self.core.ask({"type": "ping", "id": "abc"}), {"type": "pong", "id": "abc"})

    def test_a_turn_stays_quick_late_in_a_long_conversation(self) -> None:
        events: list[Any] = []
        for _ in range(60):
            events += self.core.turn("hello there", events)["events"]
        started = time.monotonic()
        self.core.turn("hello there", events)
        self.assertLess(time.monotonic() - started, 1.0)

    def _filled(self) -> list[Any]:
        events = list(self.core.turn("connect me to an advocate", [])["events"])
        return events + self.core.turn("Luz", events)["events"]

    @staticmethod
    def _reject_to_submit(body: dict[str, Any]) -> dict[str, Any]:
        if body["next_action"] != "action_submit_referral":
            return _NOTHING
        return {"error": "ActionExecutionRejection", "action_name": body["next_action"]}

    @staticmethod
    def _submit(body: dict[str, Any]) -> dict[str, Any]:
        return sets(outcome="submitted")(body) if body["next_action"] == "action_submit_referral" else _NOTHING


class StartAndEndTest(unittest.TestCase):
    def refusal(self, core: Core) -> tuple[int, str]:
        self.assertIsNone(core.receive())
        code, out, err = core.stop()
        self.assertEqual(out, "")
        return code, err

    def test_another_model_than_the_one_that_was_verified_is_not_loaded(self) -> None:
        code, err = self.refusal(Core(small_model(), sha256="0" * 64))
        self.assertEqual((code, err), (3, '{"event": "engine_refused", "code": "model_hash_wrong"}\n'))

    def test_a_file_that_is_no_model_is_refused(self) -> None:
        with TemporaryDirectory() as folder:
            model = Path(folder) / "puente.tar.gz"
            model.write_bytes(b"not an archive")
            code, err = self.refusal(Core(model))
        self.assertEqual((code, err), (3, '{"event": "engine_refused", "code": "model_unreadable"}\n'))

    def test_a_frame_that_breaks_the_protocol_ends_the_connection(self) -> None:
        for content in (b"\xff\xff\xff\xff", b"\0\0\0\x02[]", b"\0\0\0\x02{}"):
            with self.subTest(content), Core(small_model()) as core:
                core.hello()
                core.send_bytes(content)
                self.assertIsNone(core.receive())
                self.assertEqual(core.process.wait(30), 4)

    def test_the_engine_ends_when_the_core_is_gone_also_in_the_middle_of_a_turn(self) -> None:
        core = Core(small_model())
        core.hello()
        core.send({"type": "turn", "id": "a1", "text": "connect me to an advocate", "events": [], "facts": {}})
        self.assertEqual((core.receive() or {})["type"], "action")
        self.assertEqual(core.stop()[0], 0)

    def test_a_turn_that_takes_too_long_is_given_up_and_the_next_one_works(self) -> None:
        with Core(small_model(), turn_seconds=0.3) as core:
            core.hello()
            core.send({"type": "turn", "id": "a1", "text": "connect me to an advocate", "events": [], "facts": {}})
            call = core.receive() or {}
            self.assertEqual(core.receive(), {"type": "error", "id": "a1", "code": "turn_timeout"})
            core.send({"type": "action_result", "id": "a1", "call": call["call"], **_NOTHING})
            self.assertEqual(responses(core.turn("hello there", [])), ["utter_greet"])

    def test_no_word_of_a_conversation_leaves_but_on_the_socket(self) -> None:
        with TemporaryDirectory() as folder:
            core = Core(small_model(), folder=Path(folder))
            core.hello()
            events = core.turn(_CANARY, [])["events"]
            core.turn("connect me to an advocate", events, action=lambda _: {"error": _CANARY})
            core.ask({"type": "turn", "text": 1, "events": [_CANARY], "facts": {_CANARY: _CANARY}})
            core.ask({"type": "turn", "text": "/" + _CANARY, "events": [{"event": _CANARY}], "facts": {}})
            core.ask({"type": "parse", "texts": [_CANARY]})
            core.send_bytes(len(_CANARY).to_bytes(4, "big") + _CANARY.encode())
            core.process.wait(30)
            _, out, err = core.stop()
            left = [path for path in Path(folder).rglob("*") if path.name != "engine.sock"]
        self.assertEqual(out, "")
        self.assertNotIn("zebra", err)
        self.assertEqual([line.split('"')[3] for line in err.splitlines()], ["engine_ready", "engine_stopped"])
        self.assertEqual(left, [])

    @unittest.skipUnless(shutil.which("unshare"), "needs unshare")
    def test_the_engine_works_where_there_is_no_network(self) -> None:
        if subprocess.run(["unshare", "-r", "-n", "true"], check=False, capture_output=True).returncode != 0:
            self.skipTest("the kernel does not allow user namespaces here")
        with Core(small_model(), before=["unshare", "-r", "-n"]) as core:
            core.hello()
            self.assertEqual(responses(core.turn("hello there", [])), ["utter_greet"])
