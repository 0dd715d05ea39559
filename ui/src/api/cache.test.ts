import { expect, test } from "vitest";
import { Cache, stable } from "#ui/api/cache";
import { toProblem } from "#ui/api/problem";

type Asks = { claim: [{ id: string }, string]; patients: [{ text: string }, number] };

function make() {
  const asked: string[] = [];
  const waiting: ((word: string | Error) => void)[] = [];
  const cache = new Cache<Asks>((name, ask) => {
    asked.push(`${name} ${stable(ask)}`);
    return new Promise((resolve, reject) => {
      waiting.push((word) => (word instanceof Error ? reject(word) : resolve(word)));
    });
  });
  const answer = async (word: string | Error) => {
    waiting.shift()?.(word);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { asked, cache, answer };
}

test("a question is asked once, however often it is watched", async () => {
  const { asked, cache, answer } = make();
  let told = 0;
  cache.watch("claim", { id: "a" }, ["claim"], () => (told += 1));
  cache.watch("claim", { id: "a" }, ["claim"], () => {});
  expect(asked).toEqual(['claim {"id":"a"}']);
  expect(cache.peek("claim", { id: "a" }).updating).toBe(true);
  await answer("first");
  expect(cache.peek("claim", { id: "a" })).toEqual({ value: "first", problem: null, updating: false });
  expect(told).toBe(2);
});

test("a change asks again for what it touched, and shows the old answer meanwhile", async () => {
  const { asked, cache, answer } = make();
  cache.watch("claim", { id: "a" }, ["claim", "claim_event"], () => {});
  await answer("first");
  cache.invalidate(["patient"]);
  expect(asked.length).toBe(1);
  cache.invalidate(["claim_event"]);
  expect(asked.length).toBe(2);
  expect(cache.peek("claim", { id: "a" })).toEqual({ value: "first", problem: null, updating: true });
  await answer("second");
  expect(cache.peek("claim", { id: "a" }).value).toBe("second");
});

test("what names no kinds is touched by every change, and by none that touched nothing", async () => {
  const { asked, cache, answer } = make();
  cache.watch("claim", { id: "a" }, [], () => {});
  await answer("first");
  cache.invalidate([]);
  expect(asked.length).toBe(1);
  cache.invalidate(["anything"]);
  expect(asked.length).toBe(2);
});

test("what nobody looks at is asked again only when somebody does", async () => {
  const { asked, cache, answer } = make();
  const stop = cache.watch("claim", { id: "a" }, ["claim"], () => {});
  await answer("first");
  stop();
  cache.invalidate(["claim"]);
  expect(asked.length).toBe(1);
  cache.watch("claim", { id: "a" }, ["claim"], () => {});
  expect(asked.length).toBe(2);
});

test("a late answer to an older asking is thrown away", async () => {
  const { cache, answer } = make();
  cache.watch("claim", { id: "a" }, ["claim"], () => {});
  cache.invalidate(["claim"]);
  await answer("older");
  expect(cache.peek("claim", { id: "a" }).value).toBeUndefined();
  await answer("newer");
  expect(cache.peek("claim", { id: "a" }).value).toBe("newer");
});

test("a failure keeps the last answer and says why", async () => {
  const { cache, answer } = make();
  cache.watch("claim", { id: "a" }, ["claim"], () => {});
  await answer("first");
  cache.invalidate(["claim"]);
  const why = new Error("no");
  await answer(why);
  expect(cache.peek("claim", { id: "a" })).toEqual({ value: "first", problem: why, updating: false });
});

test("locking forgets everything, also what is still on its way", async () => {
  const { cache, answer } = make();
  cache.watch("claim", { id: "a" }, ["claim"], () => {});
  cache.clear();
  await answer("late");
  expect(cache.peek("claim", { id: "a" }).value).toBeUndefined();
});

test("equal asks are one question, whatever the order of their fields", () => {
  expect(stable({ b: [1, { d: 2, c: undefined }], a: null })).toBe(stable({ a: null, b: [1, { d: 2 }] }));
  expect(stable({ a: 1 })).not.toBe(stable({ a: "1" }));
});

test("whatever is thrown becomes a problem with words", () => {
  expect(toProblem({ code: "field", says: "An NPI has 10 digits.", field: "npi" }, "")).toMatchObject({ code: "field", field: "npi" });
  expect(toProblem({ code: "made_up", says: "Something." }, "")).toMatchObject({ code: "unexpected", says: "Something.", field: null });
  expect(toProblem(new TypeError("fetch"), "No answer.")).toMatchObject({ code: "unexpected", says: "No answer." });
  expect(toProblem("text", "No answer.").says).toBe("No answer.");
});
