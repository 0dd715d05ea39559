"""Draws the data of forms with reportlab, as the bench draws them with Claimbench.

FOLDER/forms.json holds a list of forms, each a list of [x, baseline from the top, text] in points.
Prints the CPU milliseconds of drawing and saving, without those of starting Python and of reading.
"""
import json
import os
import sys
import time

from reportlab.pdfgen import canvas

folder = sys.argv[1]
with open(os.path.join(folder, "forms.json"), encoding="utf-8") as file:
    forms = json.load(file)
start = time.process_time()
page = canvas.Canvas(os.path.join(folder, "reportlab.pdf"), pagesize=(612, 792), pageCompression=1)
for form in forms:
    page.setFont("Courier", 12)
    for x, y, text in form:
        page.drawString(x, 792 - y, text)
    page.showPage()
page.save()
print(json.dumps({"ms": (time.process_time() - start) * 1000}))
