"""Makes the fonts of the paper from their sources: python3 make.py INTER_WEB_FOLDER OCRB.otf

Inter comes from the npm package inter-ui (folder web), OCR-B from the Debian package fonts-ocr-b.
Needs fonttools and brotli. What is made:

- the letters of WinAnsi only, since the paper is written in that code page;
- digits of one width (tnum), open digits (ss01) and an l with a tail (cv05) baked in, for the writer
  of the paper applies no OpenType features;
- kerning of these letters as a plain kern table;
- no hints, no names but the copyright and the license.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

WIN_ANSI = sorted({
    ord(bytes([code]).decode("cp1252"))
    for code in range(32, 256)
    if code not in (0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D)
})
FEATURES = ["tnum", "ss01", "cv05"]
WEIGHTS = {"Regular": "Regular", "SemiBold": "SemiBold", "Bold": "Bold"}


def substitutions(font):
    """The lookups of the features, in the order in which they apply."""
    gsub = font["GSUB"].table
    wanted = sorted({
        index
        for record in gsub.FeatureList.FeatureRecord
        if record.FeatureTag in FEATURES
        for index in record.Feature.LookupListIndex
    })
    for index in wanted:
        for table in gsub.LookupList.Lookup[index].SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType == 1:
                yield table.mapping


def bake(font):
    """Points each letter at the glyph that the features give. Of one width are the digits alone: a wide
    hyphen would tear words apart."""
    maps = list(substitutions(font))
    for table in font["cmap"].tables:
        for code, glyph in list(table.cmap.items()):
            if not chr(code).isalnum():
                continue
            for mapping in maps:
                glyph = mapping.get(glyph, glyph)
            table.cmap[code] = glyph


def pairs(font, glyphs):
    """The kerning of GPOS as pairs of glyphs."""
    gpos = font["GPOS"].table
    lookups = sorted({
        index
        for record in gpos.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for index in record.Feature.LookupListIndex
    })
    found = {}
    for index in lookups:
        for table in gpos.LookupList.Lookup[index].SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType != 2:
                continue
            first = [g for g in table.Coverage.glyphs if g in glyphs]
            if table.Format == 1:
                for left in first:
                    for record in table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord:
                        value = record.Value1.XAdvance if record.Value1 else 0
                        if record.SecondGlyph in glyphs:
                            found.setdefault((left, record.SecondGlyph), value)
            else:
                for left in first:
                    row = table.Class1Record[table.ClassDef1.classDefs.get(left, 0)].Class2Record
                    for right in glyphs:
                        value = row[table.ClassDef2.classDefs.get(right, 0)].Value1
                        value = getattr(value, "XAdvance", 0) if value else 0
                        found.setdefault((left, right), value)
    return {pair: value for pair, value in found.items() if abs(value) >= font["head"].unitsPerEm / 128}


def inter(source, target):
    font = TTFont(source)
    bake(font)
    cmap = font.getBestCmap()
    glyphs = {cmap[code] for code in WIN_ANSI if code in cmap}
    digits = {cmap[ord(d)] for d in "0123456789"}
    kerning = {
        pair: value for pair, value in pairs(font, glyphs).items() if not digits.intersection(pair)
    }
    options = subset.Options(
        layout_features=[], hinting=False, glyph_names=False, notdef_outline=True, name_IDs=[0, 13, 14],
        drop_tables=["GSUB", "GPOS", "GDEF", "STAT", "meta", "DSIG"],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=WIN_ANSI)
    cutter.subset(font)
    there = set(font.getGlyphOrder())
    kern = newTable("kern")
    kern.version = 0
    table = KernTable_format_0()
    table.coverage = 1
    table.kernTable = {pair: value for pair, value in kerning.items() if there.issuperset(pair)}
    kern.kernTables = [table]
    font["kern"] = kern
    font["post"].formatType = 3.0
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.flavor = None
    font.save(target)


def ocr_b(source, target):
    font = TTFont(source)
    cmap, shapes = font.getBestCmap(), font.getGlyphSet()
    codes = [ord(c) for c in " 0123456789"]
    order = [".notdef"] + [cmap[code] for code in codes]
    glyphs, metrics = {}, {}
    for name in order:
        outline = DecomposingRecordingPen(shapes)
        shapes[name].draw(outline)
        pen = TTGlyphPen(None)
        outline.replay(Cu2QuPen(pen, 0.5, reverse_direction=True))
        glyphs[name] = pen.glyph()
        metrics[name] = (shapes[name].width, 0)
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({code: cmap[code] for code in codes})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({
        name: (width, getattr(glyphs[name], "xMin", 0) or 0) for name, (width, _) in metrics.items()
    })
    builder.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent)
    builder.setupNameTable({"familyName": "OCR-B digits", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost(keepGlyphNames=False)
    builder.font["head"].created = builder.font["head"].modified = font["head"].created
    builder.font.recalcTimestamp = False
    builder.save(target)


if __name__ == "__main__":
    web, ocrb = Path(sys.argv[1]), sys.argv[2]
    for weight, name in WEIGHTS.items():
        inter(web / f"Inter-{weight}.woff2", f"Inter-{name}.ttf")
    ocr_b(ocrb, "OCR-B.ttf")
