//! Says no to a refund that waits, with the reason.

import { call } from "#ui/api/call";
import type { ActView } from "#ui/api/generated";
import { centsText } from "#ui/kit/money";
import { TextField } from "#ui/kit/TextField";
import { moneyWords } from "#ui/strings/account";
import { waitingWords } from "#ui/strings/payments";
import { ActFrame } from "#ui/views/account/ActFrame";
import { useActForm } from "#ui/views/account/useActForm";

export type TurnDownFormProps = { readonly act: ActView; readonly onDone: () => void; readonly onLeave: () => void };

export function TurnDownForm({ act, onDone, onLeave }: TurnDownFormProps) {
  const typing = useActForm({
    kind: "turn_down",
    about: act.id,
    send: (texts) => call("answer_act", { id: act.id, given: false, reason: texts["reason"] ?? "" }),
    fieldOf: (name) => (name === "reason" ? name : null),
    onDone,
    onLeave,
  });
  return (
    <ActFrame typing={typing} of={waitingWords.askedBy(centsText(act.cents), act.by)} says={waitingWords.turnDownSays} amount={centsText(act.cents)}>
      <div className="row">
        <TextField className="s12" name="reason" label={moneyWords.fields.why} value={typing.text("reason")} onChange={(typed) => typing.set("reason", typed)} error={typing.wrong("reason")} required />
      </div>
    </ActFrame>
  );
}
