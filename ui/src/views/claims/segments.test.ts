import { expect, test } from "vitest";
import { elementsOf, markBox, markLines, markSegments, trace } from "#ui/views/claims/segments";

const texts = [
  "NM1*85*2*LARCH HOLLOW*****XX*2520493869",
  "N3*88 MILL ST",
  "REF*EI*004821957",
  "SBR*P*18*******CI",
  "NM1*IL*1*ORTEGA*FELIX*R***MI*XHB118206645",
  "N3*88 MILL ST",
  "DMG*D8*19610602*M",
  "NM1*PR*2*BLUE HERON*****PI*BH001",
  "CLM*52916*334***11:B:1*Y*A*Y*Y",
  "DTP*431*D8*20261020",
  "HI*ABK:M1711*ABF:E119",
  "NM1*DN*1*OKAFOR*NAOMI",
  "SBR*S*01*******MB",
  "NM1*IL*1*ORTEGA*ANA****MI*77",
  "NM1*PR*2*MEDICARE*****PI*MB1",
  "LX*1",
  "SV1*HC:99213*148*UN*1***1:2",
  "DTP*472*D8*20261103",
  "LX*2",
  "SV1*HC:20610:RT*186*UN*1***1",
  "NM1*82*1*OKAFOR*NAOMI",
];
const segments = texts.map((text, n) => ({ n: n + 1, text, says: "" }));
const traced = trace(segments);
const boxesAt = (start: string) => traced.find((one) => one.segment.text.startsWith(start))?.boxes;

test("elements are split by the sign after the segment's id", () => {
  expect(elementsOf("NM1*85*2")).toEqual(["NM1", "85", "2"]);
  expect(elementsOf("\nHI|BK:1|")).toEqual(["HI", "BK:1", ""]);
  expect(elementsOf("")).toEqual([""]);
});

test("a patient who is the insured fills both sides of the form", () => {
  expect(boxesAt("NM1*IL*1*ORTEGA*FELIX")).toEqual(["1a", "4", "2"]);
  expect(boxesAt("DMG")).toEqual(["3", "11a"]);
});

test("a patient apart from the insured fills his own side", () => {
  const apart = trace([...segments.slice(0, 7), { n: 30, text: "NM1*QC*1*ORTEGA*MATEO", says: "" }, { n: 31, text: "DMG*D8*20200101*M", says: "" }]);
  expect(apart[4]?.boxes).toEqual(["1a", "4"]);
  expect(apart[8]?.boxes).toEqual(["3"]);
});

test("the other insurance fills box 9, not boxes 1 to 11", () => {
  expect(boxesAt("SBR*S")).toEqual(["9a", "11d"]);
  expect(boxesAt("NM1*IL*1*ORTEGA*ANA")).toEqual(["9", "9a"]);
  expect(boxesAt("NM1*PR*2*MEDICARE")).toEqual(["9d"]);
});

test("from LX on segments belong to their line", () => {
  expect(traced.map((one) => one.line)).toEqual([...Array.from({ length: 15 }, () => 0), 1, 1, 1, 2, 2, 2]);
});

test("a box, a line and their segments light up together", () => {
  expect([...markBox(traced, "21").segments]).toEqual([10]);
  expect([...markLines(traced, new Set([2])).segments]).toEqual([18, 19, 20]);
  const back = markSegments(traced, new Set([10, 16]));
  expect([...back.boxes]).toEqual(["21"]);
  expect([...back.lines]).toEqual([1]);
});
