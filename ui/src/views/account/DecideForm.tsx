//! Whose balance the open dollars of a claim are, by a person's word, until the next answer of a payer.

import { call } from "#ui/api/call";
import type { StandingView } from "#ui/api/generated";
import { Select } from "#ui/kit/Select";
import { TextField } from "#ui/kit/TextField";
import { accountWords, moneyWords as words } from "#ui/strings/account";
import { ActFrame } from "#ui/views/account/ActFrame";
import { forbidden } from "#ui/views/account/contract";
import { useActForm } from "#ui/views/account/useActForm";

export type DecideFormProps = {
  readonly patient: string;
  readonly claim: string;
  readonly number: string;
  readonly standing: StandingView;
  readonly payers: readonly { readonly owner: string; readonly title: string }[];
  readonly onDone: () => void;
  readonly onLeave: () => void;
};

export function DecideForm({ patient, claim, number, standing, payers, onDone, onLeave }: DecideFormProps) {
  const options = [
    { value: "patient", title: accountWords.owner("patient") },
    ...payers.map(({ owner, title }) => ({ value: owner, title })),
    { value: "us", title: words.us },
  ];
  // What it is now is nothing to decide, so the other is proposed.
  const contract = forbidden(standing.open);
  const first = standing.owners.every((one) => one.owner === "patient") || contract !== "" ? "us" : "patient";
  const ownerOf = (typed: string) => (typed === "" ? first : typed);
  const typing = useActForm({
    kind: "decision",
    about: claim,
    send: (texts) =>
      call("save_act", {
        kind: "decision",
        patient_id: patient,
        payer_id: "",
        on: "",
        amount: "",
        method: "",
        number: "",
        reason: "",
        text: texts["text"] ?? "",
        rows: [{ claim_id: standing.claim_id === "" ? claim : standing.claim_id, line_id: "", opening: "", owner: ownerOf(texts["owner"] ?? ""), amount: "" }],
      }),
    fieldOf: (name) => (name === "text" || name === "reason" ? "text" : /owner|^rows?/.test(name) ? "owner" : null),
    onDone,
    onLeave,
  });
  return (
    <ActFrame typing={typing} of={words.claim(number)} says={contract !== "" && ownerOf(typing.text("owner")) === "patient" ? words.contract(contract) : words.decideSays}>
      <div className="row">
        <Select className="s4" name="owner" label={words.fields.owner} value={ownerOf(typing.text("owner"))} options={options} onChange={(value) => typing.set("owner", value)} error={typing.wrong("owner")} />
        <TextField className="s8" name="text" label={words.fields.why} value={typing.text("text")} onChange={(typed) => typing.set("text", typed)} error={typing.wrong("text")} required />
      </div>
    </ActFrame>
  );
}
