//! Notes that the bank sent a payment back: what it paid is owed again, and a fee besides.

import { call } from "#ui/api/call";
import { useAnswer } from "#ui/api/useAnswer";
import { useSetting } from "#ui/app/settings";
import { DayField } from "#ui/kit/DayField";
import { MoneyField } from "#ui/kit/MoneyField";
import { centsText, moneyHint } from "#ui/kit/money";
import { TextField } from "#ui/kit/TextField";
import { moneyWords as words } from "#ui/strings/account";
import { returnWords } from "#ui/strings/payments";
import { ActFrame } from "#ui/views/account/ActFrame";
import { actName } from "#ui/views/account/actState";
import { plainText } from "#ui/views/account/allocate";
import type { OfActProps } from "#ui/views/account/MoveForm";
import { useActForm } from "#ui/views/account/useActForm";

export function ReturnForm({ act, onDone, onLeave }: OfActProps) {
  const today = useAnswer("session", {}).value?.today ?? "";
  const [lastFee, setLastFee] = useSetting("account.return_fee", "");
  const proposed = moneyHint(lastFee) ?? 0;
  const feeOf = (typed: string) => (typed.trim() !== "" || proposed === 0 ? typed : plainText(proposed));
  const typing = useActForm({
    kind: "returned",
    about: `${act.id} ${act.patient_id}`,
    send: async (texts) => {
      const fee = feeOf(texts["fee"] ?? "");
      const changed = await call("return_payment", { id: act.id, on: texts["on"] ?? "", reason: texts["reason"] ?? "", fee });
      setLastFee(fee);
      return changed;
    },
    fieldOf: (name) => (name === "on" || name === "reason" || name === "fee" ? name : null),
    onDone,
    onLeave,
  });
  const { text, set, wrong } = typing;
  const fee = moneyHint(feeOf(text("fee"))) ?? 0;
  return (
    <ActFrame
      typing={typing}
      of={actName(act)}
      sum={
        <>
          {returnWords.owed(centsText(act.cents))}
          {fee === 0 ? null : returnWords.andFee(centsText(fee))}
        </>
      }
    >
      <div className="row">
        <DayField className="s3" name="on" label={words.fields.on} value={text("on")} placeholder={words.today} onChange={(typed) => set("on", typed)} today={today} error={wrong("on")} />
        <TextField className="s6" name="reason" label={returnWords.bank} placeholder={returnWords.bankLooks} value={text("reason")} onChange={(typed) => set("reason", typed)} error={wrong("reason")} />
        <MoneyField className="s3" name="fee" label={returnWords.fee} value={text("fee")} placeholder={proposed === 0 ? returnWords.feeNone : centsText(proposed)} onChange={(typed) => set("fee", typed)} error={wrong("fee")} />
      </div>
    </ActFrame>
  );
}
