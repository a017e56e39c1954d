"""Every error that Beadle raises on purpose; each says what its catcher should do.

BeadleError
├── Retryable               leave the message in its queue: the same call may go through later
│   ├── PlatformUnavailable   no answer, a 5xx, or an answer that cannot be read
│   ├── Postponed             .retry_after, seconds: had no effect, and waiting counts as no attempt
│   │   ├── RateLimited         the platform asked us to wait
│   │   │   └── AllowanceSpent    what the council lets us use of it is used up: .meter
│   │   └── OfficerAwaited      goes on by itself once an officer has done what they were asked
│   ├── StoreUnavailable      a table, bus, queue, secret or schedule of ours gave no answer
│   └── Contended             somebody else holds what we need, or changed it under us
└── Rejected                repeating changes nothing: record it, tell an officer
    ├── PlatformRefused       the platform understood and said no
    │   └── CredentialsRefused  the token is missing, expired or lacks a permission
    ├── NotPossibleHere       the platform has no such action: becomes an officer's task
    ├── NotFound              no such comment, post, channel, task
    ├── AlreadyExists         recorded before: the caller is a repetition
    ├── NotAllowedNow         the thing's state forbids it (publishing a draft, say)
    ├── MalformedInput        an event, file or form that breaks its schema: .problems, one line each
    ├── PolicyInvalid         a policy file that breaks its schema: .problems, one line each
    └── SettingsMissing       environment variables absent or unreadable: .problems, one line each
"""

from collections.abc import Sequence


class BeadleError(Exception):
    """Root of the tree; never raised itself."""


class Retryable(BeadleError):
    """The same call may succeed later."""


class PlatformUnavailable(Retryable):
    """The platform gave no answer that could be used: a refused or timed-out call, a 5xx, a body that is not JSON."""


class Postponed(Retryable):
    """It is known to have had no effect, and there is no sense in trying before `retry_after` seconds are over."""

    def __init__(self, message: str, retry_after: float) -> None:
        super().__init__(message)
        self.retry_after = retry_after  # seconds


class RateLimited(Postponed):
    """The platform asked us to wait."""


class AllowanceSpent(RateLimited):
    """A day's units or a month's money is used up; `meter` names it and its period."""

    def __init__(self, message: str, retry_after: float, meter: str) -> None:
        super().__init__(message, retry_after)
        self.meter = meter


class OfficerAwaited(Postponed):
    """An officer was asked to do something first."""


class StoreUnavailable(Retryable):
    """What keeps or carries our own records (table, bus, queue, secret, schedule) gave no answer, or was too busy."""


class Contended(Retryable):
    """Another process holds the lease, or changed the record between our read and our write."""


class Rejected(BeadleError):
    """Repeating the call changes nothing."""


class PlatformRefused(Rejected):
    """The platform understood the request and refused it."""


class CredentialsRefused(PlatformRefused):
    """The channel's token is missing, expired or lacks a permission; the message says how to renew it."""


class NotPossibleHere(Rejected):
    """The platform has no such action; what it asked for becomes an officer's task."""


class NotFound(Rejected):
    """There is no such record."""


class AlreadyExists(Rejected):
    """It has been recorded before; the caller is a repetition and has nothing to do."""


class NotAllowedNow(Rejected):
    """The record's state forbids this step."""


class _Problems(Rejected):
    """An error with a list of what is wrong, one line each, so that all of it can be put right at once."""

    def __init__(self, subject: str, problems: Sequence[str]) -> None:
        super().__init__(f"{subject}: " + "; ".join(problems))
        self.subject = subject
        self.problems = tuple(problems)


class MalformedInput(_Problems):
    """An event, file or form from outside that breaks its schema."""


class PolicyInvalid(_Problems):
    """A policy file that breaks its schema; each problem names the rule and the key."""


class SettingsMissing(_Problems):
    """Environment variables that are absent or unreadable; each problem names one and says what it is for."""
