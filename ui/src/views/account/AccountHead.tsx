//! Above the ledger: who it is, and whose dollars the open dollars are. The places do not move.

import type { LedgerView, PatientView } from "#ui/api/generated";
import { longDayText } from "#ui/kit/day";
import { MoneyText } from "#ui/kit/MoneyText";
import { accountWords as words } from "#ui/strings/account";
import { patientWords } from "#ui/strings/patients";
import { inPlaces } from "#ui/views/account/owners";

export type AccountHeadProps = { readonly patient: PatientView; readonly sums: LedgerView | undefined };

export function AccountHead({ patient, sums }: AccountHeadProps) {
  const { person } = patient;
  const facts = [longDayText(person.born_on), patient.age === null ? "" : patientWords.age(patient.age), patientWords.account(patient.account)];
  return (
    <div className="who account-who">
      <div>
        <h2 className="private">{patient.name}</h2>
        <span className="dim num private cut">{facts.filter((text) => text !== "").join(", ")}</span>
      </div>
      <dl>
        {inPlaces(sums?.owners ?? []).map(({ key, title, cents }) => (
          <div key={key}>
            <dt className="cut" title={title ?? undefined}>
              {title ?? words.owner(key)}
            </dt>
            <dd className="money">
              <MoneyText cents={sums === undefined ? null : cents} />
            </dd>
          </div>
        ))}
        <div>
          <dt>{words.balance}</dt>
          <dd className="money">
            <MoneyText cents={sums?.balance_cents ?? null} total className="semi" />
          </dd>
        </div>
      </dl>
    </div>
  );
}
