"""What the platform says when it will not do what was asked."""


class Refusal(Exception):
    """A refusal with its HTTP status, a code for programs and a sentence for people."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


def not_found(what: str, native_id: str) -> Refusal:
    """Return the refusal for a thing that never was or is no longer there; `what` is "Post", "Comment", "Resident"."""
    return Refusal(404, f"{what}NotFound", f"there is no {what.lower()} {native_id}")
