"""Pairs of our own making: what looks alike and is judged differently.

Abuse beside those who quote and refuse it; groups hated beside groups named in passing or with pride; a person
insulted beside a council criticised, in plain British talk. The corpora under tests/data are for testing: nothing of
them stands here.
"""

import random
from collections.abc import Iterator

from models.data import Example, example

GROUPS = (
    "women", "girls", "men", "black people", "white people", "Asians", "Muslims", "Jews", "Christians", "Sikhs",
    "Hindus", "Catholics", "Travellers", "gypsies", "Romani families", "immigrants", "refugees", "asylum seekers",
    "migrants", "foreigners", "Poles", "Romanians", "Pakistanis", "Indians", "Nigerians", "Somalis", "Arabs",
    "Chinese people", "the Irish", "the Welsh", "the Scots", "the English", "gay people", "gays", "lesbians",
    "bisexual people", "trans people", "trans women", "disabled people", "autistic people", "deaf people",
    "blind people", "old people", "pensioners", "single mothers", "people on benefits", "Mexicans", "Africans",
)  # fmt: skip
PERSONS = (
    "councillor", "planning officer", "traffic warden", "receptionist", "bin man", "head teacher", "mayor", "nurse",
    "bus driver", "chief executive", "librarian", "caretaker", "housing officer", "neighbour", "lollipop lady",
    "social worker", "street cleaner", "park ranger", "Mrs Hughes", "Mr Khan", "Dave", "Karen from accounts",
)  # fmt: skip
VILE = (
    "vermin", "scum", "parasites", "animals", "cockroaches", "filth", "a disease", "subhuman", "rats", "pigs",
    "a plague", "trash", "savages", "worthless", "disgusting", "evil", "all criminals", "all rapists", "leeches",
)  # fmt: skip
VIOLENCE = (
    "be shot", "be hanged", "be gassed", "be wiped out", "be burned", "be deported", "be beaten up", "be put down",
    "be drowned", "be locked in camps", "never be allowed to breed", "be kicked out of this country", "die",
)  # fmt: skip
INSULTS = (
    "idiot", "moron", "imbecile", "halfwit", "clown", "dickhead", "wanker", "tosser", "prick", "bellend", "cow",
    "slag", "fat pig", "bitch", "cunt", "twat", "muppet", "liar and a coward", "waste of oxygen", "piece of shit",
    "scumbag", "retard", "psycho", "ugly hag", "pathetic little worm", "ignorant pig", "gobshite", "numpty",
)  # fmt: skip
PROUD = (
    "I am proud that {g} live in our street.", "My best friends are {g} and I love them.",
    "{G} deserve the same respect as everyone else.", "What does the council do to help {g}?",
    "There is a coffee morning for {g} on Tuesday at the library.", "{G} have lived here for generations.",
    "My family are {g} and we feel welcome here.", "Are {g} exempt from the charge?",
    "The survey asked {g} about the bus service.", "Lovely to see {g} at the fete on Saturday.",
    "More should be done for {g} in this town.", "Most {g} I know work hard and pay their council tax.",
    "As a carer I work with {g} every day.", "The museum has an exhibition about {g}.",
    "{G} are not {v}, they are our neighbours.", "I stand with {g} against bullying.",
    "{G} should never be treated badly because of who they are.", "Why do so many {g} feel unsafe on the bus?",
)  # fmt: skip
COUNTER = (
    'Whoever wrote "{h}" should be ashamed.', "If you say {h} then you are the problem.",
    'A man on the bus shouted "{h}" at me and nobody helped.', "Saying {h} is not an opinion, it is hatred.",
    '"{h}" was painted on our garage. When will it be removed?', "I reported the post that said {h}.",
    'My son was told "{h}" at school today. This must stop.', "Anyone who thinks {h} needs to leave this page.",
    "It is a lie that {h}.", 'You cannot go around saying "{h}" and expect no answer.',
    "I grew up hearing that {h} and it was wrong then too.", 'How can the moderators let "{h}" stand?',
    "I do not believe for a second that {h}.", 'Comments like "{h}" are exactly what the hate crime team is for.',
)  # fmt: skip
HATEFUL = (
    "{g} are {v}", "{g} should {x}", "I hate {g}", "all {g} should {x}", "{g} are nothing but {v}",
    "we don't want {g} here", "{g} do not belong in this country", "I can't stand {g}, they are {v}",
    "the only good thing about {g} is when they leave", "{g} make me sick", "keep {g} away from our children",
    "{g} are ruining this town", "no {g} should be allowed to vote", "typical {g}, all {v}",
)  # fmt: skip
PERSONAL = (
    "that {p} is a {i}", "the {p} is an absolute {i}", "you {i}", "what a {i} you are", "shut up you {i}",
    "our {p} is a complete {i} and everybody knows it", "only a {i} like you would say that",
    "I hope the {p} gets hit by a bus, the {i}", "tell that {i} of a {p} to do some work",
    "you are a {i} and so is your mother", "{p}? More like {i}", "the {p} looks like a {i}",
)  # fmt: skip
REFUSED = (
    "Please do not call the {p} a {i}.", 'Somebody called our {p} "a {i}" and that is not on.',
    "Nobody deserves to be called a {i} for doing their job.", 'I was called a {i} by the {p}. I want to complain.',
    'The {p} never said that you are a {i}, read it again.', "Calling people {i} does not fix the road.",
    'He wrote "you {i}" under my post, please take it down.', "My old teacher used to call me a {i} and it hurt.",
)  # fmt: skip
THINGS = (
    "the bins", "the potholes", "council tax", "the new parking charges", "the cycle lane", "the bus timetable",
    "the library hours", "the leisure centre", "the planning application", "the flood wall", "the street lights",
    "the budget", "the consultation", "the website", "the phone line", "the garden waste charge", "the playground",
    "the low traffic neighbourhood", "the recycling centre", "the new roundabout", "the housing list", "the grit bins",
)  # fmt: skip
CRITICISM = (
    "{T} are a bloody disgrace and this council does not care.", "Who on earth thought {t} was a good idea?",
    "Absolutely fuming about {t}, three weeks and nothing done.", "You lot could not organise {t} if you tried.",
    "What a total waste of our money {t} has been.", "The {p} promised to sort {t}. Another broken promise.",
    "I hate what you have done to {t}.", "This council is killing the high street with {t}.",
    "{T} again! Useless, utterly useless.", "The {p} should resign over {t}.", "Damn right I am angry about {t}.",
    "Whoever is in charge of {t} should be sacked.", "Sick to death of hearing about {t}.",
    "The {p} voted for {t}, remember that in May.", "It is stupid to spend thousands on {t} while roads crumble.",
    "{T}: lies, damned lies and statistics.", "Shame on you for {t}.", "Thanks for sorting {t} so quickly!",
    "When will {t} be fixed?", "A shambles from start to finish, {t}.", "Pathetic excuse about {t} from the council.",
    "Your {p} was rude to me about {t}.", "I would be mad to believe a word about {t}.", "This is crap, fix {t}.",
    "Rubbish service, rubbish answer, rubbish council: {t}.", "The decision on {t} stinks.",
    "{T} is the worst thing this council has ever done.", "Murder trying to get through to anyone about {t}.",
)  # fmt: skip


def contrast(seed: int, each: int = 550) -> Iterator[Example]:
    """Yield about eight times `each` sentences, the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - a choice of examples is no secret
    breaches = {"tox": 1, "hate": 1}
    lawful = {"tox": 0, "hate": 0, "insult": 0, "threat": 0}
    for _ in range(each):
        said = _fill(chance.choice(HATEFUL), chance)
        yield example(_cased(said, chance), "contrast", breaches | {"threat": 0} if "should" not in said else breaches)
        yield example(_fill(chance.choice(COUNTER), chance, _fill(chance.choice(HATEFUL), chance)), "contrast", lawful)
        yield example(_fill(chance.choice(PROUD), chance), "contrast", lawful)
        insult = _fill(chance.choice(PERSONAL), chance)
        yield example(_cased(insult, chance), "contrast", {"tox": 1, "insult": 1})
        yield example(_fill(chance.choice(REFUSED), chance), "contrast", lawful)
        for _ in range(2):
            yield example(_fill(chance.choice(CRITICISM), chance), "contrast", lawful | {"obscene": 0})
        yield example(
            _fill(chance.choice(CRITICISM), chance) + " " + _cased(_fill(chance.choice(PERSONAL), chance), chance),
            "contrast",
            {"tox": 1, "insult": 1},
        )


def _fill(template: str, chance: random.Random, said: str = "") -> str:
    group, thing = chance.choice(GROUPS), chance.choice(THINGS)
    return template.format(
        g=group,
        G=group[0].upper() + group[1:],
        h=said,
        i=chance.choice(INSULTS),
        p=chance.choice(PERSONS),
        t=thing,
        T=thing[0].upper() + thing[1:],
        v=chance.choice(VILE),
        x=chance.choice(VIOLENCE),
    )


def _cased(sentence: str, chance: random.Random) -> str:
    return sentence[0].upper() + sentence[1:] + chance.choice(("", "", ".", "!", "!!"))
