"""Clause AU11: persistent negative or abusive off-topic posts that aim to provoke. A pattern, never one comment.

Criticism of the council, however often and however harsh, is no provocation: what counts are jabs, comments that are
rude to somebody and bear neither on the post nor on anything that a council does. For an officer's eyes at most.
"""

from collections.abc import Iterator
from datetime import timedelta

from beadle.detectors.certainty import LIKELY, SLIGHT
from beadle.detectors.context import Context
from beadle.detectors.insults import detect_insult, detect_rudeness
from beadle.detectors.relevance import bears_on
from beadle.domain.comments import Comment
from beadle.domain.histories import mark
from beadle.domain.judgements import Finding

_LAST = 6  # comments beneath one post that are looked at, this one included
_JABS = 4  # of them that make it a pattern
_WITHIN = timedelta(hours=6)


def is_jab(comment: Comment) -> bool:
    """Whether a comment is rude to somebody and bears on nothing that its post or a council is about."""
    if not comment.post_text or bears_on(comment):
        return False
    context = Context(comment, (), {})
    return any(f.confidence >= SLIGHT for detect in (detect_rudeness, detect_insult) for f in detect(context))


def detect_provocation(context: Context) -> Iterator[Finding]:
    """Yield one finding over a jab whose author has made several beneath this post within hours."""
    comment = context.comment
    this, post = mark(comment.comment_id), mark(comment.post_id)
    beneath = [trace for trace in context.earlier if trace.post == post and trace.comment != this][1 - _LAST :]
    if not beneath or sum(trace.is_jab for trace in beneath) < _JABS - 1 or not is_jab(comment):
        return
    newest = beneath[-1].seen_at
    jabs = 1 + sum(trace.is_jab and newest - trace.seen_at <= _WITHIN for trace in beneath)
    if jabs >= _JABS:
        reason = f"{jabs} of the author's last {len(beneath) + 1} comments here are rude and off the subject"
        yield Finding("provocation", LIKELY, 0, len(comment.text), reason)
