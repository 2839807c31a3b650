"""Unpacks the tables of a report and prints their rows as JSON, by the name of the file, as Python's csv reads them.

The arguments are the package, the separator, and the folder to unpack into. Fails unless each file is one flat table: a header
of different names, and rows of as many cells.
"""

import csv
import json
import pathlib
import sys
import zipfile

package, separator, folder = sys.argv[1:]
tables = {}
with zipfile.ZipFile(package) as files:
    assert files.testzip() is None
    files.extractall(folder)
    names = files.namelist()
about, *names = names
text = (pathlib.Path(folder) / about).read_text(encoding="utf-8-sig")
for name in names:
    with open(pathlib.Path(folder) / name, encoding="utf-8-sig", newline="") as file:
        head, *rows = list(csv.reader(file, delimiter=separator, strict=True))
    assert name in text, f"{about} does not tell of {name}"
    assert len(set(head)) == len(head) and all(cell.strip() for cell in head), f"{name}: {head}"
    for row in rows:
        assert len(row) == len(head), f"{name}: {len(head)} columns, and {row}"
    tables[name] = [head, *rows]
print(json.dumps(tables))
