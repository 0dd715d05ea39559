//! The first page of the statement that an account would get today, as it will print.

import { useAnswer } from "#ui/api/useAnswer";
import { Panel } from "#ui/kit/Panel";
import { Skeleton } from "#ui/kit/Skeleton";
import { paperWords as words } from "#ui/strings/statements";
import { runKinds } from "#ui/views/statements/kinds";

export function StatementPaper({ account }: { readonly account: string }) {
  const { value } = useAnswer("statement_page", { account, page: 0, dpi: 100 }, runKinds);
  return (
    <Panel title={words.title} end={value === undefined || value.pages === 0 ? null : <span className="dim">{words.pages(value.pages)}</span>}>
      {value === undefined ? (
        <Skeleton lines={6} height={40} />
      ) : value.png === "" ? (
        <p className="bad">{value.says}</p>
      ) : (
        <img className="statement-paper private" src={`data:image/png;base64,${value.png}`} alt={words.alt} width={value.width} height={value.height} />
      )}
    </Panel>
  );
}
