//! How the practice bills its patients: when a statement goes out, what it says besides the figures.

import { useState } from "react";
import { call } from "#ui/api/call";
import type { SessionView, StatementRulesView } from "#ui/api/generated";
import { Problem, toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { live } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { useWorkspace } from "#ui/app/workspace";
import { Checkbox } from "#ui/kit/Checkbox";
import { Skeleton } from "#ui/kit/Skeleton";
import { apiWords } from "#ui/strings/en";
import { statementRulesWords as words } from "#ui/strings/statements";
import { KeptText } from "#ui/views/settings/KeptText";
import { NumberField } from "#ui/views/settings/NumberField";
import { Part } from "#ui/views/settings/Part";

type Texts = "minimum" | "name" | "phone" | "hours" | "email" | "pay_page" | "scanline" | "small_balance" | "dispute_from";
type Days = "cycle_days" | "due_days" | "reminder_days" | "past_due_days" | "last_days" | "letter_days" | "answer_days" | "grace_days";

export function StatementsPart({ session }: { readonly session: SessionView }) {
  const { registry } = useWorkspace();
  const rules = useAnswer("statement_rules", {}, ["statement_rules"]).value;
  const [wrong, setWrong] = useState<Problem | null>(null);
  const refused = refusal(session, "save_statement_rules");
  if (rules === undefined) {
    return (
      <Part part="statements" says={words.says} refused={refused}>
        <Skeleton lines={4} height={62} />
      </Part>
    );
  }
  const save = (changes: Partial<StatementRulesView>) => {
    setWrong(null);
    const run = async (ask: StatementRulesView) => {
      try {
        return await call("save_statement_rules", ask);
      } catch (thrown) {
        const found = toProblem(thrown, apiWords.noAnswer);
        setWrong(found);
        throw found.field === null ? found : new Problem("cancelled", found.says);
      }
    };
    registry.start(live({ id: "save_statement_rules", title: words.saved, blocked: () => refused, run, done: () => words.saved }, { ...rules, ...changes }));
  };
  const says = (field: string) => (wrong?.field === field ? wrong.says : null);
  const days = (field: Days, label: string) => (
    <NumberField
      name={field}
      label={label}
      right={words.days}
      hint=""
      looks={words.number}
      value={String(rules[field])}
      read={(text) => (/^\d{1,3}$/.test(text) ? Number(text) : null)}
      onSave={(value) => save({ [field]: value })}
      error={says(field)}
      refused={refused}
    />
  );
  const text = (field: Texts, label: string, width: string, hint = "") => (
    <KeptText key={field} name={field === "name" ? "statement_name" : field} label={label} className={width} value={rules[field]} hint={hint} error={says(field)} refused={refused} onSave={(value) => save({ [field]: value })} />
  );
  const [street = "", place = ""] = rules.address.split("\n");
  const tick = (field: "not_asked_meanwhile" | "monthly_free" | "help_form" | "interpreter", label: string) => (
    <Checkbox checked={rules[field]} onChange={(on) => (refused === null ? save({ [field]: on }) : undefined)}>
      {label}
    </Checkbox>
  );
  return (
    <Part part="statements" says={words.says} refused={refused}>
      <div className="fields money-form statement-rules">
        {days("cycle_days", words.cycle)}
        {days("due_days", words.due)}
        {text("minimum", words.minimum, "s2 deep", words.minimumHint)}
        {text("small_balance", words.small, "s2 deep", words.smallHint)}
        {days("reminder_days", words.reminder)}
        {days("past_due_days", words.past_due)}
        {days("last_days", words.last)}
        {days("letter_days", words.letter)}
        {days("grace_days", words.grace)}
        {text("name", words.name, "s6 deep")}
        {text("phone", words.phone, "s3 deep")}
        {text("hours", words.hours, "s3 deep")}
        <KeptText name="address" label={words.line} className="s6 deep" value={street} hint="" error={says("address")} refused={refused} onSave={(value) => save({ address: `${value}\n${place}` })} />
        <KeptText name="address_place" label={words.place} className="s6 deep" value={place} hint="" error={null} refused={refused} onSave={(value) => save({ address: `${street}\n${value}` })} />
        {text("email", words.email, "s4 deep")}
        {text("pay_page", words.page, "s4 deep", words.pageHint)}
        {text("scanline", words.scanline, "s4 deep", words.scanlineHint)}
        {text("dispute_from", words.dispute, "s4 deep", words.disputeHint)}
        <fieldset className="s12 ticks">
          <legend className="label">{words.promises}</legend>
          {tick("not_asked_meanwhile", words.meanwhile)}
          {tick("monthly_free", words.monthly)}
          {tick("help_form", words.help)}
          {tick("interpreter", words.interpreter)}
        </fieldset>
        {days("answer_days", words.answerDays)}
      </div>
    </Part>
  );
}
