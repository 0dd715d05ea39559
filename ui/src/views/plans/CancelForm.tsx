//! Ends a payment plan before all of it came, with the reason.

import { useState } from "react";
import { call } from "#ui/api/call";
import { TextField } from "#ui/kit/TextField";
import { planWords as words } from "#ui/strings/plans";
import { SendFrame } from "#ui/views/account/SendFrame";
import { useSend } from "#ui/views/settings/useSend";

const fields: readonly string[] = ["reason"];

export type CancelFormProps = { readonly plan: string; readonly number: string; readonly onClose: () => void };

export function CancelForm({ plan, number, onClose }: CancelFormProps) {
  const [reason, setReason] = useState("");
  const sending = useSend({ id: "cancel_plan", title: words.doCancel, busyTitle: words.cancelling, send: () => call("cancel_plan", { id: plan, reason }), said: words.cancelDone(number), onDone: onClose, fields });
  return (
    <SendFrame title={words.cancelForm(number)} says={words.cancelSays} sending={sending} busyTitle={words.cancelling} leaveTitle={words.keep} onLeave={onClose}>
      <div className="row">
        <TextField className="s12" name="reason" label={words.reason} value={reason} onChange={setReason} error={sending.wrong("reason")} required />
      </div>
    </SendFrame>
  );
}
