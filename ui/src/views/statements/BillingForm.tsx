//! How an account is billed: the language, large print, that nothing goes out and why, that mail came
//! back.

import { useState } from "react";
import { call } from "#ui/api/call";
import type { AccountView, SaveGuarantor } from "#ui/api/generated";
import { Checkbox } from "#ui/kit/Checkbox";
import { DayField } from "#ui/kit/DayField";
import { longDayText } from "#ui/kit/day";
import { Select } from "#ui/kit/Select";
import { TextField } from "#ui/kit/TextField";
import { billingWords as words } from "#ui/strings/statements";
import { SendFrame } from "#ui/views/account/SendFrame";
import { useSend } from "#ui/views/settings/useSend";

const fields: readonly string[] = ["language", "hold_reason", "hold_text", "hold_from", "hold_until", "mail_returned_on"];

function textsOf(account: AccountView): SaveGuarantor {
  return {
    account: account.account,
    version: account.version,
    language: account.language,
    large_print: account.large_print,
    hold_reason: account.hold_reason,
    hold_text: account.hold_text,
    hold_from: longDayText(account.hold_from),
    hold_until: longDayText(account.hold_until),
    mail_returned_on: longDayText(account.mail_returned_on),
  };
}

export function BillingForm({ account, today, onClose }: { readonly account: AccountView; readonly today: string; readonly onClose: () => void }) {
  const [typed, setTyped] = useState(() => textsOf(account));
  const set = (changes: Partial<SaveGuarantor>) => setTyped((before) => ({ ...before, ...changes }));
  const sending = useSend({
    id: "save_guarantor",
    title: words.save,
    busyTitle: words.saving,
    send: () => call("save_guarantor", typed),
    said: words.saved(account.number),
    onDone: onClose,
    fields,
  });
  const { wrong } = sending;
  const held = typed.hold_reason !== "";
  return (
    <SendFrame title={words.title(account.number)} sending={sending} busyTitle={words.saving} leaveTitle={words.cancel} onLeave={onClose}>
      <div className="row">
        <Select className="s3" name="language" label={words.language} value={typed.language} options={words.languages} onChange={(language) => set({ language })} error={wrong("language")} />
        <Select className="s4" name="hold_reason" label={words.hold} value={typed.hold_reason} options={words.holds} onChange={(hold_reason) => set({ hold_reason })} error={wrong("hold_reason")} />
        <DayField className="s3" name="mail_returned_on" label={words.returned} value={typed.mail_returned_on} onChange={(mail_returned_on) => set({ mail_returned_on })} today={today} error={wrong("mail_returned_on")} />
        <span className="s2 tick-cell">
          <Checkbox checked={typed.large_print} onChange={(large_print) => set({ large_print })}>
            {words.large}
          </Checkbox>
        </span>
      </div>
      {held ? (
        <div className="row">
          <TextField className="s6" name="hold_text" label={words.text} value={typed.hold_text} onChange={(hold_text) => set({ hold_text })} error={wrong("hold_text")} />
          <DayField className="s3" name="hold_from" label={words.from} value={typed.hold_from} onChange={(hold_from) => set({ hold_from })} today={today} error={wrong("hold_from")} />
          <DayField className="s3" name="hold_until" label={words.until} value={typed.hold_until} onChange={(hold_until) => set({ hold_until })} today={today} error={wrong("hold_until")} />
        </div>
      ) : null}
    </SendFrame>
  );
}
