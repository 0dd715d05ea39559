//! A patient's demographics: read, or typed in the very same places.

import type { ReactNode } from "react";
import type { PatientView } from "#ui/api/generated";
import { classes } from "#ui/kit/css";
import type { Day } from "#ui/kit/day";
import { DayField } from "#ui/kit/DayField";
import { Form } from "#ui/kit/Form";
import { Select } from "#ui/kit/Select";
import { TextField } from "#ui/kit/TextField";
import { kitWords } from "#ui/strings/en";
import { patientWords } from "#ui/strings/patients";
import { changedFields, type FieldName, type Typed, typedOf } from "#ui/views/patients/demographics";

const words = patientWords.fields;

/** The rows of the form, twelve parts wide, in the order in which they are typed. */
const rows: readonly (readonly (readonly [FieldName, string])[])[] = [
  [
    ["last", "s4"],
    ["first", "s4"],
    ["middle", "s2"],
    ["suffix", "s2"],
  ],
  [
    ["born_on", "s3"],
    ["sex", "s2"],
    ["phone", "s3"],
    ["line1", "s4"],
  ],
  [
    ["line2", "s4"],
    ["city", "s4"],
    ["state", "s2"],
    ["zip", "s2"],
  ],
];

export type Wrong = { readonly field: string; readonly says: string; readonly turn: number } | null;

export type DemographicsProps = {
  readonly patient: PatientView;
  /** What is being typed; `null` to read. */
  readonly typed: Typed | null;
  readonly onType: (name: FieldName, text: string) => void;
  readonly onSave: () => void;
  readonly wrong: Wrong;
  readonly today: Day;
};

export function Demographics({ patient, typed, onType, onSave, wrong, today }: DemographicsProps) {
  if (typed === null) {
    const saved = typedOf(patient.person);
    return (
      <div className="form">
        <Rows>{(name, width) => <ReadField key={name} label={words[name]} width={width} value={name === "sex" ? patientWords.sex(saved.sex) : saved[name]} />}</Rows>
      </div>
    );
  }
  const changed = changedFields(patient, typed);
  const field = (name: FieldName, width: string) => {
    const shared = {
      key: name,
      name,
      label: words[name],
      className: width,
      value: typed[name],
      onChange: (text: string) => onType(name, text),
      changed: changed.has(name),
      error: wrong?.field === name ? wrong.says : null,
    };
    switch (name) {
      case "born_on":
        return <DayField {...shared} key={name} today={today} personal />;
      case "sex":
        return <Select {...shared} key={name} options={patientWords.sexes} />;
      case "phone":
        return <TextField {...shared} key={name} kind="phone" personal />;
      default:
        return <TextField {...shared} key={name} personal />;
    }
  };
  return (
    <Form label={patientWords.editTitle} className="form" onSend={onSave} wrong={wrong?.field ?? null} wrongTurn={wrong?.turn ?? 0}>
      <Rows>{field}</Rows>
    </Form>
  );
}

function Rows({ children }: { readonly children: (name: FieldName, width: string) => ReactNode }) {
  return rows.map((row, n) => (
    <div key={n} className="row">
      {row.map(([name, width]) => children(name, width))}
    </div>
  ));
}

function ReadField({ label, width, value }: { readonly label: string; readonly width: string; readonly value: string }) {
  return (
    <div className={classes("field", width)}>
      <span className="label">{label}</span>
      {value === "" ? <span className="read-value hint">{kitWords.missing}</span> : <span className="read-value private">{value}</span>}
      <span className="read-under" />
    </div>
  );
}
