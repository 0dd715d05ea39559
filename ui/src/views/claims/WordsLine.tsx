//! The line in which a reason or a note is typed, in the place of the buttons that it belongs to, so
//! that nothing moves and no dialog opens. A note can say when to look again.

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useAnswer } from "#ui/api/useAnswer";
import { arrive } from "#ui/app/typeahead";
import { Button } from "#ui/kit/Button";
import { DayField } from "#ui/kit/DayField";
import { TextField } from "#ui/kit/TextField";
import { actWords } from "#ui/strings/claims";
import { underpaidWords } from "#ui/strings/work";

export type WordsLineProps = {
  readonly which: "hold" | "note" | "accept" | "appeal";
  /** With the day on which to look again, as typed; empty for none. */
  readonly onSend: (text: string, lookOn: string) => void;
  readonly onLeave: () => void;
};

const words = {
  hold: { label: actWords.why, hint: actWords.whyHint, empty: actWords.sayWhy, send: actWords.hold },
  accept: underpaidWords.accept,
  appeal: underpaidWords.appeal,
  note: { label: actWords.noteText, hint: actWords.noteHint, empty: actWords.sayNote, send: actWords.note },
};

export function WordsLine({ which, onSend, onLeave }: WordsLineProps) {
  const [text, setText] = useState("");
  const [lookOn, setLookOn] = useState("");
  const [missing, setMissing] = useState(false);
  const today = useAnswer("session", {}).value?.today ?? "";
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (field.current !== null) {
      arrive(field.current);
    }
  }, [which]);
  const send = () => {
    if (text.trim() === "") {
      setMissing(true);
      field.current?.focus();
    } else {
      onSend(text.trim(), lookOn.trim());
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
  const own = words[which];
  return (
    <div className="act-line" onKeyDown={key}>
      <TextField
        ref={field}
        className="inline words"
        label={own.label}
        value={text}
        onChange={(typed) => {
          setText(typed);
          setMissing(false);
        }}
        flat
        error={missing ? own.empty : null}
      />
      {which === "note" ? <DayField className="inline" name="look_on" label={actWords.lookOn} value={lookOn} onChange={setLookOn} today={today} placeholder={actWords.lookLike} flat /> : null}
      <Button onPress={send}>{own.send}</Button>
      <span className={missing ? "bad t12" : "hint t12"}>{missing ? own.empty : own.hint}</span>
    </div>
  );
}
