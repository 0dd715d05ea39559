import { describe, expect, test } from "vitest";
import { live, type Live, simple } from "#ui/app/action";
import { menusOf } from "#ui/app/menu";
import { clashes, type Layer, type Level, Registry } from "#ui/app/registry";

function action(id: string, key: string | null = null, more: Partial<Live> = {}): Live {
  return { ...simple({ id, title: id, run: () => {}, ...(key === null ? {} : { key }) }), ...more };
}

function make() {
  const ran: string[] = [];
  const registry = new Registry((done) => void ran.push(done.title));
  const lay = (name: string, actions: readonly Live[], level: Level = "screen") => {
    const token = Symbol(name);
    registry.lay(token, { name, actions, hints: [], level });
    return token;
  };
  const press = (key: string, focus: "text" | "button" | "elsewhere" = "elsewhere") =>
    registry.press({ key, code: "", ctrlKey: false, altKey: false, shiftKey: false, metaKey: false }, focus, "windows");
  return { registry, ran, lay, press };
}

describe("the list of what can be done", () => {
  test("asks the nearest layer first, whichever came first", () => {
    const { lay, press, ran } = make();
    lay("table", [action("table", "R")], "part");
    lay("screen", [action("screen", "R")]);
    lay("window", [action("window", "R"), action("help", "?")], "window");
    press("r");
    press("?");
    expect(ran).toEqual(["table", "help"]);
  });

  test("under a dialog reaches only the dialog's actions and what works anywhere", () => {
    const { registry, lay, press, ran } = make();
    lay("screen", [action("resend", "R"), action("lock", "F2", { anywhere: true })]);
    const dialog = lay("dialog", [action("send", "S")], "dialog");
    expect(press("r")).toBe(false);
    expect(registry.run("resend")).toBe(false);
    press("s");
    press("F2");
    expect(ran).toEqual(["send", "lock"]);
    registry.lift(dialog);
    expect(press("r")).toBe(true);
  });

  test("keeps letters out of text, and Enter out of buttons", () => {
    const { lay, press } = make();
    lay("screen", [action("resend", "R"), action("next", "F4"), action("open", "Enter")]);
    expect(press("r", "text")).toBe(false);
    expect(press("F4", "text")).toBe(true);
    expect(press("Enter", "button")).toBe(false);
    expect(press("r", "button")).toBe(true);
    expect(press("Enter")).toBe(true);
  });

  test("tells its readers of new looks, not of new closures", () => {
    const { registry } = make();
    const token = Symbol("screen");
    let told = 0;
    registry.watch(() => (told += 1));
    const lay = (one: Live) => registry.lay(token, { name: "Claims", actions: [one], hints: [], level: "screen" });
    lay(action("hold", "H"));
    lay(action("hold", "H"));
    expect(told).toBe(1);
    lay(action("hold", "H", { blocked: "Select claims first" }));
    expect(told).toBe(2);
  });

  test("runs the newest closure of an action that a button holds", async () => {
    const ran: string[] = [];
    const registry = new Registry((done) => void done.run());
    const token = Symbol("screen");
    const make = (word: string) => simple({ id: "save", title: "Save", run: () => void ran.push(word) });
    const old = make("old");
    registry.lay(token, { name: "", actions: [old], hints: [], level: "screen" });
    registry.lay(token, { name: "", actions: [make("new")], hints: [], level: "screen" });
    registry.start(old);
    await Promise.resolve();
    expect(ran).toEqual(["new"]);
  });

  test("names two actions that want one key", () => {
    const layer: Layer = { name: "", hints: [], level: "screen", actions: [action("hold", "H"), action("help", "H"), action("note")] };
    expect(clashes(layer)).toEqual(["hold and help both want H"]);
  });
});

describe("an action", () => {
  const hold = live({ id: "hold", title: "Hold", blocked: (n: number | null) => (n === null ? "Select claims first" : null), run: async (n) => ({ value: n, touched: ["claim"], undo: "Hold" }), done: (value) => `Held ${value}` }, 3);

  test("says what it did, and what it touched", async () => {
    expect(await hold.run()).toEqual({ changed: { value: 3, touched: ["claim"], undo: "Hold" }, says: "Held 3", offersUndo: true });
  });

  test("without anything to act on says why and does nothing", async () => {
    const none = live({ id: "hold", title: "Hold", blocked: (n: number | null) => (n === null ? "Select claims first" : null), run: () => Promise.reject(new Error("ran")) }, null);
    expect(none.blocked).toBe("Select claims first");
    expect(await none.run()).toBeNull();
  });
});

test("the menu bar is made of the same actions, once each, in the menus' order", () => {
  const layer = (name: string, actions: readonly Live[]): Layer => ({ name, actions, hints: [], level: "screen" });
  const lock = action("lock", "Mod+L", { menu: "file" });
  const undo = action("undo", "Mod+Z", { menu: "edit", blocked: "Nothing to undo" });
  expect(menusOf([layer("a", [undo, action("plain")]), layer("b", [lock, lock])], "mac")).toEqual([
    { name: "file", title: "File", items: [{ id: "lock", title: "lock", key: "⌘L", enabled: true }] },
    { name: "edit", title: "Edit", items: [{ id: "undo", title: "undo", key: "⌘Z", enabled: false }] },
  ]);
});
