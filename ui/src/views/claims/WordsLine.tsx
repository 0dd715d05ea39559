//! The line in which a reason or a note is typed, in the place of the buttons that it belongs to, so
//! that nothing moves and no dialog opens.

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { arrive } from "#ui/app/typeahead";
import { Button } from "#ui/kit/Button";
import { TextField } from "#ui/kit/TextField";
import { actWords } from "#ui/strings/claims";

export type WordsLineProps = {
  readonly which: "hold" | "note";
  readonly onSend: (text: string) => void;
  readonly onLeave: () => void;
};

const words = {
  hold: { label: actWords.why, hint: actWords.whyHint, empty: actWords.sayWhy, send: actWords.hold },
  note: { label: actWords.noteText, hint: actWords.noteHint, empty: actWords.sayNote, send: actWords.note },
};

export function WordsLine({ which, onSend, onLeave }: WordsLineProps) {
  const [text, setText] = useState("");
  const [missing, setMissing] = useState(false);
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
      onSend(text.trim());
    }
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      event.preventDefault();
      send();
    } else if (event.key === "Escape") {
      event.preventDefault();
      onLeave();
    }
  };
  const own = words[which];
  return (
    <>
      <TextField
        ref={field}
        className="inline words"
        label={own.label}
        value={text}
        onChange={(typed) => {
          setText(typed);
          setMissing(false);
        }}
        onKeyDown={key}
        flat
        error={missing ? own.empty : null}
      />
      <Button onPress={send}>{own.send}</Button>
      <span className={missing ? "bad t12" : "hint t12"}>{missing ? own.empty : own.hint}</span>
    </>
  );
}
