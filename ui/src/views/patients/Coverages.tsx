//! The coverages of a patient in their order, with the days of service that used them.

import type { CoverageView } from "#ui/api/generated";
import { dayText } from "#ui/kit/day";
import { CodeText, DayText, Personal } from "#ui/kit/MoneyText";
import { patientWords } from "#ui/strings/patients";

const words = patientWords.coverageColumns;

export function Coverages({ coverages }: { readonly coverages: readonly CoverageView[] }) {
  return (
    <section className="coverages" aria-label={patientWords.coverages} tabIndex={0}>
      <h3 className="heading">{patientWords.coverages}</h3>
      {coverages.length === 0 ? (
        <p>{patientWords.noCoverage}</p>
      ) : (
        <table className="table">
          <colgroup>
            <col style={{ width: 120 }} />
            <col />
            <col />
            <col />
            <col style={{ width: 100 }} />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">{words.order}</th>
              <th scope="col">{words.payer}</th>
              <th scope="col">{words.member}</th>
              <th scope="col">{words.insured}</th>
              <th scope="col">{words.used}</th>
            </tr>
          </thead>
          <tbody>
            {coverages.map((coverage) => (
              <tr key={coverage.id}>
                <td>{patientWords.orders(coverage.order)}</td>
                <td>
                  {coverage.payer}
                  <span className="second">{[coverage.kind, coverage.plan_name].filter((text) => text !== "").join(", ")}</span>
                </td>
                <td>
                  <CodeText code={coverage.member_id} personal />
                  <span className="second">{coverage.group_number === "" ? "" : patientWords.group(coverage.group_number)}</span>
                </td>
                <td>
                  <Personal>{coverage.insured}</Personal>
                  <span className="second">{coverage.relationship}</span>
                </td>
                <td>
                  <DayText day={coverage.from} />
                  <span className="second date">{coverage.to === "" || coverage.to === coverage.from ? "" : patientWords.usedTo(dayText(coverage.to))}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
