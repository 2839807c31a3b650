"""Makes aims-sans.ttf: the letters that the radar's labels need, of Liberation Sans (Debian's fonts-liberation2), under a name of its own.

    python3 -m pip install fonttools==4.68.0
    python3 assets/fonts/make.py /usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf
"""

import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

NAME = "AIMS Sans"
LETTERS = "U+0020-007E,U+00A0-00FF,U+0152,U+0153,U+0178,U+2010-2015,U+2018-201E,U+2026,U+202F,U+2039,U+203A,U+20AC,U+2190-2193,U+2212"

target = pathlib.Path(__file__).with_name("aims-sans.ttf")
subset.main([
    sys.argv[1],
    f"--unicodes={LETTERS}",
    "--no-hinting",
    "--layout-features=",
    "--drop-tables+=GPOS,GSUB,GDEF,kern,DSIG,FFTM",
    "--name-IDs=0,1,2,3,4,5,6,13,14",
    f"--output-file={target}",
])
# The licence reserves the name Liberation for the original.
font = TTFont(target, recalcTimestamp=False)
for record in font["name"].names:
    new = {1: NAME, 3: NAME, 4: NAME, 6: NAME.replace(" ", "")}.get(record.nameID)
    if new:
        record.string = new
font.save(target)
