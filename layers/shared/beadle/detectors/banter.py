"""Hard words that mean no harm: among friends, on a stage, of an animal.

A machine cannot tell for sure, so that such signs only keep it from removing; "you lucky bastard" is nothing at all.
"""

from functools import lru_cache

from beadle.detectors.certainty import LIKELY, WEAK
from beadle.detectors.grammar import Target
from beadle.detectors.phrases import Phrases
from beadle.detectors.text import Reading
from beadle.detectors.vocabulary import AMBIGUOUS_INSULTS, CRUEL_ADJECTIVES, YOU, wordset

_FOND = wordset("lucky jammy cheeky clever soppy poor gorgeous talented daft soft")
_LAUGHTER = wordset("lol lmao rofl haha hahaha hahahaha lolol hehe xx xxx xxxx")
_GLEE = frozenset("😂🤣😆😜😘🥰❤🎉🥳💕🍻")
_WARMTH = Phrases(
    {
        LIKELY: """happy birthday, happy 18th, happy 21st, happy 30th, happy 40th, happy 50th, happy 60th, happy 70th
        happy 80th, happy anniversary, happy retirement, legend, absolute legend, love you, love ya, love u, love yer
        love him, love her, love them, love em, loves it, loves everyone, miss you, proud of you, heroes, hero
        ha ha, my mate, my team, love it, brilliant acting"""
    }
)
_STAGE = wordset(
    "acting actor actress panto pantomime villain villains baddie baddies sitcom stage scene cosplay costume"
    " documentary tudor tudors viii cruella scrooge grinch"
)
_ANIMALS = wordset(
    "cat cats kitten kittens dog dogs pup pups puppy puppies hamster rabbit rabbits pony horse horses goat goats sow"
    " piglet piglets sheep whiskers vet vets farm zoo paws"
)
_BREEDING = wordset(
    "spayed neutered microchipped chipped litter whelping whelped pups puppies pedigree kennel breeder lurcher spaniel"
    " labrador collie terrier whippet greyhound spaniels labs staffy staffie alsatian rottweiler poodle dachshund"
)
_BITCHES = wordset("bitch bitches")
_EARSHOT = 25  # words
_NEAR = 5  # words before an insult


def is_of_an_animal(reading: Reading, index: int, target: Target) -> bool:
    """Whether "bitch" is said as breeders say it: "a bitch, 4 yrs old, spayed"."""
    if reading.forms[index] not in _BITCHES or _BREEDING.isdisjoint(reading.distinct):
        return False
    if target in (Target.NAMED, Target.POLITICIAN) or not YOU.isdisjoint(reading.before(index, _NEAR)):
        return False
    return not _BREEDING.isdisjoint(_around(reading, index))


def softened(confidence: float, reading: Reading, index: int, target: Target) -> tuple[float, str]:
    """Return a confidence no higher than the signs of goodwill around it allow, and what to add to the reason."""
    before = reading.before(index, _NEAR)
    if target in (Target.INDIVIDUAL, Target.READER, Target.COLLECTIVE) and not _FOND.isdisjoint(before):
        return min(confidence, WEAK), ", though fondly"
    is_cruel = not CRUEL_ADJECTIVES.isdisjoint(before)
    is_gleeful, is_warm = _mood(reading)
    if is_warm or (is_gleeful and not is_cruel and target is not Target.POLITICIAN):
        return min(confidence, LIKELY), ", in what may be banter"
    if reading.distinct.isdisjoint(_STAGE) and reading.distinct.isdisjoint(_ANIMALS):
        return confidence, ""
    around = _around(reading, index)
    if not _STAGE.isdisjoint(around):
        return min(confidence, LIKELY), ", though perhaps of a part in a play"
    if reading.forms[index] in AMBIGUOUS_INSULTS and not _ANIMALS.isdisjoint(around):
        return min(confidence, LIKELY), ", though perhaps of an animal"
    return confidence, ""


@lru_cache(maxsize=4)  # asked for at every hard word of one text
def _mood(reading: Reading) -> tuple[bool, bool]:
    """Return whether a text laughs, and whether it says something kind."""
    laughs = not _LAUGHTER.isdisjoint(reading.distinct) or not _GLEE.isdisjoint(reading.original)
    return laughs, next(_WARMTH.find(reading), None) is not None


def _around(reading: Reading, index: int) -> frozenset[str]:
    return frozenset(reading.forms[max(0, index - _EARSHOT) : index + _EARSHOT])
