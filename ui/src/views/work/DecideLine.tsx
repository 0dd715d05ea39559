//! The line in which a person says whose balance it is, and why, in the place of the buttons.

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { QueueRow } from "#ui/api/generated";
import { arrive } from "#ui/app/typeahead";
import { Button } from "#ui/kit/Button";
import { Select } from "#ui/kit/Select";
import { TextField } from "#ui/kit/TextField";
import { amountWords as words, ownerWord } from "#ui/strings/work";
import { forbidden } from "#ui/views/account/contract";
import type { Decision } from "#ui/views/work/amountActs";

export type DecideLineProps = {
  readonly rows: readonly QueueRow[];
  readonly onSend: (ask: Decision) => void;
  readonly onLeave: () => void;
};

const owners: readonly string[] = ["patient", "1", "2", "3", "us"];

export function DecideLine({ rows, onSend, onLeave }: DecideLineProps) {
  const reason = forbidden(rows.map((row) => row.open));
  // What the contract forbids is not proposed.
  const inOrder = reason === "" ? owners : [...owners.slice(1), "patient"];
  const others = inOrder.filter((owner) => rows.some((row) => row.open.owner !== owner));
  const [owner, setOwner] = useState(others[0] ?? "patient");
  const [text, setText] = useState("");
  const [missing, setMissing] = useState(false);
  const first = useRef<HTMLSelectElement>(null);
  const why = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (first.current !== null) {
      arrive(first.current);
    }
  }, []);
  const send = () => {
    if (text.trim() === "") {
      setMissing(true);
      why.current?.focus();
    } else {
      onSend({ rows, owner, text: text.trim() });
    }
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === "Enter" && event.target instanceof HTMLSelectElement) {
      // From the choice on to the reason.
      event.preventDefault();
      why.current?.focus();
    } else if (event.key === "Enter" && !(event.target instanceof HTMLButtonElement)) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape") {
      event.preventDefault();
      onLeave();
    }
  };
  return (
    <div className="act-line" onKeyDown={key}>
      <Select ref={first} className="inline" label={words.whose} value={owner} options={others.map((value) => ({ value, title: ownerWord(value) }))} onChange={setOwner} flat />
      <TextField
        ref={why}
        className="inline words"
        label={words.why}
        value={text}
        onChange={(typed) => {
          setText(typed);
          setMissing(false);
        }}
        error={missing ? words.sayWhy : null}
        flat
      />
      <Button onPress={send}>{words.decideNow}</Button>
      <span className={missing ? "bad t12" : "hint t12"}>{missing ? words.sayWhy : owner === "patient" && reason !== "" ? words.contract(reason) : words.decideHint}</span>
    </div>
  );
}
