//! The columns of what was done by hand.

import type { ActView } from "#ui/api/generated";
import type { Column } from "#ui/kit/column";
import { classes } from "#ui/kit/css";
import { DayText, MoneyText, Personal } from "#ui/kit/MoneyText";
import { Status } from "#ui/kit/Status";
import { kitWords } from "#ui/strings/en";
import { actsWords } from "#ui/strings/books";
import { actState, isPastAct } from "#ui/views/account/actState";

const words = actsWords.columns;

function state(act: ActView) {
  const { tone, says } = actState(act);
  return <Status tone={tone}>{says}</Status>;
}

export const actColumns: readonly Column<ActView>[] = [
  { id: "on", title: words.on, width: 84, kind: "date", cell: (act) => <DayText day={act.on} /> },
  {
    id: "what",
    title: words.what,
    width: { grow: 2, least: 152 },
    cell: (act) => (
      <>
        <span className={classes(isPastAct(act) && "dim")} title={act.title}>
          {act.title}
        </span>
        {act.text === "" ? null : <span className="why hint">{act.text}</span>}
      </>
    ),
  },
  {
    id: "patient",
    title: words.patient,
    width: { grow: 1.2, least: 132 },
    cell: (act) => (act.patient === "" ? (act.payer === "" ? kitWords.missing : act.payer) : <Personal>{act.patient}</Personal>),
  },
  { id: "who", title: words.who, width: { grow: 0.8, least: 124 }, quiet: true, cell: (act) => act.by },
  { id: "amount", title: words.amount, width: 84, kind: "money", cell: (act) => (act.cents === 0 ? null : <MoneyText cents={act.cents} className={isPastAct(act) ? "dim" : ""} />) },
  {
    id: "state",
    title: words.state,
    width: 104,
    cell: (act) => state(act),
  },
];
