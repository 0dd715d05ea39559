//! Deposits: the money in hand above, of which one is made; those that were made below, each with what
//! stands of it now. Every sum is in sight, and says whether it ties.

import "#ui/views/account/account.css";
import "#ui/views/books/books.css";
import { useMemo, useRef, useState } from "react";
import type { DepositRow, DepositsView, HandRow, SessionView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { expectField } from "#ui/app/typeahead";
import { useActions } from "#ui/app/useActions";
import type { Total } from "#ui/kit/column";
import { Empty } from "#ui/kit/Empty";
import { centsText, dollarsText } from "#ui/kit/money";
import { MoneyText } from "#ui/kit/MoneyText";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Table } from "#ui/kit/Table";
import { useFixedRows } from "#ui/kit/useRows";
import { depositWords as words } from "#ui/strings/deposits";
import { depositColumns, handColumns } from "#ui/views/books/depositColumns";
import { DepositForm } from "#ui/views/books/DepositForm";
import { cannotMake, centsOf, type Chosen, differing, firstChosen, sourcesOf, sumOf } from "#ui/views/books/deposits";
import { DepositsInspector } from "#ui/views/books/DepositsInspector";
import { depositKinds } from "#ui/views/books/depositKinds";
import { depositsRoute } from "#ui/views/books/routes";
import { focusTable } from "#ui/views/claims/focusTable";

const noHand: readonly HandRow[] = [];
const noRows: readonly DepositRow[] = [];

export function DepositsScreen({ session }: { readonly session: SessionView }) {
  const { value, problem } = useAnswer("deposits", {}, depositKinds);
  const hand = value?.hand ?? noHand;
  const made = value?.rows ?? noRows;
  // Until somebody chooses, all of one way is chosen, also what comes in meanwhile.
  const [picked, setPicked] = useState<Chosen | null>(null);
  const [making, setMaking] = useState(false);
  const handBox = useRef<HTMLDivElement>(null);
  const listBox = useRef<HTMLDivElement>(null);
  const chosen = useMemo(() => picked ?? firstChosen(hand), [picked, hand]);
  const sum = useMemo(() => sumOf(hand, chosen), [hand, chosen]);
  const slips = centsOf(made);
  const handTitles = useMemo(() => handColumns(value?.hand_cents ?? 0), [value?.hand_cents]);
  const madeTitles = useMemo(() => depositColumns(slips), [slips]);
  const handRows = useFixedRows(hand);
  const madeRows = useFixedRows(made);

  const make = live(
    {
      id: "make_deposit",
      title: sum.rows.length === 0 ? words.make : words.makeShort(centsText(sum.cents)),
      key: "Mod+Enter",
      strip: words.make,
      blocked: () => refusal(session, "save_deposit") ?? cannotMake(sum),
      run: () => {
        expectField();
        setMaking(true);
      },
    },
    undefined,
  );
  const chooseAll = (way: "bank" | "card", key: string, title: string) =>
    live(
      {
        id: `choose_${way}`,
        title,
        key,
        strip: words.wayShort(way),
        blocked: () => (hand.some((row) => row.way === way) ? null : words.noneOfWay(way)),
        run: () => setPicked(sourcesOf(hand, way)),
      },
      undefined,
    );
  const bank = chooseAll("bank", "B", words.chooseBank);
  const cards = chooseAll("card", "C", words.chooseCards);
  const other = simple({
    id: "other_list",
    title: words.other,
    key: "L",
    strip: words.otherShort,
    run: () => focusTable(listBox.current?.contains(document.activeElement) === true ? handBox.current : listBox.current),
  });
  useActions({
    name: words.title,
    actions: [make, bank, cards, other],
    hints: [
      { keys: ["ArrowUp", "ArrowDown"], says: words.keys.move },
      { keys: ["Space"], says: words.takeShort },
      { keys: ["Enter"], says: words.keys.open },
    ],
  });
  const leave = () => {
    setMaking(false);
    focusTable(handBox.current);
  };
  return (
    <Screen
      title={words.title}
      sub={value === undefined ? undefined : words.sub(value.hand_count, dollarsText(value.hand_cents))}
      actions={[bank, cards]}
      next={make}
      formOpen={making}
      inspector={value === undefined ? null : <DepositsInspector deposits={value} sum={sum} />}
      inspectorLabel={words.sums}
    >
      <div className="account deposits">
        <div className="stack">{problem === null ? null : <ProblemBanner what={toProblem(problem, words.unread).says} />}</div>
        <section className="deposit-part" aria-label={words.handPart} ref={handBox}>
          <h2 className="heading">{words.hand}</h2>
          <Table
            label={words.handLabel}
            compact
            autoFocus={!making}
            columns={handTitles}
            rows={handRows}
            keyOf={(row) => row.source}
            selected={chosen}
            onSelect={(selection) => setPicked(selection)}
            empty={value === undefined ? null : <Empty says={words.nothingInHand} />}
            {...(hand.length === 0 ? {} : { totals: [
                    { columns: 5, content: <HandFoot deposits={value} n={sum.rows.length} /> },
                    { columns: 1, kind: "money", content: <MoneyText cents={sum.cents} total className="semi" /> },
                  ] satisfies readonly Total[] })}
          />
        </section>
        <section className="deposit-part" aria-label={words.list} ref={listBox}>
          <h2 className="heading">{words.list}</h2>
          <Table
            label={words.listLabel}
            compact
            columns={madeTitles}
            rows={madeRows}
            keyOf={(row) => row.id}
            onOpen={(row) => go(depositsRoute(row.id))}
            empty={value === undefined ? null : <p className="part dim">{words.none}</p>}
            {...(made.length === 0 ? {} : { totals: [
                    { columns: 6, content: <MadeFoot rows={made} /> },
                    { columns: 1, kind: "money", content: <MoneyText cents={slips} total className="semi" /> },
                  ] satisfies readonly Total[] })}
          />
        </section>
        {making && sum.way !== null ? (
          <DepositForm
            of={{ id: "", version: 0, number: "", on: "", way: sum.way, bank: value?.bank ?? "", account_ending: value?.account_ending ?? "" }}
            sources={sum.rows.map((row) => row.source)}
            cents={sum.cents}
            today={session.today}
            onDone={(id) => {
              setPicked(null);
              setMaking(false);
              // Its slip is the next thing, and its page prints it.
              go(depositsRoute(id));
            }}
            onLeave={leave}
          />
        ) : null}
      </div>
    </Screen>
  );
}

function HandFoot({ deposits, n }: { readonly deposits: DepositsView | undefined; readonly n: number }) {
  return <span className="num">{words.chosen(n, deposits?.hand_count ?? 0)}</span>;
}

function MadeFoot({ rows }: { readonly rows: readonly DepositRow[] }) {
  const n = differing(rows);
  return (
    <span className="num">
      {words.listSum(rows.length)}, <span className={n === 0 ? "dim" : "warn"}>{n === 0 ? words.allStand : words.differ(n)}</span>
    </span>
  );
}
