"""A post of the council's, from draft to published, and which step may follow which."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PostStatus(StrEnum):
    """Where a post stands.

    draft ─> approved ─> publishing ─> published ─> retracted
                             └──────> failed
    """

    DRAFT = "draft"
    APPROVED = "approved"
    PUBLISHING = "publishing"
    PUBLISHED = "published"
    FAILED = "failed"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True)
class PublishedRef:
    """Where a published text is: the platform's own id, and the address that a person can open."""

    native_id: str
    url: str


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or a video of a post. Where a platform takes alternative texts, none goes without."""

    url: str  # https: from where adapters or platforms fetch it
    alt: str  # what it shows, for those who cannot see it
    is_video: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """One text for one channel.

    `any_time` lifts the rule that content is posted outside monitoring hours (clause HR02).
    """

    post_id: str
    channel_id: str
    text: str
    publish_at: datetime  # aware
    any_time: bool = False
    status: PostStatus = PostStatus.DRAFT
    created_by: str = ""
    approved_by: str = ""
    approved_at: datetime | None = None
    published_at: datetime | None = None
    ref: PublishedRef | None = None
    failure: str = ""
    attempts: int = 0
    media: tuple[Media, ...] = ()
