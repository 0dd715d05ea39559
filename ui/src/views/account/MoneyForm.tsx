//! The form of everything that has an amount: a payment, a discount, a refund, a write-off, money that
//! waits to be applied. The amount is shared out over the balances below, and every part can be typed.

import type { SaveAct } from "#ui/api/generated";
import { call } from "#ui/api/call";
import { useAnswer } from "#ui/api/useAnswer";
import { useSetting } from "#ui/app/settings";
import { DayField } from "#ui/kit/DayField";
import { MoneyField } from "#ui/kit/MoneyField";
import { centsText, moneyHint } from "#ui/kit/money";
import { Select } from "#ui/kit/Select";
import { TextField } from "#ui/kit/TextField";
import { type ActKind, moneyWords as words } from "#ui/strings/account";
import { payWords } from "#ui/strings/payments";
import { ActFrame } from "#ui/views/account/ActFrame";
import { allocate, type Allocation, amountFor, isTyped, plainText } from "#ui/views/account/allocate";
import { type BalancePlace, needsWord } from "#ui/views/account/places";
import { partName, PlacesTable } from "#ui/views/account/PlacesTable";
import { useActForm } from "#ui/views/account/useActForm";

export type PlacedKind = Exclude<ActKind, "decision" | "fee" | "take_back" | "move" | "returned" | "turn_down">;

export type MoneyFormProps = {
  readonly kind: PlacedKind;
  readonly patient: string;
  /** The claim it is about; empty for all of the patient's. */
  readonly claim: string;
  /** Its number. */
  readonly number: string;
  readonly places: readonly BalancePlace[];
  /** What is proposed as the amount. */
  readonly proposed: number;
  /** Money of the patient on no claim. */
  readonly unapplied: number;
  /** Of a refund: what the account still owes, which a credit pays first. */
  readonly first?: number;
  readonly onDone: () => void;
  readonly onLeave: () => void;
};

const withMethod: ReadonlySet<ActKind> = new Set<ActKind>(["payment", "refund", "payer_refund"]);
const reasons = new Map<ActKind, readonly { readonly value: string; readonly title: string }[]>([
  ["discount", words.discountReasons],
  ["write_off", words.writeOffReasons],
]);

/** What is said of a processor's or a check's number. */
const numberOf = new Map(Object.entries(words.numberOf));

export function MoneyForm({ kind, patient, claim, number, places, proposed, unapplied, first = 0, onDone, onLeave }: MoneyFormProps) {
  const session = useAnswer("session", {}).value;
  const today = session?.today ?? "";
  const limits = useAnswer("policy", {}, ["money_rules"]).value?.limits;
  const [lastMethod, setLastMethod] = useSetting("account.method", "check");
  // From a claim a payment is for that claim; on the account it may be the copay of its day.
  const choosesWhat = kind === "payment" && claim === "";
  const isCopay = (text: (name: string) => string) => choosesWhat && text("reason") === "copay";
  const ask = (text: (name: string) => string): SaveAct => {
    const copay = isCopay(text);
    const amount = amountText(text("amount"), copay ? 0 : proposed);
    const typed = (key: string) => text(partName(key));
    const shared = allocate(places, typed, moneyHint(amount) ?? 0);
    // Of a payment that nobody shared out the core does it, the oldest first, as it was shown.
    const own = copay || (choosesWhat && !isTyped(places, typed));
    return {
      kind,
      patient_id: kind === "payer_refund" ? "" : patient,
      payer_id: "",
      on: text("on"),
      amount,
      method: withMethod.has(kind) ? methodOf(text("method"), lastMethod) : "",
      number: text("number"),
      reason: text("reason"),
      text: text("text"),
      rows: own ? [] : sent(places, typed, shared).map((place) => ({ ...place.row, amount: amountFor(place.key, typed, shared) })),
    };
  };
  const typing = useActForm({
    kind,
    about: claim === "" ? patient : claim,
    send: async (texts) => {
      const asked = ask((name) => texts[name] ?? "");
      const changed = await call("save_act", asked);
      if (asked.method !== "") {
        setLastMethod(asked.method);
      }
      return changed;
    },
    fieldOf: (name, texts) => fieldOf(name, kind, places, (field) => texts[field] ?? "", proposed),
    onDone,
    onLeave,
  });
  const { text, set, wrong } = typing;
  const copay = isCopay(text);
  const offered = copay ? 0 : proposed;
  const amount = moneyHint(amountText(text("amount"), offered));
  const allocation = allocate(places, (key) => text(partName(key)), amount ?? 0);
  const method = methodOf(text("method"), lastMethod);
  const choices = reasons.get(kind);
  // Five fields stand in one row, four in the same.
  const small = choosesWhat ? "s2" : "s3";
  return (
    <ActFrame
      typing={typing}
      of={claim === "" || number === "" ? "" : words.claim(number)}
      amount={amount === null || amount === 0 ? "" : centsText(amount)}
      sum={
        amount === null || copay ? null : (
          <>
            <Sum kind={kind} allocation={allocation} unapplied={unapplied} />
            {0 < first ? <span className="warn">, {words.creditFirst(centsText(first))}</span> : null}
            {(kind === "refund" || kind === "payer_refund") && needsWord(limits, session?.role, amount) ? <span className="warn">, {payWords.needsWord}</span> : null}
          </>
        )
      }
    >
      <div className="row">
        <MoneyField className={small} name="amount" label={words.fields.amount} value={text("amount")} placeholder={offered === 0 ? "" : centsText(offered)} onChange={(typed) => set("amount", typed)} error={wrong("amount")} required />
        {withMethod.has(kind) ? (
          <>
            <Select className={small} name="method" label={words.fields.method} value={method} options={words.methods} onChange={(value) => set("method", value)} error={wrong("method")} />
            <TextField className="s3" kind="code" name="number" label={numberOf.get(method) ?? words.fields.number} value={text("number")} onChange={(typed) => set("number", typed)} error={wrong("number")} hint={method === "card" ? words.neverCard : null} />
          </>
        ) : null}
        {choices === undefined ? null : (
          <Select className="s6" name="reason" label={words.fields.reason} value={text("reason")} options={[{ value: "", title: words.choose }, ...choices]} onChange={(value) => set("reason", value)} error={wrong("reason")} required />
        )}
        <DayField className={small} name="on" label={words.fields.on} value={text("on")} placeholder={words.today} onChange={(typed) => set("on", typed)} today={today} error={wrong("on")} />
        {choosesWhat ? (
          <Select className="s3" name="reason" label={words.fields.what} value={text("reason")} options={payWords.whatFor} onChange={(value) => set("reason", value)} error={wrong("reason")} />
        ) : null}
      </div>
      {copay ? <p className="dim act-none">{payWords.copaySays}</p> : <PlacesTable label={words.places[kind]} none={words.places.none(kind)} places={places} allocation={allocation} typing={typing} />}
      <div className="row">
        <TextField className="s12" name="text" label={kind === "refund" ? words.fields.why : words.fields.text} value={text("text")} onChange={(typed) => set("text", typed)} error={wrong("text")} required={kind === "refund"} />
      </div>
    </ActFrame>
  );
}

function amountText(typed: string, proposed: number): string {
  return typed.trim() !== "" || proposed === 0 ? typed : plainText(proposed);
}

function methodOf(typed: string, last: string): string {
  return words.methods.find(({ value }) => value === (typed === "" ? last : typed))?.value ?? "check";
}

/** The places that get something, as they are sent. */
function sent(places: readonly BalancePlace[], typed: (key: string) => string, allocation: Allocation): readonly BalancePlace[] {
  return places.filter(({ key }) => amountFor(key, typed, allocation) !== "");
}

/** The field of this form at which a problem of the core belongs; `rows.1.amount` is the second row that was sent. */
function fieldOf(name: string, kind: PlacedKind, places: readonly BalancePlace[], text: (name: string) => string, proposed: number): string | null {
  const row = /^rows?[.[](\d+)/.exec(name);
  if (row !== null) {
    const typed = (key: string) => text(partName(key));
    const shared = allocate(places, typed, moneyHint(amountText(text("amount"), proposed)) ?? 0);
    const place = sent(places, typed, shared)[Number(row[1])];
    return place === undefined ? "amount" : partName(place.key);
  }
  const shown = ["amount", "on", "text", ...(withMethod.has(kind) ? ["method", "number"] : []), ...(reasons.has(kind) || kind === "payment" ? ["reason"] : [])];
  return shown.includes(name) ? name : null;
}

function Sum({ kind, allocation, unapplied }: { readonly kind: PlacedKind; readonly allocation: Allocation; readonly unapplied: number }) {
  const { placed, left, cents } = allocation;
  const n = [...cents.values()].filter((one) => one !== null && one !== 0).length;
  const rest = centsText(Math.abs(left));
  const over = left < 0 || (kind === "refund" && unapplied < left);
  const says =
    left === 0 ? null : left < 0 ? words.tooMuch(rest) : kind === "payment" ? words.looseLeft(rest) : kind === "refund" ? words.fromLoose(rest, centsText(unapplied)) : words.notPlaced(rest);
  // What comes out of unapplied money alone is on no balance.
  if (n === 0 && says !== null && !over) {
    return <span>{says}</span>;
  }
  return (
    <>
      {words.placed(centsText(placed), n)}
      {says === null ? null : <span className={over ? "warn" : "dim"}>, {says}</span>}
    </>
  );
}
