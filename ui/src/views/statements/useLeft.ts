//! Accounts of a list that are left out by hand: one key leaves the one in focus out, or takes it in again.

import { useState } from "react";
import { live, type Live } from "#ui/app/action";
import { leaveWords as words } from "#ui/strings/plans";

export type Left = { readonly left: ReadonlySet<string>; readonly leave: Live };

/** `here` is the account in focus that can be left out. */
export function useLeft(here: string | null): Left {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const leave = live(
    {
      id: "leave_out",
      title: words.leave,
      key: "Space",
      strip: words.short,
      blocked: (account: string | null) => (account === null ? words.none : null),
      run: (account: string) => {
        setLeft((before) => {
          const after = new Set(before);
          if (!after.delete(account)) {
            after.add(account);
          }
          return after;
        });
      },
    },
    here,
  );
  return { left, leave };
}
