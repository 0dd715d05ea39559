//! A good-faith estimate as it is typed: the core prices what has no charge, and says by when the patient
//! has to have it.

import { useEffect, useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { EstimateChecked, EstimateLineTexts, EstimateTexts, RegisterRow } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionButton } from "#ui/app/ActionButton";
import { simple } from "#ui/app/action";
import { arrive } from "#ui/app/typeahead";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import { DayField } from "#ui/kit/DayField";
import { dayText } from "#ui/kit/day";
import { Form } from "#ui/kit/Form";
import { MoneyText } from "#ui/kit/MoneyText";
import { Select } from "#ui/kit/Select";
import { TextField } from "#ui/kit/TextField";
import { estimateWords } from "#ui/strings/estimates";
import { fromField, inField, oneMore, withRoom } from "#ui/views/estimates/estimates";
import { useSend } from "#ui/views/settings/useSend";

const words = estimateWords.form;

/** Where a charge comes from, by its code. */
const sources: ReadonlyMap<string, string> = new Map(Object.entries(estimateWords.form.sources));

const heads: readonly string[] = ["scheduled_on", "asked_on", "discount", "provider_id", "facility_id", "diagnoses", "separate"];

export type EstimateFormProps = {
  readonly start: EstimateTexts;
  readonly title: string;
  readonly today: string;
  readonly onClose: () => void;
};

function namesOf(rows: readonly RegisterRow[] | undefined, kinds: readonly string[], none: string) {
  return [{ value: "", title: none }, ...(rows ?? []).filter((row) => kinds.includes(row.kind)).map((row) => ({ value: row.id, title: row.name }))];
}

export function EstimateForm({ start, title, today, onClose }: EstimateFormProps) {
  const { registry } = useWorkspace();
  const [typed, setTyped] = useState(() => withRoom(start));
  const [checked, setChecked] = useState<EstimateChecked | null>(null);
  const register = useAnswer("register", {}, ["provider"]).value?.rows;
  const page = useRef<HTMLDivElement>(null);
  const turn = useRef(0);
  const set = (changes: Partial<EstimateTexts>) => setTyped((before) => ({ ...before, ...changes }));
  const setLine = (at: number, changes: Partial<EstimateLineTexts>) => setTyped((before) => ({ ...before, lines: before.lines.map((line, n) => (n === at ? { ...line, ...changes } : line)) }));
  const check = async (texts: EstimateTexts) => {
    turn.current += 1;
    const mine = turn.current;
    try {
      const answer = await call("check_estimate", texts);
      // A later question has a later answer.
      if (mine === turn.current) {
        setChecked(answer);
      }
    } catch {
      // What cannot be told now is told on saving.
    }
  };
  useEffect(() => {
    const first = page.current?.querySelector<HTMLElement>("input");
    if (first !== null && first !== undefined) {
      arrive(first);
    }
    void check(withRoom(start));
  }, [start]);
  const fields = [...heads, ...typed.lines.flatMap((_, n) => ["code", "modifiers", "units", "charge"].map((name) => `line.${n + 1}.${name}`))];
  const sending = useSend({ id: "save_estimate", title: words.save, busyTitle: words.saving, send: () => call("save_estimate", typed), said: words.saved, onDone: onClose, fields });
  const leave = simple({ id: "leave_estimate", title: words.cancel, key: "Escape", run: onClose });
  const more = simple({ id: "more_services", title: words.more, key: "Alt+A", run: () => setTyped(oneMore) });
  useActions({ name: title, actions: [sending.action, more, leave], level: "part" });
  const said = (field: string) => sending.wrong(field) ?? (checked !== null && checked.field === field ? checked.says : null);
  return (
    <div ref={page} className="estimate-form" role="region" aria-label={title} tabIndex={-1} onBlur={() => void check(typed)}>
      <Form label={title} className="form" onSend={() => registry.start(sending.action)} wrong={sending.wrongField} wrongTurn={sending.turn}>
        <p className="says">{words.says}</p>
        <div className="row">
          <DayField className="s3" name="scheduled_on" label={words.scheduled} value={typed.scheduled_on} onChange={(scheduled_on) => set({ scheduled_on })} today={today} error={said("scheduled_on")} />
          <DayField className="s3" name="asked_on" label={words.asked} value={typed.asked_on} onChange={(asked_on) => set({ asked_on })} today={today} error={said("asked_on")} />
          <TextField className="s2" kind="number" name="discount" label={words.discount} right={words.percent} value={typed.discount} onChange={(discount) => set({ discount })} error={said("discount")} />
        </div>
        <div className="row">
          <Select className="s4" name="provider_id" label={words.provider} value={typed.provider_id} options={namesOf(register, ["rendering", "billing"], words.biller)} onChange={(provider_id) => set({ provider_id })} error={said("provider_id")} />
          <Select className="s4" name="facility_id" label={words.facility} value={typed.facility_id} options={namesOf(register, ["facility"], words.practice)} onChange={(facility_id) => set({ facility_id })} error={said("facility_id")} />
        </div>
        <fieldset>
          <legend>{words.services}</legend>
          {typed.lines.map((line, n) => {
            const shown = checked?.lines[n];
            const cell = (name: keyof EstimateLineTexts, label: string, width: string, kind: "code" | "number") => (
              <TextField
                className={width}
                kind={kind}
                flat={n !== 0}
                name={`line.${n + 1}.${name}`}
                label={n === 0 ? label : words.line(label, n + 1)}
                value={line[name]}
                onChange={(text) => setLine(n, { [name]: text })}
                error={said(`line.${n + 1}.${name}`)}
              />
            );
            return (
              <div key={n} className={n === 0 ? "row" : "row later"}>
                {cell("code", words.code, "s2", "code")}
                {cell("modifiers", words.modifiers, "s2", "code")}
                {cell("units", words.units, "s1", "number")}
                {cell("charge", words.charge, "s2", "number")}
                <span className="what">
                  {shown === undefined || shown.what === "" ? null : (
                    <>
                      <span>{shown.what}</span>
                      <span className="dim">{shown.source === "" ? words.unknown : (sources.get(shown.source) ?? "")}</span>
                      <MoneyText cents={shown.charge_cents - shown.discount_cents} className="num" />
                    </>
                  )}
                </span>
              </div>
            );
          })}
        </fieldset>
        <p className="sum">
          <span>{words.total}</span>
          <span className="dim">{checked === null ? null : `${checked.due_on === "" ? words.noDue : words.due(dayText(checked.due_on))}, ${words.holds(dayText(checked.valid_until))}`}</span>
          <MoneyText cents={checked?.total_cents ?? null} total className="num" />
        </p>
        <div className="row">
          <TextField className="s6" name="diagnoses" label={words.diagnoses} hint={words.diagnosesHint} value={inField(typed.diagnoses)} onChange={(text) => set({ diagnoses: text.split("; ").join("\n") })} onLeave={() => set({ diagnoses: fromField(inField(typed.diagnoses)) })} error={said("diagnoses")} />
          <TextField className="s6" name="separate" label={words.separate} hint={words.separateHint} value={inField(typed.separate)} onChange={(text) => set({ separate: text.split("; ").join("\n") })} onLeave={() => set({ separate: fromField(inField(typed.separate)) })} error={said("separate")} />
        </div>
        <div className="acts">
          <ActionButton action={sending.action} kind="primary">
            {sending.busy ? words.saving : words.save}
          </ActionButton>
          <ActionButton action={more} />
          <ActionButton action={leave} kind="bare" />
        </div>
      </Form>
    </div>
  );
}
