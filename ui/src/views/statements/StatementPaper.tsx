//! The statement, or the letter, that an account would get today, as it will print.

import { useAnswer } from "#ui/api/useAnswer";
import { ActionWord } from "#ui/app/ActionButton";
import type { Live } from "#ui/app/action";
import { letterWords } from "#ui/strings/plans";
import { paperWords as words } from "#ui/strings/statements";
import { PaperOf } from "#ui/views/print/ShownPaper";
import { letterKinds, runKinds } from "#ui/views/statements/kinds";

const dpi = 100;

export function StatementPaper({ account, look }: { readonly account: string; readonly look: Live }) {
  const usePage = (page: number) => useAnswer("statement_page", { account, page, dpi }, runKinds).value;
  return <PaperOf key={account} title={words.title} alt={words.alt} usePage={usePage} end={<ActionWord action={look}>{words.look}</ActionWord>} />;
}

export function LetterPaper({ account }: { readonly account: string }) {
  const usePage = (page: number) => useAnswer("letter_page", { account, page, dpi }, letterKinds).value;
  return <PaperOf key={account} title={letterWords.paper} alt={letterWords.alt} usePage={usePage} />;
}
