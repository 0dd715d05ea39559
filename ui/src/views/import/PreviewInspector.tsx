//! Beside a preview: how much of each kind comes, what is wrong with the files, what claims cannot tell.

import type { ImportPreview } from "#ui/api/generated";
import { CountText, DayText, MoneyText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { importWords as words } from "#ui/strings/imports";
import { AllFindings } from "#ui/views/import/AllFindings";
import { KindTable } from "#ui/views/import/KindTable";

export function PreviewInspector({ preview }: { readonly preview: ImportPreview }) {
  return (
    <>
      <Panel title={words.what}>
        <KindTable kinds={preview.kinds} />
        <dl className="facts num">
          <dt>{words.lines}</dt>
          <dd className="money">
            <CountText n={preview.lines} />
          </dd>
          <dt>{words.charge}</dt>
          <dd className="money">
            <MoneyText cents={preview.charge_cents} total />
          </dd>
          <dt>{words.service}</dt>
          <dd className="money">
            <DayText day={preview.first_service_on} />
            {preview.last_service_on === preview.first_service_on ? null : (
              <>
                {words.until}
                <DayText day={preview.last_service_on} />
              </>
            )}
          </dd>
        </dl>
      </Panel>
      <AllFindings files={preview.files} />
      {preview.cannot_tell.length === 0 ? null : (
        <Panel title={words.cannotTell}>
          <ul className="cannot">
            {preview.cannot_tell.map((says) => (
              <li key={says}>{says}</li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}
