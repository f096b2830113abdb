"""The sample of the project's data is the same each time, and fair."""

from __future__ import annotations

from bench.understanding import TEST_EACH, own_sample
from bench.understanding_tables import TRAIN_EACH


def test_the_sample_is_the_same_each_time_and_nothing_is_asked_that_was_learnt() -> None:
    one, other = own_sample(), own_sample()
    assert (one.train, one.test) == (other.train, other.test)
    assert not {text for text, _ in one.train} & {text for text, _ in one.test}
    intents = {intent for _, intent in one.train}
    assert intents == {intent for _, intent in one.test}
    assert len(one.train) == TRAIN_EACH * len(intents)
    assert len(one.test) <= TEST_EACH * len(intents)
