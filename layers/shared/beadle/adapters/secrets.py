"""The channels' tokens: one secret, a JSON object of each channel's values by their names."""

import json
import time
from collections.abc import Callable, Mapping

from botocore.exceptions import ClientError

from beadle.adapters.aws import answering, client
from beadle.domain.errors import CredentialsRefused

MAX_AGE = 300  # seconds: a token that was replaced is in use this long after


class SecretTokens:
    """Fits the Tokens port. Read when first needed, again when a channel is missing, and when what was read is old."""

    def __init__(self, secret_arn: str) -> None:
        self._secret_arn = secret_arn
        self._tokens: dict[str, dict[str, str]] = {}
        self._read_at = float("-inf")

    def of(self, channel_id: str) -> Mapping[str, str]:
        """Return the channel's values; CredentialsRefused when there are none, or when the secret cannot be read."""
        if channel_id not in self._tokens or time.monotonic() - self._read_at > MAX_AGE:
            self._tokens = self._read()
            self._read_at = time.monotonic()
        if channel_id not in self._tokens:
            raise CredentialsRefused(
                f"channel {channel_id} has no token in the secret {self._secret_arn}. "
                f"Give it with: beadle channels add {channel_id}"
            )
        return self._tokens[channel_id]

    def renew(
        self, channel_id: str, seen: Mapping[str, str], refresh: Callable[[Mapping[str, str]], Mapping[str, str]]
    ) -> Mapping[str, str]:
        """Read the secret anew and, where it is still as it was seen, write the refreshed values over it."""
        self._tokens, self._read_at = self._read(), time.monotonic()
        standing = self.of(channel_id)
        if standing != seen:
            return standing
        fresh = {**self._tokens, channel_id: dict(refresh(standing))}
        with answering("the secret of tokens"):
            client("secretsmanager").put_secret_value(SecretId=self._secret_arn, SecretString=json.dumps(fresh))
        self._tokens = fresh
        return fresh[channel_id]

    def _read(self) -> dict[str, dict[str, str]]:
        try:
            with answering("the secret of tokens"):
                text = client("secretsmanager").get_secret_value(SecretId=self._secret_arn).get("SecretString", "")
        except ClientError as error:
            code = error.response["Error"]["Code"]
            raise CredentialsRefused(f"the secret {self._secret_arn} cannot be read: {code}") from None
        try:
            tokens = json.loads(text)
            return {channel: {name: _text(value) for name, value in tokens[channel].items()} for channel in tokens}
        except (ValueError, TypeError, AttributeError):
            # The error's own words could quote the secret, so they are dropped.
            raise CredentialsRefused(
                f"the secret {self._secret_arn} is not a JSON object of objects of texts: "
                '{"CHANNEL": {"NAME": "VALUE"}}'
            ) from None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
