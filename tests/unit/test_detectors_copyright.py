"""Clause AU04: what is marked as somebody else's is looked at, and only a known pirate's link is removed."""

import pytest

from beadle.domain.judgements import Verdict
from tests.judging import judged, outcome

PASSAGE = (
    "The council last night agreed to reopen the library after a refurbishment costing more than a million pounds, with"
    " members voting in favour following a debate that lasted three hours. Campaigners in the public gallery cheered as"
    " the result was announced by the mayor."
)
VERSES = """The bells ring out across the square
And lanterns light the river wide
I knew that you'd be waiting there
Beside the slowly turning tide

Oh carry me home
Oh carry me home
Where the lanterns burn till dawn
Oh carry me home

The market folk have gone to bed
The snow lies deep on weir and lane
And every word you ever said
Comes back to me again"""


@pytest.mark.parametrize(
    "text",
    [
        f"{PASSAGE} (c) 2026 Evening Post",
        f"Source: The Times\n{PASSAGE}",
        f"{PASSAGE}\n\nSource: BBC News",
        f"{PASSAGE}\nBy Jane Smith, published in the Guardian",
        f'From the Daily Mail: "{PASSAGE}"',
        f"{PASSAGE} - The Telegraph, 12 November 2026",
        f"Copied from the Evening Post: {PASSAGE}",
        f"Extract from 'The River' by A. N. Author (2019): {PASSAGE}",
        f"Here's what the Telegraph wrote: {PASSAGE}",
        f"{PASSAGE} Read more at www.dailymail.co.uk/news/123",
        f"Taken from my neighbour's website without asking, {PASSAGE}",
        f"Words and music by J. Smith\n{VERSES}",
        f"[Verse 1]\n{VERSES}",
        f"Lyrics:\n{VERSES}",
        VERSES,
        "Photo © John Smith Photography",
        "Poem for the day, copied from this morning's Times: ... full text below, © Times Newspapers",
        "Copied from today's Guardian, full article below, read it before they delete it",
        "Full lyrics below. © Universal Music",
    ],
)
def test_what_is_marked_as_somebodys_is_looked_at_and_never_removed(text: str) -> None:
    assert outcome(judged(text)) == "review AU04"


@pytest.mark.parametrize(
    "text",
    [
        PASSAGE,
        f"Harrowmere Council press release: {PASSAGE}",
        f"Source: https://www.gov.uk/statistics {PASSAGE}",
        f"As published in your own minutes: {PASSAGE}",
        "I read in The Times that councils are going bust",
        "Source: trust me",
        "Source: The Times",  # no passage
        f"My own poem, written for the village:\n{VERSES}",
        "Roses are red\nViolets are blue\nThe bins are not emptied\nAnd nor are you",
        "- bins\n- roads\n- lights\n- dog mess\n- parking\n- litter\n- the lot",
        "I took this photo myself © me",
        "Copied from the council website: the tip opens at 9, full list below",
        "Full text below of the notice the council sent me",
        "© Crown copyright it says on the map",
        "Who owns the copyright of the old photos in the library?",
    ],
)
def test_ones_own_words_and_a_mention_stay(text: str) -> None:
    assert judged(text).verdict is Verdict.KEEP


@pytest.mark.parametrize(
    "text",
    [
        "torrent: magnet:?xt=urn:btih:abcdef",
        "download the album here for free https://mega.nz/file/abc",
        "Stream every match on my firestick, £40 a year, all channels",
        "Sky Sports and BT for £5 a month IPTV message me",
    ],
)
def test_what_has_to_be_paid_for_is_not_given_away(text: str) -> None:
    assert "AU04" in judged(text).clauses


@pytest.mark.parametrize(
    "text",
    [
        "Is it legal to watch free streams on a dodgy box?",
        "My neighbour sells firesticks, is that for trading standards?",
        "Watch the council meeting live: https://youtube.com/x",
        "Download the form for free from harrowmere.gov.uk",
        "stream the meeting for free on your website please",
    ],
)
def test_asking_about_it_and_what_is_free_stays(text: str) -> None:
    assert "AU04" not in judged(text).clauses
