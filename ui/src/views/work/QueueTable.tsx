//! Queues as rows under the headings of who owns the dollar: each row a link, walked with the arrows
//! or J and K, opened with Enter or its own key.

import { type FocusEvent, useLayoutEffect, useRef, useState } from "react";
import { go, writeRoute } from "#ui/app/route";
import { classes } from "#ui/kit/css";
import { Kbd } from "#ui/kit/Kbd";
import { CountText, MoneyText } from "#ui/kit/MoneyText";
import { lineOf, linksOf, walkLinks } from "#ui/kit/walkLinks";
import { kitWords } from "#ui/strings/en";
import { workWords as words } from "#ui/strings/work";
import type { QueueGroup, QueueLine } from "#ui/views/work/queues";

export type QueueTableProps = {
  readonly label: string;
  /** Those that add up to the sum. */
  readonly groups: readonly QueueGroup[];
  readonly sum: { readonly count: number; readonly due: number; readonly cents: number };
  /** Those that stand beside it. */
  readonly beside: readonly QueueGroup[];
};

export function QueueTable({ label, groups, sum, beside }: QueueTableProps) {
  const table = useRef<HTMLTableElement>(null);
  const lines = [...groups, ...beside].flatMap((group) => group.lines);
  // At first the nearest queue that has something in it.
  const [here, setHere] = useState(() => (lines.find((line) => line.count !== null && 0 < line.count) ?? lines[0])?.id ?? "");
  useLayoutEffect(() => {
    linksOf(table.current).find((link) => link.tabIndex === 0)?.focus({ preventScroll: true });
  }, []);
  const focus = (event: FocusEvent) => {
    const line = lineOf(event.target);
    if (line !== undefined) {
      setHere(line);
    }
  };
  const drawn = (group: QueueGroup) => <Group key={group.id} group={group} here={here} />;
  return (
    <div className="scroll queues link-rows" onKeyDown={(event) => walkLinks(event, table.current)} onFocus={focus}>
      <table ref={table} className="table compact" aria-label={label}>
        <colgroup>
          <col className="key" />
          <col />
          <col className="count" />
          <col className="balance" />
          <col className="due" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr">{words.columns.key}</span>
            </th>
            <th scope="col">{words.columns.queue}</th>
            <th scope="col" className="num">
              {words.columns.count}
            </th>
            <th scope="col" className="num">
              {words.columns.balance}
            </th>
            <th scope="col" className="num">
              {words.columns.due}
            </th>
          </tr>
        </thead>
        {groups.map(drawn)}
        <tbody>
          <tr className="sum">
            <td />
            <th scope="row">{words.all}</th>
            <td className="num">
              <CountText n={sum.count} />
            </td>
            <td className="num">
              <MoneyText cents={sum.cents} total className="semi" />
            </td>
            <td className="num">
              <Figure n={sum.due} />
            </td>
          </tr>
        </tbody>
        {beside.map(drawn)}
      </table>
    </div>
  );
}

function Group({ group, here }: { readonly group: QueueGroup; readonly here: string }) {
  return (
    <tbody>
      <tr className="group">
        <td />
        <th scope="rowgroup">{group.title}</th>
        <td className="num">{group.count === null ? null : <CountText n={group.count} />}</td>
        <td className="num">{group.cents === null ? null : <MoneyText cents={group.cents} />}</td>
        <td />
      </tr>
      {group.lines.map((line) => (
        <Line key={line.id} line={line} here={line.id === here} />
      ))}
    </tbody>
  );
}

function Line({ line, here }: { readonly line: QueueLine; readonly here: boolean }) {
  return (
    <tr className={classes(here && "here", line.count === 0 && "nothing")} onClick={() => go(line.route)}>
      <td>{line.key === null ? null : <Kbd of={line.key} />}</td>
      <td>
        <a data-line={line.id} href={writeRoute(line.route)} tabIndex={here ? 0 : -1} aria-keyshortcuts={line.key ?? undefined} onClick={(event) => event.stopPropagation()}>
          {line.title}
        </a>
        <span className="why">{line.says}</span>
      </td>
      <td className="num">
        <Figure n={line.count} />
      </td>
      <td className="num">
        <MoneyText cents={line.cents} />
      </td>
      <td className="num">
        <Figure n={line.due} />
      </td>
    </tr>
  );
}

/** A number of things; none is quiet, what is not known is a dash. */
function Figure({ n }: { readonly n: number | null }) {
  return n === null ? <span className="count hint">{kitWords.missing}</span> : <CountText n={n} {...(n === 0 ? { className: "zero" } : {})} />;
}
