"""Meta's webhooks: whether a push is Meta's, and of which comments it tells.

Source: developers.facebook.com/docs/graph-api/webhooks (getting started; references `page`, `instagram`).
"""

import hmac
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from beadle.adapters.platforms.http import Fields
from beadle.domain.channels import Channel
from beadle.domain.errors import CredentialsRefused, MalformedInput
from beadle.domain.ports import Channels, Tokens
from beadle.domain.pushes import Delivery, NotGenuine, Push

PLATFORMS = {"page": "facebook", "instagram": "instagram"}
MAX_AGE = 60.0  # seconds for which the secrets are kept: whoever knocks without a signature costs no reading
_SIGNATURE = "x-hub-signature-256"
_MILLISECONDS = 100_000_000_000  # an instant later than this is not in seconds


class MetaDoor:
    """Fits the Door port, for all channels of Meta's together.

    Each of them may bring its app's secret, and one of them the word that Meta says at the handshake: `app_secret` and
    `verify_token` in the channel's secret.
    """

    def __init__(self, channels: Channels, tokens: Tokens) -> None:
        self._channels = channels
        self._tokens = tokens
        self._kept: tuple[Mapping[str, str], ...] = ()
        self._read_at = float("-inf")

    def challenge(self, query: Mapping[str, str]) -> str:
        """Return the challenge of a handshake by whoever knows the word."""
        words = [secret["verify_token"] for secret in self._secrets() if secret.get("verify_token")]
        if query.get("hub.mode") != "subscribe" or not _is_any(words, query.get("hub.verify_token", "")):
            raise NotGenuine("a handshake without the word that a channel's secret has as verify_token")
        return query.get("hub.challenge", "")[:200]

    def open(self, body: bytes, headers: Mapping[str, str]) -> Delivery:
        """Check the signature over the bytes as they came, then read them.

        Args:
            headers: names in lower case.
        """
        said = headers.get(_SIGNATURE, "")
        secrets = [secret["app_secret"] for secret in self._secrets() if secret.get("app_secret")]
        if not _is_any([f"sha256={hmac.new(one.encode(), body, 'sha256').hexdigest()}" for one in secrets], said):
            raise NotGenuine("a push without a signature by the app_secret of a channel's")
        try:
            told = Fields(json.loads(body))
        except (ValueError, RecursionError):
            raise MalformedInput("push", ["is not JSON"]) from None
        pushes, others = [], 0
        for entry in told.objects("entry"):
            for change in entry.objects("changes"):
                push = _push(told.text("object"), entry, change)
                if push is None:
                    others += 1
                else:
                    pushes.append(push)
        return Delivery(tuple(pushes), others)

    def _secrets(self) -> tuple[Mapping[str, str], ...]:
        if time.monotonic() - self._read_at > MAX_AGE:
            self._kept = tuple(self._read())
            self._read_at = time.monotonic()
        return self._kept

    def _read(self) -> Iterator[Mapping[str, str]]:
        for channel in self._channels.all():
            secret = self._secret(channel)
            if secret is not None:
                yield secret

    def _secret(self, channel: Channel) -> Mapping[str, str] | None:
        if channel.platform not in PLATFORMS.values():
            return None
        try:
            return self._tokens.of(channel.channel_id)
        except CredentialsRefused:  # a channel without a token proves nothing
            return None


def _is_any(expected: Sequence[str], said: str) -> bool:
    """Whether one of the values was said, in a time that tells nothing of any."""
    same = [hmac.compare_digest(one.encode(), said.encode("utf-8", "replace")) for one in expected]
    return any(same)


def _push(kind: str, entry: Fields, change: Fields) -> Push | None:
    """Return which comment a change tells of, None when it tells of something else."""
    value, at = change.object("value"), _instant(entry.number("time"))
    account = entry.text("id")
    if kind == "page" and change.text("field") == "feed" and value.text("item") == "comment":
        verb, comment_id, post_id = value.text("verb"), value.text("comment_id"), value.text("post_id")
        if verb not in ("add", "edit", "edited"):
            return None
    elif kind == "instagram" and change.text("field") == "comments":
        verb, comment_id, post_id = "add", value.text("id"), value.object("media").text("id")
    else:
        return None
    if not (comment_id and post_id and account and at):
        return None
    platform = PLATFORMS[kind]
    return Push(platform, account, f"{platform}:{comment_id}", post_id, at, is_edited=verb != "add")


def _instant(number: int) -> datetime | None:
    """Return an instant that is given in seconds, or in milliseconds; None when it is none."""
    try:
        return datetime.fromtimestamp(number / 1000 if number > _MILLISECONDS else number, UTC) if number > 0 else None
    except (ValueError, OverflowError, OSError):
        return None
