//! What goes out after the last statement, and what the collection agency gets: the texts of the letters,
//! the agency's name, and the columns of its file in their order.

import { useState } from "react";
import { call } from "#ui/api/call";
import type { CollectionRules, FileColumn, LetterRule, SessionView } from "#ui/api/generated";
import { Problem, toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { live } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { useWorkspace } from "#ui/app/workspace";
import { Button } from "#ui/kit/Button";
import { Select } from "#ui/kit/Select";
import { Skeleton } from "#ui/kit/Skeleton";
import { apiWords } from "#ui/strings/en";
import { collectionWords as words } from "#ui/strings/plans";
import { KeptText } from "#ui/views/settings/KeptText";
import { NumberField } from "#ui/views/settings/NumberField";
import { Part } from "#ui/views/settings/Part";

/** A list with one of it changed. */
function replaced<One>(all: readonly One[], at: number, one: One): One[] {
  return all.map((there, n) => (n === at ? one : there));
}

/** The most letters of a series. */
const most = 3;

export function CollectionPart({ session }: { readonly session: SessionView }) {
  const { registry } = useWorkspace();
  const rules = useAnswer("collection_rules", {}, ["statement_rules"]).value;
  const [wrong, setWrong] = useState<Problem | null>(null);
  const refused = refusal(session, "save_collection_rules");
  if (rules === undefined) {
    return (
      <Part part="collections" says={words.says} refused={refused}>
        <Skeleton lines={4} height={62} />
      </Part>
    );
  }
  const save = (changes: Partial<CollectionRules>) => {
    setWrong(null);
    const run = async (ask: CollectionRules) => {
      try {
        return await call("save_collection_rules", ask);
      } catch (thrown) {
        const found = toProblem(thrown, apiWords.noAnswer);
        setWrong(found);
        throw found.field === null ? found : new Problem("cancelled", found.says);
      }
    };
    registry.start(live({ id: "save_collection_rules", title: words.saved, blocked: () => refused, run, done: () => words.saved }, { ...rules, ...changes }));
  };
  const says = (field: string) => (wrong?.field === field ? wrong.says : null);
  const letters = rules.letters.map((letter, at) => (
    <Letter
      key={at}
      at={at}
      letter={letter}
      refused={refused}
      says={says}
      onSave={(changes) => save({ letters: replaced(rules.letters, at, { ...letter, ...changes }) })}
      {...(rules.letters.length === 1 ? {} : { onRemove: () => save({ letters: rules.letters.filter((_, n) => n !== at) }) })}
    />
  ));
  const add = () => save({ letters: [...rules.letters, { ...words.fresh, days: 30, subject_es: "", text_es: "" }] });
  return (
    <Part part="collections" says={words.says} refused={refused}>
      <p className="hint num">{words.names(rules.names.map((name) => `{${name.field}}`).join(", "))}</p>
      {letters}
      {rules.letters.length < most ? (
        <div className="acts">
          <Button small blocked={refused} onPress={add}>
            {words.add}
          </Button>
        </div>
      ) : null}
      <div className="fields money-form">
        <KeptText name="agency" label={words.agency} className="s6" value={rules.agency} hint="" error={says("agency")} refused={refused} onSave={(agency) => save({ agency })} />
      </div>
      <Columns columns={rules.columns} fields={rules.fields} refused={refused} says={says} onSave={(columns) => save({ columns: [...columns] })} />
    </Part>
  );
}

type Says = (field: string) => string | null;

type LetterProps = {
  readonly at: number;
  readonly letter: LetterRule;
  readonly refused: string | null;
  readonly says: Says;
  readonly onSave: (changes: Partial<LetterRule>) => void;
  readonly onRemove?: () => void;
};

function Letter({ at, letter, refused, says, onSave, onRemove }: LetterProps) {
  const field = (name: keyof LetterRule) => `letters.${at}.${name}`;
  const text = (name: "name" | "subject" | "text" | "subject_es" | "text_es", label: string, width: string, lines = 1) => (
    <KeptText name={field(name)} label={label} className={width} lines={lines} value={letter[name]} hint="" error={says(field(name))} refused={refused} onSave={(value) => onSave({ [name]: value })} />
  );
  return (
    <fieldset className="letter-rule">
      <legend className="label">{words.letter(at + 1)}</legend>
      <div className="fields money-form">
        {text("name", words.name, "s6")}
        <NumberField
          name={field("days")}
          label={words.days}
          right={words.unit}
          hint=""
          looks={words.number}
          value={String(letter.days)}
          read={(typed) => (/^\d{1,3}$/.test(typed) ? Number(typed) : null)}
          onSave={(days) => onSave({ days })}
          error={says(field("days"))}
          refused={refused}
        />
        {text("subject", words.subject, "s6")}
        {text("subject_es", words.subjectEs, "s6")}
        {text("text", words.text, "s6", 9)}
        {text("text_es", words.textEs, "s6", 9)}
      </div>
      {onRemove === undefined ? null : (
        <Button kind="bare" small blocked={refused} onPress={onRemove}>
          {words.remove}
        </Button>
      )}
    </fieldset>
  );
}

type ColumnsProps = { readonly columns: readonly FileColumn[]; readonly fields: readonly FileColumn[]; readonly refused: string | null; readonly says: Says; readonly onSave: (columns: readonly FileColumn[]) => void };

/** The mapper: what stands in each column, under which heading, in which order. */
function Columns({ columns, fields, refused, says, onSave }: ColumnsProps) {
  const options = fields.map(({ field, header }) => ({ value: field, title: header }));
  const swap = (at: number, other: number) => {
    const [one, two] = [columns[at], columns[other]];
    if (one !== undefined && two !== undefined) {
      onSave(replaced(replaced(columns, at, two), other, one));
    }
  };
  const free = fields.find(({ field }) => !columns.some((column) => column.field === field)) ?? fields[0];
  return (
    <fieldset className="file-columns">
      <legend className="label">{words.file}</legend>
      <ol>
        {columns.map((column, at) => (
          <li key={`${column.field} ${at}`}>
            <Select
              flat
              name={`columns.${at}.field`}
              label={words.column(at + 1)}
              value={column.field}
              options={options}
              onChange={(field) => (refused === null ? onSave(replaced(columns, at, { field, header: fields.find((one) => one.field === field)?.header ?? column.header })) : undefined)}
              error={says(`columns.${at}.field`)}
            />
            <KeptText flat name={`columns.${at}.header`} label={words.header(at + 1)} className="" value={column.header} hint="" error={says(`columns.${at}.header`)} refused={refused} onSave={(header) => onSave(replaced(columns, at, { ...column, header }))} />
            <Button kind="bare" small label={words.up(at + 1)} blocked={refused} onPress={() => swap(at, at - 1)}>
              ↑
            </Button>
            <Button kind="bare" small label={words.down(at + 1)} blocked={refused} onPress={() => swap(at, at + 1)}>
              ↓
            </Button>
            <Button kind="bare" small label={words.out(at + 1)} blocked={refused} onPress={() => onSave(columns.filter((_, n) => n !== at))}>
              ×
            </Button>
          </li>
        ))}
      </ol>
      {free === undefined ? null : (
        <div className="acts">
          <Button small blocked={refused} onPress={() => onSave([...columns, free])}>
            {words.addColumn}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
