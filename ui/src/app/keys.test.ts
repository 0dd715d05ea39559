import { describe, expect, test } from "vitest";
import { ariaKey, isSafeInText, isStroke, keyText, type Pressed, strokeOf } from "#ui/app/keys";

function pressed(key: string, code: string, held: Partial<Pressed> = {}): Pressed {
  return { key, code, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...held };
}

describe("a key is written as the system's people write it", () => {
  test.each([
    ["Mod+K", "⌘K", "Ctrl+K"],
    ["Mod+Shift+P", "⇧⌘P", "Ctrl+Shift+P"],
    ["Alt+Mod+S", "⌥⌘S", "Ctrl+Alt+S"],
    ["Ctrl+Alt+Shift+Mod+X", "⌃⌥⇧⌘X", "Ctrl+Alt+Shift+X"],
    ["Alt+Enter", "⌥↵", "Alt+Enter"],
    ["F4", "F4", "F4"],
    ["ArrowDown", "↓", "↓"],
    ["Escape", "Esc", "Esc"],
    ["Mod+,", "⌘,", "Ctrl+,"],
    ["Mod++", "⌘+", "Ctrl++"],
    ["?", "?", "?"],
  ])("%s", (key, mac, windows) => {
    expect(keyText(key, "mac")).toBe(mac);
    expect(keyText(key, "windows")).toBe(windows);
    expect(keyText(key, "linux")).toBe(windows);
  });

  test("for screen readers in the attribute's own words", () => {
    expect(ariaKey("Mod+Shift+P", "mac")).toBe("Shift+Meta+P");
    expect(ariaKey("Mod+Shift+P", "linux")).toBe("Control+Shift+P");
  });

  test("an unknown modifier is refused", () => {
    expect(() => strokeOf("Cmd+K")).toThrow(RangeError);
  });
});

describe("a pressed key is the action's key", () => {
  test.each<[string, Pressed, "mac" | "windows", boolean]>([
    ["Mod+K", pressed("k", "KeyK", { metaKey: true }), "mac", true],
    ["Mod+K", pressed("k", "KeyK", { ctrlKey: true }), "mac", false],
    ["Mod+K", pressed("k", "KeyK", { ctrlKey: true }), "windows", true],
    ["Mod+K", pressed("K", "KeyK", { ctrlKey: true, shiftKey: true }), "windows", false],
    ["Mod+Shift+K", pressed("K", "KeyK", { ctrlKey: true, shiftKey: true }), "windows", true],
    // Option hides the letter on a Mac; its place tells it.
    ["Alt+D", pressed("∂", "KeyD", { altKey: true }), "mac", true],
    ["Alt+D", pressed("d", "KeyD", { altKey: true }), "windows", true],
    // A Dvorak keyboard's letter counts, not its place.
    ["J", pressed("h", "KeyJ"), "windows", false],
    ["?", pressed("?", "Slash", { shiftKey: true }), "windows", true],
    ["/", pressed("/", "Slash"), "mac", true],
    ["Space", pressed(" ", "Space"), "mac", true],
    ["F4", pressed("F4", "F4"), "windows", true],
    ["Shift+1", pressed("!", "Digit1", { shiftKey: true }), "windows", true],
    ["1", pressed("!", "Digit1", { shiftKey: true }), "windows", false],
    // Larger: + of the number pad, + with Shift, and the same key without it.
    ["+", pressed("+", "NumpadAdd"), "windows", true],
    ["+", pressed("+", "Equal", { shiftKey: true }), "mac", true],
    ["+", pressed("=", "Equal"), "mac", true],
    ["Mod++", pressed("+", "Equal", { ctrlKey: true, shiftKey: true }), "windows", true],
  ])("%s", (key, event, platform, expected) => {
    expect(isStroke(strokeOf(key), event, platform)).toBe(expected);
  });

  test("while somebody types, letters and the text's own keys stay the text's", () => {
    const safe = (key: string) => isSafeInText(strokeOf(key));
    expect(["J", "?", "Space", "Enter", "Shift+1", "Mod+Z", "Mod+A", "Mod+Shift+Z"].filter(safe)).toEqual([]);
    expect(["F4", "Mod+K", "Alt+Enter", "Mod+Enter", "Escape"].filter((key) => !safe(key))).toEqual([]);
  });
});
