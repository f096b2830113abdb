import unittest

from engine.normalise import normalise, says_something


class NormaliseTest(unittest.TestCase):
    def check(self, pairs: dict[str, str]) -> None:
        for typed, expected in pairs.items():
            with self.subTest(typed):
                self.assertEqual(normalise(typed), expected)

    def test_case_apostrophes_and_accents_make_no_difference(self) -> None:
        self.check({"DON´T": "dont", "don’t": "dont", "Está aquí": "esta aqui", "mañana": "manana", "Ｈｅｌｐ": "help"})

    def test_emphasis_is_levelled(self) -> None:
        self.check({"nooooo": "no", "pleaseeee": "please", "killll": "kill", "what???!!!": "what ? !", "good": "good"})

    def test_parted_contractions_are_joined(self) -> None:
        self.check(
            {"i don t know": "i dont know", "I am here": "im here", "she s gone": "shes gone", "i m ok": "im ok"}
        )

    def test_texting_shorthand_is_written_out(self) -> None:
        self.check({"xq no": "porque no", "q pasa": "que pasa", "tb yo": "tambien yo", "r u there": "are you there"})

    def test_a_k_is_okay_in_english_and_que_in_spanish(self) -> None:
        self.check({"k": "ok", "k bye": "ok bye", "k haces": "que haces", "lo k sea": "lo que sea"})

    def test_masked_letters_are_uncovered(self) -> None:
        self.check(
            {"s3x": "sex", "k!ll": "kill", "su1c1de": "suicide", "$ex": "sex", "k.i.l.l": "kill", "k i l l": "kill"}
        )

    def test_numbers_and_ages_are_left_alone(self) -> None:
        self.check({"im 16f": "im 16f", "b4 2nite": "b4 2nite", "911": "911", "u r a": "you are a"})

    def test_long_numbers_lose_their_digits(self) -> None:
        self.check({"77002": "00000", "2145550123": "0000000000"})

    def test_invisible_characters_are_removed(self) -> None:
        self.check({"he\u200blp": "help", "\ufeffhola": "hola", "ki\u00adll": "kill", "k\u0456ll": "kill"})

    def test_emoji_and_a_lone_dot_are_kept_as_signal(self) -> None:
        self.check({"sola 😭😭😭": "sola 😭", "👍🏽": "👍", ":(": "🙁", "<3": "❤", ".": ".", "?": "?"})

    def test_a_letter_a_digit_or_an_emoji_says_something_and_punctuation_does_not(self) -> None:
        for text in ("a", "1", "ñ", "👍", "?? no"):
            self.assertTrue(says_something(normalise(text)), text)
        for text in ("", ".", "...", "???", "_", "-,-"):
            self.assertFalse(says_something(normalise(text)), text)

    def test_nothing_stays_nothing(self) -> None:
        self.check({"": "", " \u200b\n": ""})
