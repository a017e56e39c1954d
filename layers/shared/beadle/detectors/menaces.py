"""Threats without a violent verb, wishes of death, and calls to harm oneself: phrases, and what stands around them."""

from beadle.detectors.certainty import DOUBTFUL, LIKELY, STRONG, WEAK
from beadle.detectors.phrases import Phrases
from beadle.detectors.text import Reading
from beadle.detectors.violence import PERSONS, is_closed
from beadle.detectors.vocabulary import INSULTS, NEGATIONS, YOU, YOU_ARE, wordset

_VEILED = Phrases(
    {
        STRONG: """i know where you live, we know where you live, i know where you work, we know where you work
        i know where you park, we know where you park, i know where she lives, i know where he lives
        we know where she lives, we know where he lives, i know where your kids, we know where your kids
        i know where u live, we know where u live, i know where they live, we know where they live""",
        DOUBTFUL: """i know which pub, i know what car, i know which school, i know where he drinks
        i know where she drinks, card is marked, snitches get stitches, be a shame if something happened
        be a shame if anything happened, watch yourself walking, watch yourself on the way, i'm coming for you
        im coming for you, we're coming for you, we are coming for you, i am coming for you, coming round yours
        waiting for you outside, wait for you outside, waiting outside for you, do your legs, do yer legs
        out of her misery, out of his misery, out of their misery, knife in the ribs, knife in your
        brick through your, brick through his, brick through her, brick through the window, end up in a ditch
        sort you out tonight, from the nearest lamp post, from the nearest lamppost, watch your back
        you better watch out, sleep with one eye open, your days are numbered, bullet in your, bullet in his
        bullet in her, bullet with your name, give her what she deserves, give him what he deserves
        give them what they deserve, going to pay you a visit, gonna pay you a visit, be paying you a visit
        you won't see it coming, you wont see it coming, put you in the ground, put you in hospital
        put him in hospital, put her in hospital, put you in a wheelchair, put you six feet under, have you killed
        have him killed, have her killed, get your head kicked in, get his head kicked in, get her head kicked in
        you're going to get stabbed, you're gonna get stabbed, your gonna get stabbed, youre gonna get stabbed
        you're going to get shot, you will be killed, get my hands on you, you won't live to see
        you wont live to see, acid in your face, acid in his face, acid in her face, bullet in him, bullet in you
        i will end you, i'll end you, ill end you, gonna fuck you up, i'll fuck you up, ill fuck you up
        going to fuck you up, i'll do you in, i'll fucking do you in, i'm getting a gun, im getting a gun
        i'm bringing a gun, im bringing a gun, i will bring a gun, i'm bringing a machete, im bringing a machete
        i know what time you finish, i know what time you leave, i know what car you drive
        we know what car you drive, hope your house burns down, hope his house burns down, hope her house burns down
        watch what happens to your, petrol through your letter
        petrol through his letter, petrol through her letter, petrol through their letter, petrol through your letterbox
        petrol through his letterbox, petrol through her letterbox, petrol through their letterbox
        needs a bullet in the, wants a bullet in the, deserves a bullet in the
        i've got a gun, ive got a gun, i have a gun, taking out and shooting, taken out and shot, lined up and shot
        wants stringing up, needs stringing up, want stringing up, need stringing up, i'll swing for you
        i'll swing for her, i'll swing for him, ill swing for you, i'll do time for you, kick fuck out of
        kick the fuck out of, kick the shit out of, beat the shit out of, knock the shit out of
        get what's coming to you, put you through a wall, put him through a wall, put her through a wall
        send the boys round, lads round yours, boys round yours""",
    }
)
_HARD = wordset(
    "bat knife stab burn brick petrol punch kill hurt smash gun acid machete hammer regret legs dead die address torch"
)
_SOFT = wordset("coming tonight visit sorry watch careful")
_ERRANDS = wordset(
    "doors neighbour neighbours emptied street card cards knock opposite delivery postman deliver collect parcel drop"
    " pop bring tins lovely saw thanks thank cheers please help leave wave cuppa tea lift decorations lights tree"
    " leaflet leaflets welcome cheque library prize borrow lend flowers cake dog cat hedge bins bin garden happy pick"
    " next kids tickets pool"
)
_ENDED = wordset("live work park lives back gun machete up")
"""Last words of phrases behind which nothing may follow: "watch your back garden"."""
_MEETINGS = _ERRANDS | wordset("at on after from around")
_PLEASED = wordset("lol lmao lmfao rofl haha hahaha hahahaha hehe joking jk kidding x xx xxx love")
_BARE = 4  # words beside the phrase: a name, "remember that"
_ASKED = wordset("do how should if don't dont didn't didnt because does")

_YOUR_DEATH = Phrases(
    {
        STRONG: """kill yourself, kill yourselves, kill urself, hang yourself, top yourself, go and die, go die
        drink bleach, kys, do us all a favour and die, do everyone a favour and die, slit your wrists""",
        DOUBTFUL: "hurry up and die, eat shit and die, drop dead",
    }
)
_WARNING = wordset("me i makes made don't not never dont you'll will could nearly dead-drop")
_COMMANDING = wordset("go please just should and fucking why now then or must can well both all yous")
_UNMEANT = wordset(
    "to might may could would will you'll gonna going nearly almost than if when you people how somebody someone anyone"
)
_CAUSES = wordset("a an some free out on over with trying for at crossing getting climbing lifting doing up off by")
_ILLNESSES = wordset("cancer aids covid corona ebola rabies")
_DYING = wordset("in slowly painfully horribly alone soon tonight screaming you u tomorrow and from first already now")
_SLOWLY = wordset("slow painful horrible long agonising agonizing lonely")
_GENTLE = wordset("your peace peaceful peacefully their his her sleep old happy")

_WISH = wordset("hope wish pray hoping")
_DEATH = wordset(
    "die dies died dead cancer burn burns rot rots hanged shot killed crash crashes suffer suffers choke chokes"
)
_GOT = wordset("stabbed raped run hit murdered lynched covid aids")
_DONE = wordset("shot killed hanged")
_NOT_DEATH_AFTER = wordset("of out with in off")
_SUBJECTS = wordset("you u he she they")
_LOVED = wordset("family families kids children wife husband mum mother dad girlfriend boyfriend partner")
_WHOSE = wordset("your his her their ur yer")
_MAY_BE_MILD = wordset("choke chokes crash crashes burn burns rot rots suffer suffers")
_NOBODY = NEGATIONS | {"nobody", "nothing"}
_GETTING = ("get", "gets", "be", "are", "is")

_DOOMED = wordset("you're your ur youre he's hes she's shes they're theyre is are you be")
_YOU_ARE = YOU | YOU_ARE | {"youre"}
_MEETS = wordset("see find catch meet get spot clock")
_OCCASIONS = wordset("when if once time")

_MURDERED = {("jo", "cox"), ("david", "amess"), ("lee", "rigby")}
_EARNED = (("had", "it", "coming"), ("deserved", "it"), ("got", "what"), ("deserved", "all"))
_AGAIN = (
    ("end", "up", "like"), ("ends", "up", "like"), ("be", "the", "next"), ("same", "as"), ("same", "way", "as"),
)  # fmt: skip
_UNWISHED = NEGATIONS | wordset("nobody didn't didnt won't can't cannot mustn't prevent avoid if")
_HOODED = Phrases(
    {
        DOUBTFUL: """cover your faces, cover your face, cover ur faces, hide your faces, faces covered, mask up
        masks on, hoods up, balaclavas, balaclava, ballys on, bally on"""
    }
)
HOODS = wordset("cover hide faces mask masks hoods balaclavas balaclava ballys bally")
"""First words of those phrases."""
_GATHERED = Phrases(
    {
        DOUBTFUL: """bring your mates, bring your lads, bring the lads, bring the boys, bring your boys, bring everyone
        make a stand, take a stand, make our stand, going down there, get down there, outside the hotel, down the hotel
        outside the mosque, down the mosque, kick off, kicking off, send a message"""
    }
)
_COVERED_FOR = wordset(
    "dust smoke covid flu halloween paint colour holi carnival masquerade sand snow midges pollen wind cold sun wasps"
    " fumes germs asbestos bees fancy trick glitter surgery vaccine painting walk nhs hospital jab gp"
)

Found = tuple[float, int, str]
"""Confidence, index of the phrase's last word, reason."""


def menace_at(reading: Reading, index: int) -> Found | None:
    """Return a veiled threat that begins at `index`: "we know where you live", "you're a dead man"."""
    if reading.forms[index] == "dead":
        return _doomed(reading, index)
    met = _VEILED.at(reading, index)
    if met is None:
        return None
    last = index + met[0] - 1
    end = reading.forms[last]
    if (end in _ENDED and not is_closed(reading, last)) or (
        end in ("post", "lamppost") and not _of_a_person(reading, index)
    ):
        return None  # "watch your back garden", "I know where you live and park"
    is_errand = "you" in reading.forms[last - 1 : last + 1] and _HARD.isdisjoint(reading.distinct)
    is_errand = is_errand and not _MEETINGS.isdisjoint((*reading.ahead(last, 1), *reading.distinct & _ERRANDS))
    confidence = _of_knowing(reading, index, last) if met[1] >= STRONG else WEAK if is_errand else met[1]
    return confidence, last, "a veiled threat"


def murder_at(reading: Reading, index: int) -> Found | None:
    """Return "Jo Cox had it coming", "she'll end up like Jo Cox": a murder praised, or wished again."""
    if reading.forms[index : index + 2] not in _MURDERED:
        return None
    is_earned = any(reading.follows(index + 2, forms) for forms in _EARNED)
    is_again = any(reading.follows(index - len(forms), forms) for forms in _AGAIN if index >= len(forms))
    is_again = is_again or (reading.before(index, 2) == ["do", "a"] and reading.ahead(index + 1, 1) == ["on"])
    near = reading.before(index, 7) + reading.ahead(index + 1, 5)
    is_meant = (is_earned or is_again) and _UNWISHED.isdisjoint(near)
    return (DOUBTFUL, index + 1, "welcomes or threatens a murder") if is_meant else None


def gathering_at(reading: Reading, index: int) -> Found | None:
    """Return a call to hide faces, beside one to gather: "bring your mates and cover your faces"."""
    met = _HOODED.at(reading, index)
    if met is None or not _COVERED_FOR.isdisjoint(reading.distinct) or not any(_GATHERED.find(reading)):
        return None
    return DOUBTFUL, index + met[0] - 1, "a call to gather with covered faces"


def _of_a_person(reading: Reading, index: int) -> bool:
    return not (PERSONS | {"her"}).isdisjoint(reading.before(index, 8))


def urged_at(reading: Reading, index: int) -> Found | None:
    """Return a call such as "kill yourself": a command, not "you could kill yourself on these steps"."""
    met = _YOUR_DEATH.at(reading, index)
    if met is None or not _WARNING.isdisjoint(reading.before(index, 4)):
        return None
    last = index + met[0] - 1
    if not _is_meant(reading, last) or _is_death_of_joy(reading, last):
        return None
    before = reading.before(index, 1)
    confidence = met[1] if _is_addressed(reading, last) else min(met[1], DOUBTFUL)
    if before and before[0] in _UNMEANT:
        confidence = WEAK
    elif before and before[0] not in _COMMANDING and reading.is_joined(index - 1):
        confidence = min(confidence, DOUBTFUL)
    return confidence, last, "urges somebody to die or to harm themselves"


def wish_at(reading: Reading, index: int, people: frozenset[str]) -> Found | None:
    """Return a wish such as "I hope you die"; "hope she beats cancer" and "hope you got a good shot" are none."""
    if reading.forms[index] not in _WISH:
        return None
    ahead = reading.ahead(index, 8)
    at = next((n for n, form in enumerate(ahead) if form in _DEATH | _GOT), 0)
    wished = ahead[:at]
    if not wished or wished[0] not in PERSONS | _WHOSE | _SUBJECTS | people | {"that", "the", "him", "them"}:
        return None
    if (PERSONS | _SUBJECTS | _LOVED | people).isdisjoint(wished) or not _NOBODY.isdisjoint(
        (*wished, *reading.before(index, 2))
    ):
        return None
    death, last = ahead[at], index + 1 + at
    if not _is_wished(reading, last, death, wished[-1]):
        return None
    is_plain = wished[0] in _SUBJECTS and at <= 4 and death not in _MAY_BE_MILD and death != "hit"
    return (STRONG if is_plain else LIKELY), last, "wishes somebody death or harm"


def _is_wished(reading: Reading, last: int, death: str, before: str) -> bool:
    """Whether the word of death at `last` is what is wished: not "get cancer research a stall", "die hard fans"."""
    after = reading.ahead(last, 3)
    if death in _ILLNESSES:
        return before in (*_GETTING, "catch", "catches", "have", "has") and _is_illness(reading, last)
    if death in _GOT | _DONE:
        beside = {"run": ("over",), "hit": ("by",)}.get(death)
        is_done = after[:1] == list(beside) if beside else _NOT_DEATH_AFTER.isdisjoint(after[:1])
        return before in _GETTING and is_done
    if death in _MAY_BE_MILD:
        return not reading.is_joined(last) or after[:2] == ["in", "hell"] or after[:1] == ["and"]
    return _is_meant(reading, last)


def _is_illness(reading: Reading, last: int) -> bool:
    """Whether the illness is wished, not "cancer research", "covid liars"."""
    following = "".join(reading.forms[last + 1 : last + 2])
    return is_closed(reading, last) and not (reading.is_joined(last) and following in INSULTS)


def _is_meant(reading: Reading, last: int) -> bool:
    """Whether dying itself is meant: the phrase ends, or says how; not "die-cutting", "die of happiness"."""
    word = reading.words[last]
    after = reading.ahead(last, 3)
    if not after or not reading.is_joined(last):
        return reading.plain[word.end : word.end + 1] != "-" or not reading.plain[word.end + 1 : word.end + 2].isalpha()
    if word.form in ("die", "dies", "died", "dead"):
        if after[:1] == ["of"]:
            return not _ILLNESSES.isdisjoint(after)
        if after[:1] == ["in"]:
            return _GENTLE.isdisjoint(after)
        if after[:1] == ["a"]:
            return not _SLOWLY.isdisjoint(after)
        is_called = after[0] in INSULTS or after[0] in PERSONS or reading.is_capitalised(last + 1)
        return after[0] in _DYING or is_called
    return not (after[0] in _CAUSES or (after[0].endswith("ing") and after[0] not in ("fucking", "sodding")))


def _is_addressed(reading: Reading, last: int) -> bool:
    """Whether a call ends here, or with whom it calls: "kill yourself Karen", "go and die in a fire"."""
    if not reading.is_joined(last) or reading.forms[last] in ("die", "kys"):
        return True
    following = reading.forms[last + 1]
    return following in INSULTS or is_closed(reading, last)


def _is_death_of_joy(reading: Reading, last: int) -> bool:
    return not {"happiness", "laughter", "embarrassment", "boredom", "joy"}.isdisjoint(reading.ahead(last, 3))


def _of_knowing(reading: Reading, index: int, last: int) -> float:
    """Return how sure it is that "I know where you live" threatens: said alone or with violence, not with an errand."""
    said = frozenset((*reading.forms[:index], *reading.forms[last + 1 :]))
    if not _ASKED.isdisjoint(reading.before(index, 2)):
        return WEAK
    if not _HARD.isdisjoint(said):
        return STRONG
    is_soft = not _SOFT.isdisjoint(said)
    if not _ERRANDS.isdisjoint(said) or (not _PLEASED.isdisjoint(said) and not is_soft):
        return WEAK
    return STRONG if is_soft or len(reading.words) - (last - index + 1) <= _BARE else DOUBTFUL


def _doomed(reading: Reading, index: int) -> Found | None:
    """Return "he's a dead man when I see him"; a leader who is "a dead man walking" loses an office."""
    before = [form for form in reading.before(index, 4) if form not in ("a", "fucking", "so", "literally")]
    if not before or before[-1] not in _DOOMED or not _PLEASED.isdisjoint(reading.distinct):
        return None
    if (
        before[-1] in ("is", "are", "be")
        and (PERSONS | _SUBJECTS).isdisjoint(before[-3:-1])
        and not _named(reading, index)
    ):
        return None  # "your bins are dead when we find them"
    after = reading.ahead(index, 2)
    is_noun = bool(after) and after[0] in ("man", "woman", "men", "meat")
    last = index + is_noun
    if after[1:2] == ["walking"]:
        return None
    is_bare = len(reading.words) <= _BARE and not reading.is_joined(index)
    is_you = before[-1] in _YOU_ARE and (is_bare or (is_noun and is_closed(reading, last)))
    return (DOUBTFUL, last, "a veiled threat") if is_you or _is_met(reading, index) else None


def _named(reading: Reading, index: int) -> bool:
    """Whether a name is the subject of "is dead" at `index`."""
    return index >= 2 and reading.is_capitalised(index - 2) and index - 2 > 0


def _is_met(reading: Reading, index: int) -> bool:
    """Whether it is to happen when the author meets them: "when I see you", "next time we catch him"."""
    near = (*reading.before(index, 9), *reading.ahead(index, 7))
    return any(
        form in _OCCASIONS and near[n + 1 : n + 2] in (("i",), ("we",)) and not _MEETS.isdisjoint(near[n + 2 : n + 4])
        for n, form in enumerate(near)
    )
