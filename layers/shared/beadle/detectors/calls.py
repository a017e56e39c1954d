"""Calls to violence and plans of it, told by several words: "set them on fire", "bring petrol", "sink the boats".

Nothing here is sure enough for a machine to remove: what stands here goes to an officer at once. "Them" may be bins, so
whatever the comment, or the post above it, says of things makes it harmless, and so does a film or a regatta.
"""

from beadle.detectors.certainty import DOUBTFUL, LIKELY
from beadle.detectors.groups import group_end
from beadle.detectors.menaces import HOODS, gathering_at, murder_at
from beadle.detectors.text import Reading, read
from beadle.detectors.violence import OTHERS, OUTSIDERS, PERSONS, PLACES, is_closed
from beadle.detectors.vocabulary import INSULTS, NEGATIONS, wordset

_SOFTENERS = wordset("just please fucking bloody then now actually really all")
_CALLING = wordset("should must lets let's gonna gunna gonnae i'd i'll we'll ill id")
_MEANT_TO = wordset("going needs need wants want ought time planning plan love like")
_SPEAKER = wordset("i i'm im we we're i'll we'll ill i'd")
_REFUSED = NEGATIONS | wordset("won't wont can't cannot didn't nobody mustn't shouldn't if nearly almost")
_HARMLESS = wordset(
    "film films movie panto pantomime xbox ps5 fortnite gta episode novel paintball nerf larp abseil teddy teddies"
    " battleship battleships photo photos picture pictures lol lmao haha hahaha"
)
"""Words of a story, a game, a photograph or a laugh, which make none of this a threat."""
_THINGS = wordset(
    "bin bins bag bags box boxes chair chairs bike bikes scooter scooters table tables picture pictures photo photos"
    " planter planters recycling bench benches shelf shelves panel panels poster posters cone cones tree trees plant"
    " plants seat seats sofa sofas leaflet leaflets plan plans papers paper firework fireworks candle candles lantern"
    " lanterns book books letter letters egg eggs pallet pallets wood logs rubbish weeds leaves sign signs flag flags"
    " barrier barriers trolley trolleys pumpkin pumpkins cable cables poppies flowers bulbs lawn slugs potatoes board"
    " boards mattress mattresses tyres skip heater heaters marshmallows chips oven turbines balloons toys clothes"
    " cages fines tickets emails forms trainers ducks gutters tiles pigeons seagulls gulls"
)
"""What "them" may be: whatever is put against a wall, burnt or thrown off a roof without anybody's harm."""
_ANY_OF = wordset(
    "the a an lot of all every each single one these those that this both bloody fucking last any our your some whole"
    " other next council"
)
_PRONOUNS = wordset("them em him her you ya yous u")
_NEARBY = 14  # words before a pronoun, in which whom or what it means is named

_CASTING = wordset("throw chuck push shove hurl toss sling launch kick drop lob boot")
_HEIGHTS = wordset("roof roofs bridge cliff cliffs balcony storey multistorey multi tower viaduct scaffolding pier top")
_TRACKS = wordset("train trains tram trams bus lorry tube")
_GATHERING = wordset("round gather line herd rounded take stand")
_KILLING = wordset("shoot gas hang drown kill burn bury exterminate execute bomb behead")
_DRIVING = wordset("drive plough plow ram crash steer")
_VEHICLES = wordset("car van truck lorry bus tractor digger bulldozer tank jcb motor 4x4")
_CROWDS = wordset(
    "parade march crowd crowds protest vigil rally demo demonstration procession marchers gathering pride mosque picket"
)
_BURNING = wordset("torch firebomb burn bomb nuke torching firebombing burning bombing")
_SHUNNED = wordset(
    "mosque mosques temple synagogue gurdwara church hotel hotels hostel hostels school hospital shelter migrants"
    " migrant refugees refugee asylum muslims camp polling count"
)
_FESTIVE = wordset(
    "bonfire guy fawkes beacon longship viking effigy wicker wood logs festival fireworks calories fat barrel barrels"
    " candle incense cd cds bypass bridleway toast pudding money fuel"
)
_WHICH = wordset("the that this your their his her")
_ARSON = "a call or a plan to burn something down"
_PETROL = wordset("petrol molotov molotovs accelerant")
_PRICED = wordset("prices price costs cars station stations vouchers")
_FUELS = _PETROL | wordset("lighters matches")
_MACHINES = wordset(
    "strimmer mower mowers allotment generator bbq barbecue boat chainsaw lawn lawnmower pump kart bonfire engine lift"
    " station campfire camping stove"
)
_BUILDINGS = (PLACES | _SHUNNED | wordset("police house gaff shop place town flats")) - {"station"}
_NEWS = wordset("attack attacks trial case size was were is in thrown hoax")
_WEAPONS = wordset("machete gun shotgun rifle knife axe hatchet sword crossbow bat crowbar hammer acid blade pistol")
_GUNS = wordset("gun shotgun rifle pistol")
_COMING = wordset("come coming down going walk turn turning bringing bring be there back")
_REVENGE = (("getting", "it"), ("gonna", "get", "it"), ("going", "to", "get", "it"), ("going", "to", "regret"))
_VESSELS = wordset("boats dinghies dinghy boat inflatables")
_AFLOAT = wordset(
    "regatta lake pond model toy rowing sailing pedalo rnli ferry ducks paddle kids game yacht yachts canoe marina race"
    " bath harbour fishing"
)
_CHILDISH = wordset("schoolgirl schoolgirls schoolboy schoolboys jailbait")
_CHILD_NOUNS = wordset("girl girls boy boys lad lads lass lasses old olds pupil pupils")
_SCHOOL_YEARS = frozenset(map(str, range(7, 12)))
_MINORS = frozenset(map(str, range(9, 16)))
_LEWD = wordset("shag bang fuck bone rail pound ruin")
_LEWD_PERHAPS = wordset("do have smash wreck tap nail")
_LOOKS = wordset("skirt skirts legs fit tight arse bum tits body uniform uniforms phwoar sexy leggings shorts hot row")

Found = tuple[float, int, str]
"""Confidence, index of the phrase's last word, reason."""


def call_at(reading: Reading, index: int, post: str) -> Found | None:
    """Return a call to violence, or a plan of it, that begins at word `index`; `post` is what it stands beneath."""
    finder = _FINDERS.get(reading.forms[index])
    if finder is None or (finder not in _SERIOUS and not _HARMLESS.isdisjoint(reading.distinct)):
        return None
    found = finder(reading, index)
    is_open = not {"them", "em"}.isdisjoint(reading.ahead(index, 6)) or finder is _sunk
    if found and is_open and _are_things(reading, index, post):
        return None
    return found and (found[0], min(found[1], len(reading.forms) - 1), found[2])


def is_urged(reading: Reading, index: int) -> bool:
    """Whether somebody is called upon right before the verb: "someone cut his throat", not "I saw someone kick it"."""
    at = index - 1
    while at >= 0 and reading.forms[at] in _SOFTENERS and reading.is_joined(at):
        at -= 1
    if at < 0 or reading.forms[at] not in OTHERS or not reading.is_joined(at):
        return False
    before = reading.before(at, 1)
    return not before or not reading.is_joined(at - 1) or before[0] in ("please", "and", "just", "pls")


def _is_called(reading: Reading, index: int) -> bool:
    """Whether the verb is a command, a wish or an intent: at the start, behind "should", "let's", "I'm going to"."""
    before = reading.before(index, 6)
    while before and before[-1] in _SOFTENERS:
        before.pop()
    if not _REFUSED.isdisjoint(before):
        return False
    at = index - 1 - (len(reading.before(index, 6)) - len(before))
    if not before or not reading.is_joined(at) or before[-1] in _CALLING:
        return True
    if before[-1] == "to":
        return not _MEANT_TO.isdisjoint(before[-2:-1])
    return is_urged(reading, index) or (before[-1] in ("will", "would") and not _SPEAKER.isdisjoint(before[-3:]))


def _people_end(reading: Reading, at: int) -> int | None:
    """Return the index of the last word of the people at word `at`: "them", "every junkie", "the lot of you"."""
    for last in range(at, min(at + 6, len(reading.forms))):
        if not reading.is_joined(last - 1):
            return None
        form = reading.forms[last]
        if form == "lot" and reading.forms[last + 1 : last + 2] == ("of",):
            continue
        if form in _PRONOUNS or form in PERSONS or form in OUTSIDERS or INSULTS.get(form, 0) > 1:
            return last
        end = group_end(reading, last)
        if end is not None:
            return end
        if form not in _ANY_OF:
            return None
    return None


def _are_things(reading: Reading, index: int, post: str) -> bool:
    """Whether "them" are rather bins or leaflets, of which the comment or the post speaks, and nobody is named."""
    before = reading.forms[max(0, index - _NEARBY) : index]
    if not (PERSONS | OUTSIDERS).isdisjoint(before):
        return False
    return not _THINGS.isdisjoint(reading.distinct) or not (_THINGS | _AFLOAT).isdisjoint(read(post).distinct)


def _cast(reading: Reading, index: int) -> Found | None:
    """Return "throw them off a roof", "push her under a train"; "off the pitch" and "under the bus" are sayings."""
    end = _people_end(reading, index + 1)
    if end is None or not _is_called(reading, index):
        return None
    ahead = reading.ahead(end, 7)
    verb = reading.forms[index]
    is_fall = ahead[:1] in (["off"], ["from"]) and not _HEIGHTS.isdisjoint(ahead[1:]) | ("park" in ahead[2:4])
    is_run_over = ahead[:1] == ["under"] and not _TRACKS.isdisjoint(ahead[1:3]) and verb in ("push", "shove")
    if ahead[:3] == ["in", "front", "of"] and not _TRACKS.isdisjoint(ahead[3:5]):
        is_run_over = True
    return (DOUBTFUL, end + 2, "says that somebody should be killed or harmed") if is_fall or is_run_over else None


def _set(reading: Reading, index: int) -> Found | None:
    """Return "set them on fire", "set fire to them", "douse him in petrol"."""
    is_behind = reading.forms[index + 1 : index + 3] == ("fire", "to")
    end = _people_end(reading, index + 1 + 2 * is_behind)
    if end is None or not _is_called(reading, index):
        return None
    ahead = reading.ahead(end, 2)
    is_fire = (
        (is_behind and is_closed(reading, end)) or ahead == ["on", "fire"] or ahead[:1] in (["alight"], ["ablaze"])
    )
    if reading.forms[index] == "douse":
        is_fire = ahead in (["in", "petrol"], ["with", "petrol"])
    return (DOUBTFUL, end + min(len(ahead), 2), "says that somebody should be burned") if is_fire else None


def _walled(reading: Reading, index: int) -> Found | None:
    """Return "put them up against a wall", where nothing of the wall's follows."""
    end = _people_end(reading, index + 1)
    if end is None or not _is_called(reading, index):
        return None
    ahead = reading.ahead(end, 6)
    while ahead and ahead[0] in ("all", "up"):
        ahead.pop(0)
        end += 1
    if ahead[:1] != ["against"] or ahead[2:3] != ["wall"] or ahead[3:4] not in ([], ["and"], ["then"]):
        return None
    return LIKELY, end + 3, "says that somebody should be killed or harmed"


def _rounded_up(reading: Reading, index: int) -> Found | None:
    """Return "shoot them" behind "round up every junkie and": what is rounded up before must be people."""
    if reading.forms[index - 1 : index] != ("and",) or reading.forms[index + 1 : index + 2] not in (("them",), ("em",)):
        return None
    start = next((at for at in range(index - 1, max(-1, index - 14), -1) if reading.forms[at] in _GATHERING), None)
    if start is None or not is_closed(reading, index + 1) or not _is_called(reading, start):
        return None
    between = reading.forms[start + 1 : index - 1]
    if not {"up", "out"} & {*between}:
        return None
    ends = [end for at in range(start + 1, index - 1) if (end := _people_end(reading, at)) is not None]
    is_plain = reading.forms[index] in ("shoot", "gas", "execute", "behead", "hang")  # leaves are burnt and buried
    people = any(is_plain or reading.forms[end] not in _PRONOUNS for end in ends)
    return (DOUBTFUL, index + 1, "says that somebody should be killed or harmed") if people else None


def _rammed(reading: Reading, index: int) -> Found | None:
    """Return "drive a truck through that parade"; a coach and horses go through a policy."""
    ahead = reading.ahead(index, 9)
    at = next((n for n, form in enumerate(ahead[:4]) if form in _VEHICLES), None)
    if at is None or ahead[at + 1 : at + 2] not in (["through"], ["into"], ["at"], ["over"]):
        return None
    prep = index + 2 + at
    met = next((n for n, form in enumerate(ahead[at + 2 : at + 6]) if form in _CROWDS), None)
    last = prep + 1 + met if met is not None else _people_end(reading, prep + 1)
    if last is None or not _is_called(reading, index) or reading.ahead(last, 1) in (["route"], ["of"]):
        return None
    return DOUBTFUL, last, "a threat to drive into people"


def _burnt(reading: Reading, index: int) -> Found | None:
    """Return "we're torching it", "another mosque? bomb it", and not "bomb it down the bypass"."""
    ahead = reading.ahead(index, 4)
    if not ahead or not _FESTIVE.isdisjoint(reading.distinct) or ahead[1:3] == ["down", "the"]:
        return None
    form, before = reading.forms[index], reading.before(index, 2)
    is_it = ahead[0] in ("it", "them") and (len(ahead) == 1 or is_closed(reading, index + 1) or ahead[1] == "to")
    is_built = not _BUILDINGS.isdisjoint(ahead) and not {"down", "ground"}.isdisjoint(ahead)
    if form.endswith("ing"):
        is_ours = before[-1:] in (["we're"], ["i'm"], ["im"]) or before == ["we", "are"]
        is_plain = form in ("torching", "firebombing") or "petrol" in reading.distinct
        return (DOUBTFUL, index + 1, _ARSON) if is_ours and (is_built or (is_it and is_plain)) else None
    named = reading.forms[max(0, index - 10) : index + 10]
    if form == "blow":
        is_it = ahead[:2] == ["it", "up"] and (len(ahead) == 2 or is_closed(reading, index + 2))
    is_inside = (
        ahead[0] == "it" and not {"them", "everyone"}.isdisjoint(reading.ahead(index, 6)[2:]) and "with" in ahead
    )
    is_meant = is_inside or not _SHUNNED.isdisjoint(named) or (form in ("firebomb", "torch") and before[-1:] == ["to"])
    return (DOUBTFUL, index + 1, _ARSON) if is_it and is_meant and _is_called(reading, index) else None


def _firebombed(reading: Reading, index: int) -> Found | None:
    """Return "somebody petrol bomb the count", whatever the place is."""
    last = min(index + (reading.forms[index] == "petrol"), len(reading.forms) - 1)
    ahead = reading.ahead(last, 4)
    is_verb = reading.forms[last] in ("bomb", "firebomb") and _NEWS.isdisjoint(ahead)
    is_place = ahead[:1] and ahead[0] in _WHICH and len(ahead) > 1
    return (DOUBTFUL, last + 2, _ARSON) if is_verb and is_place and _is_called(reading, index) else None


def _brought(reading: Reading, index: int) -> Found | None:
    """Return "bring petrol", said of a building or a meeting, and not of a strimmer."""
    ahead = frozenset(reading.ahead(index, 4))
    if (
        _FUELS.isdisjoint(ahead)
        or not _PRICED.isdisjoint(ahead)
        or not (_MACHINES | _FESTIVE).isdisjoint(reading.distinct)
    ):
        return None
    is_fire = not (_PETROL.isdisjoint(ahead) and _BURNING.isdisjoint(reading.distinct))
    is_fire = is_fire and not _BUILDINGS.isdisjoint(reading.distinct)
    return (DOUBTFUL, index + min(len(ahead), 2), _ARSON) if is_fire else None


def _armed(reading: Reading, index: int) -> Found | None:
    """Return "I'm coming down with a machete to sort you out"; brambles and fences are sorted out as well."""
    before = reading.before(index, 14)
    is_brought = not {"with", "bringing", "bring"}.isdisjoint(before[-4:])
    if not is_brought or _COMING.isdisjoint(before) or _SPEAKER.isdisjoint(before):
        return None
    near = range(index, min(index + 12, len(reading.forms)))
    is_due = any(reading.follows(at, forms) for forms in _REVENGE for at in near)
    is_due = is_due or any(reading.forms[at] == "sort" and _is_sorted(reading, at) for at in near)
    is_due = is_due or (reading.forms[index] in _GUNS and before[-2:] == ["with", "a"] and is_closed(reading, index))
    return (DOUBTFUL, index, "a threat with a weapon") if is_due else None


def _is_sorted(reading: Reading, at: int) -> bool:
    """Whether somebody is to be sorted out: not "sort you out a shelf"."""
    end = _people_end(reading, at + 1)
    return end is not None and reading.ahead(end, 1) == ["out"] and is_closed(reading, end + 1)


def _sunk(reading: Reading, index: int) -> Found | None:
    """Return "sink the boats", of those that people come in."""
    ahead = reading.ahead(index, 4)
    at = next((n for n, form in enumerate(ahead) if form in _VESSELS), None)
    if at is None or not _AFLOAT.isdisjoint(reading.distinct) or not _is_called(reading, index):
        return None
    last = index + 1 + at
    if reading.forms[index] == "machine" and ahead[0] != "gun":
        return None
    return (LIKELY, last, "says that people should drown") if is_closed(reading, last) else None


def _drowned(reading: Reading, index: int) -> Found | None:
    """Return "let them drown", "leave them to drown"."""
    ahead = reading.ahead(index, 4)
    is_drowning = ahead[1:2] == ["drown"] or ahead[1:3] == ["to", "drown"]
    last = index + ahead.index("drown") + 1 if is_drowning else index
    if not is_drowning or ahead[0] not in ("them", "em") or reading.ahead(last, 1) in (["in"], ["out"]):
        return None
    return (LIKELY, last, "says that people should drown") if _is_called(reading, index) else None


def _lusted(reading: Reading, index: int) -> Found | None:
    """Return "I'd do the lot of them", of schoolchildren."""
    before = reading.before(index, 3)
    is_own = before[-1:] in (["i'd"], ["id"]) or before[-2:] == ["i", "would"]
    ahead = reading.ahead(index, 5)
    end = index + 1 if ahead[:1] == ["it"] else _people_end(reading, index + 1)
    if end is None:
        end = next((index + 1 + n for n, form in enumerate(ahead) if form in _CHILD_NOUNS | _CHILDISH), None)
    if not is_own or end is None or ahead[1:2] in (["up"], ["a"]) or not _speaks_of_a_child(reading):
        return None
    is_lewd = reading.forms[index] in _LEWD or not _LOOKS.isdisjoint(reading.distinct)
    is_end = is_closed(reading, end) or reading.forms[end + 1] in ("year", "yr")
    return (DOUBTFUL, end, "speaks of children as of sex") if is_lewd and is_end else None


def _speaks_of_a_child(reading: Reading) -> bool:
    if not _CHILDISH.isdisjoint(reading.distinct):
        return True
    for at, form in enumerate(reading.forms[:-2]):
        following = reading.forms[at + 1 : at + 3]
        if (form in ("year", "yr") and following[0] in _SCHOOL_YEARS) and following[1] in _CHILD_NOUNS:
            return True
        if form in _MINORS and following[0] in ("year", "yr", "years", "y") and following[1] in _CHILD_NOUNS:
            return True
    return False


_FINDERS = {
    **dict.fromkeys(_CASTING, _cast),
    **dict.fromkeys(("set", "douse"), _set),
    **dict.fromkeys(("put", "stick", "stand", "line"), _walled),
    **dict.fromkeys(_KILLING, _rounded_up),
    **dict.fromkeys(_DRIVING, _rammed),
    **dict.fromkeys(_BURNING | {"blow"}, _burnt),
    "petrol": _firebombed,
    "firebomb": lambda *at: _burnt(*at) or _firebombed(*at),
    **dict.fromkeys(("bomb", "burn"), lambda *at: _burnt(*at) or _rounded_up(*at)),
    "bring": _brought,
    **dict.fromkeys(("jo", "david", "lee"), murder_at),
    **dict.fromkeys(_WEAPONS, _armed),
    **dict.fromkeys(("sink", "torpedo", "machine"), _sunk),
    **dict.fromkeys(("let", "leave"), _drowned),
    **dict.fromkeys(HOODS, gathering_at),
    **dict.fromkeys(_LEWD | _LEWD_PERHAPS, _lusted),
}
"""What to look for at each word."""
_SERIOUS = frozenset({_lusted, murder_at, gathering_at, _brought})
"""What no laugh and no photograph excuses."""
