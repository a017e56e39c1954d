"""What the council's account does on X."""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from beadle.adapters.platforms.access import Access
from beadle.adapters.platforms.http import Fields, Refused
from beadle.adapters.platforms.oauth import ends_at
from beadle.adapters.platforms.own_posts import OwnPosts, PublicPost, same_words
from beadle.adapters.platforms.quota import Urgency
from beadle.adapters.platforms.x import costs
from beadle.adapters.platforms.x.media import upload
from beadle.adapters.platforms.x.reading import POSTS, ROOT_FIELDS, Me, Reader
from beadle.adapters.platforms.x.session import BLOCK_SCOPES, DUPLICATE, GONE, SCOPES, Endpoint, Session
from beadle.adapters.platforms.x.texts import PREFIX, instant_of, native, seen_text
from beadle.domain.channels import Capability, Channel
from beadle.domain.comments import Author, Comment, Visibility
from beadle.domain.errors import NotPossibleHere, PlatformUnavailable
from beadle.domain.platforms import capabilities
from beadle.domain.ports import CommentPage, Standing
from beadle.domain.posts import Post, PublishedRef

BELIEVED_FOR = timedelta(minutes=5)
"""So long what X answered to a change counts as what the public sees: it shows nowhere whether a reply is hidden."""
REMEMBERED = 1000  # conversations and answers kept in mind
OWN_PAGE, OWN_PAGES = 100, 5  # of the account's own posts, looked through for one that may be there
_POST = Endpoint("GET", "/2/tweets/{}", "tweet.read")
_OWN = Endpoint("GET", "/2/users/{}/tweets", "tweet.read")
_HIDE = Endpoint("PUT", "/2/tweets/{}/hidden", "tweet.moderate.write")
_WRITE = Endpoint("POST", "/2/tweets", "tweet.write")
_DELETE = Endpoint("DELETE", "/2/tweets/{}", "tweet.write")
_BLOCKED = Endpoint("GET", "/2/users/{}/blocking", "block.read")
_BLOCK = Endpoint("POST", "/2/users/{}/blocking", "block.write")
_UNBLOCK = Endpoint("DELETE", "/2/users/{}/blocking/{}", "block.write")
_OWN_FIELDS = "created_at,display_text_range,entities,note_tweet,referenced_tweets"


class XPlatform:
    """Fits the Platform port.

    Args:
        channel: `account` is the account's number, or its handle (then X is asked for the number, for a cent a
            process). Of the settings, `monthly_cap_usd` is what may be spent a month (10), `backlog` how many comments
            from before Beadle came are read (800), `access` "enterprise" lets authors be blocked, `edits` "premium"
            lets posts be edited.
        access: see `Session`.
    """

    def __init__(self, channel: Channel, access: Access) -> None:
        self.capabilities = capabilities(channel)
        self._channel_id = channel.channel_id
        self._secret = access.secret
        self._now = access.now
        self._session = Session(channel, access)
        self._me = Me(channel.account, self._session)
        self._reader = Reader(channel, self._session, self._me, access)
        self._own = OwnPosts()
        self._doubtful: set[str] = set()  # ids of posts and keys of answers that this process tried to write
        self._told: OrderedDict[str, tuple[Visibility, datetime]] = OrderedDict()  # by comment id
        self._roots: OrderedDict[str, Fields] = OrderedDict()  # by conversation id

    def standing(self) -> Standing:
        """Ask for the account's profile; what its token may do is known once it has been exchanged."""
        profile = self._me.asked()
        wanted = SCOPES + (BLOCK_SCOPES if Capability.BLOCK in self.capabilities else ())
        scopes = self._session.grant.scopes
        missing = tuple(scope for scope in wanted if scopes is not None and scope not in scopes)
        handle = profile.require("username")
        return Standing(profile.text("name") or handle, f"https://x.com/{handle}", missing, ends_at(self._secret))

    def comments(self, position: str | None) -> Iterator[CommentPage]:
        """Yield the replies in the account's conversations since `position`: see `reading` for what that means."""
        for batch in self._reader.batches(position):
            roots = self._conversations([post.text("conversation_id") for post in batch.posts])
            read = (self._comment(post, batch.authors, roots) for post in batch.posts)
            yield CommentPage(tuple(comment for comment in read if comment is not None), batch.position)

    def visibility(self, comment: Comment) -> Visibility:
        """Return what X answered to our last change, GONE for a reply that is not there, else UNKNOWN."""
        visibility, at = self._told.get(comment.comment_id, (Visibility.UNKNOWN, self._now()))
        if visibility is not Visibility.UNKNOWN and self._now() - at < BELIEVED_FOR:
            return visibility
        answer = self._session.read(
            _POST, Urgency.PROTECT, (costs.POST, 0), native(comment.comment_id), most=1, params={"tweet.fields": "id"}
        )
        return Visibility.UNKNOWN if answer.object("data") else Visibility.GONE

    def hide(self, comment: Comment) -> None:
        """Hide a reply in a conversation of the account's."""
        self._show(comment, hidden=True)

    def unhide(self, comment: Comment) -> None:
        """Show a reply again."""
        self._show(comment, hidden=False)

    def delete_comment(self, comment: Comment) -> None:  # noqa: ARG002 - the port's
        """NotPossibleHere: a post is its author's own."""
        raise NotPossibleHere("x: nobody can delete another's post; hide it")

    def reply(self, comment: Comment, text: str, key: str) -> PublishedRef:
        """Answer a reply. Its own answer is known by its words and by what it answers.

        X refuses words that were just written, so an answer of an earlier attempt is found when it says so; it is
        looked for before only by the process that tried. NotPossibleHere where X wants the author to have named us.
        """
        parent = native(comment.comment_id)
        if key in self._doubtful and (found := self._answer(parent, text)):
            return found
        self._doubtful.add(key)
        try:
            return self._write({"text": text, "reply": {"in_reply_to_tweet_id": parent}})
        except Refused as error:
            found = self._answer(parent, text) if error.code == DUPLICATE else None
            if found is None:
                raise
            return found

    def publish(self, post: Post) -> PublishedRef:
        """Publish a post. See `own_posts` for how sure it is that it is published once.

        X besides refuses words that were just written: only then, or where an earlier attempt may have taken effect,
        are the account's own posts read, which costs.
        """
        if (post.post_id in self._doubtful or post.attempts > 1) and (found := self.find_published(post)):
            return found
        media = [upload(self._session, one) for one in post.media]
        self._doubtful.add(post.post_id)
        body = {"text": post.text} | ({"media": {"media_ids": media}} if media else {})
        try:
            return self._own.claim(post, self._write(body))
        except Refused as error:
            found = self.find_published(post) if error.code == DUPLICATE else None
            if found is None:
                raise
            return found

    def find_published(self, post: Post) -> PublishedRef | None:
        """Look for the post where it was published, or by its words among the account's last posts."""
        if post.ref is not None:
            answer = self._session.read(
                _POST, Urgency.WRITE, (costs.POST, 0), _number(post.ref), most=1, params={"tweet.fields": "id"}
            )
            return post.ref if answer.object("data") else None
        ref = self._own.find(post, map(self._public, self._own_posts({"exclude": "replies,retweets"})))
        return ref and self._own.claim(post, ref)

    def edit_post(self, ref: PublishedRef, text: str) -> None:
        """Publish a new version of a post, within the hour that X gives. NotPossibleHere without Premium."""
        self._require(Capability.EDIT_POST, "posts are edited with Premium only")
        self._write({"text": text, "edit_options": {"previous_post_id": _number(ref)}})

    def retract(self, ref: PublishedRef) -> None:
        """Delete a post."""
        try:
            self._session.call(_DELETE, Urgency.PROTECT, costs.DELETE, _number(ref))
        except Refused as error:
            if not _is_gone(error):
                raise

    def block(self, comment: Comment) -> None:
        """Block a reply's author. NotPossibleHere without Enterprise access."""
        self._require(Capability.BLOCK, "authors are blocked with Enterprise access only")
        body = {"target_user_id": native(comment.author.author_id)}
        self._session.call(_BLOCK, Urgency.PROTECT, costs.INTERACT, self._me.id, body=body)

    def unblock(self, author_id: str) -> None:
        """Let an author see and answer the account again. NotPossibleHere without Enterprise access."""
        self._require(Capability.BLOCK, "authors are unblocked with Enterprise access only")
        self._session.call(_UNBLOCK, Urgency.PROTECT, costs.DELETE, self._me.id, native(author_id))

    def is_blocked(self, author_id: str) -> bool:
        """Look for an author in the account's list of those blocked, newest first."""
        self._require(Capability.BLOCK, "the list of blocked authors is read with Enterprise access only")
        wanted, after = native(author_id), None
        while True:
            params = {"max_results": 1000, "pagination_token": after}
            answer = self._session.read(
                _BLOCKED, Urgency.PROTECT, (costs.OWN, 0), self._me.id, most=1000, params=params
            )
            if any(author.text("id") == wanted for author in answer.objects("data")):
                return True
            following = answer.object("meta").text("next_token")
            if not following or following == after:
                return False
            after = following

    def report(self, comment: Comment, reason: str) -> str:  # noqa: ARG002 - the port's
        """NotPossibleHere: posts are reported on X itself."""
        raise NotPossibleHere("x: posts cannot be reported through the API")

    def _show(self, comment: Comment, hidden: bool) -> None:
        try:
            answer = self._session.call(
                _HIDE, Urgency.PROTECT, costs.MANAGE, native(comment.comment_id), body={"hidden": hidden}
            )
        except Refused as error:
            if not _is_gone(error):
                raise
            return
        if answer.object("data").flag("hidden") is hidden:
            self._told[comment.comment_id] = (Visibility.HIDDEN if hidden else Visibility.VISIBLE, self._now())
            _forget(self._told)

    def _write(self, body: Mapping[str, Any]) -> PublishedRef:
        answer = self._session.call(_WRITE, Urgency.WRITE, costs.price_of(body["text"]), body=body)
        return _ref(answer.object("data"))

    def _answer(self, parent: str, text: str) -> PublishedRef | None:
        """Look for our answer to a post among the account's last ones."""
        for post in self._own_posts({"since_id": parent}):
            answers = (other for other in post.objects("referenced_tweets") if other.text("type") == "replied_to")
            if any(other.text("id") == parent for other in answers) and same_words(seen_text(post), text):
                return _ref(post)
        return None

    def _own_posts(self, wanted: Mapping[str, str]) -> Iterator[Fields]:
        """Yield the account's last posts, newest first."""
        after = None
        for _ in range(OWN_PAGES):
            params = {**wanted, "max_results": OWN_PAGE, "pagination_token": after, "tweet.fields": _OWN_FIELDS}
            answer = self._session.read(_OWN, Urgency.WRITE, (costs.OWN, 0), self._me.id, most=OWN_PAGE, params=params)
            yield from answer.objects("data")
            after = answer.object("meta").text("next_token")
            if not after:
                return

    def _public(self, post: Fields) -> PublicPost:
        published_at = post.instant("created_at")
        if published_at is None:
            raise PlatformUnavailable("x: a post without the instant of its publishing")
        return PublicPost(_ref(post), seen_text(post), published_at)

    def _conversations(self, ids: Sequence[str]) -> Mapping[str, Fields]:
        """Return the posts with which conversations began, by id; without those that are gone."""
        unknown = sorted({one for one in ids if one and one not in self._roots})
        for start in range(0, len(unknown), 100):
            some = unknown[start : start + 100]
            params = {"ids": ",".join(some), "tweet.fields": ROOT_FIELDS}
            answer = self._session.read(POSTS, Urgency.WRITE, (costs.POST, 0), most=len(some), params=params)
            found = {root.text("id"): root for root in answer.objects("data")}
            self._roots.update({one: found.get(one, Fields(None)) for one in some})
        roots = {one: self._roots[one] for one in ids if one}
        _forget(self._roots)
        return roots

    def _comment(self, post: Fields, authors: Mapping[str, Fields], roots: Mapping[str, Fields]) -> Comment | None:
        """Return a reply as a comment; None for what is the account's own, or in somebody else's conversation."""
        author_id, conversation = post.require("author_id"), post.require("conversation_id")
        root = roots.get(conversation, Fields(None))
        is_ours = root.text("author_id") == self._me.id if root else post.text("in_reply_to_user_id") == self._me.id
        above = {other.text("type"): other.text("id") for other in post.objects("referenced_tweets")}
        if author_id == self._me.id or not is_ours or "replied_to" not in above:
            return None
        author = authors.get(author_id, Fields(None))
        handle = author.text("username") or author_id
        versions = post.texts("edit_history_tweet_ids") or [post.require("id")]
        first = native(PREFIX + versions[0])
        edited_at = (post.instant("created_at") or self._now().astimezone(UTC)) if len(versions) > 1 else None
        return Comment(
            comment_id=PREFIX + first,
            channel_id=self._channel_id,
            post_id=conversation,
            author=Author(PREFIX + author_id, handle, author.text("name")),
            text=seen_text(post),
            posted_at=instant_of(int(first)),
            url=f"https://x.com/{handle}/status/{post.require('id')}",
            post_text=seen_text(root),
            edited_at=edited_at,
            parent_id="" if above["replied_to"] == conversation else PREFIX + above["replied_to"],
        )

    def _require(self, capability: Capability, why_not: str) -> None:
        if capability not in self.capabilities:
            raise NotPossibleHere(f"x: {why_not}")


def _ref(post: Fields) -> PublishedRef:
    number = post.require("id")
    return PublishedRef(number, f"https://x.com/i/status/{number}")


def _number(ref: PublishedRef) -> str:
    return native(PREFIX + ref.native_id)


def _is_gone(error: Refused) -> bool:
    return error.status == 404 or error.code == GONE


def _forget(remembered: "OrderedDict[str, Any]") -> None:
    while len(remembered) > REMEMBERED:
        remembered.popitem(last=False)
