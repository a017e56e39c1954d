"""The council's accounts, and what a platform can do for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Capability(StrEnum):
    """Something that a platform may be able to do for the council's account."""

    HIDE = "hide"
    DELETE_COMMENT = "delete-comment"
    REPLY = "reply"
    PUBLISH = "publish"
    EDIT_POST = "edit-post"
    RETRACT = "retract"
    BLOCK = "block"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Channel:
    """One account of the council's on one platform. Its secret token is kept apart, under the same `channel_id`."""

    channel_id: str  # "corporate-bluesky"
    platform: str  # the adapter's name: "bluesky", "sandbox"
    account: str  # handle or id on the platform
    service_url: str  # where its API is
    name: str = ""  # as the public sees it
    active: bool = True
    settings: Mapping[str, str] = field(default_factory=dict)  # "hours", and what only its adapter understands
    token_given_at: datetime | None = None  # aware: when an officer last gave its token


@dataclass(frozen=True, slots=True)
class ChannelCursor:
    """How far a channel has been read; `position` is opaque to all but its adapter."""

    channel_id: str
    position: str | None = None
    lease: str = ""  # who reads now
