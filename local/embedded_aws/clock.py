"""The clock of the embedded AWS, which can be set so that office hours can be tried at any hour."""

import math
import os
import time
from types import ModuleType

OFFSET_VARIABLE = "BEADLE_CLOCK_OFFSET_SECONDS"


def offset() -> float:
    """Return by how many seconds this clock is ahead of the machine's.

    Raises:
        ValueError: the variable is no finite number.
    """
    text = os.environ.get(OFFSET_VARIABLE, "0")
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not math.isfinite(seconds):
        raise ValueError(f"{OFFSET_VARIABLE} must be a number of seconds, not {text!r}")
    return seconds


def now() -> float:
    """Return the seconds since 1970 in UTC, as this clock has them."""
    return time.time() + offset()


class SetTime(ModuleType):
    """The standard module `time`, but for `time()`, which reads this clock."""

    def __init__(self) -> None:
        super().__init__("time")
        self.__dict__.update({name: value for name, value in vars(time).items() if not name.startswith("__")})
        self.time = now
