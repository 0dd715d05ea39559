//! What can be agreed on with an account, wherever it is shown: a payment plan, its end, a note. One form
//! is open at a time.

import { type ReactNode, useState } from "react";
import type { AccountNotes, AccountPlans } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { live, type Live } from "#ui/app/action";
import { refusal, type Role } from "#ui/app/may";
import { expectField } from "#ui/app/typeahead";
import { noteWords, planWords } from "#ui/strings/plans";
import { CancelForm } from "#ui/views/plans/CancelForm";
import { noteKinds, planKinds } from "#ui/views/plans/kinds";
import { NoteForm } from "#ui/views/plans/NoteForm";
import { PlanForm } from "#ui/views/plans/PlanForm";

type Open = "plan" | "cancel" | "note" | null;

export type AccountForms = {
  readonly plans: AccountPlans | undefined;
  readonly notes: AccountNotes | undefined;
  readonly make: Live;
  readonly cancel: Live;
  readonly note: Live;
  /** The form that is open, or `null`. */
  readonly form: ReactNode;
};

export type AccountFormsAsk = {
  readonly who: Role | undefined;
  /** The account's key; empty for none. */
  readonly account: string;
  readonly today: string;
  /** After a form is closed. */
  readonly onClose: () => void;
};

export function useAccountForms({ who, account, today, onClose }: AccountFormsAsk): AccountForms {
  const [open, setOpen] = useState<{ readonly form: Open; readonly of: string }>({ form: null, of: "" });
  const some = account !== "";
  const plans = useAnswer("payment_plans", { id: account }, planKinds);
  const notes = useAnswer("account_notes", { id: account }, noteKinds);
  const of = some ? plans.value : undefined;
  const said = some ? notes.value : undefined;
  const start = (form: Open) => () => {
    expectField();
    setOpen({ form, of: account });
  };
  const known = some ? (of === undefined ? planWords.reading : null) : planWords.noAccount;
  const make = live(
    {
      id: "make_plan",
      title: planWords.make,
      key: "L",
      blocked: () => refusal(who, "save_plan") ?? known ?? (of?.live === null ? (of.due.length === 0 ? planWords.nothingDue : null) : planWords.hasPlan),
      run: start("plan"),
    },
    undefined,
  );
  const cancel = live(
    { id: "open_cancel_plan", title: planWords.cancel, key: "Shift+L", blocked: () => refusal(who, "cancel_plan") ?? known ?? (of?.live === null ? planWords.noPlan : null), run: start("cancel") },
    undefined,
  );
  const note = live({ id: "add_account_note", title: noteWords.add, key: "N", strip: noteWords.addShort, blocked: () => refusal(who, "save_account_note") ?? known, run: start("note") }, undefined);
  const close = () => {
    setOpen({ form: null, of: "" });
    onClose();
  };
  return { plans: of, notes: said, make, cancel, note, form: open.form === null || of === undefined ? null : formOf(open.form, of, today, close) };
}

function formOf(form: Exclude<Open, null>, plans: AccountPlans, today: string, close: () => void): ReactNode {
  const { account, number } = plans;
  if (form === "note") {
    return <NoteForm account={account} number={number} today={today} onClose={close} />;
  }
  if (form === "cancel") {
    return plans.live === null ? null : <CancelForm plan={plans.live.id} number={number} onClose={close} />;
  }
  return <PlanForm plans={plans} today={today} onClose={close} />;
}
