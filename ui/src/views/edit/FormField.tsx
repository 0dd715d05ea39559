//! One field of a form, as its spec says: the right kit field with its label, box and finding.

import type { FormView } from "#ui/api/generated";
import type { Texts } from "#ui/app/useDraft";
import { DayField } from "#ui/kit/DayField";
import { MoneyField } from "#ui/kit/MoneyField";
import { Select } from "#ui/kit/Select";
import { TextField } from "#ui/kit/TextField";
import { labelOf, optionsOf } from "#ui/strings/forms";
import { AccountField, CoverageField, GuarantorField, PayerField, ProviderField } from "#ui/views/edit/PickField";
import type { FieldSpec } from "#ui/views/edit/spec";

export type Typing = {
  readonly view: FormView;
  readonly texts: Texts;
  readonly set: (name: string, text: string) => void;
  readonly fill: (texts: Texts) => void;
  /** What is wrong with a field, and cannot be stored. */
  readonly wrong: ReadonlyMap<string, string>;
  /** What a biller should look at in a field. */
  readonly odd: ReadonlyMap<string, string>;
  readonly today: string;
};

/** Fields that the claim's form shows without the line beneath. */
export function FormField({ spec, typing }: { readonly spec: FieldSpec; readonly typing: Typing }) {
  const { view, texts, set, wrong, odd } = typing;
  const { name, kind } = spec;
  const value = texts[name] ?? "";
  const claim = view.kind === "claim";
  const shared = {
    name,
    label: labelOf(claim && name === "other_kind" ? "date.other_kind" : name),
    className: `w${spec.width}`,
    value,
    onChange: (text: string) => set(name, text),
    error: wrong.get(name) ?? null,
    flat: claim,
    changed: view.id !== "" && (view.texts[name] ?? "") !== value && !name.startsWith("pick."),
    ...(spec.box === undefined ? {} : { box: spec.box }),
  };
  const personal = spec.personal === true;
  switch (kind) {
    case "select": {
      const options = optionsOf(view.kind, claim && name === "other_kind" ? "other_kind.date" : name);
      const known = options.some((option) => option.value === value);
      // Where nothing was said yet the core takes the first.
      const first = value === "" && !known ? options[0]?.value : undefined;
      return known || first !== undefined ? <Select {...shared} value={first ?? value} options={options} /> : <Select {...shared} options={[{ value, title: value }, ...options]} />;
    }
    case "day":
      return <DayField {...shared} today={typing.today} personal={personal} />;
    case "money":
      return <MoneyField {...shared} />;
    case "payer":
      return <PayerField typing={typing} shared={shared} />;
    case "provider":
      return <ProviderField typing={typing} shared={shared} part={name.slice(5)} />;
    case "guarantor":
      return <GuarantorField typing={typing} shared={shared} />;
    case "account":
      return <AccountField typing={typing} shared={shared} />;
    case "coverage":
    case "other":
      return <CoverageField typing={typing} shared={shared} part={kind} />;
    default: {
      // What is missing stands in the list alone, and so does everything beside the claim's boxes.
      const hint = claim || value === "" ? undefined : odd.get(name);
      return <TextField {...shared} {...(hint === undefined ? {} : { hint, odd: true })} kind={kind} personal={personal} />;
    }
  }
}
