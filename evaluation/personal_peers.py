"""presidio on the same lines: its recognisers for what clause AU08 protects, without a language model.

Left out, because they would cost it precision: its recogniser of dates, which takes every date for private, and that of
postcodes, which are no secret without a house. Needs presidio-analyzer, which never travels with Beadle.
"""

from collections.abc import Iterator
from importlib import import_module

from evaluation.personal_information import Find


def presidio() -> Find:
    """Return what presidio finds in a text, by its own confidence's default threshold of 0."""
    known = import_module("presidio_analyzer.predefined_recognizers")
    tldextract = import_module("tldextract")
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())  # or it would fetch a list
    recognisers = {
        "phone": known.PhoneRecognizer(supported_regions=("GB",)),
        "email": known.EmailRecognizer(),
        "ni": known.UkNinoRecognizer(),
        "nhs": known.NhsRecognizer(),
        "card": known.CreditCardRecognizer(),
        "bank": known.IbanRecognizer(),
        "plate": known.UkVehicleRegistrationRecognizer(),
    }

    def find(text: str) -> Iterator[tuple[str, int, int]]:
        for kind, recogniser in recognisers.items():
            for result in recogniser.analyze(text, recogniser.supported_entities, None):
                yield kind, result.start, result.end

    return find
