"""Clause AU07: nothing irrelevant to the post. For an officer's eyes at most, and only for what is plainly elsewhere.

People wander off in a comment and may: a finding needs telling words of one world that is no council's, nothing in
common with the post, and no word of a council's business. Whoever complains of the bins beneath a post on the library
complains of their council, and is left alone.
"""

import math
from collections.abc import Iterator

from beadle.detectors.certainty import LIKELY, SLIGHT
from beadle.detectors.context import Context
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import wordset
from beadle.detectors.worlds import weights
from beadle.domain.comments import Comment
from beadle.domain.judgements import Finding

_COUNCIL = wordset(
    "council councillor councillors bin bins rubbish recycling waste collection road roads pothole potholes street"
    " streets parking park parks library libraries school schools planning housing homes tax rates pavement pavements"
    " traffic bus buses lights litter tip centre town village community local residents consultation budget services"
    " service cuts leisure pool playground market fields pitch pitches club grass trees flood flooding gritting snow"
    " event festival election vote licence dog dogs fly-tipping noise care social adoption fostering museum mend"
    " repair repaired fix broken rec recreation posts lane avenue footpath cycle cyclists cars drivers parked allotment"
    " allotments playgroup theatre gallery archive flats tenants landlord landlords developer developers streetlight"
    " mayor cabinet officer officers warden wardens gp surgery hospital station train trains shop shops market"
)
_EMPTY = wordset("about there their where every people")
_TELLING = 5  # letters from which a word tells what a text is about
_STEM = 4  # letters of a stem that two texts may share
_ENDINGS = ("ings", "ing", "ers", "ed", "er", "es", "s")
_EVERYWHERE = wordset(
    "about above after again against ahead almost also always another anyone anything around away back because been"
    " before being best better between both call come could days does doing done down each else enough even ever every"
    " everyone everything find first from gets give going gone good great have having here home hour into just keep"
    " know last less like long look made make many march more most much must near need never next night nothing once"
    " only open other ours over people place please really right said same says should some something soon still such"
    " take than thank thanks that their them then there these they thing things think this those time today tomorrow"
    " tonight under until using very want week weeks well were what when where which while will with without work"
    " would year years your website news free monday tuesday wednesday thursday friday saturday sunday"
)
"""Words that any two texts may share."""
_LOOSE = wordset("town community local event dog dogs club field fields noise light lights match social care")
"""Words of a council's business that are others' too: they only ask for more of the other world's."""
_ADDRESSED = wordset("you your you're you've you'd yours u ur council's staff")
_COMPARED = wordset("like than as")
_IS_COMPARED = wordset("is it's its was looks feels sounds just more less worse better bad bit same are")
_NEXT = wordset("what's whats")  # "what's next, a flat earth?"
_LEAST_WORDS = 4
_ENOUGH, _ENOUGH_SPOKEN_TO, _ENOUGH_IN_TOWN = 2.0, 3.0, 4.0
"""What the words of another world must weigh, in a comment that speaks to nobody, to somebody, or of a town as well."""


def detect_off_topic(context: Context) -> Iterator[Finding]:
    """Yield one finding over the whole comment when it plainly speaks of something else than the post."""
    comment = context.comment
    if not comment.post_text or comment.parent_id:
        return
    reading = read(comment.text)
    if len(reading.words) < _LEAST_WORDS:
        return
    world, weight = max(weights(reading), key=lambda each: each[1], default=("", 0.0))
    if weight < _needed(reading) or _is_compared(reading) or _shares(reading, read(comment.post_text)):
        return
    confidence = LIKELY if weight > _ENOUGH else SLIGHT
    yield Finding("off-topic", confidence, 0, len(comment.text), f"speaks of {world}, of which the post says nothing")


def _needed(reading: Reading) -> float:
    """Return what the words of another world must weigh; more than they can beside words of a council's own."""
    if not (_COUNCIL - _LOOSE).isdisjoint(reading.distinct):
        return math.inf
    if not _LOOSE.isdisjoint(reading.distinct):
        return _ENOUGH_IN_TOWN
    return _ENOUGH if _ADDRESSED.isdisjoint(reading.distinct) else _ENOUGH_SPOKEN_TO


def _is_compared(reading: Reading) -> bool:
    """Whether the other world is only likened to: "it's like the moon landing", "slower than a Netflix series"."""
    if "next" in reading.distinct and not _NEXT.isdisjoint(reading.distinct):
        return True
    return any(
        form in _COMPARED and (form == "than" or not _IS_COMPARED.isdisjoint(reading.before(index, 1)))
        for index, form in enumerate(reading.forms)
    )


def _shares(reading: Reading, post: Reading) -> bool:
    """Whether comment and post have a word in common, whatever its ending: "parked" beneath a post on parking."""
    return not _stems(reading).isdisjoint(_stems(post))


def _stems(reading: Reading) -> frozenset[str]:
    return frozenset(map(_stem, reading.distinct - _EVERYWHERE)) - {""}


def _stem(form: str) -> str:
    """Return a word without its ending, "park" of "parking"; "" of one that is too short to tell anything."""
    for ending in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= _STEM:
            return form.removesuffix(ending)
    return form if len(form) >= _STEM else ""


def bears_on(comment: Comment) -> bool:
    """Whether a comment has a word of its post's, or of a council's business."""
    words = read(comment.text).distinct
    post = {form for form in read(comment.post_text).distinct if len(form) >= _TELLING}
    return not _COUNCIL.isdisjoint(words) or not words.isdisjoint(post - _EMPTY)
