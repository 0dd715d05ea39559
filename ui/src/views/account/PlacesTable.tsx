//! On what the money goes: the balances, what is open on each, and a field for the part that goes there.
//! What nobody typed stands in the field in the quiet face, as it will be sent.

import type { ReactNode } from "react";
import { centsText } from "#ui/kit/money";
import { CodeText, DayText, MoneyText } from "#ui/kit/MoneyText";
import { MoneyField } from "#ui/kit/MoneyField";
import { moneyWords as words } from "#ui/strings/account";
import type { Allocation } from "#ui/views/account/allocate";
import type { BalancePlace } from "#ui/views/account/places";
import type { ActTyping } from "#ui/views/account/useActForm";

export type PlacesTableProps = {
  readonly label: string;
  /** Said when there is no place. */
  readonly none: string;
  readonly places: readonly BalancePlace[];
  readonly allocation: Allocation;
  readonly typing: ActTyping;
};

/** The name of a place's field. */
export function partName(key: string): string {
  return `part.${key}`;
}

export function PlacesTable({ label, none, places, allocation, typing }: PlacesTableProps) {
  const { columns } = words.places;
  if (places.length === 0) {
    return <p className="dim act-none">{none}</p>;
  }
  return (
    <div className="act-places" tabIndex={-1}>
      <table className="table compact">
        <caption className="sr">{label}</caption>
        <colgroup>
          <col />
          <col style={{ width: 80 }} />
          <col style={{ width: 92 }} />
          <col style={{ width: 120 }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{columns.what}</th>
            <th scope="col">{places.some(isOpenOfClaim) ? columns.since : columns.service}</th>
            <th scope="col" className="num">
              {columns.open}
            </th>
            <th scope="col" className="num">
              {columns.part}
            </th>
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <tr key={place.key}>
              <td title={place.because === "" ? undefined : place.because}>
                <What place={place} />
                {place.because === "" ? null : <span className="why">{place.because}</span>}
              </td>
              <td>
                <DayText day={place.on} />
              </td>
              <td className="money">
                <MoneyText cents={place.open} />
              </td>
              <td>
                <MoneyField
                  flat
                  className="cell"
                  name={partName(place.key)}
                  label={words.places.partOf(nameOf(place))}
                  value={typing.text(partName(place.key))}
                  placeholder={centsText(allocation.cents.get(place.key) ?? 0)}
                  onChange={(text) => typing.set(partName(place.key), text)}
                  error={typing.wrong(partName(place.key))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** True of what is open on a claim that was read: its day is since when, not when it was done. */
function isOpenOfClaim({ number, row }: BalancePlace): boolean {
  return number === "" && row.opening === "";
}

function nameOf({ number, title, line }: BalancePlace): string {
  return title !== "" ? words.openLine(title, line) : number === "" ? words.before : words.claim(number);
}

function What({ place }: { readonly place: BalancePlace }): ReactNode {
  return place.title === "" && place.number !== "" ? <CodeText code={place.number} /> : nameOf(place);
}
