//! What the audit log is narrowed by: what was done, by whom, to whom, when.

import type { Ref } from "react";
import type { AuditFilter } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { Button } from "#ui/kit/Button";
import type { Day } from "#ui/kit/day";
import { FilterChip, type FilterValue } from "#ui/kit/FilterChip";
import { CloseMark } from "#ui/kit/marks";
import { Personal } from "#ui/kit/MoneyText";
import { SearchField } from "#ui/kit/SearchField";
import { auditWords as words } from "#ui/strings/audit";
import { narrows } from "#ui/views/audit/filters";
import { DaysChip } from "#ui/views/claims/DaysChip";

export type AuditFiltersProps = {
  readonly filter: AuditFilter;
  /** The patient's name, when the list is narrowed to one. */
  readonly patient: string;
  readonly today: Day;
  readonly onChange: (filter: AuditFilter) => void;
  readonly onText: (text: string) => void;
  readonly onClear: () => void;
  readonly onDown: () => void;
  readonly searchRef: Ref<HTMLInputElement>;
  readonly daysTurn: number;
};

function values(found: readonly { readonly id: string; readonly name: string }[] | undefined): readonly FilterValue[] {
  return (found ?? []).map(({ id, name }) => ({ id, title: name, count: null }));
}

export function AuditFilters(props: AuditFiltersProps) {
  const { filter, onChange } = props;
  const facets = useAnswer("audit_facets", {}, ["user"]).value;
  return (
    <div className="strip" role="group" aria-label={words.bar}>
      <SearchField ref={props.searchRef} label={words.text} placeholder={words.textHint} value={filter.text} onChange={props.onText} onDown={props.onDown} />
      <div className="chips-run">
        {filter.patient === "" ? null : (
          <span className="chip-pair">
            <span className="chip">
              {words.patient}{" "}
              <b>
                <Personal>{props.patient}</Personal>
              </b>
            </span>
            <button type="button" className="chip" aria-label={words.clearPatient} onClick={() => onChange({ ...filter, patient: "" })}>
              <CloseMark />
            </button>
          </span>
        )}
        <FilterChip
          title={words.person}
          values={values(facets?.people)}
          chosen={filter.who === "" ? [] : [filter.who]}
          onChange={(chosen) => onChange({ ...filter, who: chosen.find((id) => id !== filter.who) ?? "" })}
        />
        <FilterChip title={words.kind} values={values(facets?.kinds)} chosen={filter.kinds} onChange={(chosen) => onChange({ ...filter, kinds: [...chosen] })} />
        <DaysChip
          title={words.days}
          from={filter.from}
          to={filter.to}
          today={props.today}
          turn={props.daysTurn}
          onChange={(from, to) => onChange({ ...filter, from, to })}
        />
      </div>
      {narrows(filter) ? (
        <span className="end">
          <Button kind="bare" small onPress={props.onClear} shortcut="Shift+F">
            {words.clear}
          </Button>
        </span>
      ) : null}
    </div>
  );
}
