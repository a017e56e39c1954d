"""What the log may say of an error: its kind and place, but not its words, which may quote what a resident wrote."""

from traceback import extract_tb


def described(error: BaseException) -> dict[str, str]:
    """Return an error's kind, the file and line where it was raised, and the notes that were put to it."""
    frame = extract_tb(error.__traceback__)[-1]
    return {
        "error": type(error).__name__,
        "place": f"{frame.filename.rpartition('/')[2]}:{frame.lineno}",
        "about": ", ".join(getattr(error, "__notes__", ())),
    }
