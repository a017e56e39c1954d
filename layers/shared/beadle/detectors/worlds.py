"""Worlds that are no council's business, each known by its own words: what clause AU07 calls not relevant.

A telling word or phrase counts 2, a word that keeps it company 1, and that only beside a telling one. British politics
is missing on purpose, as residents may speak of it, and so is every word that also says something of a town.
"""

from collections.abc import Iterator, Mapping

from beadle.detectors.phrases import Phrases
from beadle.detectors.text import Reading

TELLING, COMPANY = 2.0, 1.0

WORLDS: Mapping[str, Phrases] = {
    "sport": Phrases(
        {
            TELLING: """arsenal, tottenham, tottenham hotspur, man utd, man united, manchester united, man city
            west ham, aston villa, leeds united, premier league, champions league, fa cup, ronaldo, messi, haaland
            formula one, grand prix final, ryder cup""",
            COMPANY: """goal, offside, goals, striker, penalty, referee, ref, keeper, midfielder, transfer
            match, league, wicket, half time, var, champions, chelsea, liverpool, everton, manager, won, score
            fixture, premiership, final""",
        }
    ),
    "entertainment": Phrases(
        {
            TELLING: """love island, bake off, x factor, eastenders, corrie, emmerdale, netflix, taylor swift
            kardashian, kardashians, harry styles, meghan markle, prince harry, beyonce, game of thrones
            married at first sight, i'm a celebrity, strictly finale, strictly final, strictly last, on strictly
            see strictly, saw strictly, watch strictly, watching strictly, watched strictly, strictly results""",
            COMPANY: """episode, season, finale, spoilers, album, tour, lyrics, singer, celebrity, contestant
            contestants, soundtrack, movie, film, actor, actress, trailer, watching, watched, dancing, telly, series
            tonight""",
        }
    ),
    "money schemes": Phrases(
        {
            TELLING: """bitcoin, ethereum, crypto, cryptocurrency, dogecoin, altcoin, altcoins, nft, nfts
            blockchain, forex""",
            COMPANY: "trading, investors, wallet, coin, coins, token, grand, 100k, 200k, rich, invest",
        }
    ),
    "stars and fate": Phrases(
        {
            TELLING: "horoscope, horoscopes, zodiac, in retrograde, star sign, star signs, tarot",
            COMPANY: """mercury, aries, taurus, gemini, leo, virgo, libra, scorpio, sagittarius, capricorn
            aquarius, pisces, stranger""",
        }
    ),
    "games": Phrases(
        {
            TELLING: "fortnite, minecraft, roblox, playstation, xbox, nintendo, call of duty",
            COMPANY: "gamer, gamers, gameplay, update, console, level, graphics",
        }
    ),
    "recipes": Phrases(
        {
            TELLING: """banana bread, recipe for, teaspoon, teaspoons, tablespoon, tablespoons, preheat
            marinade, sourdough starter, slow cooker, favourite biscuit, custard creams, hobnob, hobnobs""",
            COMPANY: "recipe, flour, oven, bake, baking, drizzle, simmer, biscuit, biscuits, sinking, dough",
        }
    ),
    "tips for the house": Phrases(
        {
            TELLING: """out of a carpet, out of the carpet, out of my carpet, out of a cream carpet
            out of a wool carpet, red wine, white vinegar, bicarbonate of soda, fabric softener, remove limescale""",
            COMPANY: "stain, stains, carpet, salt, vinegar, soak, descale",
        }
    ),
    "pets": Phrases(
        {
            TELLING: "had kittens, had puppies, advent calendar, had her kittens, had her puppies, eaten a whole",
            COMPANY: "vet, vets, cute, kittens, puppies, eaten, my dog, my cat",
        }
    ),
    "conspiracies": Phrases(
        {
            TELLING: """chemtrail, chemtrails, moon landing, moon landings, earth is flat, flat earth
            flat earther, sheeple, illuminati, new world order, deep state, reptilian, reptilians, lizard people
            qanon, crisis actors, plandemic, bill gates, klaus schwab, david icke, adrenochrome, inside job
            5g causes, 5g is killing""",
            COMPANY: "faked, hoax, kubrick, nasa, poisoning, microchip, microchips, vaccine, vaccines, jabs, agenda",
        }
    ),
    "politics abroad": Phrases(
        {
            TELLING: """free palestine, from the river to the sea, stand with israel, gaza, hamas, hezbollah
            netanyahu, zelensky, putin, trump, donald trump, kamala harris, joe biden, america first, maga
            slava ukraini, kremlin, stand with palestine, free tibet, kim jong un""",
            COMPANY: """genocide, israel, palestine, ukraine, russia, iran, president, ceasefire, zionists, war
            america, nato""",
        }
    ),
    "preaching": Phrases(
        {
            TELLING: """jesus is coming, mark of the beast, read revelation, repent and be, accept jesus
            jesus saves, lord and saviour, end times, the rapture, convert to islam, allah is the one, hail satan
            book of revelation""",
            COMPANY: """jesus, repent, saved, sins, sinners, scripture, salvation, bible, quran, prophet, hell
            revelation""",
        }
    ),
}


def weights(reading: Reading) -> Iterator[tuple[str, float]]:
    """Yield each world that a text has telling words of, and how much its words weigh, each counted once."""
    for world, words in WORLDS.items():
        met = {reading.forms[first : last + 1]: weight for first, last, weight in words.find(reading)}
        if TELLING in met.values():
            yield world, sum(met.values())
