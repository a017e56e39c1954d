"""What the sandbox keeps, as it is read back, and as the API shows it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """Whether the public sees a comment."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody who comments; a name is one person."""

    user_id: int
    name: str

    def as_json(self) -> dict[str, Any]:
        """Return what the API shows."""
        return {"id": f"u{self.user_id}", "name": self.name}


@dataclass(frozen=True, slots=True)
class PostRecord:
    """A post of one of the council's accounts; `tag` is the council's own reference."""

    number: int
    account: str
    text: str
    tag: str | None
    created_at: datetime
    edited_at: datetime | None

    @property
    def native_id(self) -> str:
        """The id that the API uses: "p3"."""
        return f"p{self.number}"

    def as_json(self) -> dict[str, Any]:
        """Return what the API shows."""
        return {
            "id": self.native_id,
            "account": self.account,
            "text": self.text,
            "tag": self.tag,
            "created_at": self.created_at.isoformat(),
            "edited_at": self.edited_at.isoformat() if self.edited_at else None,
            "url": f"/#{self.native_id}",
        }


@dataclass(frozen=True, slots=True)
class CommentRecord:
    """A comment of a resident, or a reply of the council's, whose `author` is then None."""

    number: int
    post: int
    account: str
    author: Resident | None
    parent: int | None
    text: str
    created_at: datetime
    edited_at: datetime | None
    state: State
    position: int  # when its text last changed, counted over all changes of all things
    version: int  # when anything about it last changed, counted likewise
    tag: str | None

    @property
    def native_id(self) -> str:
        """The id that the API uses: "c17"."""
        return f"c{self.number}"

    def as_json(self) -> dict[str, Any]:
        """Return what the API shows."""
        return {
            "id": self.native_id,
            "post_id": f"p{self.post}",
            "author": self.author.as_json() if self.author else None,
            "by_council": self.author is None,
            "parent_id": f"c{self.parent}" if self.parent else None,
            "text": self.text,
            "created_at": self.created_at.isoformat(),
            "edited_at": self.edited_at.isoformat() if self.edited_at else None,
            "state": str(self.state),
            "url": f"/#{self.native_id}",
            "tag": self.tag,
        }
