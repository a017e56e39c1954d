"""What the sandbox knows, in one SQLite file: accounts, residents, posts, comments, blocks and reports.

Every change takes the next number of one count inside its own transaction, so that the order of numbers is the order of
changes: whoever reads on from a number misses nothing. Ids here are bare numbers; the API writes "p3", "c17", "u5".
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from secrets import token_hex
from threading import RLock
from typing import Any

from local.sandbox.records import CommentRecord, PostRecord, Resident, State
from local.sandbox.refusals import Refusal, not_found

SCHEMA = """
CREATE TABLE IF NOT EXISTS state (
    only INTEGER PRIMARY KEY CHECK (only = 1), changes INTEGER NOT NULL, name TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS accounts (
    account TEXT PRIMARY KEY, title TEXT NOT NULL, token_digest TEXT NOT NULL, expired INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS users (number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS posts (
    number INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL REFERENCES accounts, text TEXT NOT NULL, tag TEXT,
    created_at TEXT NOT NULL, edited_at TEXT, deleted INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS posts_by_tag ON posts (account, tag);
CREATE TABLE IF NOT EXISTS comments (
    number INTEGER PRIMARY KEY AUTOINCREMENT, post INTEGER NOT NULL REFERENCES posts, account TEXT NOT NULL,
    author INTEGER REFERENCES users, parent INTEGER REFERENCES comments, text TEXT NOT NULL, created_at TEXT NOT NULL,
    edited_at TEXT, state TEXT NOT NULL, position INTEGER NOT NULL, version INTEGER NOT NULL, external_id TEXT,
    tag TEXT, UNIQUE (account, external_id));
CREATE INDEX IF NOT EXISTS comments_by_position ON comments (account, position);
CREATE INDEX IF NOT EXISTS comments_by_version ON comments (version);
CREATE INDEX IF NOT EXISTS comments_by_post ON comments (post, position);
CREATE INDEX IF NOT EXISTS comments_by_parent ON comments (parent);
CREATE INDEX IF NOT EXISTS comments_by_state ON comments (state);
CREATE TABLE IF NOT EXISTS blocks (
    account TEXT NOT NULL, user INTEGER NOT NULL REFERENCES users, PRIMARY KEY (account, user));
CREATE TABLE IF NOT EXISTS reports (
    number INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL, comment INTEGER NOT NULL REFERENCES comments,
    reason TEXT NOT NULL, created_at TEXT NOT NULL);
"""
POST_QUERY = "SELECT number, account, text, tag, created_at, edited_at FROM posts "
Values = Sequence[Any] | Mapping[str, Any]
COMMENT_QUERY = """SELECT c.number, c.post, c.account, c.author, u.name, c.parent, c.text, c.created_at, c.edited_at,
    c.state, c.position, c.version, c.tag FROM comments c LEFT JOIN users u ON u.number = c.author """


class Store:
    """The state file, written by one process; safe to share between its threads.

    Args:
        path: the SQLite file; made with its folder when it is not there.
        now: returns the present instant, aware.
    """

    def __init__(self, path: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._now = now
        self._lock = RLock()
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute("PRAGMA foreign_keys = ON")
        self._db.executescript(SCHEMA)
        self._db.execute("INSERT OR IGNORE INTO state VALUES (1, 0, ?)", (token_hex(4),))

    def close(self) -> None:
        """Close the file; nothing more can be asked of the store."""
        with self._lock:
            self._db.close()

    @property
    def name(self) -> str:
        """A name that was drawn when the file was made, so that a cursor of another file is known as such."""
        return str(self._one("SELECT name FROM state")[0])

    @property
    def changes(self) -> int:
        """How many changes there have been."""
        return int(self._one("SELECT changes FROM state")[0])

    # ── Accounts ──

    def add_account(self, account: str, title: str, token: str) -> None:
        """Add an account of the council's, or replace its title and token; what it posted stays."""
        with self._change():
            self._db.execute(
                "INSERT INTO accounts (account, title, token_digest) VALUES (?, ?, ?) ON CONFLICT (account) "
                "DO UPDATE SET title = excluded.title, token_digest = excluded.token_digest, expired = 0",
                (account, title, _digest(token)),
            )

    def expire_token(self, account: str) -> None:
        """Refuse the account's token from now on, until `add_account` gives it a new one."""
        with self._change():
            self._db.execute("UPDATE accounts SET expired = 1 WHERE account = ?", (account,))

    def accounts(self) -> dict[str, str]:
        """Return the titles of the accounts, by account."""
        return dict(self._all("SELECT account, title FROM accounts ORDER BY account"))

    def account_of(self, token: str) -> str:
        """Return whose token it is; Refusal when it is nobody's or has expired."""
        digest = _digest(token)
        for account, known, expired in self._all("SELECT account, token_digest, expired FROM accounts"):
            if compare_digest(known, digest):
                if expired:
                    raise Refusal(401, "ExpiredToken", "the token has expired")
                return str(account)
        raise Refusal(401, "InvalidToken", "the token is not known")

    # ── Posts ──

    def add_post(self, account: str, text: str, tag: str | None = None) -> PostRecord:
        """Add a post; a tag may occur on several, as on any platform that knows nothing of idempotency."""
        with self._change():
            number = self._db.execute(
                "INSERT INTO posts (account, text, tag, created_at) VALUES (?, ?, ?, ?)",
                (account, text, tag, self._now().isoformat()),
            ).lastrowid
        return self.post(number or 0)

    def post(self, number: int) -> PostRecord:
        """Return a post; Refusal when there is none or it was deleted."""
        row = self._maybe(POST_QUERY + "WHERE number = ? AND NOT deleted", (number,))
        if row is None:
            raise not_found("Post", f"p{number}")
        return _post(row)

    def posts(
        self, account: str | None = None, tag: str | None = None, before: int | None = None, limit: int = 100
    ) -> list[PostRecord]:
        """Return posts, newest first: of one account, with one tag, older than the post `before`."""
        rows = self._all(
            POST_QUERY
            + "WHERE NOT deleted AND (:account IS NULL OR account = :account) AND (:tag IS NULL OR tag = :tag) "
            "AND (:before IS NULL OR number < :before) ORDER BY number DESC LIMIT :limit",
            {"account": account, "tag": tag, "before": before, "limit": limit},
        )
        return [_post(row) for row in rows]

    def edit_post(self, number: int, text: str) -> PostRecord:
        """Replace a post's text."""
        with self._change():
            self.post(number)
            self._db.execute(
                "UPDATE posts SET text = ?, edited_at = ? WHERE number = ?", (text, self._now().isoformat(), number)
            )
        return self.post(number)

    def delete_post(self, number: int) -> None:
        """Delete a post with all its comments."""
        with self._change() as version:
            self.post(number)
            self._db.execute("UPDATE posts SET deleted = 1, text = '' WHERE number = ?", (number,))
            self._db.execute(
                "UPDATE comments SET state = 'deleted', text = '', version = ? WHERE post = ?", (version, number)
            )

    # ── Comments ──

    def add_comment(
        self,
        post: int,
        author: str | None,
        text: str,
        *,
        parent: int | None = None,
        external_id: str | None = None,
        posted_at: datetime | None = None,
        tag: str | None = None,
    ) -> tuple[CommentRecord, bool]:
        """Add a comment, or find it by its external id, and say whether it is new.

        Args:
            post: what it stands under.
            author: the resident's name, None for the council itself.
            text: what it says.
            parent: the comment that it answers.
            external_id: its id elsewhere, once an account.
            posted_at: aware; the present when it is None.
            tag: the council's own reference.
        """
        with self._change() as version:
            account = self.post(post).account
            known = external_id and self._maybe(
                "SELECT number FROM comments WHERE account = ? AND external_id = ?", (account, external_id)
            )
            if known:
                return self._comment(known[0]), False
            if parent is not None and self.comment(parent).post != post:
                raise Refusal(400, "InvalidParent", f"comment c{parent} stands under another post than p{post}")
            user = None if author is None else self._resident_number(author)
            if user is not None and self.is_blocked(account, user):
                raise Refusal(403, "Blocked", "this account has blocked you from commenting")
            at = (posted_at or self._now()).isoformat()
            number = self._db.execute(
                "INSERT INTO comments (post, account, author, parent, text, created_at, state, position, version,"
                " external_id, tag) VALUES (?, ?, ?, ?, ?, ?, 'visible', ?, ?, ?, ?)",
                (post, account, user, parent, text, at, version, version, external_id, tag),
            ).lastrowid
            return self._comment(number or 0), True

    def comment(self, number: int) -> CommentRecord:
        """Return a comment, hidden or not; Refusal when there is none or it was deleted."""
        comment = self._comment(number)
        if comment.state is State.DELETED:
            raise not_found("Comment", f"c{number}")
        return comment

    def edit_comment(self, number: int, author: str, text: str) -> CommentRecord:
        """Let an author change a comment; the same text again changes nothing."""
        with self._change() as version:
            comment = self._own_comment(number, author)
            if text != comment.text:
                self._db.execute(
                    "UPDATE comments SET text = ?, edited_at = ?, position = ?, version = ? WHERE number = ?",
                    (text, self._now().isoformat(), version, version, number),
                )
        return self._comment(number)

    def delete_own_comment(self, number: int, author: str) -> None:
        """Let an author delete a comment."""
        with self._change():
            self._own_comment(number, author)
            self.set_state(number, State.DELETED)

    def set_state(self, number: int, state: State) -> CommentRecord:
        """Hide, show or delete a comment; nothing changes when it is so already."""
        with self._change() as version:
            if self.comment(number).state is not state:
                self._db.execute(
                    "UPDATE comments SET state = ?, text = CASE ? WHEN 'deleted' THEN '' ELSE text END, version = ? "
                    "WHERE number = ?",
                    (str(state), str(state), version, number),
                )
        return self._comment(number)

    def comments_since(self, account: str, position: int, post: int | None, limit: int) -> list[CommentRecord]:
        """Return the account's comments whose text changed after `position`, in order of change, hidden ones too."""
        return self._comments(
            "WHERE c.account = :account AND c.position > :position AND (:post IS NULL OR c.post = :post) "
            "AND c.state <> 'deleted' ORDER BY c.position LIMIT :limit",
            {"account": account, "position": position, "post": post, "limit": limit},
        )

    def replies(self, parent: int, tag: str | None) -> list[CommentRecord]:
        """Return what answers a comment, oldest first, with one tag or with any."""
        return self._comments(
            "WHERE c.parent = :parent AND (:tag IS NULL OR c.tag = :tag) AND c.state <> 'deleted' ORDER BY c.number",
            {"parent": parent, "tag": tag},
        )

    def changed_since(self, version: int, limit: int) -> list[CommentRecord]:
        """Return the comments about which anything changed after `version`, deleted ones too, in order of change."""
        return self._comments("WHERE c.version > ? ORDER BY c.version, c.number LIMIT ?", (version, limit))

    def newest(self, limit: int) -> list[CommentRecord]:
        """Return the newest comments, deleted ones too, oldest of them first."""
        return self._comments("ORDER BY c.number DESC LIMIT ?", (limit,))[::-1]

    def counts(self) -> dict[str, int]:
        """Return how many comments there are in each state."""
        counted = dict(self._all("SELECT state, COUNT(*) FROM comments GROUP BY state"))
        return {str(state): int(counted.get(str(state), 0)) for state in State}

    # ── Residents, blocks and reports ──

    def resident(self, number: int) -> Resident:
        """Return somebody who has commented; Refusal when there is nobody with that number."""
        row = self._maybe("SELECT number, name FROM users WHERE number = ?", (number,))
        if row is None:
            raise not_found("Resident", f"u{number}")
        return Resident(*row)

    def residents(self, limit: int) -> list[Resident]:
        """Return the residents who came last."""
        rows = self._all("SELECT number, name FROM users ORDER BY number DESC LIMIT ?", (limit,))
        return [Resident(*row) for row in rows]

    def set_blocked(self, account: str, user: int, blocked: bool) -> None:
        """Block a resident from commenting on the account's posts, or let them again."""
        with self._change():
            self.resident(user)
            if blocked:
                self._db.execute("INSERT OR IGNORE INTO blocks VALUES (?, ?)", (account, user))
            else:
                self._db.execute("DELETE FROM blocks WHERE account = ? AND user = ?", (account, user))

    def is_blocked(self, account: str, user: int) -> bool:
        """Whether the account has blocked a resident."""
        return self._maybe("SELECT 1 FROM blocks WHERE account = ? AND user = ?", (account, user)) is not None

    def blocked(self, account: str | None = None) -> list[Resident]:
        """Return whom the account, or any account, has blocked, by name."""
        rows = self._all(
            "SELECT DISTINCT u.number, u.name FROM blocks b JOIN users u ON u.number = b.user "
            "WHERE :account IS NULL OR b.account = :account ORDER BY u.name",
            {"account": account},
        )
        return [Resident(*row) for row in rows]

    def add_report(self, comment: int, reason: str) -> str:
        """Record a report of a comment and return its id, "r4"."""
        with self._change():
            account = self.comment(comment).account
            number = self._db.execute(
                "INSERT INTO reports (account, comment, reason, created_at) VALUES (?, ?, ?, ?)",
                (account, comment, reason, self._now().isoformat()),
            ).lastrowid
        return f"r{number}"

    # ── Beneath ──

    @contextmanager
    def _change(self) -> Iterator[int]:
        """Run one change, all or nothing, under the next number; a change inside a change shares its number."""
        with self._lock:
            if self._db.in_transaction:
                yield self.changes
                return
            self._db.execute("BEGIN IMMEDIATE")
            try:
                self._db.execute("UPDATE state SET changes = changes + 1")
                yield self.changes
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def _own_comment(self, number: int, author: str) -> CommentRecord:
        """Return a comment that `author` may change."""
        comment = self.comment(number)
        if comment.author is None or comment.author.name != author:
            raise Refusal(403, "NotYours", "only its author can change a comment")
        if self.is_blocked(comment.account, comment.author.user_id):
            raise Refusal(403, "Blocked", "this account has blocked you from commenting")
        return comment

    def _resident_number(self, name: str) -> int:
        self._db.execute("INSERT OR IGNORE INTO users (name) VALUES (?)", (name,))
        return int(self._one("SELECT number FROM users WHERE name = ?", (name,))[0])

    def _comment(self, number: int) -> CommentRecord:
        found = self._comments("WHERE c.number = ?", (number,))
        if not found:
            raise not_found("Comment", f"c{number}")
        return found[0]

    def _comments(self, where: str, values: Values) -> list[CommentRecord]:
        return [_comment(row) for row in self._all(COMMENT_QUERY + where, values)]

    def _all(self, query: str, values: Values = ()) -> list[Any]:
        with self._lock:
            return self._db.execute(query, values).fetchall()

    def _maybe(self, query: str, values: Values = ()) -> Any:
        with self._lock:
            return self._db.execute(query, values).fetchone()

    def _one(self, query: str, values: Values = ()) -> Any:
        row = self._maybe(query, values)
        if row is None:
            raise LookupError(query)
        return row


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _instant(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def _post(row: Any) -> PostRecord:
    number, account, text, tag, created_at, edited_at = row
    return PostRecord(number, account, text, tag, datetime.fromisoformat(created_at), _instant(edited_at))


def _comment(row: Any) -> CommentRecord:
    number, post, account, user, name, parent, text, created_at, edited_at, state, position, version, tag = row
    author = None if user is None else Resident(user, name)
    return CommentRecord(
        number, post, account, author, parent, text, datetime.fromisoformat(created_at), _instant(edited_at),
        State(state), position, version, tag,
    )  # fmt: skip
