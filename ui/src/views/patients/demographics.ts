//! A patient's demographics as they are typed, and as people read them.

import type { AddressView, PatientView, PersonView } from "#ui/api/generated";
import { longDayText } from "#ui/kit/day";

/** The fields, named as the core names them in its problems. */
export type FieldName = "last" | "first" | "middle" | "suffix" | "born_on" | "sex" | "phone" | "line1" | "line2" | "city" | "state" | "zip";

export const fieldNames: readonly FieldName[] = ["last", "first", "middle", "suffix", "born_on", "sex", "phone", "line1", "line2", "city", "state", "zip"];

export type Typed = Readonly<Record<FieldName, string>>;

/** `7405550100` as `(740) 555-0100`; anything else as it is. */
export function phoneText(digits: string): string {
  const parts = /^(\d{3})(\d{3})(\d{4})$/.exec(digits);
  return parts === null ? digits : `(${parts[1] ?? ""}) ${parts[2] ?? ""}-${parts[3] ?? ""}`;
}

/** `457800012` as `45780-0012`. */
export function zipText(digits: string): string {
  return /^\d{9}$/.test(digits) ? `${digits.slice(0, 5)}-${digits.slice(5)}` : digits;
}

/** An address on a line. */
export function addressText({ line1, line2, city, state, zip }: AddressView): string {
  return [line1, line2, [city, state, zipText(zip)].filter(Boolean).join(" ")].filter(Boolean).join(", ");
}

/** A person as the form shows it at first. */
export function typedOf(person: PersonView): Typed {
  const { address } = person;
  return {
    last: person.last,
    first: person.first,
    middle: person.middle,
    suffix: person.suffix,
    born_on: longDayText(person.born_on),
    sex: person.sex,
    phone: phoneText(person.phone),
    line1: address.line1,
    line2: address.line2,
    city: address.city,
    state: address.state,
    zip: zipText(address.zip),
  };
}

/** What was typed as the core takes it. */
export function personOf(typed: Typed): PersonView {
  const { last, first, middle, suffix, born_on, sex, phone, line1, line2, city, state, zip } = typed;
  return { last, first, middle, suffix, born_on, sex, phone, address: { line1, line2, city, state, zip } };
}

/** The fields that differ from what is saved. */
export function changedFields(patient: PatientView, typed: Typed): ReadonlySet<FieldName> {
  const saved = typedOf(patient.person);
  return new Set(fieldNames.filter((name) => saved[name] !== typed[name]));
}

/** The texts of a form as they are typed; one that is not there is empty. */
export function typedFrom(texts: Readonly<Record<string, string>>): Typed {
  const field = (name: FieldName): string => texts[name] ?? "";
  return {
    last: field("last"),
    first: field("first"),
    middle: field("middle"),
    suffix: field("suffix"),
    born_on: field("born_on"),
    sex: field("sex"),
    phone: field("phone"),
    line1: field("line1"),
    line2: field("line2"),
    city: field("city"),
    state: field("state"),
    zip: field("zip"),
  };
}
