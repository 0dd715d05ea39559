//! Answers that are shown, kept until a change says that it touched what they were made of. An old
//! answer stays on the screen while the new one is on its way.

/** A table of questions and answers: `{ name: [ask, answer] }`. */
export type Table<T> = { readonly [Name in keyof T]: readonly [ask: unknown, answer: unknown] };

/** What is known about one question. */
export type Answer<T> = {
  /** The last answer, also while a newer one is on its way. */
  readonly value: T | undefined;
  /** Why the last asking failed, or `null`. */
  readonly problem: unknown;
  /** True while an answer is awaited. */
  readonly updating: boolean;
};

type Entry = {
  answer: Answer<unknown>;
  readonly reads: ReadonlySet<string>;
  readonly ask: () => Promise<unknown>;
  readonly watchers: Set<() => void>;
  stale: boolean;
  asked: number;
};

const nothing: Answer<never> = { value: undefined, problem: null, updating: false };

/** How many answers are kept that nobody looks at. */
const kept = 60;

/** The answers of one practice; thrown away when it is locked. */
export class Cache<T extends Table<T>> {
  private readonly entries = new Map<string, Entry>();
  private readonly host: <Name extends keyof T>(name: Name, ask: T[Name][0]) => Promise<T[Name][1]>;

  constructor(host: <Name extends keyof T>(name: Name, ask: T[Name][0]) => Promise<T[Name][1]>) {
    this.host = host;
  }

  /**
   * Watches a question and asks it when its answer is missing or stale. `reads` names the kinds of
   * record it is made of; with none, every change makes it stale. Answers with the way to stop.
   */
  watch<Name extends keyof T>(name: Name, ask: T[Name][0], reads: readonly string[], changed: () => void): () => void {
    const key = keyOf(name, ask);
    let entry = this.entries.get(key);
    if (entry === undefined) {
      entry = { answer: nothing, reads: new Set(reads), ask: () => this.host(name, ask), watchers: new Set(), stale: true, asked: 0 };
      this.entries.set(key, entry);
    } else {
      this.entries.delete(key);
      this.entries.set(key, entry);
    }
    entry.watchers.add(changed);
    if (entry.stale) {
      this.refresh(entry);
    }
    const watched = entry;
    return () => {
      watched.watchers.delete(changed);
      this.forgetOld();
    };
  }

  /** What is known now. The same object until something changes. */
  peek<Name extends keyof T>(name: Name, ask: T[Name][0]): Answer<T[Name][1]> {
    return this.entries.get(keyOf(name, ask))?.answer ?? nothing;
  }

  /** Makes stale what reads one of these kinds, and asks again for what is on the screen. */
  invalidate(touched: readonly string[]): void {
    for (const entry of this.entries.values()) {
      if (touched.length === 0 || (entry.reads.size !== 0 && !touched.some((kind) => entry.reads.has(kind)))) {
        continue;
      }
      entry.stale = true;
      if (entry.watchers.size !== 0) {
        this.refresh(entry);
      }
    }
  }

  /** Forgets everything, as when the practice is locked. */
  clear(): void {
    for (const entry of this.entries.values()) {
      entry.asked += 1;
      entry.stale = true;
      this.tell(entry, nothing);
    }
    this.entries.clear();
  }

  private refresh(entry: Entry): void {
    entry.stale = false;
    entry.asked += 1;
    const asked = entry.asked;
    this.tell(entry, { ...entry.answer, updating: true });
    const settle = (answer: Answer<unknown>) => {
      if (asked === entry.asked) {
        this.tell(entry, answer);
      }
    };
    entry.ask().then(
      (value) => settle({ value, problem: null, updating: false }),
      (problem: unknown) => {
        if (asked === entry.asked) {
          entry.stale = true;
        }
        settle({ value: entry.answer.value, problem, updating: false });
      },
    );
  }

  private tell(entry: Entry, answer: Answer<unknown>): void {
    entry.answer = answer;
    for (const changed of [...entry.watchers]) {
      changed();
    }
  }

  private forgetOld(): void {
    for (const [key, entry] of this.entries) {
      if (this.entries.size <= kept) {
        return;
      }
      if (entry.watchers.size === 0) {
        this.entries.delete(key);
      }
    }
  }
}

function keyOf(name: PropertyKey, ask: unknown): string {
  return `${String(name)} ${stable(ask)}`;
}

/** JSON with sorted keys, so that equal asks have equal text. */
export function stable(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(stable).join(",")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => `${JSON.stringify(name)}:${stable(inner)}`)
      .join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}
