//! A line of text, or several; passwords too.

import { type KeyboardEvent, type ReactNode, type Ref, useState } from "react";
import { Button } from "#ui/kit/Button";
import { classes } from "#ui/kit/css";
import { Field, type FieldFrame } from "#ui/kit/Field";
import { kitWords } from "#ui/strings/en";

export type TextFieldProps = FieldFrame & {
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Left the field, the moment at which it is checked. */
  readonly onLeave?: () => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => void;
  readonly kind?: "text" | "code" | "number" | "password" | "phone";
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly readOnly?: boolean;
  readonly lines?: number;
  /** For password managers and the system: `current-password`, `new-password`, `off`. */
  readonly autoComplete?: string;
  /** Hidden by the privacy blur. */
  readonly personal?: boolean;
  /** The key that shows a password. */
  readonly showKey?: string;
  readonly inside?: ReactNode;
  readonly ref?: Ref<HTMLInputElement>;
};

export function TextField(props: TextFieldProps) {
  const { value, onChange, onLeave, onKeyDown, kind = "text", lines = 1, personal = false, inside } = props;
  const [shown, setShown] = useState(false);
  const secret = kind === "password";
  const shared = {
    className: classes("input", kind === "code" && "code", kind === "number" && "num", personal && "private"),
    value,
    onBlur: onLeave,
    onKeyDown,
    placeholder: props.placeholder,
    maxLength: props.maxLength,
    readOnly: props.readOnly,
    spellCheck: false,
    autoCapitalize: "off",
    autoCorrect: "off",
    autoComplete: props.autoComplete ?? "off",
  };
  return (
    <Field {...props}>
      {(ids) =>
        lines > 1 ? (
          <textarea {...ids} {...shared} rows={lines} onChange={(event) => onChange(event.target.value)} />
        ) : (
          <span className="inside">
            <input
              {...ids}
              {...shared}
              ref={props.ref}
              type={secret && !shown ? "password" : kind === "phone" ? "tel" : "text"}
              inputMode={kind === "number" ? "decimal" : undefined}
              onChange={(event) => onChange(event.target.value)}
            />
            {secret ? (
              <Button kind="bare" small shortcut={props.showKey ?? null} pressed={shown} onPress={() => setShown(!shown)}>
                {shown ? kitWords.hide : kitWords.show}
              </Button>
            ) : null}
            {inside}
          </span>
        )
      }
    </Field>
  );
}
