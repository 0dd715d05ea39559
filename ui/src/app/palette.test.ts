import { expect, test } from "vitest";
import { simple } from "#ui/app/action";
import { actionHits, grouped, recentOf, withRecent } from "#ui/app/hits";
import { pieces, score } from "#ui/app/match";
import { readRoute, to, writeRoute } from "#ui/app/route";
import { typeInto } from "#ui/app/typeahead";
import type { Layer } from "#ui/app/registry";

const marked = (title: string, typed: string) => pieces(title, typed).map(({ text, hit }) => (hit ? `[${text}]` : text)).join("");

test("what was typed is marked where it stands, at a word's start first", () => {
  expect(marked("Work the next denial", "den")).toBe("Work the next [den]ial");
  expect(marked("Smith, Jordan", "smi j")).toBe("[Smi]th, [J]ordan");
  expect(marked("Hidden, Denise", "den")).toBe("Hidden, [Den]ise");
  expect(marked("Import files", "xyz")).toBe("Import files");
  expect(marked("Import files", "")).toBe("Import files");
});

test("every typed word has to occur, and a start counts more than a middle", () => {
  expect(score("Open denied claims", "den open")).not.toBeNull();
  expect(score("Open denied claims", "den print")).toBeNull();
  expect(score("Denied", "den") ?? 0).toBeGreaterThan(score("Open denied", "den") ?? 9);
  expect(score("Open denied", "den") ?? 0).toBeGreaterThan(score("Hidden", "den") ?? 9);
});

test("of equal actions the recent one stands first", () => {
  const layer: Layer = {
    name: "",
    hints: [],
    level: "screen",
    actions: ["print_a", "print_b", "print_c"].map((id) => simple({ id, title: "Print", run: () => {} })),
  };
  const ids = (recent: readonly string[]) => actionHits([layer, layer], "pri", recent, () => {}).map((hit) => hit.id);
  expect(ids([])).toEqual(["print_a", "print_b", "print_c"]);
  expect(ids(["print_c", "print_b"])).toEqual(["print_c", "print_b", "print_a"]);
});

test("what was used last comes first, once, and the list stays short", () => {
  expect(withRecent("a b c", "c")).toBe("c a b");
  expect(recentOf(Array.from({ length: 40 }, (_, n) => `a${n}`).reduce(withRecent, "")).length).toBe(12);
});

test("hits stand by kind in the palette's order", () => {
  const hit = (kind: "action" | "claim" | "patient", id: string) => ({ kind, id, title: id, more: "", key: null, blocked: null, personal: false, take: () => {} });
  const kinds = grouped([hit("claim", "1"), hit("patient", "2"), hit("action", "3"), hit("claim", "4")]);
  expect(kinds.map((group) => [group.kind, group.hits.map((one) => one.id).join()])).toEqual([
    ["action", "3"],
    ["patient", "2"],
    ["claim", "1,4"],
  ]);
});

test("keys typed ahead write the text, and Enter and Tab leave it", () => {
  expect(typeInto("", [..."smi j"])).toEqual({ text: "smi j", rest: 5 });
  expect(typeInto("a", ["b", "Backspace", "c", "Enter", "d"])).toEqual({ text: "ac", rest: 3 });
  expect(typeInto("", ["Tab", "x"])).toEqual({ text: "", rest: 0 });
});

test("the address names what is open, both ways", () => {
  for (const route of [to(""), to("claims"), to("claims", "clm_01jd8"), to("claims", null, { list: "needs work", tab: "835" }), to("a/b", "c?d#e")]) {
    expect(readRoute(writeRoute(route))).toEqual(route);
  }
  expect(readRoute("#/%E0%A4%A/x")).toEqual(to("", "x"));
});
