//! A patient's account: whose dollars are open above, every entry below, what is owed and why beside it.

import "#ui/views/account/account.css";
import "#ui/views/plans/plans.css";
import { useRef, useState } from "react";
import type { ActView, LedgerRow, PatientView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionButton } from "#ui/app/ActionButton";
import { live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, to, useRoute } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { accountWords as words, type ActKind, actTitles } from "#ui/strings/account";
import { apiWords } from "#ui/strings/en";
import { formWords } from "#ui/strings/forms";
import { AccountHead } from "#ui/views/account/AccountHead";
import { ActPanel, actsOf } from "#ui/views/account/ActPanel";
import { ActsPanel } from "#ui/views/account/ActsPanel";
import { EntryPanel } from "#ui/views/account/EntryPanel";
import { actKinds, moneyKinds } from "#ui/views/account/kinds";
import { LedgerTable } from "#ui/views/account/LedgerTable";
import { opener } from "#ui/views/account/openers";
import { OwesPanel } from "#ui/views/account/OwesPanel";
import { receiptAction, ReceiptDialog } from "#ui/views/account/ReceiptDialog";
import { accountRoute, doingOf, withDoing } from "#ui/views/account/routes";
import { useLedger } from "#ui/views/account/useLedger";
import { pairAction, placeOf, sourceAction } from "#ui/views/account/entryActions";
import { PatientViews } from "#ui/views/account/PatientViews";
import { NotesPanel } from "#ui/views/plans/NotesPanel";
import { PlanPanel } from "#ui/views/plans/PlanPanel";
import { useAccountForms } from "#ui/views/plans/useAccountForms";
import { AgencyPanel } from "#ui/views/statements/AgencyPanel";
import { placementKinds } from "#ui/views/statements/kinds";
import { StatementDialog } from "#ui/views/statements/StatementDialog";
import { paperWords } from "#ui/strings/statements";
import { focusTable } from "#ui/views/claims/focusTable";

/** What stands at the foot, beside taking a payment. */
const atFoot: readonly ActKind[] = ["discount", "write_off", "fee", "refund", "apply", "use_credit", "decision", "take_back"];
/** What can be done to a payment that was taken. */
const ofPayment: readonly ActKind[] = ["move", "returned"];

export function AccountScreen({ patient }: { readonly patient: PatientView }) {
  const route = useRoute();
  const who = useAnswer("session", {}).value;
  const ledger = useLedger(patient.id);
  const owes = useAnswer("patient_owes", { id: patient.id }, moneyKinds).value;
  const acts = useAnswer("acts", actsOf(patient.id), actKinds).value?.rows;
  const story = useAnswer("patient_story", { id: patient.id }, placementKinds).value;
  const [here, setHere] = useState<LedgerRow | undefined>(undefined);
  const [opened, setOpened] = useState(false);
  const [paper, setPaper] = useState<ActView | null>(null);
  const [sheet, setSheet] = useState(false);
  const [start, setStart] = useState({ at: 0, turn: 0 });
  const box = useRef<HTMLDivElement>(null);
  const doing = doingOf(route);
  const close = () => {
    go(withDoing(route, null), "replace");
    focusTable(box.current);
  };

  const act = here?.source === "act" ? acts?.find((one) => one.id === here.source_id) : undefined;
  const around = { route, who, owes, claim: here?.claim_id ?? "", act };
  const payment = opener("payment", { ...around, claim: "" });
  const receipt = receiptAction(act, setPaper);
  const later = ofPayment.map((kind) => opener(kind, around));
  const strip = atFoot.map((kind) => ({ kind, action: opener(kind, around) }));
  const show = live(
    { id: "show_entry", title: words.entry.show, blocked: () => (here === undefined ? words.entry.nothing : null), run: () => setOpened(true) },
    undefined,
  );
  const hide = simple({ id: "close_entry", title: words.entry.closeShort, key: "Escape", run: () => setOpened(false) });
  const forms = useAccountForms({ who, account: owes?.account ?? "", today: who?.today ?? "", onClose: () => focusTable(box.current) });
  const billed = useAnswer("statement_account", { id: owes?.account ?? patient.id }, placementKinds).value;
  const bill = live(
    { id: "look_statement", title: paperWords.open, key: "S", strip: paperWords.openShort, blocked: () => (billed === undefined ? paperWords.reading : billed.run === null ? paperWords.nothing : null), run: () => setSheet(true) },
    undefined,
    { title: paperWords.openShort },
  );
  const family = billed?.patients ?? [];
  const other = family[(family.findIndex(({ id }) => id === patient.id) + 1) % Math.max(1, family.length)];
  const relative = live(
    { id: "next_of_account", title: words.nextOfFamily, key: "Shift+F7", blocked: () => (other === undefined || other.id === patient.id ? words.noFamily : null), run: () => go(accountRoute(other?.id ?? patient.id)) },
    undefined,
  );
  const source = sourceAction(here);
  const toAct = async (id: string) => {
    const at = await placeOf(({ source_id }) => source_id === id, ledger.rows);
    if (at !== null) {
      setStart((before) => ({ at, turn: before.turn + 1 }));
    }
  };
  const pair = pairAction(here, ledger.rows, (at) => setStart((before) => ({ at, turn: before.turn + 1 })));
  const chart = simple({ id: "patient_chart", title: words.chart, key: "F7", strip: words.chart, run: () => go(to("patients", patient.id)) });
  const back = simple({ id: "back", title: words.toChart, key: "Escape", run: () => go(to("patients", patient.id)) });
  const claim = live(
    { id: "new_claim", title: formWords.newClaim, key: "F8", strip: formWords.newClaim, blocked: () => refusal(who, "save_claim"), run: () => go(to("edit", "claim", { of: patient.id })) },
    undefined,
  );
  useActions({
    name: words.title,
    actions: [payment, ...strip.map(({ action }) => action), receipt, bill, relative, ...later, forms.note, forms.make, forms.cancel, source, pair, show, chart, claim, opened ? hide : back],
    hints: [
      { keys: ["ArrowUp", "ArrowDown"], says: words.keys.move },
      { keys: ["Enter"], says: words.keys.open },
    ],
  });
  return (
    <Screen
      title={words.title}
      sub={ledger.sums === undefined ? undefined : words.sub(ledger.sums.total)}
      actions={[chart, bill, claim]}
      next={payment}
      formOpen={doing !== null || forms.form !== null}
      inspector={
        <>
          {opened ? <EntryPanel row={here} act={act} source={source} pair={pair} close={hide} more={[receipt, ...later]} /> : null}
          <OwesPanel owes={owes} family={billed} story={story} apply={opener("apply", around)} onAct={(id) => void toAct(id)} />
          <AgencyPanel placements={billed?.placements ?? []} />
          <PlanPanel plans={forms.plans} make={forms.make} cancel={forms.cancel} />
          <NotesPanel notes={forms.notes} add={forms.note} />
          <ActsPanel acts={acts} />
        </>
      }
    >
      <div className="account">
        <div className="stack">
          {ledger.problem === null ? null : <ProblemBanner what={toProblem(ledger.problem, apiWords.noAnswer).says} />}
          <AccountHead patient={patient} sums={ledger.sums} />
        </div>
        <LedgerTable ledger={ledger} box={box} start={start} autoFocus={doing === null && forms.form === null} onHere={setHere} onOpen={() => setOpened(true)} />
        <div className="strip foot" role="group" aria-label={words.strip}>
          {strip.map(({ kind, action }) => (
            <ActionButton key={kind} action={action} small>
              {actTitles[kind].short}
            </ActionButton>
          ))}
        </div>
        {doing === null ? forms.form : <ActPanel patient={patient.id} doing={doing} onClose={close} />}
      </div>
      {sheet && billed !== undefined ? <StatementDialog account={billed.account} number={billed.number} run={billed.run} who={who} onClose={() => setSheet(false)} /> : null}
      {paper === null ? null : <ReceiptDialog act={paper} who={who} onClose={() => setPaper(null)} />}
      <PatientViews patient={patient} part="account" balance={ledger.sums?.balance_cents ?? null} family={billed} />
    </Screen>
  );
}
