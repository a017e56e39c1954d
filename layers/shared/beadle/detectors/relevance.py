"""Clause AU07: nothing irrelevant to the post. For an officer's eyes at most, and only for what is plainly elsewhere.

People wander off in a comment and may: a finding needs several words of one foreign subject, no word of the post's,
and no word of a council's business.
"""

from collections.abc import Iterator

from beadle.detectors.certainty import LIKELY, SLIGHT
from beadle.detectors.context import Context
from beadle.detectors.text import read
from beadle.detectors.vocabulary import wordset
from beadle.domain.comments import Comment
from beadle.domain.judgements import Finding

_ELSEWHERE = {
    "sport": "goal goals striker penalty offside referee premiership arsenal chelsea liverpool tottenham united match"
    " league champions fixture midfielder keeper transfer wicket formula grandprix ronaldo messi half-time var",
    "entertainment": "episode netflix season finale spoilers album tour lyrics singer celebrity strictly eastenders"
    " corrie bake-off contestant love-island x-factor soundtrack movie film actor actress trailer",
    "money schemes": "bitcoin crypto ethereum forex nft nfts altcoin blockchain trading investors",
    "stars and fate": "horoscope zodiac mercury retrograde aries taurus gemini virgo libra scorpio sagittarius tarot",
    "games": "playstation xbox fortnite minecraft roblox nintendo gamer gamers gameplay",
    "recipes": "recipe teaspoon tablespoon flour oven preheat drizzle marinade simmer",
}
_SUBJECT_OF = {word: subject for subject, words in _ELSEWHERE.items() for word in words.split()}
_COUNCIL = wordset(
    "council councillor councillors bin bins rubbish recycling waste collection road roads pothole potholes street"
    " streets parking park parks library libraries school schools planning housing homes tax rates pavement pavements"
    " traffic bus buses lights litter tip centre town village community local residents consultation budget services"
    " service cuts leisure pool playground market fields pitch pitches club grass trees flood flooding gritting snow"
    " event festival election vote licence dog dogs fly-tipping noise care social adoption fostering museum mend"
    " repair repaired fix broken rec recreation posts"
)
_EMPTY = wordset("about there their where every people")
_LEAST_WORDS = 8
_LEAST_HITS = 2
_TELLING = 5  # letters from which a word tells what a text is about


def detect_off_topic(context: Context) -> Iterator[Finding]:
    """Yield one finding over the whole comment when it plainly speaks of something else than the post."""
    comment = context.comment
    if not comment.post_text or comment.parent_id:
        return
    words = read(comment.text).forms
    if len(words) < _LEAST_WORDS:
        return
    hits: dict[str, set[str]] = {}
    for form in words:
        if form in _SUBJECT_OF:
            hits.setdefault(_SUBJECT_OF[form], set()).add(form)
    subject = max(hits, key=lambda s: len(hits[s]), default="")
    if not subject or len(hits[subject]) < _LEAST_HITS or bears_on(comment):
        return
    confidence = LIKELY if len(hits[subject]) > _LEAST_HITS else SLIGHT
    yield Finding("off-topic", confidence, 0, len(comment.text), f"speaks of {subject}, of which the post says nothing")


def bears_on(comment: Comment) -> bool:
    """Whether a comment has a word of its post's, or of a council's business."""
    words = read(comment.text).distinct
    post = {form for form in read(comment.post_text).distinct if len(form) >= _TELLING}
    return not _COUNCIL.isdisjoint(words) or not words.isdisjoint(post - _EMPTY)
