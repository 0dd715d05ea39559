//! The rows of a table in a component: paged from the core, or all at hand.

import { useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { Pages, type ReadPage, type Rows } from "#ui/kit/pages";

export type PagedRows<Row> = {
  /** How many rows there are in all. */
  readonly count: number;
  readonly page: ReadPage<Row>;
  /** Names what is listed: filter, sort. When it changes, the old rows go at once. */
  readonly list: string;
  /** Grows when the same list has to be read again; the old rows stay until the new ones come. */
  readonly version?: number;
  /** Hears why rows could not be read. */
  readonly failed: (thrown: unknown) => void;
  readonly pageSize?: number;
};

/** Rows that are read page by page. */
export function useRows<Row>({ count, page, list, version = 0, failed, pageSize = 100 }: PagedRows<Row>): Rows<Row> {
  const latest = useRef({ page, failed });
  useLayoutEffect(() => {
    latest.current = { page, failed };
  });
  const [pages] = useState(
    () => new Pages<Row>((from, n) => latest.current.page(from, n), pageSize, (thrown) => latest.current.failed(thrown)),
  );
  const before = useRef({ list, version });
  useEffect(() => {
    if (before.current.list !== list || before.current.version !== version) {
      const keep = before.current.list === list;
      before.current = { list, version };
      pages.renew((from, n) => latest.current.page(from, n), keep);
    }
  }, [pages, list, version]);
  const changes = useSyncExternalStore(pages.watch, pages.version);
  return useMemo(
    () => ({
      count,
      at: (index) => pages.at(index),
      want: (from, to) => pages.want(from, to),
      span: (from, to) => pages.span(from, to),
      version: changes,
      updating: pages.updating,
    }),
    [pages, count, changes],
  );
}

/** Rows that are all at hand. */
export function useFixedRows<Row>(rows: readonly Row[]): Rows<Row> {
  return useMemo(
    () => ({
      count: rows.length,
      at: (index) => rows[index],
      want: () => {},
      span: async (from, to) => rows.slice(from, to),
      version: 0,
      updating: false,
    }),
    [rows],
  );
}
