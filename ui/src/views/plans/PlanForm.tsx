//! A payment plan as it is agreed on: what each payment is and when, on which visits. What it comes to
//! stands at the foot while one types.

import { useState } from "react";
import { call } from "#ui/api/call";
import type { AccountPlans, PlanRow, SavePlan } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { Checkbox } from "#ui/kit/Checkbox";
import { DayField } from "#ui/kit/DayField";
import { dayText } from "#ui/kit/day";
import { MoneyField } from "#ui/kit/MoneyField";
import { MoneyText, Personal } from "#ui/kit/MoneyText";
import { centsText } from "#ui/kit/money";
import { Select } from "#ui/kit/Select";
import { TextField } from "#ui/kit/TextField";
import { planWords as words } from "#ui/strings/plans";
import { SendFrame } from "#ui/views/account/SendFrame";
import { planKinds } from "#ui/views/plans/kinds";
import type { AccountFormProps } from "#ui/views/plans/NoteForm";
import { useSend } from "#ui/views/settings/useSend";

const fields: readonly string[] = ["amount", "every", "first_on", "text", "disclosed"];

function keyOf(row: PlanRow): string {
  return row.claim_id === "" ? row.opening : row.claim_id;
}

export type PlanFormProps = Omit<AccountFormProps, "account" | "number"> & { readonly plans: AccountPlans };

export function PlanForm({ plans, today, onClose }: PlanFormProps) {
  const { account, number, due } = plans;
  const [typed, setTyped] = useState({ amount: "", every: "month", first_on: "", text: "", disclosed: false });
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const set = (changes: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...changes }));
  const rows = due.filter((row) => !left.has(keyOf(row)));
  const ask: SavePlan = { account, ...typed, rows: rows.map(({ claim_id, opening }) => ({ claim_id, opening })) };
  const checked = useAnswer("check_plan", ask, planKinds).value;
  const sending = useSend({ id: "save_plan", title: words.save, busyTitle: words.saving, send: () => call("save_plan", ask), said: words.saved(number), onDone: onClose, fields });
  const { wrong } = sending;
  const last = checked?.payments.at(-1);
  const total = rows.reduce((sum, row) => sum + row.cents, 0);
  return (
    <SendFrame
      title={words.form(number)}
      sending={sending}
      busyTitle={words.saving}
      leaveTitle={words.leave}
      onLeave={onClose}
      sum={checked === undefined || last === undefined ? null : words.comes(checked.payments.length, centsText(last.cents), dayText(last.due_on))}
    >
      <div className="row">
        <MoneyField className="s2" name="amount" label={words.amount} value={typed.amount} onChange={(amount) => set({ amount })} error={wrong("amount")} required />
        <Select className="s2" name="every" label={words.every} value={typed.every} options={words.everies} onChange={(every) => set({ every })} error={wrong("every")} />
        <DayField className="s3" name="first_on" label={words.first} value={typed.first_on} onChange={(first_on) => set({ first_on })} today={today} error={wrong("first_on")} required />
        <TextField className="s5" name="text" label={words.text} value={typed.text} onChange={(text) => set({ text })} error={wrong("text")} />
      </div>
      {checked?.needs_disclosure === true || typed.disclosed ? (
        <div className="row">
          <span className="s12">
            <Checkbox checked={typed.disclosed} onChange={(disclosed) => set({ disclosed })}>
              {words.disclosed}
            </Checkbox>
            {wrong("disclosed") === null ? null : (
              <span className="bad" role="alert">
                {wrong("disclosed")}
              </span>
            )}
          </span>
        </div>
      ) : null}
      <div className="act-places" tabIndex={-1}>
        <table className="table compact">
          <caption className="sr">{words.visits}</caption>
          <colgroup>
            <col />
            <col />
            <col style={{ width: 104 }} />
          </colgroup>
          <tbody>
            {due.map((row) => (
              <tr key={keyOf(row)}>
                <td>
                  <Checkbox
                    checked={!left.has(keyOf(row))}
                    onChange={(on) =>
                      setLeft((before) => {
                        const after = new Set(before);
                        if (on) {
                          after.delete(keyOf(row));
                        } else {
                          after.add(keyOf(row));
                        }
                        return after;
                      })
                    }
                  >
                    <span className="num">{words.visit(row.number, dayText(row.service_on))}</span>
                  </Checkbox>
                </td>
                <td className="why">
                  <Personal>{row.patient}</Personal>
                </td>
                <td className="money">
                  <MoneyText cents={row.cents} />
                </td>
              </tr>
            ))}
            <tr>
              <td>{words.total}</td>
              <td />
              <td className="money">
                <MoneyText cents={total} total className="semi" />
              </td>
            </tr>
          </tbody>
        </table>
      </div>
    </SendFrame>
  );
}
