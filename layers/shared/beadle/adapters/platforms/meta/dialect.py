"""How Meta words its errors and tells of its limits.

The code in the body decides, not the status: most refusals are 400, a token that ran out may be 400 or 401, and a rate
limit is never 429. Source: developers.facebook.com/docs/graph-api/guides/error-handling and .../overview/rate-limiting
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from beadle.adapters.platforms.http import Answer, Dialect, Fields, limited
from beadle.adapters.platforms.quota import Quota
from beadle.domain.errors import BeadleError, CredentialsRefused, PlatformUnavailable

APP = "app"
"""The name of the allowance that all accounts share which one Meta app reads."""
RELIEF = timedelta(minutes=5)
"""How long to hold back where Meta does not say: its allowances are of the last hour, and fall bit by bit."""
GONE = frozenset({"100/33", "803"})
"""No such object: deleted, or out of this token's reach."""

_TOKEN = frozenset({102, 190, 2500})
_PERMISSION = frozenset({3, 10, *range(200, 300)})
_LIMITS = frozenset({4, 17, 32, 341, 613, *range(80_000, 80_015)})
_MOMENTARY = frozenset({1, 2})
_WHY = {  # by subcode of 190
    458: "the app was taken off the account",
    459: "the account's holder must sign in to Facebook first",
    460: "the password was changed",
    463: "the token has expired",
    464: "the account is not confirmed",
    467: "the token was withdrawn",
    492: "its holder no longer manages the page",
}


class GraphDialect(Dialect):
    """The Graph API's.

    Args:
        renewal: what an officer does about a refused token, as a sentence.
        quota: what every answer's usage is noted in: under `APP`, and under each business use case's name ("pages").
    """

    def __init__(self, renewal: str, quota: Quota, now: Callable[[], datetime]) -> None:
        self._renewal = renewal
        self._quota = quota
        self._now = now

    def error(self, body: Fields) -> tuple[str, str]:
        """Return "190/463", and Meta's words; none about a token: they may quote it."""
        error = body.object("error")
        code, subcode = error.number("code"), error.number("error_subcode")
        words = "" if code in _TOKEN else error.text("error_user_msg") or error.text("message")
        return (f"{code}/{subcode}" if subcode else str(code or "")), words

    def sort(self, answer: Answer, message: str) -> BeadleError | None:
        """Sort by code; what remains is a refusal."""
        error = Fields(answer.body).object("error")
        code = error.number("code")
        if code in _TOKEN:
            why = _WHY.get(error.number("error_subcode"), "the token is not accepted")
            return CredentialsRefused(f"{message}: {why}. {self._renewal}")
        if code in _LIMITS:
            return limited(message, max(_seconds_to_regain(answer.headers), default=RELIEF.total_seconds()))
        if code in _MOMENTARY or error.flag("is_transient"):
            return PlatformUnavailable(message)
        return None

    def heard(self, answer: Answer) -> None:
        """Note the shares that are used of the last hour's allowances."""
        now = self._now()
        app = Fields(_json(answer.headers, "X-App-Usage"))
        if app:
            self._quota.note(APP, _share(app), now + RELIEF)
        for entry in _business_usages(answer.headers):
            regained = timedelta(minutes=entry.number("estimated_time_to_regain_access"))
            self._quota.note(entry.text("type"), 1.0 if regained else _share(entry), now + (regained or RELIEF))


def lacks_permission(answer: Answer) -> bool:
    """Whether a refusal is for want of a permission."""
    return Fields(answer.body).object("error").number("code") in _PERMISSION


def _share(usage: Fields) -> float:
    return max(usage.number(name) for name in ("call_count", "total_time", "total_cputime")) / 100


def _seconds_to_regain(headers: Mapping[str, str]) -> list[float]:
    minutes = (entry.number("estimated_time_to_regain_access") for entry in _business_usages(headers))
    return [60.0 * some for some in minutes if some]


def _business_usages(headers: Mapping[str, str]) -> list[Fields]:
    """Return each use case's usage, whichever page or business it is of."""
    usages = _json(headers, "X-Business-Use-Case-Usage")
    return [entry for business in usages for entry in Fields(usages).objects(business)]


def _json(headers: Mapping[str, str], name: str) -> dict[str, Any]:
    try:
        value = json.loads(headers.get(name, "{}"))
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
