//! The field above a list that narrows it as one types: down leads into the list, Escape empties the
//! field first and leads there then.

import type { KeyboardEvent, Ref } from "react";
import { Kbd } from "#ui/kit/Kbd";
import { TextField } from "#ui/kit/TextField";

export type SearchFieldProps = {
  readonly ref: Ref<HTMLInputElement>;
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Leads from the text into the list. */
  readonly onDown: () => void;
  /** What Enter does; without it, it leads into the list as well. */
  readonly onEnter?: () => void;
  readonly personal?: boolean;
};

export function SearchField({ onDown, onEnter = onDown, ...field }: SearchFieldProps) {
  const key = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      onDown();
    } else if (event.key === "Enter") {
      event.preventDefault();
      onEnter();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (field.value === "") {
        onDown();
      } else {
        field.onChange("");
      }
    }
  };
  return <TextField {...field} className="inline search" onKeyDown={key} flat right={<Kbd of="/" />} />;
}
