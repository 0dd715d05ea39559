import { expect, test } from "vitest";
import { Problem } from "#ui/api/problem";
import { live, type Live, simple } from "#ui/app/action";
import { makePerform } from "#ui/app/perform";
import { Toasts } from "#ui/app/toasts";

function make() {
  const toasts = new Toasts();
  const touched: string[][] = [];
  const perform = makePerform({
    toasts,
    invalidate: (kinds) => void touched.push([...kinds]),
    undo: async () => ({ value: { title: "Hold 3 claims" }, touched: ["claim", "claim_event"], undo: null }),
  });
  const says = () => toasts.shown().map((toast) => toast.says);
  return { toasts, touched, perform, says };
}

const hold = (undo: string | null): Live => live({ id: "hold", title: "Hold", blocked: () => null, run: async () => ({ value: 3, touched: ["claim"], undo }), done: () => "Held 3 claims" }, 3);

test("a change reloads what it touched, and its toast takes it back", async () => {
  const { toasts, touched, perform, says } = make();
  await perform(hold("Hold 3 claims"));
  expect(says()).toEqual(["Held 3 claims"]);
  expect(touched).toEqual([["claim"]]);
  toasts.shown()[0]?.undo?.();
  await Promise.resolve();
  await Promise.resolve();
  expect(touched).toEqual([["claim"], ["claim", "claim_event"]]);
  expect(says()).toEqual(["Taken back: hold 3 claims"]);
});

test("what has left the building offers no undo", async () => {
  const { toasts, perform } = make();
  await perform(hold(null));
  expect(toasts.shown()[0]?.undo).toBeNull();
});

test("only the last change stands, and offers undo", async () => {
  const { toasts, perform } = make();
  await perform(hold("Hold 3 claims"));
  const [first] = toasts.shown();
  await perform(hold("Hold 3 claims"));
  expect(toasts.shown().map(({ id, undo }) => [id === first?.id, undo !== null])).toEqual([[false, true]]);
});

test("what went wrong stays beside news, and leaves once something is done", async () => {
  const { toasts, perform, says } = make();
  await perform(hold("Hold 3 claims"));
  await perform(simple({ id: "x", title: "X", run: () => Promise.reject(new Problem("refused", "Your role may not print. Ask an admin.")) }));
  expect(says()).toEqual(["Held 3 claims", "Your role may not print. Ask an admin."]);
  toasts.show("Copied");
  expect(says()).toEqual(["Your role may not print. Ask an admin.", "Copied"]);
  await perform(hold("Hold 3 claims"));
  expect(says()).toEqual(["Held 3 claims"]);
});

test("a blocked action tells why and does not run", async () => {
  const { perform, says } = make();
  await perform({ ...simple({ id: "x", title: "X", run: () => Promise.reject(new Error("ran")) }), blocked: "Select claims first" });
  expect(says()).toEqual(["Select claims first"]);
});

test("a problem is told in the core's words, and a stopped job is not told at all", async () => {
  const { toasts, perform } = make();
  await perform(simple({ id: "x", title: "X", run: () => Promise.reject(new Problem("refused", "Your role may not print. Ask an admin.")) }));
  await perform(simple({ id: "x", title: "X", run: () => Promise.reject(new Problem("cancelled", "Stopped")) }));
  await perform(simple({ id: "x", title: "X", run: () => Promise.reject({ code: "locked", says: "Unlock first", field: null }) }));
  expect(toasts.shown().map(({ says, kind }) => [says, kind])).toEqual([
    ["Your role may not print. Ask an admin.", "wrong"],
    ["Unlock first", "wrong"],
  ]);
});
