//! A cell of a sheet: what is typed, and in grey what Enter would accept. Its label is heard, not drawn.

import { MoneyField } from "#ui/kit/MoneyField";
import { centsText } from "#ui/kit/money";
import { TextField } from "#ui/kit/TextField";
import { classes } from "#ui/kit/css";

export type Type = (name: string, text: string) => void;

export type SheetCellProps = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly type: Type;
  readonly wrong: ReadonlyMap<string, string>;
  readonly kind: "money" | "code";
  /** What Enter accepts while nothing is typed. */
  readonly expected?: number | null;
  readonly className?: string;
};

export function SheetCell({ name, label, value, type, wrong, kind, expected = null, className }: SheetCellProps) {
  const shared = {
    name,
    label,
    value,
    onChange: (text: string) => type(name, text),
    error: wrong.get(name) ?? null,
    flat: true,
    className: classes("cell", className),
    ...(expected === null ? {} : { placeholder: centsText(expected) }),
  };
  return kind === "money" ? <MoneyField {...shared} /> : <TextField {...shared} kind="code" />;
}
