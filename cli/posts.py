"""`beadle posts`: take the council's posts in, look at them, approve them."""

from pathlib import Path
from typing import Annotated

import typer

from beadle.domain.errors import MalformedInput
from beadle.domain.posts import PostStatus
from beadle.usecases.import_posts import ImportPosts
from cli.emergency import held
from cli.options import DEFAULT_STACK, Officer, StackName
from local.screen import Screen, london, table
from local.stack import Stack

LONGEST_TEXT = 80  # characters of a post in a list

app = typer.Typer(
    name="posts", help="The council's own posts, from draft to published.", no_args_is_help=True, add_completion=False
)


@app.command("import")
def import_posts(
    file: Annotated[
        Path,
        typer.Argument(
            help="CSV: id, channel, publish_at, text; any_time, media and alt if wanted. Or JSON.",
            exists=True,
            dir_okay=False,
        ),
    ],
    by: Officer,
    stack: StackName = DEFAULT_STACK,
) -> None:
    """Take the posts of a spreadsheet in as drafts: all of its rows, or none and every reason why."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise MalformedInput(str(file), [f"is not UTF-8, at byte {error.start}: save it as CSV UTF-8"]) from None
    opened = Stack.find(stack)
    posts = ImportPosts(opened.posts, opened.channels)(text, by)
    number = f"{len(posts)} {'draft' if len(posts) == 1 else 'drafts'}"
    Screen().print(f"{number}; to approve: beadle posts approve {' '.join(post.post_id for post in posts)}")


@app.command("list")
def list_posts(
    status: Annotated[PostStatus | None, typer.Option("--status", help="Only these.")] = None,
    stack: StackName = DEFAULT_STACK,
) -> None:
    """List the posts by the time at which they are due."""
    rows = table("Posts", "Id", "Channel", "Due (London)", "Status", "Text")
    opened = Stack.find(stack)
    posts = (post for post in opened.posts.list() if status in (None, post.status))
    for post in sorted(posts, key=lambda post: (post.publish_at, post.post_id)):
        due = london(post.publish_at) + (" any time" if post.any_time else "")
        end = post.failure or (post.ref.url if post.ref else "")
        text = post.text if len(post.text) <= LONGEST_TEXT else post.text[: LONGEST_TEXT - 1] + "…"
        rows.add_row(post.post_id, post.channel_id, due, f"{post.status.value} {end}".strip(), text)
    out = Screen()
    out.print(rows)
    if words := held(opened.state.pause()):
        out.print(words)


@app.command()
def approve(
    post_ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Drafts.")],
    by: Officer,
    stack: StackName = DEFAULT_STACK,
) -> None:
    """Approve drafts: each goes out when it is due, outside monitoring hours unless it says otherwise."""
    opened = Stack.find(stack)
    for post_id in post_ids:  # all are looked up before the first is approved, so that a slip of the pen approves none
        opened.posts.get(post_id)
    for post_id in post_ids:
        post = opened.posts.approve(post_id, by, opened.clock.now())
        Screen().print(f"{post.post_id} is approved and due {london(post.publish_at)}")
