"""Writes the strings of statements with reportlab, as the bench writes them with Claimbench.

FOLDER/statements.json holds how many statements there are and the pages of some: lists of
[bold, size, space between letters, x, baseline from the top, text] in points. The fonts are those that
every reader has, so that none is read or embedded, and no square or rule is drawn. A fifth of the
statements is written, for each takes as long as the next; what is printed is the CPU milliseconds of
all of them, without those of starting Python and of reading.
"""
import json
import os
import sys
import time

from reportlab.pdfgen import canvas

SHARE = 5

folder = sys.argv[1]
with open(os.path.join(folder, "statements.json"), encoding="utf-8") as file:
    run = json.load(file)
pages = run["pages"]
start = time.process_time()
paper = canvas.Canvas(os.path.join(folder, "reportlab.pdf"), pagesize=(612, 792), pageCompression=1)
for n in range(2 * run["statements"] // SHARE):
    font = None
    for bold, size, space, x, y, text in pages[n % len(pages)]:
        if font != (bold, size):
            font = (bold, size)
            paper.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        paper.drawString(x, 792 - y, text, charSpace=space)
    paper.showPage()
paper.save()
print(json.dumps({"ms": (time.process_time() - start) * 1000 * SHARE}))
