//! The first page of the statement, or of the letter, that an account would get today, as it will print.

import type { StatementPage } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionWord } from "#ui/app/ActionButton";
import type { Live } from "#ui/app/action";
import { Panel } from "#ui/kit/Panel";
import { Skeleton } from "#ui/kit/Skeleton";
import { letterWords } from "#ui/strings/plans";
import { paperWords as words } from "#ui/strings/statements";
import { letterKinds, runKinds } from "#ui/views/statements/kinds";

export function StatementPaper({ account, look }: { readonly account: string; readonly look: Live }) {
  const { value } = useAnswer("statement_page", { account, page: 0, dpi: 100 }, runKinds);
  return <Paper title={words.title} alt={words.alt} value={value} look={look} />;
}

export function LetterPaper({ account }: { readonly account: string }) {
  const { value } = useAnswer("letter_page", { account, page: 0, dpi: 100 }, letterKinds);
  return <Paper title={letterWords.paper} alt={letterWords.alt} value={value} />;
}

type PaperProps = { readonly title: string; readonly alt: string; readonly value: StatementPage | undefined; readonly look?: Live };

function Paper({ title, alt, value, look }: PaperProps) {
  return (
    <Panel title={title} end={
        value === undefined || value.pages === 0 ? null : (
          <>
            <span className="dim">{words.pages(value.pages)}</span> {look === undefined ? null : <ActionWord action={look}>{words.look}</ActionWord>}
          </>
        )
      }>
      {value === undefined ? (
        <Skeleton lines={6} height={40} />
      ) : value.png === "" ? (
        <p className="bad">{value.says}</p>
      ) : (
        <img className="statement-paper private" src={`data:image/png;base64,${value.png}`} alt={alt} width={value.width} height={value.height} />
      )}
    </Panel>
  );
}
