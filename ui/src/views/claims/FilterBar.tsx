//! What a list of claims is narrowed by: several values of several kinds at once, and a text.

import { type Ref, useMemo } from "react";
import { useAnswer } from "#ui/api/useAnswer";
import type { ClaimFilter, FacetView, StateTotal } from "#ui/api/generated";
import { Button } from "#ui/kit/Button";
import type { Day } from "#ui/kit/day";
import { FilterChip, type FilterValue } from "#ui/kit/FilterChip";
import { SearchField } from "#ui/kit/SearchField";
import { claimStates, claimsWords, stateWord } from "#ui/strings/claims";
import { DaysChip } from "#ui/views/claims/DaysChip";
import { isNarrowed } from "#ui/views/claims/filters";

const words = claimsWords.filters;

export type FilterBarProps = {
  readonly filter: ClaimFilter;
  readonly states: readonly StateTotal[];
  readonly today: Day;
  readonly onChange: (filter: ClaimFilter) => void;
  readonly onText: (text: string) => void;
  readonly onClear: () => void;
  /** Leads from the text into the list. */
  readonly onDown: () => void;
  readonly searchRef: Ref<HTMLInputElement>;
  readonly daysTurn: number;
};

function facets(found: readonly FacetView[] | undefined): readonly FilterValue[] {
  return (found ?? []).map(({ id, name, count }) => ({ id, title: name, count }));
}

/** The import is one in the core; choosing another replaces it. */
function newest(before: string, chosen: readonly string[]): string {
  return chosen.find((id) => id !== before) ?? "";
}

export function FilterBar(props: FilterBarProps) {
  const { filter, onChange } = props;
  const { value } = useAnswer("claim_facets", {}, ["claim", "payer", "provider", "import"]);
  const states = useMemo(() => {
    const counts = new Map(props.states.map((total) => [total.state, total.count]));
    return claimStates.map((id) => ({ id, title: stateWord(id), count: counts.get(id) ?? 0 }));
  }, [props.states]);
  return (
    <div className="strip" role="group" aria-label={words.bar}>
      <SearchField ref={props.searchRef} label={words.text} placeholder={words.textHint} value={filter.text} onChange={props.onText} onDown={props.onDown} personal />
      <div className="chips-run">
        <FilterChip title={words.state} values={states} chosen={filter.states} onChange={(chosen) => onChange({ ...filter, states: [...chosen] })} />
        <FilterChip title={words.payer} values={facets(value?.payers)} chosen={filter.payers} onChange={(chosen) => onChange({ ...filter, payers: [...chosen] })} />
        <FilterChip
          title={words.rendering}
          values={facets(value?.rendering)}
          chosen={filter.rendering}
          onChange={(chosen) => onChange({ ...filter, rendering: [...chosen] })}
        />
        <FilterChip
          title={words.import}
          values={facets(value?.imports)}
          chosen={filter.import === "" ? [] : [filter.import]}
          onChange={(chosen) => onChange({ ...filter, import: newest(filter.import, chosen) })}
        />
        <DaysChip from={filter.from} to={filter.to} today={props.today} turn={props.daysTurn} onChange={(from, to) => onChange({ ...filter, from, to })} />
      </div>
      {isNarrowed(filter) ? (
        <span className="end">
          <Button kind="bare" small onPress={props.onClear} shortcut="Shift+F">
            {words.clearShort}
          </Button>
        </span>
      ) : null}
    </div>
  );
}
