//! The queues grouped by who owns the dollar: every open dollar is in one of them, so that the groups
//! add up to what is owed.

import type { QueueCount, QueuesView } from "#ui/api/generated";
import { type Route, to } from "#ui/app/route";
import { queueWords, underpaidWords, workWords as words } from "#ui/strings/work";

/** A row that leads somewhere. What is not known is `null`. */
export type QueueLine = {
  readonly id: string;
  readonly key: string | null;
  readonly title: string;
  /** Quieter, after the title. */
  readonly says: string;
  readonly count: number | null;
  readonly cents: number | null;
  /** Of the count, due by today. */
  readonly due: number | null;
  readonly route: Route;
};

/** Rows under one heading. Without figures its own do not add up to anything. */
export type QueueGroup = {
  readonly id: string;
  readonly title: string;
  readonly count: number | null;
  readonly cents: number | null;
  readonly lines: readonly QueueLine[];
};

/** In the order in which a day goes; the place is the key. */
export const queueNames: readonly string[] = ["denied", "look", "send", "ask", "wait", "patient", "hold", "credits"];

type GroupName = "us" | "payers" | "patients" | "hold" | "credits";

const groupNames: readonly GroupName[] = ["us", "payers", "patients", "hold", "credits"];

const groupOf: ReadonlyMap<string, GroupName> = new Map([
  ["denied", "us"],
  ["look", "us"],
  ["send", "us"],
  ["ask", "payers"],
  ["wait", "payers"],
  ["patient", "patients"],
  ["hold", "hold"],
  ["credits", "credits"],
]);

/** The key of a queue, `1` to `8`; one that this window does not know has none. */
export function queueKey(name: string): string | null {
  const at = queueNames.indexOf(name);
  return at < 0 ? null : String(at + 1);
}

export function queueRoute(name: string): Route {
  return to("work", name);
}

/** What a queue is called here; one that nobody foresaw is called as the core calls it. */
export function queueTitle(queue: Pick<QueueCount, "name" | "title">): string {
  return queueWords(queue.name)?.title ?? queue.title;
}

function lineOf(queue: QueueCount): QueueLine {
  return {
    id: queue.name,
    key: queueKey(queue.name),
    title: queueTitle(queue),
    says: queueWords(queue.name)?.says ?? "",
    count: queue.count,
    cents: queue.cents,
    due: queue.due,
    route: queueRoute(queue.name),
  };
}

/** The groups. A queue that nobody foresaw is with us: somebody has to look. */
export function queueGroups(view: QueuesView): readonly QueueGroup[] {
  return groupNames.flatMap((name) => {
    const mine = view.rows.filter((row) => (groupOf.get(row.name) ?? "us") === name);
    const sum = (of: (row: QueueCount) => number) => mine.reduce((all, row) => all + of(row), 0);
    return mine.length === 0 ? [] : [{ id: name, title: words.groups[name], count: sum((row) => row.count), cents: sum((row) => row.cents), lines: mine.map(lineOf) }];
  });
}

/** All of them, as the last line. */
export function queueSum(view: QueuesView): { readonly count: number; readonly due: number; readonly cents: number } {
  return {
    count: view.rows.reduce((all, row) => all + row.count, 0),
    due: view.rows.reduce((all, row) => all + row.due, 0),
    cents: view.total_cents,
  };
}

/** Underpaid lines stand beside the A/R: what is missing of them is in no balance. */
export function underpaidGroup(count: number, cents: number): QueueGroup {
  return {
    id: "beside",
    title: words.groups.beside,
    count: null,
    cents: null,
    lines: [{ id: "underpaid", key: "U", title: underpaidWords.title, says: underpaidWords.says, count, cents, due: null, route: to("work", "underpaid") }],
  };
}

/** A row that has a key, known before the core has counted what is in it. */
export type KeyLine = Pick<QueueLine, "id" | "title" | "route"> & { readonly key: string };

/** The queues and the underpaid lines with their keys: they lead there while the figures are on their way. */
export const keyLines: readonly KeyLine[] = [
  ...queueNames.map((name, n): KeyLine => ({ id: name, key: String(n + 1), title: queueWords(name)?.title ?? name, route: queueRoute(name) })),
  { id: "underpaid", key: "U", title: underpaidWords.title, route: to("work", "underpaid") },
];
