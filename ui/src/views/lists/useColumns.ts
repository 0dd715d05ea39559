//! Which columns a person shows of a list, and in which order: kept with the person's settings.

import { useMemo } from "react";
import { useAnswer } from "#ui/api/useAnswer";
import type { Column } from "#ui/kit/column";

/** The list's name to the core. */
export type ListName = "claims" | "patients";

/** The columns that are shown, in their order; the first ones while nothing was chosen. */
export function useColumns<Row>(list: ListName, all: readonly Column<Row>[], first: readonly Column<Row>[]): readonly Column<Row>[] {
  const own = useAnswer("own_lists", {}, ["setting"]).value;
  const names = own?.columns.find((one) => one.list === list)?.columns.join(" ") ?? "";
  return useMemo(() => {
    const chosen = names.split(" ").flatMap((name) => all.find((column) => column.id === name) ?? []);
    return chosen.length === 0 ? first : chosen;
  }, [names, all, first]);
}
