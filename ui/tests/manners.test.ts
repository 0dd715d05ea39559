//! The sources keep their manners: words come from strings/, types are never forced, nothing is
//! exported by default, the host is known in one file, and no color is written outside the tokens.

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const src = fileURLToPath(new URL("../src/", import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: "utf8" });
const sources = files.filter((file) => /\.tsx?$/.test(file) && file !== "api/generated.ts");

const trees = new Map(
  sources.map((file) => {
    const kind = file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
    return [file, ts.createSourceFile(file, readFileSync(src + file, "utf8"), ts.ScriptTarget.Latest, true, kind)];
  }),
);

type Look = (node: ts.Node, file: string) => string | null;

/** What a look finds in these files, each with its place. */
function find(within: readonly string[], look: Look): readonly string[] {
  return within.flatMap((file) => {
    const tree = trees.get(file);
    if (tree === undefined) {
      return [];
    }
    const found: string[] = [];
    const walk = (node: ts.Node): void => {
      const says = look(node, file);
      if (says !== null) {
        found.push(`${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${says}`);
      }
      ts.forEachChild(node, walk);
    };
    walk(tree);
    return found;
  });
}

/** Attributes that a person reads or hears. */
const spoken = new Set(["title", "label", "aria-label", "placeholder", "alt", "says", "what", "next", "sub", "hint", "error", "content"]);
const hasLetters = (text: string) => /\p{L}{2,}/u.test(text);

const wordless: Look = (node) => {
  if (ts.isJsxText(node) && hasLetters(node.text)) {
    return `put the words in strings/en.ts: ${node.text.trim()}`;
  }
  if (ts.isJsxExpression(node) && node.expression !== undefined && ts.isStringLiteralLike(node.expression) && !ts.isJsxAttribute(node.parent) && hasLetters(node.expression.text)) {
    return `put the words in strings/en.ts: ${node.expression.text}`;
  }
  if (ts.isJsxAttribute(node) && spoken.has(node.name.getText())) {
    const value = node.initializer !== undefined && ts.isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer;
    if (value !== undefined && (ts.isStringLiteralLike(value) || ts.isTemplateExpression(value)) && hasLetters(value.getText())) {
      return `put the words in strings/en.ts: ${node.getText()}`;
    }
  }
  return null;
};

test("words come from strings/, not from the middle of a component", () => {
  const shown = sources.filter((file) => file.endsWith(".tsx") && /^(?:app|kit|views)\//.test(file));
  expect(shown.length).toBeGreaterThan(20);
  expect(find(shown, wordless)).toEqual([]);
});

test("the lint would see a literal", () => {
  const tree = ts.createSourceFile("a.tsx", '<p title="Open the claim">Open {"the claim"} now</p>', ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const walk = (node: ts.Node): void => {
    const says = wordless(node, "a.tsx");
    if (says !== null) {
      found.push(says);
    }
    ts.forEachChild(node, walk);
  };
  walk(tree);
  expect(found.length).toBe(4);
});

test("types are never forced and never any", () => {
  const forced: Look = (node, file) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) {
      return "name the type, or take unknown and look";
    }
    if ((ts.isAsExpression(node) || ts.isNonNullExpression(node) || ts.isTypeAssertionExpression(node)) && file !== "api/call.ts") {
      return "look at the value instead of forcing its type";
    }
    return null;
  };
  expect(find(sources, forced)).toEqual([]);
});

test("exports have names, and no file only passes on others", () => {
  const passing: Look = (node) => {
    if (ts.isExportAssignment(node) || (ts.canHaveModifiers(node) && ts.getModifiers(node)?.some((one) => one.kind === ts.SyntaxKind.DefaultKeyword) === true)) {
      return "give the export a name";
    }
    return ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined ? "import it from where it is" : null;
  };
  expect(find(sources, passing)).toEqual([]);
});

test("only call.ts knows the host", () => {
  const host: Look = (node, file) =>
    ts.isImportDeclaration(node) && node.moduleSpecifier.getText().includes("@tauri-apps") && file !== "api/call.ts" ? "ask through api/call.ts" : null;
  expect(find(sources, host)).toEqual([]);
});

test("the language of the system is never trusted, and nothing is left in the console", () => {
  const careless: Look = (node) => {
    const text = ts.isPropertyAccessExpression(node) || ts.isIdentifier(node) ? node.getText() : "";
    return /^(?:navigator\.languages?|Intl|console\.\w+)$/.test(text) || /\.toLocale\w*$/.test(text) ? `not ${text}` : null;
  };
  expect(find(sources, careless)).toEqual([]);
});

test("every file says what it is for", () => {
  const silent = sources.filter((file) => !file.endsWith(".test.ts") && !readFileSync(src + file, "utf8").startsWith("//! "));
  expect(silent).toEqual([]);
});

test("colors stand in tokens.css only", () => {
  const sheets = files.filter((file) => file.endsWith(".css") && file !== "tokens/tokens.css");
  const colored = sheets.flatMap((file) =>
    readFileSync(src + file, "utf8")
      .split("\n")
      .flatMap((line, n) => (/#[0-9a-f]{3,8}\b|\brgba?\(|\bhsl/i.test(line) ? [`${file}:${n + 1}: ${line.trim()}`] : [])),
  );
  expect(colored).toEqual([]);
});
