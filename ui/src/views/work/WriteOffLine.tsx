//! The line in which a write-off or a discount is typed, in the place of the buttons: the reason, the
//! amount as it stands, words. What the core refuses is said and nothing typed is lost.

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { QueueRow } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { arrive } from "#ui/app/typeahead";
import { Button } from "#ui/kit/Button";
import { centsText } from "#ui/kit/money";
import { MoneyField } from "#ui/kit/MoneyField";
import { Select } from "#ui/kit/Select";
import { TextField } from "#ui/kit/TextField";
import { amountWords as words } from "#ui/strings/work";
import type { WriteOff } from "#ui/views/work/amountActs";
import { amountText, limitOf, offKind } from "#ui/views/work/off";

export type WriteOffLineProps = {
  readonly rows: readonly QueueRow[];
  readonly onSend: (ask: WriteOff) => void;
  readonly onLeave: () => void;
};

export function WriteOffLine({ rows, onSend, onLeave }: WriteOffLineProps) {
  const session = useAnswer("session", {}).value;
  const limits = useAnswer("policy", {}, ["money_rules"]).value?.limits;
  const [amount, setAmount] = useState(() => amountText(rows[0]?.open.cents ?? 0));
  const [reason, setReason] = useState("");
  const [text, setText] = useState("");
  const [missing, setMissing] = useState(false);
  const discount = offKind(rows[0]) === "discount";
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    if (first.current !== null) {
      arrive(first.current);
    }
  }, []);
  const send = () => {
    if (reason === "") {
      setMissing(true);
      first.current?.focus();
    } else {
      onSend({ rows, amount, reason, text: text.trim() });
    }
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !(event.target instanceof HTMLButtonElement)) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape") {
      event.preventDefault();
      onLeave();
    }
  };
  return (
    <div className="act-line" onKeyDown={key}>
      <Select
        ref={first}
        className="inline"
        label={words.reason}
        value={reason}
        options={discount ? words.discounts : words.reasons}
        onChange={(value) => {
          setReason(value);
          setMissing(false);
        }}
        error={missing ? words.chooseReason : null}
        flat
      />
      {rows.length === 1 ? (
        <MoneyField className="inline amount" name="amount" label={words.amount} value={amount} onChange={setAmount} flat />
      ) : (
        <span className="num">{words.several(rows.length, centsText(rows.reduce((sum, row) => sum + row.open.cents, 0)))}</span>
      )}
      <TextField className="inline words" label={words.words} value={text} onChange={setText} flat />
      <Button onPress={send}>{discount ? words.discount : words.writeOff}</Button>
      <span className={missing ? "bad t12" : "hint t12 num"}>{missing ? words.chooseReason : words.writeOffHint(limitOf(limits, session?.role))}</span>
    </div>
  );
}
