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
    "social worker", "street cleaner", "park ranger", "lass on the till", "bloke in planning", "parking man",
)  # fmt: skip
NAMED = (
    "Mrs Hughes", "Mr Khan", "Dave", "Karen from accounts", "Cllr Patel", "Cllr Jones", "Councillor Okafor", "Janet",
    "Cllr Bainbridge", "Steve Marsh", "Priya", "Cllr Kowalski", "young Callum", "Sandra on reception", "Dr Ellis",
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
    "fuckwit", "shithead", "arsehole", "bastard", "knobhead", "slapper", "whore", "lying rat", "fat cow", "scrote",
    "thick twat", "dirty old perv", "brainless cretin", "lazy slob", "useless bint", "vile creep", "cockwomble",
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
SLURRED = (
    "{s} out", "no {s} here", "get the {s} off our field", "the {s} are back on the car park, burn them out",
    "you {o}", "shut it you {o}", "typical {s}, thieving again", "our street is full of {s}", "bloody {s} everywhere",
    "{n} is a {o} and always was", "go home you {o}", "this town was fine before the {s} came", "filthy {s}",
    "what do you expect from a {o}", "council houses go to {s} first", "stop giving our money to {s}",
    "{n} is just another {o} on the take", "dirty {o}", "we all know the {s} did it", "send the {s} back",
)  # fmt: skip
SLURS = (
    "pikeys", "gyppos", "pakis", "wogs", "chinks", "spastics", "mongs", "poofs", "trannies", "faggots", "darkies",
    "coons", "niggers", "kikes", "yids", "ragheads", "muzzies", "retards", "dykes", "gooks", "nignogs", "spics",
)  # fmt: skip
SPOKEN_OF = (
    "My daughter was called {a} at the bus stop.", "Please stop using words like {s}, it is {y}.",
    "Somebody sprayed the word {s} on the mosque wall.", "The word {o} is a slur, full stop.",
    "He was fined for shouting {s} at a family.", "When I was a boy they called me {a}. Never again.",
    "Why is a comment with the word {s} still up?", "I have reported the man who called my son {a}.",
)  # fmt: skip
LEWD = (
    "{n} has lovely tits", "I would shag the {p} any day", "get your tits out {n}", "show us your knickers love",
    "the {p} can suck my cock", "{n} gives a good blowjob I bet", "bend over {n} and take it", "nice arse on the {p}",
    "send nudes {n}", "I know what the {p} does on her knees to get promoted", "phwoar, I'd give {n} one",
)  # fmt: skip
MENACE = (
    "I will find out where {n} lives and burn the house down", "{n} wants a brick through the window",
    "I'm going to smash the {p}'s face in", "somebody should stab the {p}", "you are dead when I see you {n}",
    "I hope {n} gets cancer and dies", "watch your back {n}, I know your car", "the {p} deserves a good kicking",
    "string {n} up from a lamp post", "put a bullet in the {p}", "kill yourself {n}", "go and hang yourself you {i}",
)  # fmt: skip
AIMED = (
    "{n} is a {i}", "{n} you are a {i}", "{n}, what a {i}", "fuck off {n}", "fuck you {n} and your {t}",
    "{n} couldn't find their own arse, the {i}", "ever met {n}? A proper {i}", "only a {i} would vote for {n}",
    "{n} is a fat {i} with a face like a slapped arse", "hope you choke on your biscuits {n}, you {i}",
    "you lot are a bunch of {i}s", "all the {p}s are {i}s", "the woman on your desk is a {i}", "oh piss off you {i}",
    "that {i} {n} was on about {t} again", "do the world a favour and die, {n}",
    "{n} is braindead, ugly and thick", "the new {p} is so ugly the pigeons left", "{n} is a filthy liar and a {i}",
)  # fmt: skip
PLAIN = (
    "There are rats behind the bins in our street.", "The pigs at the city farm had piglets.",
    "We saw a cock pheasant.",
    "A blue tit nests in the letter box.", "The old slag heap is a nature reserve now.", "Dick Turpin was hanged here.",
    "My nan makes faggots and peas on Fridays.", "Our bitch had six puppies, is the dog warden in?",
    "Coon cats shed a lot of hair.", "The shag and the cormorant breed on the cliffs.", "Can I scrap a bastard file?",
    "Cows are loose on the bypass again.", "A dyke broke and the lower meadow is flooded.", "Tramps' Lane is shut.",
    "The Hunt, the Cox orchard and Cockfosters are all in the walk.", "Is the snake in the museum alive?",
    "The clown at the fete was great with the children.", "Breast screening van: which days?", "Sex education classes?",
    "The anus, the bowel and what to look out for: a talk by the cancer nurse.", "Who kills the Japanese knotweed?",
    "Kill the lights at midnight to save money.", "We would kill for a bus after six.", "I am dying to see the plans.",
    "Shoot me a message about {t}.", "Blow the budget on {t} again, why don't you.", "{T} hit us like a bomb.",
    "I was disgusted by {t}.", "I felt like an idiot for believing the leaflet about {t}.", "Silly me, I forgot {t}.",
    "What the hell is going on with {t}?", "Fucking hell, {t} again.", "For fuck's sake fix {t}.", "{T}? Shite, mate.",
    "{T} is a shitshow from start to finish.", "Bollocks to {t}, spend it on schools.", "{T} is bloody brilliant.",
    "Holy shit, the fireworks were amazing!", "Thank fuck {t} is sorted.", "{n} was bloody helpful about {t}.",
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
    "{n} voted for {t}. Shame.", "I wrote to {n} about {t} and got no answer.", "{n} should resign over {t}.",
    "{n} has not got a clue about {t}.", "Thank you {n} for your help with {t}.", "{n} broke every promise on {t}.",
    "Rubbish service, rubbish answer, rubbish council: {t}.", "The decision on {t} stinks.",
    "{T} is the worst thing this council has ever done.", "Murder trying to get through to anyone about {t}.",
)  # fmt: skip


def contrast(seed: int, each: int = 550) -> Iterator[Example]:
    """Yield about thirteen times `each` sentences, the same ones for the same seed."""
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
        yield example(_cased(_fill(chance.choice(AIMED), chance), chance), "contrast", {"tox": 1, "insult": 1})
        yield example(_cased(_fill(chance.choice(SLURRED), chance), chance), "contrast", breaches)
        yield example(_fill(chance.choice(SPOKEN_OF), chance), "contrast", lawful)
        worst, label = chance.choice(((LEWD, "obscene"), (MENACE, "threat")))
        yield example(_cased(_fill(chance.choice(worst), chance), chance), "contrast", {"tox": 1, label: 1})
        yield example(_fill(chance.choice(PLAIN), chance), "contrast", lawful)
        for _ in range(2):
            yield example(_fill(chance.choice(CRITICISM), chance), "contrast", lawful | {"obscene": 0})
        yield example(
            _fill(chance.choice(CRITICISM), chance) + " " + _cased(_fill(chance.choice(PERSONAL), chance), chance),
            "contrast",
            {"tox": 1, "insult": 1},
        )


def _fill(template: str, chance: random.Random, said: str = "") -> str:
    group, thing, slur = chance.choice(GROUPS), chance.choice(THINGS), chance.choice(SLURS)
    one = {"trannies": "tranny"}.get(slur, slur[:-1])
    return template.format(
        g=group,
        G=group[0].upper() + group[1:],
        h=said,
        a=f"a {one}",
        i=chance.choice(INSULTS),
        n=chance.choice(NAMED),
        o=one,
        p=chance.choice(PERSONS),
        s=slur,
        t=thing,
        T=thing[0].upper() + thing[1:],
        v=chance.choice(VILE),
        x=chance.choice(VIOLENCE),
        y=chance.choice(("not on", "hateful", "2026", "racist")),
    )


def _cased(sentence: str, chance: random.Random) -> str:
    return sentence[0].upper() + sentence[1:] + chance.choice(("", "", ".", "!", "!!"))
