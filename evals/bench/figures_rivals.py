"""Read the numbers of texts with a package that is not ledgergen's, in an environment of its own.

    python figures_rivals.py quantulum3|recognizers-text < pairs.json

Run by `figures.py`, by the interpreter of that environment. Reads a JSON list of
[text, evidence] and writes, for each, the seconds that both took and what was
read: [start, end, value] in the text, values alone in the evidence.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Callable

Read = Callable[[str], list[tuple[int, int, str]]]


def load_quantulum3() -> Read:
    """Return the reader of quantulum3."""
    from quantulum3 import parser  # type: ignore[import-not-found]  # noqa: PLC0415

    def read(text: str) -> list[tuple[int, int, str]]:
        return [(*found.span, str(float(found.value))) for found in parser.parse(text)]

    return read


def load_recognizers() -> Read:
    """Return the reader of recognizers-text: numbers, units and dates, as a checker of figures needs."""
    from recognizers_date_time import recognize_datetime  # type: ignore[import-not-found]  # noqa: PLC0415
    from recognizers_number import (  # type: ignore[import-not-found]  # noqa: PLC0415
        recognize_number,
        recognize_ordinal,
        recognize_percentage,
    )
    from recognizers_number_with_unit import (  # type: ignore[import-not-found]  # noqa: PLC0415
        recognize_age,
        recognize_currency,
        recognize_dimension,
    )

    recognizers = (
        recognize_number, recognize_ordinal, recognize_percentage, recognize_age, recognize_currency,
        recognize_dimension, recognize_datetime,
    )  # fmt: skip

    def read(text: str) -> list[tuple[int, int, str]]:
        found = [result for recognize in recognizers for result in recognize(text, "en-us")]
        return [(result.start, result.end + 1, write_value(result.resolution)) for result in found]

    return read


def write_value(resolution: object) -> str:
    """Write a value so that equal ones are equal: numbers as numbers, dates as they are."""
    if not isinstance(resolution, dict):
        return ""
    if "values" in resolution:
        return str([value.get("timex") for value in resolution["values"]])
    try:
        return str(float(str(resolution.get("value")).rstrip("%")))
    except ValueError:
        return str(resolution.get("value"))


LOADERS = {"quantulum3": load_quantulum3, "recognizers-text": load_recognizers}


def main() -> None:
    """Read all pairs."""
    warnings.simplefilter("ignore")
    read = LOADERS[sys.argv[1]]()
    read("It cost 1.9 million dollars and ran 104 minutes on May 5, 1976, at 15%.")  # loads its models
    answers = []
    for text, evidence in json.load(sys.stdin):
        started = time.process_time()
        try:
            found, known = read(text), read(evidence)
        except Exception as error:  # noqa: BLE001  a text that it cannot read is one it says nothing of
            print(f"{sys.argv[1]}: {error!r}", file=sys.stderr)
            found, known = [], []
        seconds = time.process_time() - started
        answers.append({"seconds": seconds, "text": found, "evidence": [value for _, _, value in known]})
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
