//! The figures of a visit as its statement has them, each a way to what it came from.

import { Fragment, type ReactNode } from "react";
import type { StoryFigure, StorySource } from "#ui/api/generated";
import { type Route, writeRoute } from "#ui/app/route";
import { MoneyText } from "#ui/kit/MoneyText";
import { remittanceRoute } from "#ui/views/account/entryActions";
import { claimOfAccount } from "#ui/views/account/routes";

/** Where a claim or a remittance lies; an act is an entry of the ledger beside. */
function placeOfSource({ kind, id, part }: StorySource): Route {
  return kind === "remittance" ? remittanceRoute(id, part) : claimOfAccount(id);
}

export type StoryFiguresProps = {
  readonly figures: readonly StoryFigure[];
  /** Leads to the entry of an act. */
  readonly onAct: (id: string) => void;
};

export function StoryFigures({ figures, onAct }: StoryFiguresProps) {
  return (
    <dl className="story-figures num">
      {figures.slice(0, -1).map((figure) => (
        <Fragment key={figure.label}>
          <dt>{figure.label}</dt>
          <dd>
            <Figure figure={figure} onAct={onAct} />
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

function Figure({ figure, onAct }: { readonly figure: StoryFigure; readonly onAct: (id: string) => void }) {
  const [first, ...more] = figure.cents === 0 ? [] : figure.sources;
  if (first === undefined) {
    return <MoneyText cents={figure.cents} />;
  }
  return (
    <>
      <Source source={first} onAct={onAct}>
        <MoneyText cents={figure.cents} />
      </Source>
      {more.map((source) => (
        <Source key={`${source.id} ${source.part}`} source={source} onAct={onAct}>
          <span className="t12">{source.title}</span>
        </Source>
      ))}
    </>
  );
}

type SourceProps = { readonly source: StorySource; readonly onAct: (id: string) => void; readonly children: ReactNode };

function Source({ source, onAct, children }: SourceProps) {
  return source.kind === "act" ? (
    <button type="button" className="link plain" title={source.title} onClick={() => onAct(source.id)}>
      {children}
    </button>
  ) : (
    <a className="link" href={writeRoute(placeOfSource(source))} title={source.title}>
      {children}
    </a>
  );
}
