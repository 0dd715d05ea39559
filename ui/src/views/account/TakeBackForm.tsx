//! Takes back what somebody did by hand, with the reason. Both stay visible.

import { call } from "#ui/api/call";
import type { ActView } from "#ui/api/generated";
import { centsText } from "#ui/kit/money";
import { TextField } from "#ui/kit/TextField";
import { moneyWords as words } from "#ui/strings/account";
import { ActFrame } from "#ui/views/account/ActFrame";
import { actName } from "#ui/views/account/actState";
import { useActForm } from "#ui/views/account/useActForm";

export type TakeBackFormProps = { readonly act: ActView; readonly onDone: () => void; readonly onLeave: () => void };

export function TakeBackForm({ act, onDone, onLeave }: TakeBackFormProps) {
  const typing = useActForm({
    kind: "take_back",
    about: act.id,
    send: (texts) => call("take_back_act", { id: act.id, reason: texts["reason"] ?? "" }),
    fieldOf: (name) => (name === "reason" ? name : null),
    onDone,
    onLeave,
  });
  const money = act.cents === 0 ? "" : centsText(act.cents);
  return (
    <ActFrame typing={typing} of={actName(act)} says={words.takeBackSays} amount={money}>
      <div className="row">
        <TextField className="s12" name="reason" label={words.fields.why} value={typing.text("reason")} onChange={(typed) => typing.set("reason", typed)} error={typing.wrong("reason")} required />
      </div>
    </ActFrame>
  );
}
