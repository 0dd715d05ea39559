//! A field that takes a code or words and finds what they mean: payers, providers, codes. After the
//! APG combobox pattern. Enter that comes before the answer waits for it; what was typed decides.

import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useRef, useState } from "react";
import { Marked } from "#ui/kit/Marked";
import { classes } from "#ui/kit/css";
import { Field, type FieldFrame } from "#ui/kit/Field";
import { usePop } from "#ui/kit/usePop";
import { kitWords } from "#ui/strings/en";

export type Choice = {
  readonly id: string;
  readonly title: string;
  /** Before the title, in the monospace face. */
  readonly code?: string;
  /** After it, quieter. */
  readonly more?: string;
};

export type ComboFieldProps = FieldFrame & {
  /** The text as it stands in the field. */
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Finds choices for a text, the likeliest first. Keep the function. */
  readonly find: (text: string, signal: AbortSignal) => Promise<readonly Choice[]>;
  /** A choice was taken; the field's owner sets the text. */
  readonly onTake: (choice: Choice) => void;
  readonly kind?: "text" | "code";
  readonly placeholder?: string;
  /** Enter came before the answer: what is typed now belongs to whatever follows. */
  readonly onAwait?: () => void;
  /** Enter, and nothing was found. */
  readonly onNothing?: () => void;
  /** Under the list, for what is not in it. */
  readonly foot?: ReactNode;
  readonly ref?: Ref<HTMLInputElement>;
};

type Found = { readonly text: string; readonly choices: readonly Choice[] };

export function ComboField(props: ComboFieldProps) {
  const { value, onChange, find, onTake, kind = "text", placeholder, foot, ref } = props;
  const anchor = useRef<HTMLSpanElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const { open, setOpen, id } = usePop(anchor, list);
  const [asked, setAsked] = useState<string | null>(null);
  const [found, setFound] = useState<Found>({ text: "", choices: [] });
  const [chosen, setChosen] = useState(0);
  const takeFirst = useRef(false);
  const pending = asked !== null && found.text !== asked;
  const { choices } = found;

  useEffect(() => {
    if (asked === null) {
      return;
    }
    const stop = new AbortController();
    const settle = (answer: readonly Choice[]) => {
      if (!stop.signal.aborted) {
        setFound({ text: asked, choices: answer });
      }
    };
    find(asked, stop.signal).then(settle, () => settle([]));
    return () => stop.abort();
  }, [find, asked]);

  const take = (choice: Choice | undefined) => {
    if (choice !== undefined) {
      setOpen(false);
      setAsked(null);
      onTake(choice);
    }
  };

  useEffect(() => {
    if (takeFirst.current && !pending) {
      takeFirst.current = false;
      if (choices[0] === undefined) {
        props.onNothing?.();
      }
      take(choices[0]);
    }
  });

  const look = (text: string) => {
    takeFirst.current = false;
    setChosen(0);
    setAsked(text);
    setOpen(true);
  };

  const key = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || (event.key === "ArrowUp" && open)) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (open) {
        setChosen((chosen + step + choices.length) % Math.max(1, choices.length));
      } else {
        look(value);
      }
    } else if ((event.key === "Enter" || event.key === "Tab") && open && !event.ctrlKey && !event.metaKey && !event.altKey) {
      // Enter takes and stays; Tab takes and goes on.
      if (event.key === "Enter") {
        event.preventDefault();
      }
      if (pending) {
        takeFirst.current = value.trim() !== "";
        if (takeFirst.current && event.key === "Enter") {
          props.onAwait?.();
        }
      } else if (value.trim() !== "" || event.key === "Enter") {
        if (event.key === "Enter" && choices.length === 0) {
          props.onNothing?.();
        }
        take(choices[chosen]);
      }
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      setOpen(false);
      setAsked(null);
    }
  };

  return (
    <Field {...props}>
      {(ids) => (
        <>
          <span className="inside" ref={anchor}>
            <input
              {...ids}
              ref={ref}
              className={classes("input", kind === "code" && "code")}
              value={value}
              placeholder={placeholder}
              role="combobox"
              aria-autocomplete="list"
              aria-expanded={open}
              aria-controls={id}
              aria-activedescendant={open && choices.length !== 0 ? `${id}-${chosen}` : undefined}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => {
                onChange(event.target.value);
                look(event.target.value);
              }}
              onKeyDown={key}
              onBlur={() => setOpen(false)}
            />
          </span>
          <div ref={list} className="pop" popover="manual" onPointerDown={(event) => event.preventDefault()}>
            <div id={id} role="listbox" aria-label={props.label}>
              {choices.map((choice, n) => (
                <div
                  key={choice.id}
                  id={`${id}-${n}`}
                  role="option"
                  aria-selected={n === chosen}
                  className={classes("item", n === chosen && "selected")}
                  onClick={() => take(choice)}
                >
                  {choice.code === undefined ? null : <Marked text={choice.code} typed={value} className="code" />}
                  <Marked text={choice.title} typed={value} />
                  {choice.more === undefined ? null : <span className="more">{choice.more}</span>}
                </div>
              ))}
            </div>
            {choices.length === 0 ? <div className="none">{pending ? kitWords.combo.looking : kitWords.combo.none}</div> : null}
            {foot}
          </div>
        </>
      )}
    </Field>
  );
}
