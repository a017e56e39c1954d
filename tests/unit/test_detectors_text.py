"""Whatever an author does to a word's letters, it is read as a reader reads it, and found where it stands."""

import pytest

from beadle.detectors.text import read


def forms(text: str) -> list[str]:
    return [word.form for word in read(text).words]


@pytest.mark.parametrize(
    "written",
    [
        "IDIOT",
        "ｉｄｉｏｔ",
        "іdіоt",
        "ídïôt",
        "id\u200biot",
        "i\u00addiot",
        "idiooooot",
        "1d10t",
        "!d!ot",
        "i d i o t",
        "i.d.i.o.t",
        "i-d-i-o-t",
        "i_d_i_o_t",
        "i*d*i*o*t",
        "🄸🄳🄸🄾🅃",
        "🇮🇩🇮🇴🇹",
        "𝐢𝐝𝐢𝐨𝐭",
        "ⓘⓓⓘⓞⓣ",
        "*idiot*",
        "idi0t!!",
        "ID1OT",
        "toidi",
        "a n i d i o t",
        "idiot-loving",
        "1d10t/neighbour",
    ],
)
def test_a_disguised_word_is_read_in_its_plain_spelling(written: str) -> None:
    assert "idiot" in forms(f"what an {written} he is")


@pytest.mark.parametrize(
    "written", ["f**k", "f***", "f*ck", "f**king", "sh*t", "c**t", "b*stard", "f--k", "f#ck", "w*nker", "tw*t"]
)
def test_a_word_with_letters_starred_out_is_read_and_marked(written: str) -> None:
    (word,) = read(written).words
    assert (word.form[0], word.masked) == (written[0], True)


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("5h17", "shit"),
        ("cun7", "cunt"),
        ("f@gg0t", "faggot"),
        ("(unt", "cunt"),
        ("b!+ch", "bitch"),
        ("w@nkers", "wankers"),
        ("cu nt", "cunt"),
        ("fu ck", "fuck"),
        ("b astards", "bastards"),
        ("🖕🖕🖕", "fuck"),
        ("b!t(h", "bitch"),
        ("sp*c", "spic"),
        ("fuckaz", "fuckers"),
        ("phaggot", "faggot"),
        ("reggin", "nigger"),
        ("bull💩", "bullshit"),
        ("💩head", "shithead"),
        ("restard", "retard"),
        ("n i g g e r", "nigger"),
        ("h.o.e.s", "hoes"),
        ("no h035", "hoes"),
        ("cun75", "cunts"),
        ("b17ch&#128080;", "bitch"),
        ("b!tch's", "bitch"),
        ("biatches", "bitches"),
        ("b1atches", "bitches"),
        ("nihhas", "niggas"),
        ("bitchs", "bitches"),
        ("biiiitchs", "bitches"),
        ("un-alived", "killed"),
        ("grapist", "rapist"),
        ("p*ssy", "pussy"),
        ("p***y", "pussy"),
        ("f*ck1ng", "fucking"),
        ("j*ws", "jews"),
        ("y0u", "you"),
        ("wh1te", "white"),
        ("fat-🍑ed", "assed"),
        ("eat my 🐱", "pussy"),
        ("suck my 🍆", "dick"),
    ],
)
def test_a_word_is_read_behind_signs_bywords_and_pictures(written: str, word: str) -> None:
    assert word in forms(f"look at that {written} there")


@pytest.mark.parametrize("written", ["F U council", "F.U. council", "Hello. F U all"])
def test_two_initials_curse_where_they_open_a_sentence(written: str) -> None:
    assert "fuck" in forms(written)


def test_a_picture_is_an_insult_where_one_ends_in_it_and_dirt_elsewhere() -> None:
    assert "shit" in forms("you are full of 💩")
    assert "shit" not in forms("dog 💩 all along the canal path")


def test_the_revealed_text_has_the_plain_words_and_the_rest_as_it_was() -> None:
    assert read("What an “1d10t”, says Señor f**k!").revealed().text == "What an “idiot”, says Señor fuck!"
    plain = "Nothing to see in Scunthorpe – 24/7, A55."
    assert read(plain).revealed() == (plain, ())


@pytest.mark.parametrize(
    ("written", "revealed"),
    [
        ("уоu аrе filth", "you are filth"),
        ("𝐲𝐨𝐮 are", "you are"),
        ("that fat-🍑ed man", "that fat-assed man"),
        ("Łódź, café and Москва", "Łódź, café and Москва"),
        ("don’t, m², 👩\u200d🦰", "don’t, m², 👩\u200d🦰"),
        ("I hate hoes.. h.o.e.s!", "I hate hoes.. hoes!"),
        ("lost 🐱 near the park", "lost 🐱 near the park"),
    ],
)
def test_letters_of_mixed_scripts_and_pictures_are_revealed_and_foreign_words_are_not(
    written: str, revealed: str
) -> None:
    assert read(written).revealed().text == revealed


def test_a_place_in_the_revealed_text_is_found_in_the_original() -> None:
    written = "Hi, you i d i o t and f**k off"
    revealed = read(written).revealed()
    assert revealed.text == "Hi, you idiot and fuck off"
    for seen in ("Hi,", "you", "and", "off"):
        start = revealed.text.index(seen)
        assert written[slice(*revealed.original_span(start, start + len(seen)))] == seen
    for seen, spelt in (("idiot", "i d i o t"), ("dio", "i d i o t"), ("fuck", "f**k"), ("idiot and", "i d i o t and")):
        start = revealed.text.index(seen)
        assert written[slice(*revealed.original_span(start, start + len(seen)))] == spelt
    assert revealed.original_span(0, len(revealed.text)) == (0, len(written))


@pytest.mark.parametrize(
    "innocent",
    [
        "A55",
        "M6",
        "who're",
        "he'll",
        "we'll",
        "co-op",
        "B4455",
        "12-14",
        "re-cycle",
        "24/7",
        "o'clock",
        "half-arsed",
        "X5",
        "SH17",
        "Mr.",
        "e.g.",
        "a.m.",
        "3rd",
        "50p",
        "4x4",
        "1st",
        "C'mon",
        "N1",
        "ASAP",
        "P&O",
        "U-turn",
        "star",
        "rail",
        "bats",
        "tips",
        "B24",
        "RG12",
        "tel:",
        "(a)",
        "(council",
        "c/o",
        "my fag got wet",
        "people who re elected them",
        "the cun ning plan",
        "TW at nine",
        "Bel lend us a fiver",
        "Year 7 F U 14 girls",
        "form FU 12",
        "F U E L prices",
        "room H035",
        "the A535",
        "sl08 3ab",
        "bin75",
        "ref inc315",
        "A*-C",
        "a.s.a.p",
        "W.H.O.",
        "4all",
        "5pm",
        "7he11",
        "me@theyard.co.uk",
        "what?!",
        ">This",
        "PDFs",
        "hoar frost",
        "corn on the cob",
        "grapes",
        "my 🐱 is missing",
        "some idiot ran over my 🐱",
        "you're a 🐱 person",
    ],
)
def test_plain_writing_is_no_disguise(innocent: str) -> None:
    assert not any(word.disguised or word.masked for word in read(innocent).words)


@pytest.mark.parametrize(
    "text", ["you 🤡 ﬁne іdіоt here", "\u202eyou\u202c idiot", "e\u0301 you i d i o t", "½ of idiot"]
)
def test_positions_are_those_of_the_original(text: str) -> None:
    reading = read(text)
    index = next(n for n, word in enumerate(reading.words) if word.form == "idiot")
    start, end = reading.words_span(index, index)
    assert [word.form for word in read(text[start:end]).words] == ["idiot"]


def test_sentences_are_told_apart() -> None:
    assert [word.sentence for word in read("Well. I see! Do you?\nYes").words] == [0, 1, 1, 2, 2, 3]


def test_what_stands_between_quotation_marks_is_quoted() -> None:
    reading = read("She said “you fool” and it's 'a shame' isn't it")
    quoted = [word.form for word in reading.words if reading.is_quoted(word.start)]
    assert quoted == ["you", "fool", "a", "shame"]


def test_a_name_is_known_by_its_capitals_and_its_neighbours() -> None:
    reading = read("the bell end of King's Dyke")
    assert [word.form for n, word in enumerate(reading.words) if reading.is_proper_name(n)] == ["king's", "dyke"]
