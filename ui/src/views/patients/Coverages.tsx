//! The coverages of a patient in their order, with the days of service that used them.

import type { CoverageView } from "#ui/api/generated";
import { dayText } from "#ui/kit/day";
import { CodeText, Personal } from "#ui/kit/MoneyText";
import { kitWords } from "#ui/strings/en";
import { patientWords } from "#ui/strings/patients";

const words = patientWords.coverageColumns;

export function Coverages({ coverages }: { readonly coverages: readonly CoverageView[] }) {
  return (
    <section className="coverages" aria-label={patientWords.coverages} tabIndex={0}>
      <h3 className="heading">{patientWords.coverages}</h3>
      {coverages.length === 0 ? (
        <p>{patientWords.noCoverage}</p>
      ) : (
        <table className="table compact">
          <thead>
            <tr>
              <th scope="col" style={{ width: "14%" }}>{words.order}</th>
              <th scope="col">{words.payer}</th>
              <th scope="col">{words.member}</th>
              <th scope="col">{words.group}</th>
              <th scope="col">{words.plan}</th>
              <th scope="col">{words.insured}</th>
              <th scope="col" style={{ width: 150 }}>{words.used}</th>
            </tr>
          </thead>
          <tbody>
            {coverages.map((coverage) => (
              <tr key={coverage.id}>
                <td>{patientWords.orders(coverage.order)}</td>
                <td>{coverage.payer}</td>
                <td>
                  <CodeText code={coverage.member_id} personal />
                </td>
                <td>
                  <CodeText code={coverage.group_number} />
                </td>
                <td className="dim">{[coverage.kind, coverage.plan_name].filter((text) => text !== "").join(", ")}</td>
                <td>
                  <Personal>{coverage.insured}</Personal> <span className="dim">{coverage.relationship}</span>
                </td>
                <td className="date">
                  {coverage.from === "" ? <span className="hint">{kitWords.missing}</span> : patientWords.used(dayText(coverage.from), dayText(coverage.to))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
