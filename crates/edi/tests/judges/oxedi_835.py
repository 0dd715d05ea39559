"""Writes down what oxedi says of the balance of 835 files, for crates/edi/tests/certificates.rs.

FOLDER holds the files. Each is judged as it stands, and again with one amount a dollar larger: the
first and the last of each kind that a balance is made of. To make the list anew, from the root:

    python3 -m venv target/oxedi && target/oxedi/bin/pip install oxedi==0.6.0
    target/oxedi/bin/python crates/edi/tests/judges/oxedi_835.py ../shared/data/x12/835 \
        > crates/edi/tests/judges/oxedi_835.tsv

Columns: the file, its length in bytes; the byte at which the changed segment begins, the element that
is changed and its new text (all empty for the file as it stands); what does not balance, as
`rule@byte` of the BPR, CLP or SVC in the file that was judged, or `unreadable`.
"""
import decimal
import pathlib
import sys

import oxedi

# Segment, element: what the balances are made of.
KINDS = [
    ("BPR", 2),
    ("CLP", 3),
    ("CLP", 4),
    ("SVC", 2),
    ("SVC", 3),
    ("CAS", 3),
    ("CAS", 6),
    ("PLB", 4),
    ("PLB", 6),
]


def starts(document):
    """The byte at which each segment begins, without line breaks and indentation before it."""
    for index in range(len(document)):
        raw = document[index].raw
        yield document[index].span[0] + len(raw) - len(raw.lstrip())


def faults(data):
    try:
        result = oxedi.parse(data)
    except oxedi.ParseError:
        return "unreadable"
    at = list(starts(result.document))
    found = set()
    for diagnostic in result.diagnostics:
        if diagnostic.kind == "BalanceMismatch":
            rule = diagnostic.rule.split('"')[1].removesuffix("_balance")
            found.add((at[diagnostic.segment], rule))
    return ";".join(f"{rule}@{byte}" for byte, rule in sorted(found))


def changes(data):
    """The first and the last amount of each kind, a dollar larger: byte, element, text, new file."""
    document = oxedi.parse(data).document
    at = list(starts(document))
    for name, element in KINDS:
        places = []
        for index in range(len(document)):
            segment = document[index]
            if segment.id != name.encode() or len(segment.elements) < element:
                continue
            try:
                amount = decimal.Decimal(segment.elements[element - 1].decode())
            except (AttributeError, UnicodeDecodeError, decimal.InvalidOperation):
                continue
            places.append((index, str(amount + 1)))
        for index, text in dict.fromkeys(places[:1] + places[-1:]):
            end = document[index].span[1]
            parts = data[at[index]:end].split(document.delimiters.element)
            # The last part also holds the terminator.
            if element < len(parts):
                end_of = parts[element][len(document[index].elements[element - 1]):]
                parts[element] = text.encode() + end_of
                changed = data[:at[index]] + document.delimiters.element.join(parts) + data[end:]
                yield at[index], element, text, changed


def main():
    print("file\tbytes\tat\telement\ttext\tfaults")
    for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
        data = path.read_bytes()
        verdict = faults(data)
        print(path.name, len(data), "", "", "", verdict, sep="\t")
        if verdict != "unreadable":
            for at, element, text, changed in changes(data):
                print(path.name, len(data), at, element, text, faults(changed), sep="\t")


main()
