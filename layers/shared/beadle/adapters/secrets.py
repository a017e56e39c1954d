"""The channels' tokens: one secret, a JSON object of each channel's values by their names."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta

from botocore.exceptions import ClientError

from beadle.adapters.aws import answering, client
from beadle.adapters.dynamodb.leases import DynamoLeases
from beadle.domain.errors import CredentialsRefused

MAX_AGE = 300  # seconds: a token that was replaced is in use this long after
WRITING = timedelta(seconds=90)  # a read, a platform's answer and a write, each with its repetitions


class SecretTokens:
    """Fits the Tokens port. Read when first needed, again when a channel is missing, and when what was read is old."""

    def __init__(self, secret_arn: str, leases: DynamoLeases) -> None:
        self._secret_arn = secret_arn
        self._leases = leases
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
        """Read the secret anew and, where it is still as it was seen, write the refreshed values over it.

        A stop between the refreshing and the writing loses what was refreshed: the platform then refuses the next
        refreshing, and an officer is asked for a new token.
        """
        with self._alone():
            standing = self.of(channel_id)
            if standing != seen:
                return standing
            self._write({**self._tokens, channel_id: dict(refresh(standing))})
        return self._tokens[channel_id]

    def give(self, channel_id: str, values: Mapping[str, str]) -> None:
        """Write one channel's values beside the others'. Contended while another process writes."""
        with self._alone():
            self._write({**self._tokens, channel_id: dict(values)})

    def forget(self, channel_id: str) -> None:
        """Take one channel's values away. Contended while another process writes."""
        with self._alone():
            self._write({channel: values for channel, values in self._tokens.items() if channel != channel_id})

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the secret as the only one, freshly read: whoever writes a channel's values writes all channels'."""
        with self._leases.hold("tokens", WRITING):
            self._tokens, self._read_at = self._read(), time.monotonic()
            yield

    def _write(self, tokens: dict[str, dict[str, str]]) -> None:
        with answering("the secret of tokens"):
            client("secretsmanager").put_secret_value(SecretId=self._secret_arn, SecretString=json.dumps(tokens))
        self._tokens = tokens

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
