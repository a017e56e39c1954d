"""What callers may send: one model a body, read strictly, with everything that is wrong named in one refusal."""

import unicodedata
from typing import Annotated, Any, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic.functional_validators import AfterValidator
from starlette.requests import Request

from local.sandbox.refusals import Refusal

MAX_BODY = 256 * 1024  # bytes
MAX_COMMENT = 8_000  # characters, as on the largest of the real platforms
MAX_POST = 20_000  # characters
MAX_PAGE = 100

Model = TypeVar("Model", bound="Body")


def _said(text: str) -> str:
    """Return a text that says something and that a file can hold; ValueError otherwise."""
    if not text.strip():
        raise ValueError("is empty")
    if "\0" in text:
        raise ValueError("holds a NUL character")
    return text


def _one_line(text: str) -> str:
    text = _said(text).strip()
    if any(unicodedata.category(character) in {"Cc", "Zl", "Zp"} for character in text):
        raise ValueError("holds a control character")
    return text


Text = Annotated[str, StringConstraints(max_length=MAX_COMMENT), AfterValidator(_said)]
PostText = Annotated[str, StringConstraints(max_length=MAX_POST), AfterValidator(_said)]
Name = Annotated[str, StringConstraints(max_length=100), AfterValidator(_one_line)]
Reference = Annotated[str, StringConstraints(max_length=200), AfterValidator(_one_line)]


class Body(BaseModel):
    """Root of the bodies: nothing is converted, nothing is ignored."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class NewPost(Body):
    """A post, with the council's own reference, by which it can be found."""

    text: PostText
    tag: Reference | None = None


class PostChange(Body):
    """Another text for a post."""

    text: PostText


class NewComment(Body):
    """A resident's comment."""

    author: Name
    text: Text
    parent_id: str | None = None
    external_id: Reference | None = None
    posted_at: AwareDatetime | None = None


class CommentChange(Body):
    """Another text for one's own comment."""

    author: Name
    text: Text


class NewReply(Body):
    """The council's answer to a comment."""

    text: Text
    tag: Reference | None = None


class NewReport(Body):
    """Why a comment is reported to the platform."""

    reason: Text


class Decision(Body):
    """What an officer decided about a task."""

    confirm: bool
    by: Name


class NewFault(Body):
    """A misbehaviour to put on for the next calls; see `local.sandbox.faults`."""

    kind: str
    calls: int = Field(default=1, ge=1, le=1_000_000)
    method: str = Field(default="", max_length=10)
    path: str = Field(default="", max_length=200)
    seconds: float = Field(default=1.0, ge=0, le=600, allow_inf_nan=False)


async def read(request: Request, model: type[Model]) -> Model:
    """Return the request's body; a Refusal names everything that is wrong with it."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refusal(415, "JsonOnly", "send the body as application/json")
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > MAX_BODY:
            raise Refusal(413, "TooLarge", f"the body is longer than {MAX_BODY} bytes")
    try:
        return model.model_validate_json(bytes(content))
    except ValidationError as error:
        raise Refusal(400, "InvalidInput", "; ".join(_problem(p) for p in error.errors(include_url=False))) from None


def number(native_id: str, letter: str) -> int:
    """Return 17 for "c17"; Refusal for what is no id of that kind."""
    digits = native_id[1:]
    if native_id[:1] != letter or not digits.isascii() or not digits.isdigit() or len(digits) > 15:
        raise Refusal(400, "InvalidId", f"an id here is {letter!r} and a number, such as {letter}17")
    return int(digits)


def limit(request: Request) -> int:
    """Return how many things the caller wants at most."""
    asked = request.query_params.get("limit", str(MAX_PAGE))
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10 and 1 <= int(asked) <= MAX_PAGE):
        raise Refusal(400, "InvalidInput", f"limit: a whole number from 1 to {MAX_PAGE}")
    return int(asked)


def _problem(problem: Any) -> str:
    """Return what is wrong in one field, without what was sent."""
    field = ".".join(str(part) for part in problem["loc"])
    words = problem["msg"].removeprefix("Value error, ")
    return f"{field}: {words}" if field else words
