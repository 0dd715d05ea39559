//! The parts of a patient in the side list: the chart, and the account with its balance.

import type { AccountView, PatientView } from "#ui/api/generated";
import { to, writeRoute } from "#ui/app/route";
import { Pick, SidePart } from "#ui/app/SideList";
import { MoneyText } from "#ui/kit/MoneyText";
import { accountWords as words } from "#ui/strings/account";
import { accountRoute } from "#ui/views/account/routes";
import { estimateWords } from "#ui/strings/estimates";
import { estimatesRoute } from "#ui/views/estimates/estimates";
import { InSide } from "#ui/views/claims/InSide";

export type PatientViewsProps = {
  readonly patient: PatientView;
  readonly part: "chart" | "account" | "estimates";
  /** `null` while it is not read. */
  readonly balance: number | null;
  /** Who stands on one bill with the patient. */
  readonly family?: AccountView | undefined;
};

export function PatientViews({ patient, part, balance, family }: PatientViewsProps) {
  return (
    <InSide>
      <SidePart title={words.views}>
        <Pick href={writeRoute(to("patients", patient.id))} title={words.chart} chosen={part === "chart"} />
        <Pick href={writeRoute(accountRoute(patient.id))} title={words.short} chosen={part === "account"}>
          <MoneyText className="amount wide" cents={balance} />
        </Pick>
        <Pick href={writeRoute(estimatesRoute(patient.id))} title={estimateWords.short} chosen={part === "estimates"} />
      </SidePart>
      {family === undefined || family.patients.length < 2 ? null : (
        <SidePart title={words.family(family.number)} end={<span className="private cut">{words.guarantor(family.name)}</span>}>
          {family.patients.map(({ id, name, due_cents }) => (
            <Pick key={id} href={writeRoute(accountRoute(id))} title={name} personal chosen={id === patient.id}>
              <MoneyText className="amount" cents={due_cents} />
            </Pick>
          ))}
        </SidePart>
      )}
    </InSide>
  );
}
