//! What became of each backup and each try of a restore, the newest first.

import type { RunView } from "#ui/api/generated";
import { PathText } from "#ui/kit/PathText";
import { Status } from "#ui/kit/Status";
import { backupWords as words } from "#ui/strings/backups";
import { bytesText } from "#ui/strings/imports";

/** More than these are on the audit log. */
const shown = 20;

export function BackupRuns({ runs }: { readonly runs: readonly RunView[] }) {
  if (runs.length === 0) {
    return <p className="dim">{words.noRuns}</p>;
  }
  return (
    <table className="table compact backup-runs">
      <thead>
        <tr>
          <th scope="col">{words.when}</th>
          <th scope="col">{words.what}</th>
          <th scope="col">{words.where}</th>
          <th scope="col" className="num">{words.size}</th>
          <th scope="col" className="num">{words.took}</th>
          <th scope="col">{words.result}</th>
        </tr>
      </thead>
      <tbody>
        {runs.slice(0, shown).map((run) => (
          <tr key={run.id}>
            <th scope="row" className="code">{run.at}</th>
            <td>{words.kinds[run.what] ?? run.what}</td>
            <td><PathText path={run.to} /></td>
            <td className="num">{run.bytes === 0 ? "" : bytesText(run.bytes)}</td>
            <td className="num">{words.seconds(run.ms)}</td>
            <td title={run.says === "" ? undefined : run.says}>
              <Status tone={run.good ? "ok" : "bad"}>{run.good ? words.whole : run.what === "drill" ? words.notWhole : words.notMade}</Status>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
