//! Fields that pick a record: a payer for a coverage, a provider or a coverage for a claim. What is
//! picked fills in what it knows.

import { useCallback, useRef } from "react";
import { call } from "#ui/api/call";
import type { GuarantorRow, RegisterRow } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { cache, useAnswer } from "#ui/api/useAnswer";
import type { Texts } from "#ui/app/useDraft";
import { useWorkspace } from "#ui/app/workspace";
import { type Choice, ComboField } from "#ui/kit/ComboField";
import { dayText } from "#ui/kit/day";
import type { FieldFrame } from "#ui/kit/Field";
import { Select } from "#ui/kit/Select";
import { apiWords } from "#ui/strings/en";
import { formWords } from "#ui/strings/forms";
import { patientWords } from "#ui/strings/patients";
import type { Typing } from "#ui/views/edit/FormField";

type Shared = FieldFrame & { readonly name: string; readonly value: string; readonly onChange: (text: string) => void };

type PickProps = { readonly typing: Typing; readonly shared: Shared };

const most = 12;

/** The rows of the register that hold every word of a text. */
async function findRows(text: string, kinds: readonly string[]): Promise<readonly RegisterRow[]> {
  const known = cache.peek("register", {}).value ?? (await call("register", {}));
  const words = text.trim().toLowerCase().split(/\s+/);
  return known.rows
    .filter((row) => kinds.includes(row.kind))
    .filter((row) => words.every((word) => `${row.name} ${row.number} ${row.place}`.toLowerCase().includes(word)))
    .slice(0, most);
}

function choiceOf(row: RegisterRow): Choice {
  return { id: row.id, title: row.name, ...(row.number === "" ? {} : { code: row.number }), more: row.place };
}

export function PayerField({ typing, shared }: PickProps) {
  useAnswer("register", {}, ["payer", "provider"]);
  const find = useCallback(async (text: string) => (await findRows(text, ["payer"])).map(choiceOf), []);
  const take = async (choice: Choice) => {
    const row = (await findRows("", ["payer"])).find((one) => one.id === choice.id) ?? cache.peek("register", {}).value?.rows.find((one) => one.id === choice.id);
    const indicator = row?.filing_indicator ?? "";
    typing.fill({
      payer: choice.title,
      payer_id: choice.id,
      ...(indicator === "" || (typing.texts["filing_indicator"] ?? "") !== "" ? {} : { filing_indicator: indicator }),
    });
  };
  return (
    <ComboField
      {...shared}
      onChange={(text) => typing.fill({ payer: text, payer_id: "" })}
      find={find}
      onTake={(choice) => void take(choice)}
      foot={<p className="none">{formWords.noPayer}</p>}
    />
  );
}

/** The register's kind for a part of the claim. */
const kindsOf: Readonly<Record<string, readonly string[]>> = {
  billing: ["billing"],
  rendering: ["rendering"],
  referrer: ["referring", "rendering"],
  facility: ["facility"],
};

/** Asks what a record fills in, and empties the rest of its part. */
function useFill(typing: Typing) {
  const { toasts } = useWorkspace();
  return async (part: string, id: string, empties: (name: string) => boolean, more: Texts) => {
    try {
      const { texts } = await call("fill_claim", { part, id });
      const emptied = Object.fromEntries(Object.keys(typing.texts).filter(empties).map((name) => [name, ""]));
      typing.fill({ ...emptied, ...texts, ...more });
    } catch (thrown) {
      toasts.show(toProblem(thrown, apiWords.noAnswer).says, "wrong");
    }
  };
}

export function ProviderField({ typing, shared, part }: PickProps & { readonly part: string }) {
  useAnswer("register", {}, ["payer", "provider"]);
  const fill = useFill(typing);
  const find = useCallback(async (text: string) => (await findRows(text, kindsOf[part] ?? [])).map(choiceOf), [part]);
  return (
    <ComboField
      {...shared}
      changed={false}
      find={find}
      onTake={(choice) => void fill(part, choice.id, (name) => name.startsWith(`${part}.`), { [`pick.${part}`]: choice.title })}
    />
  );
}

/** Finds who can answer for bills; `of` is the patient who is not offered. */
function useGuarantors(of: string) {
  const rows = useRef<readonly GuarantorRow[]>([]);
  const find = useCallback(
    async (text: string) => {
      rows.current = (await call("find_guarantors", { text, of })).rows;
      return rows.current.map((row, n) => ({ id: String(n), title: row.name, more: [dayText(row.born_on), row.known_as].filter((part) => part !== "").join(", ") }));
    },
    [of],
  );
  return { rows, find };
}

/** The account that a visit's bill goes to, where that is not who answers for the patient. */
export function AccountField({ typing, shared }: PickProps) {
  const { rows, find } = useGuarantors("");
  const take = (choice: Choice) => {
    const row = rows.current[Number(choice.id)];
    if (row !== undefined) {
      typing.fill({ [shared.name]: row.name, [`${shared.name}_id`]: row.texts["guarantor.id"] ?? "" });
    }
  };
  return (
    <ComboField
      {...shared}
      placeholder={formWords.billToHint}
      onChange={(text) => typing.fill({ [shared.name]: text, [`${shared.name}_id`]: "" })}
      find={find}
      onTake={take}
      foot={<p className="none">{formWords.noAccount}</p>}
    />
  );
}

export function GuarantorField({ typing, shared }: PickProps) {
  const { rows, find } = useGuarantors(typing.view.id);
  const take = (choice: Choice) => {
    const row = rows.current[Number(choice.id)];
    if (row !== undefined) {
      const emptied = Object.fromEntries(Object.keys(typing.texts).filter((name) => name.startsWith("guarantor.")).map((name) => [name, ""]));
      typing.fill({ ...emptied, ...row.texts, [shared.name]: row.name });
    }
  };
  return <ComboField {...shared} changed={false} find={find} onTake={take} foot={<p className="none">{formWords.noGuarantor}</p>} />;
}

const ofCoverage = new Set(["order", "filing_indicator", "insurance_type", "member_id", "group_number", "plan_name", "relationship"]);

export function CoverageField({ typing, shared, part }: PickProps & { readonly part: "coverage" | "other" }) {
  const { value } = useAnswer("patient", { id: typing.view.of }, ["patient", "coverage", "payer"]);
  const fill = useFill(typing);
  const known = value?.coverages ?? [];
  const options = [
    { value: "", title: formWords.coverages.none },
    ...known.map((one) => ({ value: one.id, title: formWords.coverages.of(patientWords.orders(one.order), one.payer, one.member_id) })),
  ];
  const choose = (id: string) => {
    const more = { [shared.name]: id };
    const inPart = (name: string) => (part === "other" ? name.startsWith("other.") : ofCoverage.has(name) || /^(?:insured|payer)\./.test(name));
    if (id === "") {
      const emptied = part === "other" ? Object.fromEntries(Object.keys(typing.texts).filter(inPart).map((name) => [name, ""])) : {};
      typing.fill({ ...emptied, ...more });
    } else {
      void fill(part, id, inPart, more);
    }
  };
  return <Select {...shared} value={options.some((option) => option.value === shared.value) ? shared.value : ""} options={options} onChange={choose} />;
}
