"""The sandbox server's own checks: what it refuses, what it keeps apart, what its page is given."""

import re
import socket
from pathlib import Path
from typing import Any

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from local.sandbox.app import create_app
from local.sandbox.page import STATIC
from local.sandbox.records import State
from local.sandbox.serving import serving
from local.sandbox.store import Store
from tests.sandbox_server import TOKEN, RunningSandbox, running_sandbox

XSS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "</textarea><svg/onload=alert(1)>",
    "{{constructor.constructor('alert(1)')()}}",
]


# ── Input ──


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"author": "Jane"}, "text"),
        ({"author": "Jane", "text": ""}, "text: is empty"),
        ({"author": "Jane", "text": " \n "}, "text: is empty"),
        ({"author": "Jane", "text": 5}, "text"),
        ({"author": "Jane", "text": "a\0b"}, "text: holds a NUL"),
        ({"author": "Jane", "text": "x" * 8_001}, "text: String should have at most 8000 characters"),
        ({"author": "", "text": "a"}, "author: is empty"),
        ({"author": "J" * 101, "text": "a"}, "author"),
        ({"author": "Jane\nCouncil", "text": "a"}, "author: holds a control character"),
        ({"author": "Jane", "text": "a", "state": "hidden"}, "state: Extra inputs"),
        ({"author": "Jane", "text": "a", "posted_at": "2026-11-23T10:00:00"}, "posted_at"),
        ({"author": "Jane", "text": "a", "parent_id": "p1"}, "an id here is 'c' and a number"),
        (["author", "text"], "should be an object"),
    ],
)
def test_a_comment_with_anything_wrong_is_refused_by_name(
    sandbox: RunningSandbox, post: str, body: Any, problem: str
) -> None:
    answer = sandbox.call("POST", f"/api/posts/{post}/comments", body, expect=400)
    assert problem in answer["message"]


def test_everything_wrong_is_named_at_once_and_without_what_was_sent(sandbox: RunningSandbox, post: str) -> None:
    body = {"author": "", "text": 17, "secret": "my address"}
    message = sandbox.call("POST", f"/api/posts/{post}/comments", body, expect=400)["message"]
    assert {"author", "text", "secret"} == {part.split(":")[0] for part in message.split("; ")}
    assert "my address" not in message


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b'{"author": "Jane", "text": "a"}', "text/plain", 415),
        (b"author=Jane&text=a", "application/x-www-form-urlencoded", 415),
        (b'{"author": "Jane"', "application/json", 400),
        (b'{"author": "Jane", "text": "\xff"}', "application/json", 400),
        (b'{"author": "Jane", "text": "\\ud800"}', "application/json", 400),
        (b'{"author": "Jane", "text": "' + b"x" * 300_000 + b'"}', "application/json", 413),
        (b"[" * 100_000, "application/json", 400),
    ],
)
def test_a_body_that_is_no_json_of_bounded_size_is_refused(
    sandbox: RunningSandbox, post: str, content: bytes, kind: str, status: int
) -> None:
    address = f"{sandbox.address}/api/posts/{post}/comments"
    answer = requests.post(address, data=content, headers={"Content-Type": kind}, timeout=10)
    assert answer.status_code == status
    assert set(answer.json()) == {"error", "message"}


@pytest.mark.parametrize("path", ["/api/posts/17", "/api/posts/pp", "/api/posts/p-1", "/api/posts/p" + "9" * 40])
def test_what_is_no_id_is_refused(sandbox: RunningSandbox, path: str) -> None:
    assert sandbox.call("GET", path, token=TOKEN, expect=400)["error"] == "InvalidId"


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "since=abc", "since=other-5", "post=c1"])
def test_a_reading_with_a_wrong_parameter_is_refused(sandbox: RunningSandbox, query: str) -> None:
    sandbox.call("GET", f"/api/accounts/corporate/comments?{query}", token=TOKEN, expect=400)


def test_unknown_addresses_and_methods_are_refused_in_json(sandbox: RunningSandbox) -> None:
    assert sandbox.call("GET", "/api/nothing", expect=404)["error"] == "NoSuchAddress"
    assert sandbox.call("PUT", "/api/posts/p1", expect=405)["error"] == "NoSuchMethod"


# ── Markup ──


@pytest.mark.parametrize("text", XSS)
def test_markup_stays_text_and_every_answer_forbids_what_is_not_the_pages_own(
    sandbox: RunningSandbox, post: str, text: str
) -> None:
    written = sandbox.write(post, text, author=text)
    answer = requests.get(f"{sandbox.address}/page/state", timeout=10)
    shown = next(c for c in answer.json()["comments"] if c["id"] == written["id"])
    assert shown["text"] == text
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    page = requests.get(sandbox.address, timeout=10)
    assert text not in page.text
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_page_builds_no_markup_from_text_and_needs_nothing_from_elsewhere() -> None:
    files = [path for path in STATIC.iterdir() if path.suffix in {".js", ".html", ".css"}]
    assert {"page.js", "index.html", "page.css"} <= {path.name for path in files}
    for path in files:
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", source)
        assert not re.search(r"https?://|//cdn|@import", source)
        assert len(source.splitlines()) < 400


@pytest.mark.parametrize("name", ["page.js", "comments.js", "desk.js", "dom.js", "page.css", "icon.svg"])
def test_every_part_of_the_page_is_served(sandbox: RunningSandbox, name: str) -> None:
    assert requests.get(f"{sandbox.address}/static/{name}", timeout=10).ok


def test_another_name_for_this_address_is_refused(sandbox: RunningSandbox) -> None:
    answer = requests.get(f"{sandbox.address}/page/state", headers={"Host": "evil.example"}, timeout=10)
    assert answer.status_code == 400


# ── Who may do what ──


@pytest.mark.parametrize(
    ("token", "status", "code"),
    [("", 401, "TokenMissing"), ("guessed", 401, "InvalidToken"), ("another-token", 403, "NotYours")],
)
def test_only_the_accounts_own_token_moderates(
    sandbox: RunningSandbox, post: str, token: str, status: int, code: str
) -> None:
    written = sandbox.write(post)
    for method, path in (
        ("POST", f"/api/comments/{written['id']}/hide"),
        ("DELETE", f"/api/comments/{written['id']}"),
        ("PUT", f"/api/accounts/corporate/blocks/{written['author']['id']}"),
        ("GET", "/api/accounts/corporate/comments"),
        ("DELETE", f"/api/posts/{post}"),
    ):
        assert sandbox.call(method, path, token=token, expect=status)["error"] == code
    assert sandbox.call("GET", f"/api/comments/{written['id']}")["state"] == "visible"


def test_a_blocked_author_can_neither_write_nor_edit_nor_delete_until_unblocked(
    sandbox: RunningSandbox, post: str
) -> None:
    written = sandbox.write(post, author="Blocked Resident")
    block = f"/api/accounts/corporate/blocks/{written['author']['id']}"
    assert sandbox.call("PUT", block, token=TOKEN)["blocked"] is True
    listed = sandbox.call("GET", "/api/accounts/corporate/blocks", token=TOKEN)["residents"]
    assert written["author"] in listed
    body = {"author": "Blocked Resident", "text": "again"}
    for method, path in (("POST", f"/api/posts/{post}/comments"), ("PATCH", f"/api/comments/{written['id']}")):
        assert sandbox.call(method, path, body, expect=403)["error"] == "Blocked"
    own = {"author": "Blocked Resident"}
    sandbox.call("DELETE", f"/api/comments/{written['id']}", params=own, expect=403)
    sandbox.call("DELETE", block, token=TOKEN)
    assert sandbox.write(post, author="Blocked Resident")["text"] == "A comment"


def test_a_block_holds_for_the_account_that_made_it_only(sandbox: RunningSandbox, post: str) -> None:
    other = sandbox.store.add_post("libraries", "Story time at ten.").native_id
    author = sandbox.write(post, author="Half Blocked")["author"]["id"]
    sandbox.call("PUT", f"/api/accounts/corporate/blocks/{author}", token=TOKEN)
    assert sandbox.write(other, author="Half Blocked")["by_council"] is False


def test_a_comment_is_changed_and_deleted_by_its_author_only(sandbox: RunningSandbox, post: str) -> None:
    written = sandbox.write(post, author="Jane")
    path = f"/api/comments/{written['id']}"
    assert sandbox.call("PATCH", path, {"author": "Joan", "text": "b"}, expect=403)["error"] == "NotYours"
    sandbox.call("DELETE", path, params={"author": "Joan"}, expect=403)
    sandbox.call("DELETE", path, expect=401)
    assert sandbox.call("PATCH", path, {"author": "Jane", "text": "b"})["edited_at"]
    sandbox.call("DELETE", path, params={"author": "Jane"})
    sandbox.call("GET", path, expect=404)


def test_the_public_does_not_see_a_hidden_comment_and_the_council_does(sandbox: RunningSandbox, post: str) -> None:
    written = sandbox.write(post)
    path = f"/api/comments/{written['id']}"
    sandbox.call("POST", f"{path}/hide", token=TOKEN)
    assert sandbox.call("GET", path, expect=404)["error"] == "CommentNotFound"
    assert sandbox.call("GET", path, token=TOKEN)["state"] == "hidden"


# ── What happens once, and what does not ──


def test_a_comment_with_a_known_external_id_is_not_written_again(sandbox: RunningSandbox, post: str) -> None:
    first = sandbox.write(post, "once", external_id="row-1")
    second = sandbox.write(post, "twice", external_id="row-1")
    assert (second["id"], second["text"]) == (first["id"], "once")
    sandbox.call("DELETE", f"/api/comments/{first['id']}", token=TOKEN)
    assert sandbox.write(post, "thrice", external_id="row-1")["id"] == first["id"]


def test_publishing_twice_with_one_tag_is_two_posts(sandbox: RunningSandbox) -> None:
    for _ in range(2):
        sandbox.call("POST", "/api/accounts/corporate/posts", {"text": "News.", "tag": "t1"}, TOKEN, expect=201)
    found = sandbox.call("GET", "/api/accounts/corporate/posts?tag=t1", token=TOKEN)["posts"]
    assert len(found) == 2


def test_posts_are_listed_page_by_page_newest_first(sandbox: RunningSandbox) -> None:
    for n in range(5):
        sandbox.store.add_post("libraries", str(n), "paged")
    seen, before = [], ""
    while True:
        query = "/api/accounts/libraries/posts?tag=paged&limit=2" + (f"&before={before}" if before else "")
        page = sandbox.call("GET", query, token="another-token")
        seen += [shown["text"] for shown in page["posts"]]
        before = page["next"]
        if before is None:
            break
    assert seen == ["4", "3", "2", "1", "0"]


def test_deleting_a_post_deletes_its_comments(sandbox: RunningSandbox, post: str) -> None:
    written = sandbox.write(post)
    sandbox.call("DELETE", f"/api/posts/{post}", token=TOKEN)
    sandbox.call("GET", f"/api/comments/{written['id']}", token=TOKEN, expect=404)
    sandbox.call("POST", f"/api/posts/{post}/comments", {"author": "Jane", "text": "a"}, expect=404)


def test_an_answer_to_a_comment_under_another_post_is_refused(sandbox: RunningSandbox, post: str) -> None:
    elsewhere = sandbox.write(sandbox.store.add_post("corporate", "Other news.").native_id)
    body = {"author": "Jane", "text": "a", "parent_id": elsewhere["id"]}
    answer = sandbox.call("POST", f"/api/posts/{post}/comments", body, expect=400)
    assert answer["error"] == "InvalidParent"


def test_what_was_written_is_there_after_a_restart(tmp_path: Path) -> None:
    with running_sandbox(tmp_path) as first:
        first.store.add_account("corporate", "The council", TOKEN)
        root = first.store.add_post("corporate", "News.")
        first.write(root.native_id, "before")
        cursor = first.call("GET", "/api/accounts/corporate/comments", token=TOKEN)["cursor"]
    with running_sandbox(tmp_path) as second:
        second.write(root.native_id, "after")
        page = second.call("GET", f"/api/accounts/corporate/comments?since={cursor}", token=TOKEN)
        assert [shown["text"] for shown in page["comments"]] == ["after"]


def test_a_taken_port_is_an_error_at_once(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError), serving(create_app(Store(tmp_path / "s.sqlite")), taken.getsockname()[1]):  # noqa: PT011 -- its number differs from system to system
            pass


def test_without_faults_there_is_no_address_to_order_them(tmp_path: Path) -> None:
    with serving(create_app(Store(tmp_path / "s.sqlite"))) as address:
        assert requests.post(f"{address}/admin/faults", json={"kind": "slow"}, timeout=10).status_code == 404


def test_an_unknown_fault_is_refused(sandbox: RunningSandbox) -> None:
    assert "error-before" in sandbox.call("POST", "/admin/faults", {"kind": "fire"}, expect=400)["message"]


steps = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.none()),
        st.tuples(st.sampled_from(["edit", "delete"]), st.integers(0, 20)),
        st.tuples(st.just("read"), st.integers(1, 3)),
    ),
    max_size=40,
)


@given(steps)
def test_however_comments_change_between_pages_the_reader_ends_with_the_last_text_of_each(
    tmp_path_factory: pytest.TempPathFactory, plan: list[tuple[str, int | None]]
) -> None:
    store = Store(tmp_path_factory.mktemp("store") / "s.sqlite")
    store.add_account("corporate", "The council", TOKEN)
    root = store.add_post("corporate", "News.").number
    texts: dict[int, str] = {}
    read: dict[int, str] = {}
    position = 0
    for turn, (step, value) in enumerate([*plan, ("read", 1000)]):
        if step == "write":
            written, _ = store.add_comment(root, "Jane", f"text {turn}")
            texts[written.number] = written.text
        elif step == "read":
            for found in store.comments_since("corporate", position, None, value or 1):
                read[found.number], position = found.text, found.position
        elif texts:
            number = sorted(texts)[(value or 0) % len(texts)]
            if step == "edit":
                texts[number] = store.edit_comment(number, "Jane", f"text {turn}").text
            else:
                store.set_state(number, State.DELETED)
                del texts[number]
    assert {number: read.get(number) for number in texts} == texts
    store.close()
