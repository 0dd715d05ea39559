//! A patient: the chart with who it is, who pays and every claim; or the account with every dollar.

import "#ui/views/claims/claims.css";
import "#ui/views/patients/patients.css";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionButton } from "#ui/app/ActionButton";
import { simple } from "#ui/app/action";
import { go, to, useRoute } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Skeleton } from "#ui/kit/Skeleton";
import { apiWords } from "#ui/strings/en";
import { patientWords } from "#ui/strings/patients";
import { AccountScreen } from "#ui/views/account/AccountScreen";
import { EstimatesScreen } from "#ui/views/estimates/EstimatesScreen";
import { Chart } from "#ui/views/patients/Chart";

/** What a chart is made of. */
const kinds = ["patient", "coverage", "payer", "claim"];

export function PatientScreen({ id }: { readonly id: string }) {
  const { value, problem } = useAnswer("patient", { id }, kinds);
  const part = useRoute().with["part"] ?? "";
  if (value !== undefined) {
    switch (part) {
      case "account":
        return <AccountScreen key={id} patient={value} />;
      case "estimates":
        return <EstimatesScreen key={id} patient={value} />;
      default:
        return <Chart key={id} patient={value} />;
    }
  }
  const back = simple({ id: "back", title: patientWords.back, key: "Escape", run: () => go(to("patients")) });
  return (
    <Screen title={patientWords.opening}>
      {problem === null ? (
        <div className="part">
          <Skeleton lines={8} height={44} />
        </div>
      ) : (
        <div className="stack">
          <ProblemBanner what={toProblem(problem, apiWords.noAnswer).says}>
            <ActionButton action={back} />
          </ProblemBanner>
        </div>
      )}
    </Screen>
  );
}
