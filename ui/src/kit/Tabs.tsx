//! Tabs after the APG pattern: arrows choose, Tab goes into the panel.

import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import { CountText } from "#ui/kit/MoneyText";

export type Tab<Id extends string> = { readonly id: Id; readonly title: string; readonly count?: number };

export type TabsProps<Id extends string> = {
  readonly label: string;
  readonly tabs: readonly Tab<Id>[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
  /** The chosen tab's content. */
  readonly children: ReactNode;
  /** At the right of the tabs. */
  readonly end?: ReactNode;
  readonly className?: string;
};

export function Tabs<Id extends string>({ label, tabs, chosen, onChoose, children, end, className }: TabsProps<Id>) {
  const base = useId();
  const list = useRef<HTMLDivElement>(null);
  const step = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === chosen);
    const moves: Readonly<Record<string, number>> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 };
    const wanted = moves[event.key];
    if (wanted === undefined) {
      return;
    }
    event.preventDefault();
    const index = (wanted + tabs.length) % tabs.length;
    const next = tabs[index];
    if (next !== undefined) {
      onChoose(next.id);
      list.current?.querySelectorAll<HTMLElement>("[role=tab]")[index]?.focus();
    }
  };
  return (
    <div className={className}>
      <div className="strip">
        <div ref={list} className="tabs" role="tablist" aria-label={label} onKeyDown={step}>
          {tabs.map((tab) => (
            <button
              key={tab.id}
              type="button"
              role="tab"
              className="tab"
              id={`${base}-${tab.id}`}
              aria-selected={tab.id === chosen}
              aria-controls={tab.id === chosen ? `${base}-panel` : undefined}
              tabIndex={tab.id === chosen ? 0 : -1}
              onClick={() => onChoose(tab.id)}
            >
              {tab.title}
              {tab.count === undefined ? null : <CountText n={tab.count} />}
            </button>
          ))}
        </div>
        {end === undefined ? null : <div className="end">{end}</div>}
      </div>
      <div id={`${base}-panel`} className="tabpanel" role="tabpanel" aria-labelledby={`${base}-${chosen}`} tabIndex={0}>
        {children}
      </div>
    </div>
  );
}
