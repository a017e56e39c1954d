"""Clause AU05: contempt for a part of the community, and harm wished upon it, in plain sentences.

Each rule is a sentence's frame around the name of a group, and the frame must end where the hateful sentence would:
"pensioners are the worst", not "pensioners are the worst hit"; "I can't stand women", not "… women being ignored".
"""

from itertools import pairwise

from beadle.detectors.certainty import LIKELY, STRONG
from beadle.detectors.groups import is_aside, one_or_such
from beadle.detectors.phrases import Phrases
from beadle.detectors.text import Reading
from beadle.detectors.vocabulary import INSULTS, NEGATIONS, wordset

Found = tuple[float, int, str]
"""Confidence, index of the phrase's last word, reason."""

_LOATHES = "speaks of a part of the community with loathing"
_LESS = "speaks of a part of the community as less than human"
_BLAMED = "blames a part of the community for everything"
_NO_RIGHTS = "denies a part of the community its rights"
_HARMED = "wants a part of the community harmed or driven out"

_CLOSERS = wordset(
    "and but so or because cos coz since anymore any tbh honestly lol full period end they they're they've imo mate"
    " sorry as if when who'd always innit frankly ffs now still ok okay really too either"
)
"""What may follow a sentence that is whole without it."""
_ADVERBS = wordset(
    "really just all always still fucking fuckin bloody absolutely clearly obviously honestly even actually simply"
    " literally genuinely frankly totally completely truly basically only ever"
)
_FILLERS = _ADVERBS | wordset(
    "a an the nothing but such so complete total utter absolute bunch of lot load pack set mostly mainly real big"
    " waste dirty lazy thick stupid filthy lying thieving worthless horrible nasty and"
)
_SOME_OF = (["all"], ["most"], ["some"], ["one"], ["any"])
_QUANTIFIERS = wordset("all the these those every each single any some more most them a an fucking bloody our you")
_CONTEMPTIBLE = wordset(
    "worthless pathetic thick dim dense retarded braindead repulsive revolting repugnant despicable contemptible filthy"
    " unnatural abnormal vile disgusting evil inferior subhuman scum vermin filth degenerate joke oxygen space"
    " liar cheat thief crook scrounger sponger criminal pervert parasite wasters layabouts bums deviants weirdos"
    " liars cheats thieves crooks scroungers spongers criminals perverts parasites rapists terrorists rapist terrorist"
) | frozenset(word for word, grade in INSULTS.items() if grade >= 2)
_WORST = wordset("people lot kind sort scum ever humans")
_ARE = wordset("are r is")
_WERE = _ARE | {"was", "were", "been"}
_ARE_NOT = wordset("aren't arent isn't isnt ain't")
_BEHIND_NOT = _ADVERBS | wordset("fully properly proper real a")
_SUPPOSED = wordset(
    "if like though assume assumes assuming imply implies implying pretend pretends pretending act makes making made"
)
"""Before a group, these tell what somebody else makes of it: "you act like disabled people are worthless"."""
_REVOLTING = Phrases(
    {
        LIKELY: """repulse me, repulses me, revolt me, sicken me, sickens me, creep me out, give me the creeps
        turn my stomach, turns my stomach, are beneath me, are beneath us, are beneath contempt, are less than human
        are lower than animals, are lower than dirt, can go to hell, can burn in hell, can rot in hell, can drop dead"""
    }
)
_UNABLE = wordset("can't cant cannot couldn't")
_ENDURE = wordset("stand abide bear stomach tolerate")
_NO_ESTEEM = (["no", "respect", "for"], ["zero", "respect", "for"], ["no", "time", "for"], ["but", "contempt", "for"])
_I = wordset("i i'm i've i'd i'll im ive")
_TOGETHER = wordset("i we you")
_MET = wordset("i i've ive we we've you")
_ACQUAINTED = wordset("met meet know known see seen worked dealt employed had")
_PARTLY = wordset("some many few certain several")
_NO_MORE = wordset("don't dont never")
_REFUSALS = (
    "don't deserve,dont deserve,do not deserve,doesn't deserve,does not deserve,never deserve,deserve no,deserves no,"
    "shouldn't have,should not have,should never have,must not have,should have no,shouldn't get,have no right"
)
_DUE = (
    "rights,any rights,human rights,any human rights,equal rights,the same rights,our rights,to have rights,"
    "to have any rights,respect,any respect,our respect,the vote,a vote,votes,equality,to live,to be alive,to exist,"
    "to breathe,to be here,to live here,children,kids,babies,to have children,to have kids"
)
_REFUSED = Phrases(
    {LIKELY: ",".join(f"{refusal} {due}" for refusal in _REFUSALS.split(",") for due in _DUE.split(","))}
)
_OUGHT = wordset("should must need needs deserve deserves ought")
_LANDS = wordset(
    "country town city village area estate britain england scotland wales uk neighbourhood society world everything"
)
_LAND_FILLERS = wordset("this our the my whole entire beautiful lovely once great so much a lot even every")
_RUINED = wordset("ruined destroyed wrecked spoiled spoilt trashed")
_RUIN = wordset("ruin destroy wreck ruining destroying wrecking trashing") | _RUINED
_DUMPS = wordset("dump shithole hellhole cesspit slum toilet tip")
_DOWNHILL = wordset("downhill dogs pot worse dump shithole")
_WEALTHY = wordset("rich posh wealthy")
_DIE = wordset("die dies drown drowns rot rots burn burns disappear disappears suffer suffers starve starves choke")
_WISHED = _ADVERBS | wordset("would will could should can go and hurry up to get gets die a slow painful horrible")
_ILLS = wordset("cancer aids shot killed raped murdered wiped death")
_SLAIN = wordset(
    "shot gassed hanged hung killed drowned burned burnt exterminated slaughtered murdered lynched"
    " annihilated executed beheaded culled eradicated stoned flogged tortured neutered"
    " euthanised beaten"
)
_MILDLY = wordset("beaten stoned flogged tortured neutered rounded run")
_SLAIN_OF_TWO = (
    ("wiped", "out"), ("wiped", "off"), ("put", "down"), ("put", "to"), ("strung", "up"), ("rounded", "up"),
    ("run", "over"), ("gunned", "down"),
)  # fmt: skip
_CHAMBERS = (("gas", "chamber"), ("gas", "chambers"), ("the", "ovens"), ("an", "oven"), ("the", "oven"))
_PUT = wordset("put puts throw shove stick chuck send march stuff")
_SLAY = wordset("murder slaughter lynch stab behead execute annihilate batter hurt kill shoot torture maim")
_SLAY_OF_TWO = (["beat", "up"], ["wipe", "out"], ["string", "up"], ["finish", "off"], ["round", "up"], ["line", "up"])
_TO_SLAY = _SLAY | wordset("gas hang burn drown deport exterminate")
_CALL = wordset("should must lets let's please i'd i'll")
_GLADLY = wordset("happily gladly just really honestly")
_MYSELF = wordset("i i'm im we we're")
_MEANT = wordset("will could gonna wanna to")
_AS_A_GAME = wordset(
    "rugby match game cup nations quiz final football darts saturday cricket race team tournament tug curry"
    " takeaway pint goal league"
)
_CUISINES = wordset("indian chinese thai italian mexican turkish greek vietnamese japanese korean lebanese nepalese")
_WHOM = wordset("i we you one on in tonight tomorrow today")
_AILMENTS = wordset(
    "illness disease disorder sickness perversion abomination defect deviance disgusting unnatural abnormal sin"
)
_AILMENT_FILLERS = _ADVERBS | wordset("a an the mental nothing but form of kind sort serious")
_ILLNESSES = wordset("bipolar schizophrenic depressed obese ill diabetic epileptic sick dementia illness amputee")
"""Who says of these that they are illnesses says what they are."""
_ECHOED = wordset("then apparently eh presumably says said according to supposedly")


def hostility(reading: Reading, first: int, last: int) -> Found | None:
    """Return what is felt for, said of or wished upon the group that words `first` to `last` name."""
    before = _before(reading, first)
    return (
        _felt(reading, before, last)
        or _said(reading, before, first, last)
        or _denied_rights(reading, last)
        or _blamed(reading, before, last)
        or _wished(reading, before, last)
        or harm(reading, first, last)
    )


def harm(reading: Reading, first: int, last: int) -> Found | None:
    """Return violence against the group, or one of it: "… should be beaten up", "I'll hurt every …"."""
    found = _should_suffer(reading, last) or _to_be_hurt(reading, first, last)
    is_creed = reading.forms[last] == "islam"  # of which one may wish that it ended
    return (min(found[0], LIKELY), *found[1:]) if found and is_creed else found


def what_it_is_to_be(reading: Reading, index: int) -> Found | None:
    """Return "being gay is a disease" and "if you're a Muslim, you are filthy", from their first word on."""
    form = reading.forms[index]
    if form == "being":
        last = one_or_such(reading, index)
        is_illness = last is None or not _ILLNESSES.isdisjoint(reading.forms[index : last + 1])
        at = None if is_illness or last is None else _next(reading, last, _ADVERBS)
        if at is None or reading.forms[at] != "is":
            return None
        end = _next(reading, at, _AILMENT_FILLERS)
        named = end is not None and reading.forms[end] in _AILMENTS and _closes(reading, end)
        return (LIKELY, end, _LESS) if named and end is not None else None
    if form != "if" or not (
        reading.follows(index + 1, ("you", "are")) or reading.forms[index + 1 : index + 2] == ("you're",)
    ):
        return None
    last = one_or_such(reading, index + 1 + (reading.forms[index + 1] == "you"))
    at = None if last is None else _next(reading, last, _ADVERBS | {"then"})
    if at is None:
        return None
    if reading.follows(at, ("you", "are")):
        at += 1
    elif reading.forms[at] not in ("you're", "they're"):
        return None
    end = _next(reading, at, _FILLERS - {"filthy", "worthless", "thick"})
    return (LIKELY, end, _LESS) if end is not None and _is_contempt(reading, end) else None


def _felt(reading: Reading, before: list[str], last: int) -> Found | None:
    """Return what somebody feels for the group: "I can't stand …", "no respect for …", "you can't trust …"."""
    if not _closes(reading, last) or not before:
        return None
    who = [form for form in before if form not in _ADVERBS]
    if who[-1:] and who[-1] in _ENDURE:
        unable = who[-2:-1] and (who[-2] in _UNABLE or who[-3:-1] == ["can", "not"])
        subject = who[: -3 if who[-2:-1] == ["not"] else -2]
        return (LIKELY, last, _LOATHES) if unable and (not subject or subject[-1] in _I) else None
    if who[-3:] in _NO_ESTEEM and not _I.isdisjoint(who):
        return LIKELY, last, _LOATHES
    if who[-1:] == ["trust"]:
        subject = who[: -3 if who[-3:-1] == ["can", "not"] else -2]
        refuses = who[-2:-1] and (who[-2] in _UNABLE | _NO_MORE or who[-3:-1] == ["can", "not"])
        by_all = not subject or subject[-1] in (_TOGETHER if who[-2] in _UNABLE else _I)
        return (LIKELY, last, _LOATHES) if refuses and by_all and "why" not in who else None
    return (LIKELY, last, _LOATHES) if who == ["fuck"] else None


def _said(reading: Reading, before: list[str], first: int, last: int) -> Found | None:
    """Return what is said of the group by itself: "… disgust me", "… out", "why do … exist", "… are the worst"."""
    at = _next(reading, last, _ADVERBS)
    said = [form for form in before if form != "that"]
    if at is None or (said and said[-1] in _SUPPOSED) or not _PARTLY.isdisjoint(reading.before(first, 1)):
        return None
    met = _REVOLTING.at(reading, last + 1)
    if met and _closes(reading, last + met[0]):
        return met[1], last + met[0], _LOATHES
    is_out = not before and reading.forms[at] == "out" and reading.ahead(at, 1) in ([], ["now"])
    why = before[-2:] in (["why", "do"], ["why", "does"]) and reading.forms[at] == "exist" and _closes(reading, at)
    if is_out or why:
        return LIKELY, at, _HARMED
    if reading.forms[at] in _MET and not _ACQUAINTED.isdisjoint(reading.ahead(at, 4)):
        at = next((n for n in range(at, min(at + 7, len(reading.forms))) if reading.forms[n] in _WERE), at)
        return called(reading, at)
    is_said = reading.forms[at] in _ARE | _ARE_NOT and not is_aside(reading, first, reading.forms[at])
    return called(reading, at) if is_said else None


def _not_human(reading: Reading, at: int) -> Found | None:
    """Return "human" behind the "not" at word `at`."""
    end = _next(reading, at, _BEHIND_NOT)
    if end is None or reading.forms[end] not in ("human", "humans"):
        return None
    end += reading.ahead(end, 1) in (["beings"], ["being"])
    return (LIKELY, end, _LESS) if _closes(reading, end) else None


def called(reading: Reading, copula: int) -> Found | None:
    """Return what is said behind "are": contempt, "the worst", "not human"."""
    if reading.forms[copula] in _ARE_NOT:
        return _not_human(reading, copula)
    if reading.ahead(copula, 1) == ["not"]:
        return _not_human(reading, copula + 1)
    for at in (_next(reading, copula, _FILLERS), _next(reading, copula, _ADVERBS)):  # "are thick" is itself a filler
        if at is not None and _is_contempt(reading, at):
            return LIKELY, at, _LESS
    at = _next(reading, copula, _ADVERBS | {"the"})
    if at is None or reading.forms[at - 1 : at + 1] != ("the", "worst"):
        return None
    if reading.ahead(at, 1) and reading.ahead(at, 1)[0] in _WORST:
        at += 1
    ends = _closes(reading, at) or (reading.forms[at] in _WORST and reading.ahead(at, 1) in (["on"], ["in"]))
    return (LIKELY, at, _LOATHES) if ends else None


def _is_contempt(reading: Reading, at: int) -> bool:
    """Whether the sentence might end with word `at`, and it is one of contempt that is not told of others."""
    return reading.forms[at] in _CONTEMPTIBLE and _closes(reading, at) and _ECHOED.isdisjoint(reading.ahead(at, 6))


def _denied_rights(reading: Reading, last: int) -> Found | None:
    """Return rights refused: "… don't deserve any rights", "… shouldn't have the vote", "… have no right to exist"."""
    met = _REFUSED.at(reading, last + 1) if reading.ahead(last, 1) else None
    if met is None:
        return None
    end = last + met[0]
    after = reading.ahead(end, 3)
    in_a_land = after[:2] in (["in", "this"], ["in", "our"]) and not _LANDS.isdisjoint(after[2:])
    return (met[1], end, _NO_RIGHTS) if _closes(reading, end) or after[:1] == ["here"] or in_a_land else None


def _blamed(reading: Reading, before: list[str], last: int) -> Found | None:
    """Return decline laid at the group's door: "… have ruined this town", "gone downhill because of …"."""
    of_a_land = not _LANDS.isdisjoint(before) and NEGATIONS.isdisjoint(before) and _closes(reading, last)
    by_them = before[-1:] == ["by"] and not _RUINED.isdisjoint(before[-2:-1])
    since_them = before[-2:] in (["because", "of"], ["thanks", "to"]) and not _DOWNHILL.isdisjoint(before)
    if of_a_land and (by_them or since_them):
        return LIKELY, last, _BLAMED
    at = _next(reading, last, _ADVERBS | {"have", "has", "are", "is", "will"})
    if at is None:
        return None
    verb = reading.forms[at]
    land = _next(reading, at, _LAND_FILLERS)
    is_rich = not _WEALTHY.isdisjoint(reading.forms[max(0, last - 1) : last + 1])  # money is no characteristic
    if land is None or reading.forms[land] not in _LANDS or is_rich:
        return None
    if verb in _RUIN:
        done = _closes(reading, land) or reading.ahead(land, 2) == ["with", "their"]
        return (LIKELY, land, _BLAMED) if done else None
    if verb in ("made", "making", "make", "turned", "turning"):
        end = _next(reading, land, _LAND_FILLERS | {"into"})
        bad = end is not None and (reading.forms[end] in _DUMPS or (reading.forms[end] == "worse"))
        whole = end is not None and (_closes(reading, end) or reading.ahead(end, 1) == ["place"])
        return (LIKELY, end, _BLAMED) if bad and whole and end is not None else None
    return None


def _wished(reading: Reading, before: list[str], last: int) -> Found | None:
    """Return a wish for the group's death: "I hope all … die", "I wish … would just die"."""
    wish = [form for form in before if form not in _ADVERBS | {"that"}]
    if not wish or wish[-1] not in ("hope", "wish") or not NEGATIONS.isdisjoint(wish):
        return None
    if wish[:-1] and wish[-2] not in _I:
        return None
    at = _next(reading, last, _WISHED - {"die"})
    if at is None:
        return None
    form, following = reading.forms[at], reading.ahead(at, 2)
    if form == "drop" and following[:1] == ["dead"]:
        return LIKELY, at + 1, _HARMED
    ends = _closes(reading, at) or (following[:1] == ["in"] and form.removesuffix("s") in ("burn", "rot", "drown"))
    if not ends or form not in _DIE | _ILLS:
        return None
    everyone = not {"all", "every"}.isdisjoint(reading.forms[max(0, last - 4) : last])
    return (STRONG if everyone and form in ("die", "dies") and wish[-1] == "hope" else LIKELY), at, _HARMED


def _should_suffer(reading: Reading, last: int) -> Found | None:
    """Return violence that the group is said to deserve: "… deserve to be wiped out", "… should be beaten up"."""
    ahead = reading.ahead(last, 9)
    while ahead[:1] and ahead[0] in _ADVERBS:
        ahead.pop(0)
        last += 1
    if not ahead or ahead[0] not in _OUGHT or not _AS_A_GAME.isdisjoint(ahead):
        return None
    if ahead[0] in ("deserve", "deserves", "need", "needs") and ahead[1:2] in (["a"], ["to"]):
        what = next((n for n, form in enumerate(ahead[:4]) if form in ("kicking", "beating", "bullet")), 0)
        if what:
            return LIKELY, last + 1 + what, _HARMED
    done = next((n for n, form in enumerate(ahead[:-1], 1) if form in ("be", "get", "been")), 0)
    if not done or done > 4 or not NEGATIONS.isdisjoint(ahead[: done + 1]):
        return None
    while ahead[done : done + 1] and ahead[done] in _ADVERBS:
        done += 1
    verb, end = ahead[done : done + 1], last + 1 + done
    if tuple(ahead[done : done + 2]) in _SLAIN_OF_TWO:
        killed = verb != ["put"] or ahead[done + 1 : done + 3] in (["to", "death"], ["to", "sleep"])
        killed = killed or (ahead[done + 1] == "down" and (_closes(reading, end + 1) or ahead[done + 2] == "like"))
        if verb == ["rounded"] and "and" in ahead:
            killed = not (_TO_SLAY | _SLAIN).isdisjoint(ahead)
        return (LIKELY if verb[0] in _MILDLY else STRONG, end + 1, _HARMED) if killed else None
    if verb and verb[0] in _SLAIN:
        return LIKELY if verb[0] in _MILDLY else STRONG, end, _HARMED
    chamber = next((n for n, pair in enumerate(pairwise(ahead), 1) if pair in _CHAMBERS), 0)
    is_put = verb in (["put"], ["thrown"], ["sent"], ["shoved"]) and chamber
    return (STRONG, last + 1 + chamber, _HARMED) if is_put else None


def _to_be_hurt(reading: Reading, first: int, last: int) -> Found | None:
    """Return a call to harm the group, or the author's own intention: "round up the …", "I will hurt every …"."""
    before = _before(reading, first)
    ahead = reading.ahead(last, 6)
    if not _AS_A_GAME.isdisjoint([*before, *ahead]):
        return None
    size = 2 if before[-2:] in _SLAY_OF_TWO else 1
    verb, asked = before[-size:], before[:-size]
    if not verb or not _is_call(asked):
        return None
    apart = ahead[:1] == ["up"] and [verb[0], "up"] in _SLAY_OF_TWO
    gathered = verb[0] in ("round", "line")
    chamber = next((n for n, pair in enumerate(pairwise(ahead), 1) if pair in _CHAMBERS), 0)
    if verb[0] in _PUT:
        walled = ahead[-1:] == ["wall"] and "against" in ahead
        sure = STRONG if chamber else LIKELY
        return (sure, last + (chamber + 1 if chamber else len(ahead)), _HARMED) if chamber or walled else None
    if size == 1 and not apart and (verb[0] not in _SLAY or _is_dish(reading, first, last)):
        return None
    ahead = ahead[apart:]
    if gathered and ahead[:1] == ["and"]:
        return (LIKELY, last, _HARMED) if not _TO_SLAY.isdisjoint(ahead[1:3]) else None
    ends = _closes(reading, last + apart) or (not gathered and ahead[:1] and ahead[0] in _WHOM)
    return (LIKELY, last, _HARMED) if ends else None


def _is_call(asked: list[str]) -> bool:
    """Whether these words before a verb make it a call, or what the author means to do; none make it an order."""
    asked = [form for form in asked if form not in _GLADLY]
    if not asked or not NEGATIONS.isdisjoint(asked):
        return not asked
    if asked[-1] in _CALL or asked[-2:] in (["need", "to"], ["needs", "to"], ["time", "to"]):
        return True
    return asked[-1] in _MEANT and not _MYSELF.isdisjoint(asked[-5:-1])


def _is_dish(reading: Reading, first: int, last: int) -> bool:
    """Whether somebody is only hungry: "I could murder an Indian"."""
    return (
        first == last and reading.forms[last] in _CUISINES and reading.forms[first - 1] not in ("the", "all", "every")
    )


def _before(reading: Reading, first: int) -> list[str]:
    """Return the words of the sentence before word `first`, without those that say how many."""
    before = reading.before(first, 10)
    while before and (before[-1] in _QUANTIFIERS or (before[-1] == "of" and before[-2:-1] in _SOME_OF)):
        before.pop()
    return before


def _next(reading: Reading, at: int, skipped: frozenset[str]) -> int | None:
    """Return the index of the first word behind word `at` in its sentence that is none of `skipped`."""
    for n, form in enumerate(reading.ahead(at, 10), at + 1):
        if form not in skipped:
            return n
    return None


def _closes(reading: Reading, at: int) -> bool:
    """Whether a sentence or a part of it may end with word `at`."""
    if reading.is_joined(at):
        return not reading.ahead(at, 1) or reading.forms[at + 1] in _CLOSERS
    return reading.plain[reading.words[at].end : reading.words[at].end + 1] not in ("-", "/")
