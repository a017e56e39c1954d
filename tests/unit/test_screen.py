"""What strangers wrote neither commands the terminal nor is read as markup."""

from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from local.screen import Screen, plain, table


@given(st.text(alphabet=st.characters(codec=None, exclude_categories=())))
def test_a_plain_text_is_as_long_as_it_was_and_commands_nothing(text: str) -> None:
    shown = plain(text)

    assert len(shown) == len(text)
    assert not any(ord(sign) < 0x20 and sign not in "\t\n" for sign in shown)
    assert not any(0x7F <= ord(sign) < 0xA0 for sign in shown)
    shown.encode()


def test_words_and_emoji_stay_as_they_were() -> None:
    assert plain("Diolch yn fawr, 👩‍👧 ŵ!\n\tTwo lines") == "Diolch yn fawr, 👩‍👧 ŵ!\n\tTwo lines"


def test_neither_markup_nor_escapes_in_a_cell_reach_the_terminal() -> None:
    screen = Screen(record=True, width=80, force_terminal=True)
    rows = table("Comments", "Says")
    rows.add_row("[bold]not bold[/] [/broken] :pile_of_poo: \x1b[31mred\x1b]0;title\x07")
    screen.print(rows)

    shown = screen.export_text()

    assert "[bold]not bold[/] [/broken] :pile_of_poo:" in shown
    assert "\x1b" not in shown
    assert "\x07" not in shown


def test_a_text_with_a_style_is_shown_as_it_is() -> None:
    screen = Screen(record=True, width=80)
    screen.print(Text("[red]"))

    assert screen.export_text() == "[red]\n"
