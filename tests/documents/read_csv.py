"""Prints the rows of a CSV file, as Python reads them, as JSON: the file and its separator are the arguments."""

import csv
import json
import sys

with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
    print(json.dumps(list(csv.reader(file, delimiter=sys.argv[2]))))
