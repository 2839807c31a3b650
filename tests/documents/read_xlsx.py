"""Checks a workbook and what LibreOffice made of it after it had computed all formulas anew: the two files are the arguments.

The first must have named tables, lists to choose from, marks by condition, and formulas with their results. In the second no cell may be an error, and
each formula must have the same result, but for those that depend on the day.
"""

import sys
import zipfile
from xml.etree import ElementTree

NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def parts(file, folder):
    """The parts of a folder, in the order of their numbers."""
    with zipfile.ZipFile(file) as archive:
        names = [name for name in archive.namelist() if name.startswith(folder) and name.endswith(".xml")]
        number = lambda name: int("".join(filter(str.isdigit, name.rsplit("/", 1)[-1])))
        return [ElementTree.fromstring(archive.read(name)) for name in sorted(names, key=number)]


def cells(sheet):
    return [cell for cell in sheet.iter(NAMESPACE + "c")]


def computed(sheets):
    """The formulas by sheet and cell, each with its result."""
    found = {}
    for number, sheet in enumerate(sheets, 1):
        for cell in cells(sheet):
            formula = cell.find(NAMESPACE + "f")
            if formula is not None:
                value = cell.find(NAMESPACE + "v")
                found[number, cell.get("r")] = (formula.text, "" if value is None else value.text or "")
    return found


ours, theirs = [parts(file, "xl/worksheets/sheet") for file in sys.argv[1:3]]
names = [table.get("displayName") for table in parts(sys.argv[1], "xl/tables/table")]
assert len(names) >= 7 and len(set(names)) == len(names), f"tables: {names}"
for kind, least in [("dataValidation", 5), ("conditionalFormatting", 4)]:
    found = sum(1 for sheet in ours for _ in sheet.iter(NAMESPACE + kind))
    assert found >= least, f"only {found} of {kind}"
formulas = computed(ours)
assert len(formulas) >= 6, f"only {len(formulas)} formulas"
again = computed(theirs)
for place, (formula, value) in formulas.items():
    assert place in again, f"LibreOffice has no formula at {place}: {formula}"
    other = again[place][1]
    if "TODAY()" not in formula:
        same = value == other or value and other and abs(float(value) - float(other)) < 0.01
        assert same, f"{place}: {formula} is {other!r} and not {value!r}"
for number, sheet in enumerate(theirs, 1):
    wrong = [cell.get("r") for cell in cells(sheet) if cell.get("t") == "e"]
    assert not wrong, f"errors on sheet {number}: {wrong}"
print(f"{len(names)} tables and {len(formulas)} formulas, computed anew without an error")
