//! Beside the chart: what is missing, and who answers for the bill.

import type { PatientView } from "#ui/api/generated";
import { ActionWord } from "#ui/app/ActionButton";
import type { Live } from "#ui/app/action";
import { DayText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { Status } from "#ui/kit/Status";
import { kitWords } from "#ui/strings/en";
import { formWords } from "#ui/strings/forms";
import { patientWords } from "#ui/strings/patients";
import { addressText, phoneText } from "#ui/views/patients/demographics";

export type PatientInspectorProps = {
  readonly patient: PatientView;
  /** Opens the form of the patient and the guarantor. */
  readonly answers: Live;
};

export function PatientInspector({ patient, answers }: PatientInspectorProps) {
  const { guarantor, confidential, missing } = patient;
  return (
    <>
      <Panel title={patientWords.missing}>
        {missing.length === 0 ? (
          <p className="dim">{patientWords.nothingMissing}</p>
        ) : (
          <ul className="not-told">
            {missing.map((says) => (
              <li key={says}>{says}</li>
            ))}
          </ul>
        )}
      </Panel>
      {confidential === null ? null : (
        <Panel title={patientWords.confidential}>
          <Status tone="warn">{patientWords.confidentialSays}</Status>
          <dl className="facts">
            <dt>{patientWords.address}</dt>
            <dd className="lines-of private">{addressText(confidential.address)}</dd>
            <dt>{patientWords.phone}</dt>
            <dd className="num private">{confidential.phone === "" ? kitWords.missing : phoneText(confidential.phone)}</dd>
          </dl>
        </Panel>
      )}
      <Panel title={patientWords.guarantor} end={<ActionWord action={answers}>{formWords.change}</ActionWord>}>
        {guarantor === null ? (
          <p>{patientWords.guarantorSelf}</p>
        ) : (
          <>
            <p className="med private">{[[guarantor.last, guarantor.suffix].filter(Boolean).join(" "), [guarantor.first, guarantor.middle].filter(Boolean).join(" ")].filter(Boolean).join(", ")}</p>
            <dl className="facts">
              <dt>{patientWords.born}</dt>
              <dd>
                <DayText day={guarantor.born_on} long personal />
              </dd>
              <dt>{patientWords.phone}</dt>
              <dd className="num private">{guarantor.phone === "" ? kitWords.missing : phoneText(guarantor.phone)}</dd>
              <dt>{patientWords.address}</dt>
              <dd className="lines-of private">
                {addressText(guarantor.address)}
              </dd>
            </dl>
          </>
        )}
      </Panel>
    </>
  );
}
