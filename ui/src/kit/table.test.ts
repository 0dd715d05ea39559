import { describe, expect, test } from "vitest";
import { leastOf, nextSort, templateOf } from "#ui/kit/column";
import { move } from "#ui/kit/moves";
import { Pages } from "#ui/kit/pages";
import { spanOf, toggle, withRange } from "#ui/kit/selection";
import { pageStep, rowsInView, topToShow } from "#ui/kit/windowing";

const view = { top: 0, height: 28 + 32 + 320, rowHeight: 32, head: 28, foot: 32, count: 100_000 };

describe("the rows that are drawn", () => {
  test("are those in sight and a few more, never more than there are", () => {
    expect(rowsInView(view, 4)).toEqual({ from: 0, to: 14 });
    expect(rowsInView({ ...view, top: 3200 }, 4)).toEqual({ from: 96, to: 114 });
    expect(rowsInView({ ...view, top: 100_000 * 32 - 320 }, 4)).toEqual({ from: 99_986, to: 100_000 });
    expect(rowsInView({ ...view, count: 3 }, 4)).toEqual({ from: 0, to: 3 });
    expect(rowsInView({ ...view, count: 0 }, 4)).toEqual({ from: 0, to: 0 });
    expect(rowsInView({ ...view, top: 90_000, count: 3 }, 4)).toEqual({ from: 3, to: 3 });
  });

  test("scroll as little as needed, and stay clear of header and totals", () => {
    expect(topToShow(0, { ...view, top: 64 })).toBe(0);
    expect(topToShow(9, view)).toBe(0);
    expect(topToShow(10, view)).toBe(32);
    expect(topToShow(99_999, view)).toBe(100_000 * 32 - 320);
    expect(pageStep(view)).toBe(9);
    expect(pageStep({ ...view, height: 0 })).toBe(1);
  });
});

describe("keys lead through the table", () => {
  const rows = { rows: 100, columns: 5, page: 9, on: "row", header: true } satisfies Parameters<typeof move>[3];
  const cells = { ...rows, on: "cell" } satisfies Parameters<typeof move>[3];
  const at = { row: 50, column: 2 };
  test.each([
    ["ArrowDown", rows, { row: 51, column: 2 }],
    ["PageUp", rows, { row: 41, column: 2 }],
    ["Home", rows, { row: 0, column: 2 }],
    ["End", rows, { row: 99, column: 2 }],
    ["ArrowRight", rows, null],
    ["ArrowRight", cells, { row: 50, column: 3 }],
    ["Home", cells, { row: 50, column: 0 }],
    ["End", cells, { row: 50, column: 4 }],
    ["x", rows, null],
  ])("%s", (key, shape, expected) => {
    expect(move(at, key, false, shape)).toEqual(expected);
  });

  test("to the ends and no further, and up into the header", () => {
    expect(move({ row: 99, column: 0 }, "ArrowDown", false, rows)).toEqual({ row: 99, column: 0 });
    expect(move({ row: 0, column: 0 }, "ArrowUp", false, rows)).toEqual({ row: -1, column: 0 });
    expect(move({ row: -1, column: 0 }, "ArrowRight", false, rows)).toEqual({ row: -1, column: 1 });
    expect(move({ row: 0, column: 0 }, "ArrowUp", false, { ...rows, header: false })).toEqual({ row: 0, column: 0 });
    expect(move({ row: 50, column: 2 }, "Home", true, cells)).toEqual({ row: 0, column: 2 });
    expect(move({ row: 0, column: 0 }, "PageUp", false, rows)).toEqual({ row: 0, column: 0 });
  });
});

test("a selection is made of keys", () => {
  expect([...toggle(new Set(["a"]), "b")]).toEqual(["a", "b"]);
  expect([...toggle(new Set(["a", "b"]), "a")]).toEqual(["b"]);
  expect([...withRange(new Set(["a"]), ["b", "a"])]).toEqual(["a", "b"]);
  expect(spanOf(9, 4)).toEqual({ from: 4, to: 10 });
});

test("columns have their widths and their sort", () => {
  expect(templateOf([58, { grow: 1.5, least: 96 }])).toBe("58px minmax(96px, 1.5fr)");
  expect(leastOf([58, { grow: 1.5, least: 96 }])).toBe(154);
  expect(nextSort(null, "limit")).toEqual({ column: "limit", descending: false });
  expect(nextSort({ column: "limit", descending: false }, "limit")).toEqual({ column: "limit", descending: true });
});

/** Pages whose reading is answered by hand. */
function book() {
  const asked: number[] = [];
  const answers = new Map<number, (rows: readonly string[]) => void>();
  const refusals = new Map<number, () => void>();
  const failures: unknown[] = [];
  const read = (word: string) => (from: number, count: number) => {
    asked.push(from);
    return new Promise<readonly string[]>((resolve, reject) => {
      answers.set(from, () => resolve(Array.from({ length: count }, (_, n) => `${word}${from + n}`)));
      refusals.set(from, () => reject(new Error("no")));
    });
  };
  const pages = new Pages<string>(read("a"), 10, (thrown) => failures.push(thrown));
  const answer = async (from: number) => {
    answers.get(from)?.([]);
    await new Promise((resolve) => setImmediate(resolve));
  };
  const refuse = async (from: number) => {
    refusals.get(from)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { asked, pages, answer, refuse, read, failures };
}

describe("a long list is read page by page", () => {
  test("what is in sight, once, two pages at a time", async () => {
    const { asked, pages, answer } = book();
    pages.want(5, 45);
    pages.want(5, 45);
    expect(asked).toEqual([0, 10]);
    expect(pages.at(5)).toBeUndefined();
    await answer(0);
    expect(pages.at(5)).toBe("a5");
    expect(asked).toEqual([0, 10, 20]);
  });

  test("what has scrolled away is not read any more", async () => {
    const { asked, pages, answer } = book();
    pages.want(0, 50);
    pages.want(900, 905);
    await answer(0);
    await answer(10);
    expect(asked).toEqual([0, 10, 900]);
  });

  test("old rows stay until the new ones are there, unless it is another list", async () => {
    const { pages, answer, read } = book();
    pages.want(0, 10);
    await answer(0);
    pages.renew(read("b"), true);
    expect(pages.at(3)).toBe("a3");
    pages.want(0, 10);
    await answer(0);
    expect(pages.at(3)).toBe("b3");
    pages.renew(read("c"), false);
    expect(pages.at(3)).toBeUndefined();
  });

  test("an answer to the old list is thrown away", async () => {
    const { pages, answer, read } = book();
    pages.want(0, 10);
    pages.renew(read("b"), false);
    await answer(0);
    expect(pages.at(3)).toBeUndefined();
  });

  test("a page that cannot be read is told once and not asked for in a loop", async () => {
    const { asked, pages, refuse, failures, read } = book();
    pages.want(0, 10);
    await refuse(0);
    pages.want(0, 10);
    expect(asked).toEqual([0]);
    expect(failures.length).toBe(1);
    pages.renew(read("b"), true);
    pages.want(0, 10);
    expect(asked).toEqual([0, 0]);
  });

  test("a span that is read while the list is renewed has the new rows", async () => {
    const { pages, answer, read } = book();
    const span = pages.span(0, 3);
    pages.renew(read("b"), true);
    await answer(0);
    await answer(0);
    expect(await span).toEqual(["b0", "b1", "b2"]);
  });

  test("a span of a page that cannot be read ends", async () => {
    const { pages, refuse } = book();
    const span = pages.span(0, 3);
    await refuse(0);
    expect(await span).toEqual([]);
  });

  test("a span is read wholly", async () => {
    const { pages, answer } = book();
    const span = pages.span(8, 22);
    await answer(0);
    await answer(10);
    await answer(20);
    expect(await span).toEqual(["a8", "a9", ...Array.from({ length: 10 }, (_, n) => `a${10 + n}`), "a20", "a21"]);
  });
});
