"""Pictures that stand for a word or a part of one, and a text with what its characters look like in their place."""

import re

from beadle.detectors.spelling import fold

_PARTS = {"💩": "shit", "🍆": "dick", "🐓": "cock", "🍑": "ass"}
"""What an emoji spells inside a word ("bull💩"), or where an insult ends in it ("full of 💩")."""

_FLESH = {"🐱": "pussy", "🐈": "pussy", "🍆": "dick", "🍑": "ass", "🐓": "cock"}
"""What an emoji stands for where the words beside it treat it so; elsewhere a cat is a cat."""

_INSULTING = re.compile(r"(?i)\b(?:of|you|talking|eat|utter|total|absolute|complete) $")
_HELD = r"(?:my|your|ya|yo|ur|her|his|that|the|some|this|dat|them|a)"
_DONE_TO = re.compile(
    r"(?i)(?:\b(?:eat|eating|lick|licking|licked|suck|sucking|sucked|sucks|taste|tasting|fuck|fucking|fucked|pound"
    rf"|pounding|smash|smashing|finger|fingering|choke on|sit on)(?: {_HELD})? (?:(?:wet|tight|fat|big|little|lil) )?"
    r"|\b(?:tight|juicy|hairy|shaved|creamy|by the|in the|up the) )$"
)
_CALLED = re.compile(
    r"(?i)\b(?:(?:being|such|you(?:'|’)?re|you are|ur|u r|he's|he is|act like|be)(?: just| all| only)* (?:a )?"
    r"|(?:little|lil|big|massive|fat|total|bunch of) )(?:(?:big|little|lil|fat|massive|total|fucking) )?$"
)
_ENDS = re.compile(r"\s*(?:$|[.,!?;\n])")
_LIKE_FLESH = re.compile(r"(?i)\s(?:lips|juice|hole|(?:probably |prolly )?tastes?|is wet|so wet|wet|tight)\b")
_HELD_THERE = re.compile(rf"(?i)\b{_HELD} (?:(?:wet|tight|fat|big|good|bomb) )?$")
_LEWD = re.compile(
    r"(?i)\b(?:n[i1]gg?h?as?z?|nihhas?|hoes?|h0es?|thots?|b[ia1]+tch(?:es)?|dick|cock|legs|tits|cum|cumming|nudes?"
    r"|sluts?|whores?|twerk\w*|horny|orgasm|condom|sex|sexy|seggs|moan\w*|naked|nut)\b"
)
_BEFORE, _AFTER = 40, 16  # characters that are looked at


def unfolded(text: str) -> tuple[str, list[int] | None]:
    """Return the text as a reader sees it, in lower case, and where in `text` each of its characters stands.

    None for the places where they are the same.
    """
    if text.isascii():
        return text.lower(), None
    is_lewd = not _FLESH.keys().isdisjoint(text) and _LEWD.search(text) is not None
    letters: list[str] = []
    positions: list[int] = []
    for position, character in enumerate(text):
        seen = character.lower() if character < "\x80" else fold(character)
        if character in _PARTS and _is_part(text, position):
            seen = _PARTS[character]
        elif character in _FLESH and _is_flesh(text, position, is_lewd):
            seen = _FLESH[character]
        letters.append(seen)
        positions.extend([position] * len(seen))
    return "".join(letters), positions


def is_drawn(written: str) -> bool:
    """Whether part of a word is a picture."""
    return not (_PARTS.keys() | _FLESH.keys()).isdisjoint(written)


def _is_part(text: str, position: int) -> bool:
    beside = text[position - 1 : position], text[position + 1 : position + 2]
    return any(map(str.isalpha, beside)) or _INSULTING.search(text, max(0, position - 12), position) is not None


def _is_flesh(text: str, position: int, is_lewd: bool) -> bool:
    start, after = max(0, position - _BEFORE), text[position + 1 : position + 1 + _AFTER]
    if _DONE_TO.search(text, start, position) or _LIKE_FLESH.match(after):
        return True
    if _CALLED.search(text, start, position) and _ENDS.match(after):
        return True
    return is_lewd and _HELD_THERE.search(text, start, position) is not None
