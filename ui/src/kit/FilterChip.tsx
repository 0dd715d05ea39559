//! One filter of a list: which values it lets through. Pressed, it shows them all with their counts;
//! several can be on.

import { type KeyboardEvent, useLayoutEffect, useRef } from "react";
import { Checkbox } from "#ui/kit/Checkbox";
import { CloseMark } from "#ui/kit/marks";
import { CountText } from "#ui/kit/MoneyText";
import { usePop } from "#ui/kit/usePop";
import { kitWords } from "#ui/strings/en";

export type FilterValue = { readonly id: string; readonly title: string; readonly count: number | null };

export type FilterChipProps = {
  /** What is filtered: `Payer`. */
  readonly title: string;
  readonly values: readonly FilterValue[];
  /** The values that are let through; none is any. */
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
};

export function FilterChip({ title, values, chosen, onChange }: FilterChipProps) {
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const { open, setOpen, id } = usePop(button, list);
  const on = values.filter((value) => chosen.includes(value.id));
  useLayoutEffect(() => {
    if (open) {
      list.current?.querySelector("input")?.focus();
    }
  }, [open]);
  const key = (event: KeyboardEvent) => {
    const boxes = [...(list.current?.querySelectorAll("input") ?? [])];
    const at = boxes.findIndex((box) => box === document.activeElement);
    const moves: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: boxes.length - 1 };
    const to = moves[event.key];
    if (to !== undefined) {
      event.preventDefault();
      boxes[(to + boxes.length) % boxes.length]?.focus();
    } else if (event.key === "Escape" || event.key === "Enter" || event.key === "Tab") {
      event.preventDefault();
      setOpen(false);
      button.current?.focus();
    }
  };
  const first = on[0];
  return (
    <>
      <span className={first === undefined ? undefined : "chip-pair"}>
        <button
          ref={button}
          type="button"
          className="chip"
          aria-haspopup="dialog"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          title={first === undefined ? undefined : on.map((value) => value.title).join(", ")}
          onClick={() => setOpen(!open)}
        >
          {title} <b>{first === undefined ? kitWords.filter.any : kitWords.filter.some(on.map((value) => value.title))}</b>
        </button>
        {first === undefined ? null : (
          <button type="button" className="chip" aria-label={kitWords.filter.clear(title)} onClick={() => onChange([])}>
            <CloseMark />
          </button>
        )}
      </span>
      <div ref={list} id={id} className="pop" popover="manual" role="dialog" aria-label={title} onKeyDown={key}>
        {open
          ? values.map((value) => (
              <Checkbox
                key={value.id}
                checked={chosen.includes(value.id)}
                onChange={(checked) => onChange(checked ? [...chosen, value.id] : chosen.filter((other) => other !== value.id))}
              >
                {value.title} {value.count === null ? null : <CountText n={value.count} className="hint" />}
              </Checkbox>
            ))
          : null}
      </div>
    </>
  );
}
