"""What is done with a comment alike on Facebook and on Instagram: hidden, shown again, deleted, and read back."""

from dataclasses import dataclass

from beadle.adapters.platforms.meta.graph import Graph, native, unless_gone
from beadle.adapters.platforms.quota import Urgency
from beadle.domain.comments import Comment, Visibility


@dataclass(frozen=True, slots=True)
class Wording:
    """What a platform calls it."""

    prefix: str  # before its ids: "facebook:"
    state: str  # the field that says whether a comment is hidden
    wish: str  # the field that has it hidden
    read: str  # the permission to read comments
    moderate: str  # the permission to hide and to delete them


class HidesComments:
    """These verbs of the Platform port."""

    def __init__(self, graph: Graph, wording: Wording) -> None:
        self._graph = graph
        self._wording = wording

    def visibility(self, comment: Comment) -> Visibility:
        """Read back whether a comment is hidden; on Facebook its author and their friends see it even then."""
        fields = unless_gone(
            lambda: self._graph.get(
                self._path(comment), f"id,{self._wording.state}", self._wording.read, Urgency.PROTECT
            )
        )
        if not fields:
            return Visibility.GONE
        if self._wording.state not in fields:
            return Visibility.UNKNOWN
        return Visibility.HIDDEN if fields.flag(self._wording.state) else Visibility.VISIBLE

    def hide(self, comment: Comment) -> None:
        """Hide a comment; one that is gone is out of sight already."""
        self._set_hidden(comment, True)

    def unhide(self, comment: Comment) -> None:
        """Show a comment again; one that is gone stays gone."""
        self._set_hidden(comment, False)

    def delete_comment(self, comment: Comment) -> None:
        """Delete a comment."""
        self._graph.delete(self._path(comment), self._wording.moderate, Urgency.PROTECT)

    def _set_hidden(self, comment: Comment, is_hidden: bool) -> None:
        path, body = self._path(comment), {self._wording.wish: is_hidden}
        unless_gone(lambda: self._graph.post(path, body, self._wording.moderate, Urgency.PROTECT))

    def _path(self, comment: Comment) -> str:
        return native(self._wording.prefix, comment.comment_id)
