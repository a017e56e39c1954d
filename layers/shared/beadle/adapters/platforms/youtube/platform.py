"""What the council's channel does on YouTube."""

from collections.abc import Iterator, Mapping

from beadle.adapters.platforms.access import Access
from beadle.adapters.platforms.http import Refused
from beadle.adapters.platforms.oauth import ends_at
from beadle.adapters.platforms.own_posts import same_words
from beadle.adapters.platforms.quota import Urgency
from beadle.adapters.platforms.read_window import ReadWindow, unread_pages
from beadle.adapters.platforms.visible import plain
from beadle.adapters.platforms.youtube.reading import PREFIX, Position, Remark, Threads
from beadle.adapters.platforms.youtube.session import SCOPE, Session
from beadle.adapters.platforms.youtube.videos import Videos
from beadle.domain.channels import Channel
from beadle.domain.comments import Author, Comment, Visibility
from beadle.domain.errors import CredentialsRefused, NotPossibleHere, PlatformRefused
from beadle.domain.platforms import capabilities
from beadle.domain.ports import CommentPage, Standing
from beadle.domain.posts import Post, PublishedRef

_VISIBILITIES = {
    "published": Visibility.VISIBLE,
    "heldForReview": Visibility.HIDDEN,
    "likelySpam": Visibility.HIDDEN,
    "rejected": Visibility.HIDDEN,
}


class YouTubePlatform:
    """Fits the Platform port.

    Comments that YouTube holds for review are not read: the public does not see them. Once somebody publishes one, it
    is found, though it stands among older ones.

    Args:
        channel: `account` is the channel's id ("UC..."). Of the settings, `watched_threads` says how many of the last
            threads are read (500), `backlog` how many the first time (10000), `daily_units` what the Google project
            may use a day (10000).
        access: see `Session`.
    """

    def __init__(self, channel: Channel, access: Access) -> None:
        self.capabilities = capabilities(channel)
        if not channel.account.startswith("UC"):
            raise PlatformRefused(
                f"youtube: the account of channel {channel.channel_id} must be its id, which begins with UC: see "
                "Settings, Advanced settings, on YouTube"
            )
        self._channel = channel
        self._secret = access.secret
        self._now = access.now
        self._session = Session(channel, access)
        self._threads = Threads(channel, self._session)
        self._videos = Videos(self._session)

    def standing(self) -> Standing:
        """Ask whose channel the token is for; what else it may do is known once it has been exchanged."""
        answer = self._session.read("channels", Urgency.READ, {"part": "snippet", "mine": "true"})
        own = {channel.text("id"): channel for channel in answer.objects("items")}
        if self._channel.account not in own:
            raise CredentialsRefused(
                f"youtube: the token is for another channel than {self._channel.account}: grant access as its owner"
            )
        name = own[self._channel.account].object("snippet").text("title")
        scopes = self._session.grant.scopes
        missing = (SCOPE,) if scopes is not None and SCOPE not in scopes else ()
        url = f"https://www.youtube.com/channel/{self._channel.account}"
        return Standing(name or self._channel.account, url, missing, ends_at(self._secret))

    def comments(self, position: str | None) -> Iterator[CommentPage]:
        """Yield the comments since `position`, answers included, in order over all videos."""
        before = Position.load(position)
        window = ReadWindow(before.window, self._now)
        remarks, counts = self._threads.remarks(window, before.answers)
        texts = self._videos.texts(remark.snippet.text("videoId") for remark in remarks)
        read = iter([comment for remark in remarks if (comment := self._comment(remark, texts)) is not None])
        for page in unread_pages(window, [read]):
            yield CommentPage(page.comments, Position(page.position, before.answers).stored())
        # Only now have all answers been told that were counted.
        if counts != before.answers:
            yield CommentPage((), Position(window.position(), counts).stored())

    def visibility(self, comment: Comment) -> Visibility:
        """Read back what the public sees of a comment."""
        params = {"part": "snippet", "id": _native(comment.comment_id), "textFormat": "plainText"}
        found = next(self._session.read("comments", Urgency.PROTECT, params).objects("items"), None)
        if found is None:
            return Visibility.GONE
        return _VISIBILITIES.get(found.object("snippet").text("moderationStatus"), Visibility.UNKNOWN)

    def hide(self, comment: Comment) -> None:
        """Reject a comment."""
        self._moderate(comment, "rejected")

    def unhide(self, comment: Comment) -> None:
        """Publish a comment again."""
        self._moderate(comment, "published")

    def delete_comment(self, comment: Comment) -> None:  # noqa: ARG002 - the port's
        """NotPossibleHere: a channel can only reject."""
        raise NotPossibleHere("youtube: another's comment cannot be deleted through the API; hide it")

    def reply(self, comment: Comment, text: str, key: str) -> PublishedRef:  # noqa: ARG002 - YouTube keeps no key
        """Answer in a comment's thread, unless the channel has given this answer there since the comment was written.

        An answer has no mark of ours: two comments of one thread are not given the same words twice.
        """
        thread_id = _native(comment.comment_id).partition(".")[0]  # an answer's id begins with its thread's
        for answer in self._threads.answers(thread_id, Urgency.WRITE):
            is_later = answer.published_at >= comment.posted_at
            if is_later and self._is_ours(answer) and same_words(answer.snippet.text("textDisplay"), text):
                return self._ref(answer.fields.require("id"), answer.snippet.text("videoId") or comment.post_id)
        body = {"snippet": {"parentId": thread_id, "textOriginal": text}}
        made = self._session.change("POST", "comments", Urgency.WRITE, {"part": "snippet"}, body)
        return self._ref(made.require("id"), comment.post_id)

    def publish(self, post: Post) -> PublishedRef:
        """Upload a post's video, unless it is there: its first line becomes the title, the whole its description."""
        return self._videos.publish(post)

    def find_published(self, post: Post) -> PublishedRef | None:
        """Look for the post's video by its mark."""
        return self._videos.find(post)

    def edit_post(self, ref: PublishedRef, text: str) -> None:
        """Replace a video's description; its title stays."""
        self._videos.describe(ref, text)

    def retract(self, ref: PublishedRef) -> None:
        """Delete a video."""
        try:
            self._session.change("DELETE", "videos", Urgency.PROTECT, {"id": ref.native_id})
        except Refused as error:
            if error.status != 404:
                raise

    def block(self, comment: Comment) -> None:
        """Ban a comment's author from the channel, which rejects the comment too."""
        params = {"id": _native(comment.comment_id), "moderationStatus": "rejected", "banAuthor": "true"}
        self._session.change("POST", "comments/setModerationStatus", Urgency.PROTECT, params)

    def unblock(self, author_id: str) -> None:  # noqa: ARG002 - the port's
        """NotPossibleHere: a ban is lifted in YouTube Studio only."""
        raise NotPossibleHere(
            "youtube: a ban is lifted by hand: in YouTube Studio, Settings, Community, take the author off Hidden users"
        )

    def is_blocked(self, author_id: str) -> bool | None:  # noqa: ARG002 - the port's
        """Return None: the API shows nowhere who is banned."""
        return None

    def report(self, comment: Comment, reason: str) -> str:  # noqa: ARG002 - the port's
        """NotPossibleHere: comments are reported on YouTube itself."""
        raise NotPossibleHere("youtube: comments cannot be reported through the API")

    def _moderate(self, comment: Comment, status: str) -> None:
        params = {"id": _native(comment.comment_id), "moderationStatus": status}
        try:
            self._session.change("POST", "comments/setModerationStatus", Urgency.PROTECT, params)
        except Refused as error:
            if error.status != 404:
                raise

    def _comment(self, remark: Remark, texts: Mapping[str, str]) -> Comment | None:
        """Return a remark as a comment, None for the channel's own."""
        if self._is_ours(remark):
            return None
        number, snippet = remark.fields.require("id"), remark.snippet
        author_id = snippet.object("authorChannelId").text("value") or f"unknown-{number}"
        updated_at, video = snippet.instant("updatedAt"), snippet.text("videoId")
        parent = snippet.text("parentId")
        return Comment(
            comment_id=remark.comment_id,
            channel_id=self._channel.channel_id,
            post_id=video or self._channel.account,
            author=Author(PREFIX + author_id, snippet.text("authorDisplayName") or author_id),
            text=plain(snippet.text("textDisplay")).text,
            posted_at=remark.published_at,
            url=self._ref(number, video).url,
            post_text=texts.get(video, ""),
            edited_at=updated_at if updated_at is not None and updated_at > remark.published_at else None,
            parent_id=PREFIX + parent if parent else "",
        )

    def _is_ours(self, remark: Remark) -> bool:
        return remark.snippet.object("authorChannelId").text("value") == self._channel.account

    def _ref(self, comment_id: str, video: str) -> PublishedRef:
        where = f"watch?v={video}&lc=" if video else f"channel/{self._channel.account}/community?lc="
        return PublishedRef(comment_id, f"https://www.youtube.com/{where}{comment_id}")


def _native(beadle_id: str) -> str:
    """Return "Ugy1" for "youtube:Ugy1". PlatformRefused for an id of another platform."""
    if not beadle_id.startswith(PREFIX):
        raise PlatformRefused(f"youtube: {beadle_id!r} is an id of another platform")
    return beadle_id.removeprefix(PREFIX)
