"""Makes bot/web/static/urgent.wav: two soft rising tones, short enough not to startle. Run it to make the file anew."""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path

RATE = 11_025  # samples a second
TONES = ((587.33, 0.0), (783.99, 0.18))  # hertz (D5, G5) and the second at which it begins
LENGTH = 0.75  # seconds
LOUDNESS = 0.28  # of the loudest possible
FADE_IN = 0.015  # seconds
DECAY = 0.16  # seconds after which a tone is down to a third

TARGET = Path(__file__).parent.parent / "bot" / "web" / "static" / "urgent.wav"


def sample(at: float) -> float:
    """The sum of the tones at a second; each begins softly and dies away."""
    total = 0.0
    for hertz, begins in TONES:
        since = at - begins
        if since >= 0:
            total += math.sin(2 * math.pi * hertz * since) * min(1.0, since / FADE_IN) * math.exp(-since / DECAY)
    return total * LOUDNESS


def main() -> None:
    samples = [round(sample(number / RATE) * 32_767) for number in range(int(RATE * LENGTH))]
    with wave.open(str(TARGET), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(struct.pack(f"<{len(samples)}h", *samples))


if __name__ == "__main__":
    main()
