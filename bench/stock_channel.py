"""Rasa's own Twilio channel, told to send to the local provider. Runs in the engine's environment, inside `rasa run`."""

from typing import Any

from rasa.core.channels.twilio import TwilioInput, TwilioOutput


class LocalTwilio(TwilioInput):
    """The stock channel but for one address. `credentials.yml` names it, as any custom channel."""

    api_base = ""

    @classmethod
    def from_credentials(cls, credentials: "dict[str, Any] | None") -> "LocalTwilio":
        assert credentials is not None
        channel = cls(credentials["account_sid"], credentials["auth_token"], credentials["twilio_number"])
        channel.api_base = credentials["api_base"]
        return channel

    def get_output_channel(self) -> TwilioOutput:
        output = TwilioOutput(self.account_sid, self.auth_token, self.twilio_number)
        output.api.base_url = self.api_base
        return output
