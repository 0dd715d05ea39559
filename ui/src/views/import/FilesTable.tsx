//! The files of an import, a row each: what they are, their claims, and how much was found in them.

import type { FilePreview } from "#ui/api/generated";
import { CountText } from "#ui/kit/MoneyText";
import { Status } from "#ui/kit/Status";
import { importWords as words } from "#ui/strings/imports";

export function FilesTable({ files }: { readonly files: readonly FilePreview[] }) {
  return (
    <table className="table compact">
      <thead>
        <tr>
          <th scope="col">{words.columns.file}</th>
          <th scope="col">{words.columns.what}</th>
          <th scope="col" className="num">
            {words.columns.claims}
          </th>
          <th scope="col" className="num">
            {words.columns.fresh}
          </th>
          <th scope="col" className="num">
            {words.columns.here}
          </th>
          <th scope="col">{words.columns.findings}</th>
        </tr>
      </thead>
      <tbody>
        {files.map((file, n) => (
          <FileRow key={n} file={file} />
        ))}
      </tbody>
    </table>
  );
}

function FileRow({ file }: { readonly file: FilePreview }) {
  const fix = file.findings.filter((finding) => finding.severity === "fix").length;
  const all = file.findings.length + file.more_findings;
  return (
    <tr>
      <th scope="row" title={words.sized(file.name, file.bytes)}>
        {file.name}
      </th>
      <td className="dim">
        {file.what}
      </td>
      <td className="num">
        <CountText n={file.claims} />
      </td>
      <td className="num">
        <CountText n={file.created} />
      </td>
      <td className="num">
        <CountText n={file.matched} />
      </td>
      <td>{all === 0 ? <Status tone="ok">{words.none}</Status> : <Status tone={fix === 0 ? "warn" : "bad"}>{words.found(fix, all - fix)}</Status>}</td>
    </tr>
  );
}
