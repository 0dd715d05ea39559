//! The filter by day of service: from, to, or both.

import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { Kbd } from "#ui/kit/Kbd";
import { type Day, dayHint, dayText, longDayText } from "#ui/kit/day";
import { DayField } from "#ui/kit/DayField";
import { CloseMark } from "#ui/kit/marks";
import { classes } from "#ui/kit/css";
import { usePop } from "#ui/kit/usePop";
import { claimsWords } from "#ui/strings/claims";

const words = claimsWords.filters;

export type DaysChipProps = {
  /** What the days are of. */
  readonly title?: string;
  /** ISO, or empty. */
  readonly from: Day;
  readonly to: Day;
  readonly today: Day;
  readonly onChange: (from: Day, to: Day) => void;
  /** Opens when it grows. */
  readonly turn: number;
};

function said(from: Day, to: Day): string {
  if (from !== "" && to !== "") {
    return words.between(dayText(from), dayText(to));
  }
  return from !== "" ? words.since(dayText(from)) : to !== "" ? words.until(dayText(to)) : words.any;
}

export function DaysChip({ title = words.days, from, to, today, onChange, turn }: DaysChipProps) {
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const { open, setOpen, id } = usePop(button, list);
  // The key that opens it is pressed in a list, which gets the focus back.
  const before = useRef<Element | null>(null);
  const [typed, setTyped] = useState({ from: "", to: "" });
  const show = () => {
    before.current = document.activeElement;
    setTyped({ from: from === "" ? "" : longDayText(from), to: to === "" ? "" : longDayText(to) });
    setOpen(true);
  };
  const opened = useRef(turn);
  useLayoutEffect(() => {
    if (opened.current !== turn) {
      opened.current = turn;
      show();
    }
  });
  useLayoutEffect(() => {
    if (open) {
      list.current?.querySelector("input")?.focus();
    }
  }, [open]);
  const take = () => onChange(dayHint(typed.from, today) ?? "", dayHint(typed.to, today) ?? "");
  const leave = () => {
    setOpen(false);
    const to = before.current instanceof HTMLElement && before.current.isConnected && before.current !== document.body ? before.current : button.current;
    to?.focus({ preventScroll: true });
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      event.preventDefault();
      take();
      leave();
    } else if (event.key === "Escape") {
      event.preventDefault();
      leave();
    }
  };
  const chosen = from !== "" || to !== "";
  return (
    <>
      <span className={classes("days-chip", chosen && "chip-pair")}>
        <button
          ref={button}
          type="button"
          className="chip"
          aria-haspopup="dialog"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          title={chosen ? said(from, to) : undefined}
          onClick={() => (open ? setOpen(false) : show())}
        >
          {title} <b className="num">{said(from, to)}</b> {chosen ? null : <Kbd of="D" bare />}
        </button>
        {chosen ? (
          <button type="button" className="chip" aria-label={words.clearDays} onClick={() => onChange("", "")}>
            <CloseMark />
          </button>
        ) : null}
      </span>
      <div ref={list} id={id} className="pop" popover="manual" role="dialog" aria-label={title} onKeyDown={key}>
        {open ? (
          <div className="claim-days">
            <DayField label={words.from} value={typed.from} onChange={(text) => setTyped({ ...typed, from: text })} onDay={(day) => onChange(day ?? "", to)} today={today} />
            <DayField label={words.to} value={typed.to} onChange={(text) => setTyped({ ...typed, to: text })} onDay={(day) => onChange(from, day ?? "")} today={today} />
          </div>
        ) : null}
      </div>
    </>
  );
}
