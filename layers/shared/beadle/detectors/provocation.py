"""Clause AU11: persistent negative or abusive off-topic posts that aim to provoke. A pattern, never one comment.

Criticism of the council, however often and however harsh, is no provocation: what counts are jabs, comments that are
rude to somebody or taunt others, and bear neither on the post nor on anything that a council does. For an officer's
eyes at most.
"""

from collections.abc import Iterator
from datetime import timedelta

from beadle.detectors.certainty import LIKELY, SLIGHT
from beadle.detectors.context import Context
from beadle.detectors.insults import detect_insult, detect_rudeness
from beadle.detectors.phrases import Phrases
from beadle.detectors.relevance import bears_on
from beadle.detectors.stance import Stance, stance
from beadle.detectors.text import read
from beadle.domain.comments import Comment
from beadle.domain.histories import mark
from beadle.domain.judgements import Finding

_LAST = 6  # comments beneath one post that are looked at, this one included
_JABS = 4  # of them that make it a pattern
_WITHIN = timedelta(hours=6)
_LONGEST_TAUNT = 15  # words, above which somebody has something to say
_TAUNTS = Phrases(
    {
        1: """cope harder, cope more, cope and seethe, cope lol, lol cope, just cope, keep coping, seethe, stay mad
        cry more, cry harder, cry about it, cry me a river, keep crying, keep on crying, go cry, go and cry, have a cry
        have a little cry, all crying, look at you crying, are you crying, crying again, boo hoo, boohoo, diddums, waah
        waaah, wah wah, crybaby, crybabies, cry baby, cry babies, your tears, their tears, delicious tears, salty much
        so salty, butthurt, did i upset you, did i upset u, have i upset you, did i offend you, did i trigger you
        did that upset you, upset are we, hit a nerve, touched a nerve, struck a nerve, lol triggered, triggered lol
        triggered much, so triggered, all triggered, you're triggered, you triggered, triggered again, snowflake
        snowflakes, sheeple, you mad, u mad, mad bro, you ok hun, u ok hun, calm down dear, calm down love
        calm down karen, ok karen, okay karen, ok boomer, okay boomer, touch grass, rent free, who asked, nobody asked
        no one asked, noone asked, didn't ask, didnt ask, ask me if i care, bore off, jog on, boring, yawn, yawnnn
        toys out of the pram, toys out the pram, dummy out of the pram, dummy out the pram, spat your dummy
        rattled your cage, rattled much, took the bait, takes the bait, too easy to wind up, so easy to wind up
        love winding you up, love winding you lot up, hook line and sinker, thanks for biting, poor baby, poor babies
        poor lamb, poor little lamb, poor diddums, keyboard warrior, keyboard warriors, come at me, make me laugh
        bless your little, there there, run along, back to your mum's basement, get back to your basement"""
    }
)
"""What is said to vex whoever reads it. Once it is banter; only the pattern is looked at."""


def is_jab(comment: Comment) -> bool:
    """Whether a comment is rude to somebody, or taunts, and bears on nothing that its post or a council is about."""
    if not comment.post_text or bears_on(comment):
        return False
    context = Context(comment, (), {})
    return _taunts(comment) or any(
        f.confidence >= SLIGHT for detect in (detect_rudeness, detect_insult) for f in detect(context)
    )


def _taunts(comment: Comment) -> bool:
    reading = read(comment.text)
    if len(reading.words) > _LONGEST_TAUNT:
        return False
    return any(stance(reading, first) is Stance.USED for first, _, _ in _TAUNTS.find(reading))


def detect_provocation(context: Context) -> Iterator[Finding]:
    """Yield one finding over a jab whose author has made several beneath this post within hours."""
    comment = context.comment
    this, post = mark(comment.comment_id), mark(comment.post_id)
    beneath = [trace for trace in context.earlier if trace.post == post and trace.comment != this][1 - _LAST :]
    if not beneath or sum(trace.is_jab for trace in beneath) < _JABS - 1 or not is_jab(comment):
        return
    now = max(beneath[-1].seen_at, comment.seen_at)
    jabs = 1 + sum(trace.is_jab and now - trace.seen_at <= _WITHIN for trace in beneath)
    if jabs >= _JABS:
        reason = f"{jabs} of the author's last {len(beneath) + 1} comments here are jabs, off the subject"
        yield Finding("provocation", LIKELY, 0, len(comment.text), reason)
