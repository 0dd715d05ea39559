//! One deposit: what is in it, whether its slip is what stands, its slip on paper; it is corrected and
//! taken apart from here.

import "#ui/views/account/account.css";
import "#ui/views/books/books.css";
import { useMemo, useRef, useState } from "react";
import type { DepositItemView, DepositView, SessionView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionButton } from "#ui/app/ActionButton";
import { live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { expectField } from "#ui/app/typeahead";
import { useActions } from "#ui/app/useActions";
import type { Total } from "#ui/kit/column";
import { longDayText, weekdayText } from "#ui/kit/day";
import { centsText } from "#ui/kit/money";
import { MoneyText } from "#ui/kit/MoneyText";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { toggle } from "#ui/kit/selection";
import { Table } from "#ui/kit/Table";
import { useFixedRows } from "#ui/kit/useRows";
import { depositWords, oneDepositWords as words } from "#ui/strings/deposits";
import { itemColumns } from "#ui/views/books/depositColumns";
import { DepositFacts } from "#ui/views/books/DepositFacts";
import { DepositForm } from "#ui/views/books/DepositForm";
import { depositKinds } from "#ui/views/books/depositKinds";
import { cannotCorrect, type Chosen, kept } from "#ui/views/books/deposits";
import { removeAction, slipAction } from "#ui/views/books/depositActions";
import { depositsRoute } from "#ui/views/books/routes";
import { focusTable } from "#ui/views/claims/focusTable";
import { usePrinter } from "#ui/views/print/usePrinter";

const noItems: readonly DepositItemView[] = [];
const nothing: Chosen = new Set();

export function DepositScreen({ id, session }: { readonly id: string; readonly session: SessionView }) {
  const read = useAnswer("deposit", { id }, depositKinds);
  const deposit = read.problem === null ? read.value : undefined;
  const items = deposit?.items ?? noItems;
  const [left, setLeft] = useState(nothing);
  const [here, setHere] = useState<DepositItemView | undefined>(undefined);
  const [correcting, setCorrecting] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => itemColumns(deposit?.cents ?? 0, left), [deposit?.cents, left]);
  const rows = useFixedRows(items);
  const { printer } = usePrinter();
  const stays = kept(items, left);
  const after = stays.reduce((sum, item) => sum + item.now_cents, 0);
  const toCorrect = cannotCorrect(items, left);

  const back = simple({ id: "back", title: words.back, key: "Escape", strip: words.back, run: () => go(depositsRoute()) });
  const leave = live(
    {
      id: "leave_out",
      title: words.leave,
      key: "Space",
      strip: words.leaveShort,
      blocked: () => refusal(session, "save_deposit") ?? (here === undefined ? words.noRow : here.now_cents === 0 ? words.isGone : null),
      run: () => setLeft((before) => toggle(before, here?.source ?? "")),
    },
    undefined,
  );
  const correct = live(
    {
      id: "correct_deposit",
      title: words.correctTitle,
      key: "C",
      strip: words.correct,
      blocked: () => refusal(session, "save_deposit") ?? (deposit === undefined ? words.unread : toCorrect),
      run: () => {
        expectField();
        setCorrecting(true);
      },
    },
    undefined,
  );
  const print = slipAction(session, deposit ?? null, printer, true);
  const save = printer === "" ? null : slipAction(session, deposit ?? null, "", false);
  const apart = removeAction(session, deposit ?? null);
  useActions({
    name: words.short,
    actions: deposit === undefined ? [back] : [print, ...(save === null ? [] : [save]), correct, apart, leave, back],
    hints: [{ keys: ["ArrowUp", "ArrowDown"], says: depositWords.keys.move }],
  });
  const close = () => {
    setCorrecting(false);
    focusTable(box.current);
  };
  return (
    <Screen
      title={deposit === undefined ? words.short : words.title(deposit.number)}
      sub={deposit === undefined ? undefined : [weekdayText(deposit.made_on), depositWords.way(deposit.way).toLowerCase()].join(", ")}
      actions={deposit === undefined ? [back] : [back, apart, correct]}
      {...(deposit === undefined || deposit.way !== "bank" ? {} : { next: print })}
      formOpen={correcting}
      {...(deposit === undefined ? {} : { inspector: <DepositFacts deposit={deposit} here={here} after={toCorrect === null ? after : null} />, inspectorLabel: words.facts })}
    >
      <div className="account deposit" ref={box}>
        <div className="stack">
          {read.problem === null ? null : (
            <ProblemBanner what={toProblem(read.problem, words.unread).code === "locked" ? toProblem(read.problem, words.unread).says : words.unread}>
              <ActionButton action={back} small />
            </ProblemBanner>
          )}
          {deposit === undefined || deposit.cents === deposit.now_cents ? null : (
            <ProblemBanner what={deposit.now_cents < deposit.cents ? words.changed(centsText(deposit.cents - deposit.now_cents)) : words.changedMore(centsText(deposit.now_cents - deposit.cents))} next={words.changedNext}>
              <ActionButton action={correct} small />
            </ProblemBanner>
          )}
        </div>
        <Table
          label={words.label}
          autoFocus={!correcting}
          columns={columns}
          rows={rows}
          keyOf={(item) => item.source}
          onHere={setHere}
          empty={null}
          {...(deposit === undefined ? {} : { totals: [
                  { columns: 4, content: <Foot deposit={deposit} /> },
                  { columns: 1, kind: "money", content: <MoneyText cents={deposit.cents} total className="semi" /> },
                  { columns: 1, kind: "money", content: <MoneyText cents={deposit.now_cents} total /> },
                ] satisfies readonly Total[] })}
        />
        {correcting && deposit !== undefined ? (
          <DepositForm
            of={{ id: deposit.id, version: deposit.version, number: deposit.number, on: longDayText(deposit.made_on), way: deposit.way, bank: deposit.bank, account_ending: deposit.account_ending }}
            sources={stays.map((item) => item.source)}
            cents={after}
            today={session.today}
            onDone={() => {
              setLeft(nothing);
              close();
            }}
            onLeave={close}
          />
        ) : null}
      </div>
    </Screen>
  );
}

function Foot({ deposit }: { readonly deposit: DepositView }) {
  const ties = deposit.cents === deposit.now_cents;
  return (
    <span className="num">
      {words.items(deposit.items.length)}, <span className={ties ? "dim" : "warn"}>{ties ? words.ties : words.apart}</span>
    </span>
  );
}
