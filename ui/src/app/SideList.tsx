//! The side list: the box that finds everything, the places, the list being worked, and who is here.

import { type ReactNode, useContext } from "react";
import { ActionButton } from "#ui/app/ActionButton";
import type { Live } from "#ui/app/action";
import { ariaKey } from "#ui/app/keys";
import { PlatformContext } from "#ui/app/platform";
import { to, writeRoute } from "#ui/app/route";
import { useWorkspace } from "#ui/app/workspace";
import { classes } from "#ui/kit/css";
import { Kbd } from "#ui/kit/Kbd";
import { SearchMark } from "#ui/kit/marks";
import { CountText } from "#ui/kit/MoneyText";
import { appWords } from "#ui/strings/en";

/** A place of the product. */
export type Place = {
  /** Its name in the address. */
  readonly id: string;
  readonly title: string;
  /** `Mod+1` … `Mod+9`. */
  readonly key: string | null;
  /** What waits there, or `null`. */
  readonly count: number | null;
};

export type SideListProps = {
  readonly places: readonly Place[];
  readonly current: string;
  readonly find: Live;
  readonly who: { readonly name: string; readonly role: string };
  readonly lock: Live;
  readonly list: ReactNode;
  /** The edge that can be dragged. */
  readonly children: ReactNode;
};

export function SideList({ places, current, find, who, lock, list, children }: SideListProps) {
  const { registry } = useWorkspace();
  const platform = useContext(PlatformContext);
  return (
    <aside className="side" aria-label={appWords.sideList}>
      <div className="side-find">
        <button type="button" onClick={() => registry.start(find)} aria-keyshortcuts={find.key === null ? undefined : ariaKey(find.key, platform)}>
          <SearchMark />
          {appWords.find}
          {find.key === null ? null : <Kbd of={find.key} />}
        </button>
      </div>
      <nav className="nav" aria-label={appWords.places}>
        <ul>
          {places.map((place) => (
            <li key={place.id}>
              <a
                href={writeRoute(to(place.id))}
                aria-current={place.id === current ? "page" : undefined}
                aria-keyshortcuts={place.key === null ? undefined : ariaKey(place.key, platform)}
              >
                <span className="name">{place.title}</span>
                {place.count === null ? null : <CountText n={place.count} />}
                {place.key === null ? null : <Kbd of={place.key} />}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="side-lists">{list}</div>
      <div className="side-foot">
        <span>{appWords.who(who.name, who.role)}</span>
        <ActionButton action={lock} kind="bare" small>
          {appWords.lock}
        </ActionButton>
      </div>
      {children}
    </aside>
  );
}

export type SidePartProps = {
  readonly title: string;
  /** What the figures are: `count, balance`. */
  readonly end?: ReactNode;
  /** `Pick`s. */
  readonly children: ReactNode;
};

/** A list of the side list, under its heading. */
export function SidePart({ title, end, children }: SidePartProps) {
  return (
    <section className="side-part" aria-label={title}>
      <h2>
        {title}
        {end === undefined ? null : <span className="hint end">{end}</span>}
      </h2>
      <ul>{children}</ul>
    </section>
  );
}

export type PickProps = {
  /** Where it leads: `writeRoute(…)`. */
  readonly href: string;
  readonly title: string;
  readonly chosen?: boolean;
  readonly personal?: boolean;
  /** A time before the title. */
  readonly at?: string;
  readonly count?: number;
  /** Hears the press that leads there. */
  readonly onTake?: () => void;
  /** At the right, after the count: a `MoneyText` with class `amount`, or a quiet word. */
  readonly children?: ReactNode;
};

/** A line of a list in the side list. */
export function Pick({ href, title, chosen = false, personal = false, at, count, onTake, children }: PickProps) {
  return (
    <li>
      <a className={classes("pick", chosen && "selected")} href={href} aria-current={chosen ? true : undefined} onClick={onTake}>
        {at === undefined ? null : <span className="at num">{at}</span>}
        <span className={classes("name", personal && "private")}>{title}</span>
        {count === undefined ? null : <CountText n={count} />}
        {children}
      </a>
    </li>
  );
}
