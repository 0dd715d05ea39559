//! The rows of a long list, read page by page as they come into sight. Rows that are shown stay
//! until their newer version is there.

/** What a table reads its rows from. */
export type Rows<Row> = {
  readonly count: number;
  /** The row, or `undefined` while it is on its way. */
  readonly at: (index: number) => Row | undefined;
  /** Says which rows are in sight, so that they are read. */
  readonly want: (from: number, to: number) => void;
  /** Reads a span wholly, as a selection needs it. */
  readonly span: (from: number, to: number) => Promise<readonly Row[]>;
  /** Grows whenever a row has come or changed. */
  readonly version: number;
  /** True while rows are on their way. */
  readonly updating: boolean;
};

/** Reads `count` rows from row `from` on. */
export type ReadPage<Row> = (from: number, count: number) => Promise<readonly Row[]>;

/** At most this many pages are read at once. */
const together = 2;
/** At most this many pages are kept. */
const kept = 60;

type Page<Row> = { rows: readonly Row[]; generation: number };

export class Pages<Row> {
  private pages = new Map<number, Page<Row>>();
  private readonly reading = new Map<number, Promise<void>>();
  /** Pages that could not be read; not asked for again until the list is renewed. */
  private readonly broken = new Set<number>();
  private wanted: number[] = [];
  private generation = 0;
  private changes = 0;
  private readonly watchers = new Set<() => void>();
  private read: ReadPage<Row>;
  private readonly failed: (thrown: unknown) => void;
  readonly size: number;

  /** `failed` hears why a page could not be read; it is asked for again when the list is renewed. */
  constructor(read: ReadPage<Row>, size: number, failed: (thrown: unknown) => void) {
    this.read = read;
    this.size = size;
    this.failed = failed;
  }

  readonly watch = (changed: () => void): (() => void) => {
    this.watchers.add(changed);
    return () => this.watchers.delete(changed);
  };

  /** Grows with every change. */
  readonly version = (): number => this.changes;

  get updating(): boolean {
    return this.reading.size !== 0;
  }

  at(index: number): Row | undefined {
    return this.pages.get(Math.floor(index / this.size))?.rows[index % this.size];
  }

  /** The rows may have changed: `keep` shows the old ones until the new ones come, else they go at once. */
  renew(read: ReadPage<Row>, keep: boolean): void {
    this.read = read;
    this.generation += 1;
    this.broken.clear();
    if (!keep) {
      this.pages = new Map();
    }
    this.tell();
  }

  /** Reads what is in sight and not there; what was wanted before and has left is not read any more. */
  want(from: number, to: number): void {
    const wanted: number[] = [];
    for (let page = Math.floor(from / this.size); page * this.size < to; page += 1) {
      if (!this.isFresh(page) && !this.reading.has(page) && !this.broken.has(page)) {
        wanted.push(page);
      }
    }
    this.wanted = wanted;
    this.readNext();
  }

  /** The rows of a span, read where they are missing. */
  async span(from: number, to: number): Promise<readonly Row[]> {
    const rows: Row[] = [];
    for (let page = Math.floor(from / this.size); page * this.size < to; page += 1) {
      // What was read of an old list is thrown away: it is read again, or a selection would lose its rows.
      while (!this.isFresh(page) && !this.broken.has(page)) {
        await (this.reading.get(page) ?? this.readPage(page));
      }
      const first = page * this.size;
      rows.push(...(this.pages.get(page)?.rows ?? []).slice(Math.max(0, from - first), Math.min(this.size, to - first)));
    }
    return rows;
  }

  private isFresh(page: number): boolean {
    return this.pages.get(page)?.generation === this.generation;
  }

  private readNext(): void {
    while (this.reading.size < together) {
      const page = this.wanted.shift();
      if (page === undefined) {
        return;
      }
      void this.readPage(page);
    }
  }

  private readPage(page: number): Promise<void> {
    const { generation } = this;
    const settle = () => {
      this.reading.delete(page);
      this.tell();
      this.readNext();
    };
    const done = this.read(page * this.size, this.size).then(
      (rows) => {
        if (generation === this.generation) {
          this.pages.delete(page);
          this.pages.set(page, { rows, generation });
          this.forgetFar(page);
        }
        settle();
      },
      (thrown: unknown) => {
        this.broken.add(page);
        settle();
        this.failed(thrown);
      },
    );
    this.reading.set(page, done);
    this.tell();
    return done;
  }

  private forgetFar(near: number): void {
    if (this.pages.size <= kept) {
      return;
    }
    const farthest = [...this.pages.keys()].sort((a, b) => Math.abs(b - near) - Math.abs(a - near));
    for (const page of farthest.slice(0, this.pages.size - kept)) {
      this.pages.delete(page);
    }
  }

  private tell(): void {
    this.changes += 1;
    for (const changed of [...this.watchers]) {
      changed();
    }
  }
}
