"""Whom a text names: a person, an elected one, or a body such as a party, a company, a newspaper or a street.

Two capitalised words are a person's name as often as not. What tells the rest apart is a register of the policy's (its
parties, the council's people), a word that only bodies and places bear, and the verb: no single person "are" anything.
No list of first names: who bears a rare one would be judged otherwise than their neighbour.
"""

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from beadle.detectors.parameters import strings
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import INSTITUTIONS, POLITICIANS, TITLES, wordset


class Kind(Enum):
    """What bears a name."""

    PERSON = "a person"
    POLITICIAN = "an elected person"
    BODY = "a body of people, a place or a thing"


class Named(NamedTuple):
    """A name: what bears it, and its first and last word."""

    kind: Kind
    first: int
    last: int


class Register(NamedTuple):
    """Whom a policy names, in words: each name whole, and of people the surname."""

    parties: frozenset[tuple[str, ...]] = frozenset()
    people: Mapping[tuple[str, ...], Kind] = {}
    firsts: frozenset[str] = frozenset()  # the words with which one of them may begin

    def at(self, reading: Reading, index: int) -> Named | None:
        """Return the longest name of the register that begins at word `index`."""
        if reading.forms[index].removesuffix("'s") not in self.firsts:
            return None
        for length in range(min(_LONGEST, len(reading.forms) - index), 0, -1):
            name = reading.forms[index : index + length]
            name = (*name[:-1], name[-1].removesuffix("'s"))
            if name in self.parties:
                return Named(Kind.BODY, index, index + length - 1)
            if name in self.people and (length > 1 or _is_bare_surname(reading, index)):
                return Named(self.people[name], index, index + length - 1)
        return None


NOBODY_KNOWN = Register()
"""The register of a policy that names nobody."""

_LONGEST = 5  # words of a name
_AHEAD = 3  # words of a name's verb
_TITLED = TITLES | wordset("pc sgt dc dci constable pastor imam rabbi father sister professor reverend")
_BODIES = INSTITUTIONS | wordset(
    # companies and their trades
    "ltd limited plc llp inc group holdings homes housing water energy gas electric power rail railway railways trains"
    " buses bus coaches travel airways airlines bank building insurance solutions partnership trust developments"
    " construction contractors builders parking highways motors taxis express stores supermarket garage cafe coffee"
    " bar restaurant takeaway hotel inn arms tavern utilities broadband telecom airport logistics couriers wimpey"
    # offices, schools, clubs
    " agency association federation union club fc united city rovers athletic wanderers albion parish ward district"
    " estate estates ministry inspectorate ombudsman commission police constabulary nhs hospital surgery clinic school"
    " primary academy college university church chapel mosque centre center museum library theatre cinema leisure"
    # the press
    " mail post news times gazette echo chronicle herald mirror telegraph guardian observer journal advertiser argus"
    " tribune daily evening weekly radio tv television bbc itv"
    # places
    " street st road rd lane ln avenue ave drive terrace crescent gardens grove square mews roundabout bypass junction"
    " station bridge market england britain scotland wales cymru ireland europe uk gb tip"
    # parties and causes
    " dems democrats conservatives conservative tory tories labour liberal greens independents party first rebellion"
    " oil alliance movement campaign league society voters supporters tax cuts drivers fans traders wardens agents"
)
"""Words that no person's name has. Hill, Park, Green and West are surnames too, and stand in none."""
_FIRST_OF_BODIES = wordset(
    "british national royal great northern southern eastern western central north south east west english scottish"
    " welsh european international local global new old upper lower little high market extinction natural public social"
    " balfour capita serco veolia biffa tesco google microsoft windows vauxhall toyota nissan virgin severn thames"
    " king queen"
)
"""Words with which a body's name begins, and no person's."""
_NO_NAMES = wordset(
    "the a an this that these those my our your his her their its i i'm i've i'd i'll you he she it we they hi hello"
    " hey dear well so and but or because when if why what who where how is are was were does did do has have had can"
    " could will would should no not yes oh ok typical absolute honestly apparently obviously poor bloody thanks thank"
    " cheers sorry please maybe only even now then still just today yesterday tomorrow monday tuesday wednesday"
    " thursday friday saturday sunday all some most every any both another as at in on by for from of to with"
    " like also more january february march april may june july august september october november december happy merry"
    " councillor councillors mp mps officer chief executive manager"
)
"""Words that a sentence begins with, or that carry a capital for other reasons."""
_IN_SMALL_LETTERS = wordset("cllr councillor mr mrs ms dr pc")
"""Titles that make a name of what follows them however it is written."""
_THE = wordset("the this these those another every each your")
_PLURAL = wordset("are were aren't arent weren't have haven't r")
_SOMEWHAT = wordset("all really just still always now also both never basically literally clearly simply")
_PARTICLES = wordset("ap ab ferch de da di del della van von der den bin binti ibn al el la le du dos ul ur")
"""Small words inside a name: "Siân ap Rhys", "Maria da Silva"."""
_NUMERAL = frozenset({"ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "xi", "xii", "xiii", "xiv", "xv", "xvi"})
_VERBS = wordset(
    "is was isn't wasn't has had will did does took takes stole steals rigged rigs lied lies beats gave gives got gets"
    " fiddled fiddles pocketed pockets you you're youre should must needs looks can a the and fixed deals sells bribed"
    " lines touches couldn't can't cant just never always"
)
_NEVER_BEHIND_A_TITLE = _NO_NAMES | _VERBS | _TITLED


def register(parameters: Mapping[str, object]) -> Register:
    """Return whom the policy names under `people` and `parties`."""
    return _register(strings(parameters, "people"), strings(parameters, "parties"))


@lru_cache(maxsize=8)  # the policy's are the same for every comment
def _register(people: tuple[str, ...], parties: tuple[str, ...]) -> Register:
    persons: dict[tuple[str, ...], Kind] = {}
    for name in people:
        forms = read(name).forms
        kind = Kind.POLITICIAN if forms and forms[0] in POLITICIANS else Kind.PERSON
        whole = forms[1:] if forms and forms[0] in TITLES else forms
        for called in filter(None, (whole, _surname(name, whole))):
            persons[called] = kind
    known = frozenset(read(party).forms for party in parties) - {()}
    return Register(known, persons, frozenset(name[0] for name in (*known, *persons)))


def _surname(name: str, forms: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name's surname in words: of "Amara Osei-Bright" both of its last chunk's."""
    words = len(read("".join(name.rsplit(maxsplit=1)[-1:])).forms)
    return forms[-words:] if words else ()


def _is_bare_surname(reading: Reading, index: int) -> bool:
    """Whether a single word is somebody's surname here: capitalised, behind a title, or with a verb of its own."""
    before = reading.before(index, 1)
    if before and (before[0] in _TITLED or before[0] in _THE):
        return before[0] in _TITLED
    return reading.is_capitalised(index) or not _VERBS.isdisjoint(reading.ahead(index, 1))


def is_titled(reading: Reading, index: int) -> bool:
    """Whether word `index` is a title that a name follows, "Cllr" or "PC"."""
    return reading.forms[index] in _TITLED


def is_body(form: str) -> bool:
    """Whether only bodies and places bear that word in their names."""
    return form in _BODIES


def names(reading: Reading, first: int, end: int, known: Register) -> Iterator[Named]:
    """Yield the names among the words from `first` to before `end`, in order; they do not overlap."""
    at = first
    while at < end:
        name = name_at(reading, at, known)
        if name is not None:
            yield name
        at = at + 1 if name is None else name.last + 1


def name_at(reading: Reading, index: int, known: Register) -> Named | None:
    """Return the name that begins at word `index`; None when none does."""
    if reading.forms[index] in _TITLED:
        return _behind_title(reading, index, known)
    listed = known.at(reading, index)
    if listed is not None:
        return listed
    last = _run(reading, index)
    if last == index or not reading.forms[index].replace("'", "").isalpha():
        return None
    forms = tuple(form.removesuffix("'s") for form in reading.forms[index : last + 1])
    is_body = (
        not _BODIES.isdisjoint(forms)
        or forms[0] in _FIRST_OF_BODIES
        or not _NUMERAL.isdisjoint(forms[1:])
        or not _THE.isdisjoint(reading.before(index, 1))
        or _is_many(reading, last)
    )
    return Named(Kind.BODY if is_body else Kind.PERSON, index, last)


def _behind_title(reading: Reading, index: int, known: Register) -> Named | None:
    """Return the name that a title begins: "Cllr Whitcombe", "cllr. k. singh", "Mr Ellis"; None for a title alone."""
    if not reading.ahead(index, 1):
        return None
    title = reading.forms[index]
    following = index + 1
    is_initial = len(reading.forms[following]) == 1 and reading.plain[reading.words[following].end :][:1] == "."
    if reading.forms[following] in _NEVER_BEHIND_A_TITLE and not is_initial:
        return None
    if not (reading.is_capitalised(following) or title in _IN_SMALL_LETTERS):
        return None
    listed = known.at(reading, following)
    if listed is not None and listed.kind is not Kind.BODY:
        kind, last = (Kind.POLITICIAN if title in POLITICIANS else listed.kind), listed.last
    else:
        kind, last = (Kind.POLITICIAN if title in POLITICIANS else Kind.PERSON), _run(reading, following)
    if is_initial and last <= following and reading.ahead(following, 1):
        last = following + 1
    return Named(kind, index, max(last, following))


def _run(reading: Reading, index: int) -> int:
    """Return the last of the capitalised words that stand beside one another from `index` on; `index` for no run."""
    last = index
    if reading.forms[index] in _NO_NAMES or not reading.is_capitalised(index):
        return index
    for at in range(index + 1, min(len(reading.words), index + _LONGEST)):
        form = reading.forms[at]
        if form in _NO_NAMES or form in _TITLED or not _is_beside(reading, at - 1):
            break
        if reading.is_capitalised(at):
            last = at
        elif form not in _PARTICLES:
            break
    start, stop = reading.words_span(index, last)
    return index if last > index and reading.original[start:stop].isupper() else last


def _is_beside(reading: Reading, index: int) -> bool:
    """Whether a space, a hyphen or an initial's full stop, and no more, stands between word `index` and the next."""
    if reading.words[index].sentence != reading.words[index + 1].sentence:
        return False
    between = reading.plain[reading.words[index].end : reading.words[index + 1].start]
    return between.isspace() or between in ("-", ". ")


def _is_many(reading: Reading, last: int) -> bool:
    """Whether the verb of a name that ends at `last` is a plural: of a company or a club, not of one person."""
    for form in reading.ahead(last, _AHEAD):
        if form not in _SOMEWHAT:
            return form in _PLURAL
    return False
