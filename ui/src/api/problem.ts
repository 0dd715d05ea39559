//! A failure as the core tells it: a code for the program, a sentence for the person, a field for
//! the form.

import type { Code } from "#ui/api/generated";

/** What the core answers when it refuses. Thrown by `call`. */
export class Problem extends Error {
  override readonly name = "Problem";
  /** For the program; a screen branches on it or ignores it. */
  readonly code: Code;
  /** For the person: what happened, then what to do. */
  readonly says: string;
  /** For the form: the field that is wrong, if one is. */
  readonly field: string | null;

  constructor(code: Code, says: string, field: string | null = null) {
    super(says);
    this.code = code;
    this.says = says;
    this.field = field;
  }
}

const codes = {
  malformed: true,
  field: true,
  locked: true,
  refused: true,
  shut: true,
  wait: true,
  changed: true,
  not_found: true,
  cancelled: true,
  file: true,
  damaged: true,
  needs_you: true,
  prove: true,
  unexpected: true,
} satisfies Record<Code, true>;

function isCode(text: unknown): text is Code {
  return typeof text === "string" && Object.hasOwn(codes, text);
}

/** Reads whatever was thrown: the core's own problem, its JSON, or something unforeseen. */
export function toProblem(thrown: unknown, otherwise: string): Problem {
  if (thrown instanceof Problem) {
    return thrown;
  }
  if (typeof thrown === "object" && thrown !== null && "says" in thrown && typeof thrown.says === "string") {
    const code = "code" in thrown && isCode(thrown.code) ? thrown.code : "unexpected";
    const field = "field" in thrown && typeof thrown.field === "string" ? thrown.field : null;
    return new Problem(code, thrown.says, field);
  }
  return new Problem("unexpected", otherwise);
}
