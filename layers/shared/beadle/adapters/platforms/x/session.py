"""Calls to X: with a token in force, within the rate limits of each endpoint, paid for before they are made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from beadle.adapters.platforms.access import Access
from beadle.adapters.platforms.http import Answer, Dialect, Fields, Http, Refused
from beadle.adapters.platforms.oauth import Grant
from beadle.adapters.platforms.quota import Quota, Urgency
from beadle.adapters.platforms.x.costs import Budget
from beadle.domain.channels import Channel
from beadle.domain.errors import BeadleError, CredentialsRefused, NotPossibleHere, PlatformUnavailable

SCOPES = (
    "tweet.read",
    "tweet.write",
    "tweet.moderate.write",
    "users.read",
    "media.write",
    "offline.access",
)
BLOCK_SCOPES = ("block.read", "block.write")
DUPLICATE = "duplicate-content"
GONE = "resource-not-found"
_NO_MORE_MONEY = frozenset({"usage-capped", "credits-depleted"})
_OF_THE_TOKEN = frozenset({"Forbidden", "client-forbidden", "unsupported-authentication", "oauth1-permissions"})


class XDialect(Dialect):
    """X's errors are RFC 7807's: what kind they are stands at the end of `type`, what happened in `detail`."""

    def error(self, body: Fields) -> tuple[str, str]:
        """Return the kind of problem, or its title where X names no kind, and what happened."""
        detail = body.text("detail") or body.text("error_description") or body.text("message")
        if "duplicate content" in detail:
            return DUPLICATE, detail
        kind = body.text("type").rpartition("/")[2]
        return kind if kind not in ("", "about:blank") else body.text("title") or body.text("error"), detail

    def sort(self, answer: Answer, message: str) -> BeadleError | None:
        """Tell apart what a 403 can mean, and want of money from want of patience."""
        if answer.status == 402 or answer.code in _NO_MORE_MONEY:
            return CredentialsRefused(f"{message}. Buy credits, or raise the spending limit, in X's developer console")
        if answer.status == 403 and "not been mentioned" in answer.words:
            return NotPossibleHere(f"{message}. Answer on X itself")
        if answer.status == 403 and answer.code not in _OF_THE_TOKEN:
            return Refused(message, answer.status, answer.code)
        return None


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One of X's endpoints: each has its own rate limit, and the scope that a token needs for it."""

    method: str
    path: str  # "/2/tweets/{}"
    needs: str


class Session:
    """One account's way in.

    Args:
        channel: `service_url` is "https://api.x.com".
        access: its secret is as `oauth` says.
    """

    def __init__(self, channel: Channel, access: Access) -> None:
        renewal = (
            "Grant access anew in X's developer console, with the scopes "
            f"{' '.join(SCOPES)}, and give the tokens with: beadle channels add {channel.channel_id}"
        )
        self._http = Http("x", channel.service_url, renewal, XDialect())
        self.grant = Grant(self._http, "/2/oauth2/token", access, proves_itself=True)
        self._quota = Quota("x", access.now)
        self._budget = Budget(channel, access)

    def call(
        self,
        endpoint: Endpoint,
        urgency: Urgency,
        price: int,
        *ids: str,
        params: Mapping[str, Any] | None = None,
        body: Any = None,
    ) -> Fields:
        """Make a call of a fixed price, in millionths of a dollar, and return its answer.

        Raises:
            what `Http.call`, `Grant.authorised`, `Quota.require` and `Budget.spend` raise; a Refused has X's code.
        """
        return self._call(endpoint, urgency, price, ids, params, body)[0]

    def _call(
        self,
        endpoint: Endpoint,
        urgency: Urgency,
        price: int,
        ids: Sequence[str],
        params: Mapping[str, Any] | None,
        body: Any = None,
    ) -> tuple[Fields, datetime]:
        """Return the answer, and the instant as of which the price was counted."""
        self._quota.require(urgency, endpoint.path)
        counted_at = self._budget.spend(urgency, price)
        path = endpoint.path.format(*ids)
        # To hide twice is to hide once; of what else X is told it keeps no such promise.
        repeatable = endpoint.method == "PUT"
        try:
            answer = self.grant.authorised(
                lambda headers: self._http.send(
                    endpoint.method, path, params=params, body=body, headers=headers, repeatable=repeatable
                )
            )
        except BeadleError as error:
            # A write without an answer may have been done, and be charged.
            if endpoint.method == "GET" or not isinstance(error, PlatformUnavailable):
                self._budget.give_back(counted_at, price)
            raise
        self._note(endpoint, answer)
        if not answer.ok:
            self._budget.give_back(counted_at, price)
            self._refuse(endpoint, answer)
        return Fields(answer.body), counted_at

    def read(
        self,
        endpoint: Endpoint,
        urgency: Urgency,
        each: tuple[int, int],
        *ids: str,
        most: int,
        params: Mapping[str, Any],
    ) -> Fields:
        """Make a call that is paid by what it returns.

        Args:
            each: price of a post, and of an author who comes with it.
            most: posts that it may return.
        """
        post_price, author_price = each
        reserved = most * (post_price + author_price)
        answer, counted_at = self._call(endpoint, urgency, reserved, ids, params)
        posts = len(list(answer.objects("data"))) or bool(answer.object("data"))
        authors = len(list(answer.object("includes").objects("users")))
        self._budget.give_back(counted_at, max(reserved - posts * post_price - authors * author_price, 0))
        return answer

    def _note(self, endpoint: Endpoint, answer: Answer) -> None:
        """Take down what X said of this endpoint's limit."""
        limit, remaining, resets = (answer.headers.get(f"x-rate-limit-{name}", "") for name in _LIMITS)
        if limit.isdecimal() and remaining.isdecimal() and resets.isdecimal() and int(limit) and len(resets) < 12:
            resets_at = datetime.fromtimestamp(int(resets), UTC)
            self._quota.note(endpoint.path, 1 - int(remaining) / int(limit), resets_at)

    def _refuse(self, endpoint: Endpoint, answer: Answer) -> None:
        what = f"{endpoint.method} {endpoint.path}"
        if answer.status == 403:
            raise CredentialsRefused(
                f"x {what}: {answer.said}: the token needs the scope {endpoint.needs}. {self._http.renewal}"
            )
        self._http.check(answer, what)


_LIMITS = ("limit", "remaining", "reset")
