"""AWS as every adapter speaks to it: one session, one client a service, and one reading of what can go wrong.

botocore without boto3, and one session for everything: a session of its own for each client would cost every cold start
some 70 ms (measured), and boto3 adds nothing that is used here.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from logging import WARNING, getLogger
from typing import Any

from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionError, HTTPClientError
from botocore.session import Session, get_session

from beadle.domain.errors import StoreUnavailable

CONFIG = Config(
    connect_timeout=2,  # seconds
    read_timeout=5,
    retries={"mode": "standard", "total_max_attempts": 3},
    # What is sent is built by Beadle and held by the contract tests; checking its shape at every call is spared.
    parameter_validation=False,
)
TOO_BUSY = frozenset(
    {
        "ConflictException",
        "InternalFailure",
        "InternalServerError",
        "InternalServiceError",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestTimeout",
        "ServiceUnavailable",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
        "TransactionConflictException",
    }
)


# At INFO they say what endpoint and settings they found, at every cold start; a log is paid for by the byte.
for chatty in ("botocore", "pynamodb"):
    getLogger(chatty).setLevel(WARNING)


@cache
def session() -> Session:
    """Return the process's one session, in the region of `AWS_REGION`, which botocore itself does not read."""
    made = get_session()
    if region := os.environ.get("AWS_REGION"):
        made.set_config_variable("region", region)
    return made


@cache
def client(service: str) -> Any:
    """Return the process's one client of an AWS service; `AWS_ENDPOINT_URL` is honoured."""
    return session().create_client(service, config=CONFIG)


def forget_clients() -> None:
    """Let the next client be made anew, from the environment as it is then."""
    client.cache_clear()
    session.cache_clear()


@contextmanager
def answering(what: str) -> Iterator[None]:
    """Turn a missing answer into StoreUnavailable. Whatever else AWS refuses is a mistake of ours and passes as it is.

    Args:
        what: is asked, in plain words for the log: "the table of posts".
    """
    try:
        yield
    except (HTTPClientError, ConnectionError) as error:
        raise StoreUnavailable(f"{what}: {type(error).__name__}") from error
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        if code in TOO_BUSY or status >= 500:
            raise StoreUnavailable(f"{what}: {code or status}") from error
        raise


def part(answer: Mapping[str, Any], name: str) -> Any:
    """Return what every whole answer of its kind carries; StoreUnavailable when the answer could not be read."""
    if name not in answer:
        raise StoreUnavailable(f"an answer without {name}")
    return answer[name]
