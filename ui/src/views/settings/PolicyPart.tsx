//! What adjustments do: the practice's own rows, then those that ship, each with its effect in words.

import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { PolicyRowView, PolicyView, SessionView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionButton } from "#ui/app/ActionButton";
import { live } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import type { Column } from "#ui/kit/column";
import { CodeText } from "#ui/kit/MoneyText";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Table } from "#ui/kit/Table";
import { useFixedRows } from "#ui/kit/useRows";
import { apiWords } from "#ui/strings/en";
import { effectWords, policyWords as words } from "#ui/strings/rules";
import { focusTable } from "#ui/views/claims/focusTable";
import { Part } from "#ui/views/settings/Part";
import { RuleForm } from "#ui/views/settings/RuleForm";

/** A row, and its place among the practice's own; `null` for one that ships. */
type Rule = { readonly rule: PolicyRowView; readonly place: number | null };

const columns: readonly Column<Rule>[] = [
  { id: "code", title: words.columns.code, width: 84, kind: "code", cell: ({ rule }) => <CodeText code={codeOf(rule)} /> },
  { id: "words", title: words.columns.words, width: { grow: 1.6, least: 180 }, cell: ({ rule }) => (rule.reason === "" ? words.every : rule.words) },
  { id: "payer", title: words.columns.payer, width: { grow: 0.8, least: 96 }, quiet: true, cell: ({ rule }) => (rule.payer === "" ? words.everyPayer : rule.payer) },
  { id: "effect", title: words.columns.effect, width: { grow: 1.2, least: 170 }, cell: ({ rule }) => effectWords(rule.effect) },
  { id: "whose", title: words.columns.whose, width: 68, quiet: true, cell: ({ place }) => (place === null ? words.shipped : <span className="med">{words.ours}</span>) },
];

/** `CO-45`, or `CO` for all of the group. */
function codeOf(rule: PolicyRowView): string {
  return rule.reason === "" ? rule.group : `${rule.group}-${rule.reason}`;
}

const fresh: PolicyRowView = { group: "CO", reason: "", words: "", payer_id: "", payer: "", effect: "write_off" };

type Editing = { readonly rule: PolicyRowView; readonly place: number | null };

export function PolicyPart({ session }: { readonly session: SessionView }) {
  const { registry, toasts } = useWorkspace();
  const { value, problem } = useAnswer("policy", {}, ["money_rules", "payer"]);
  const [editing, setEditing] = useState<Editing | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const here = useRef<Rule | undefined>(undefined);
  const refused = refusal(session, "save_policy");
  const all = useMemo(
    () => (value === undefined ? [] : [...value.own.map((rule, place): Rule => ({ rule, place })), ...value.shipped.map((rule): Rule => ({ rule, place: null }))]),
    [value],
  );
  const rows = useFixedRows(all);
  const add = live({ id: "add_rule", title: words.add, key: "R", strip: words.add, menu: "file", blocked: () => refused, run: () => setEditing({ rule: fresh, place: null }) }, undefined);
  useActions({ name: words.table, actions: editing === null ? [add] : [], level: "part" });
  const close = () => {
    setEditing(null);
    requestAnimationFrame(() => focusTable(box.current));
  };
  const remove = ({ rule, place }: Rule) => {
    if (place === null) {
      toasts.show(words.shippedStays);
      return;
    }
    const run = (policy: PolicyView) => call("save_policy", { ...policy, own: policy.own.filter((_, n) => n !== place) });
    registry.start(live({ id: "remove_rule", title: words.add, blocked: () => refused, run, done: () => words.removed(codeOf(rule)) }, value ?? null));
  };
  const key = (event: KeyboardEvent) => {
    if ((event.key === "Delete" || event.key === "Backspace") && here.current !== undefined) {
      event.preventDefault();
      remove(here.current);
    }
  };
  return (
    <Part part="policy" says={words.says} refused={refused}>
      {problem === null ? null : <ProblemBanner what={toProblem(problem, apiWords.noAnswer).says} />}
      <div className="acts">
        <span className="end">
          <ActionButton action={add} />
        </span>
      </div>
      <div className="rules-box" ref={box} onKeyDown={key}>
        <Table
          label={words.table}
          compact
          letters
          columns={columns}
          rows={rows}
          keyOf={({ rule, place }) => `${place ?? "ships"} ${codeOf(rule)} ${rule.payer_id}`}
          onOpen={(row) => (refused === null ? setEditing(row) : registry.start(add))}
          onHere={(row) => {
            here.current = row;
          }}
        />
      </div>
      {editing === null || value === undefined ? (
        <p className="hint t12">{words.keys}</p>
      ) : (
        <RuleForm key={`${editing.place ?? "new"} ${codeOf(editing.rule)}`} policy={value} rule={editing.rule} place={editing.place} onClose={close} />
      )}
    </Part>
  );
}
