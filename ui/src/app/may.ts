//! Whether a role may do a thing, and the sentence when it may not. The core refuses by itself; this
//! tells it before somebody tries.

import { rights, type SessionView } from "#ui/api/generated";
import { rightWords } from "#ui/strings/settings";

/** What is needed of a session to know what its role may. */
export type Role = Pick<SessionView, "rights" | "role_title">;

/** Why this role may not use a command; `null` when it may. */
export function refusal(session: Role | null | undefined, command: keyof typeof rights): string | null {
  return refusalOf(session, rights[command]);
}

/** Why this role lacks a right; `null` when it has it, or while nobody knows. */
export function refusalOf(session: Role | null | undefined, right: string): string | null {
  if (session === null || session === undefined || right === "anyone" || session.rights.includes(right)) {
    return null;
  }
  return rightWords.refused(session.role_title, right);
}
