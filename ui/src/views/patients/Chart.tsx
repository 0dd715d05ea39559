//! A chart that has been read: header, demographics, coverages, claims.

import { useLayoutEffect, useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { PatientView } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, to } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import type { Sort } from "#ui/kit/column";
import { longDayText } from "#ui/kit/day";
import { CountText, MoneyText } from "#ui/kit/MoneyText";
import { Table } from "#ui/kit/Table";
import { formWords } from "#ui/strings/forms";
import { patientWords } from "#ui/strings/patients";
import { actWords, claimsWords } from "#ui/strings/claims";
import { printClaims, these } from "#ui/views/claims/acts";
import { auditWords } from "#ui/strings/audit";
import { accountWords } from "#ui/strings/account";
import { moneyKinds } from "#ui/views/account/kinds";
import { PatientViews } from "#ui/views/account/PatientViews";
import { accountRoute } from "#ui/views/account/routes";
import { estimateWords } from "#ui/strings/estimates";
import { labelWords } from "#ui/strings/mailing";
import { estimatesRoute } from "#ui/views/estimates/estimates";
import { auditRoute } from "#ui/views/audit/filters";
import { patientClaimColumns } from "#ui/views/claims/claimColumns";
import { claimRoute, everyClaim, firstSort, pageAsk } from "#ui/views/claims/filters";
import { focusTable } from "#ui/views/claims/focusTable";
import { useClaimList } from "#ui/views/claims/useClaimList";
import { LabelsDialog } from "#ui/views/print/LabelsDialog";
import { Coverages } from "#ui/views/patients/Coverages";
import { Demographics } from "#ui/views/patients/Demographics";
import { PatientInspector } from "#ui/views/patients/PatientInspector";
import { useDemographics } from "#ui/views/patients/useDemographics";

const sort: Sort = firstSort;
/** More claims than a patient has; a run takes no more either. */
const most = 500;

export function Chart({ patient }: { readonly patient: PatientView }) {
  const { registry } = useWorkspace();
  const session = useAnswer("session", {}).value;
  const list = { filter: { ...everyClaim, patient: patient.id }, sort };
  const { rows, totals } = useClaimList(list, false);
  const editing = useDemographics(patient, session);
  const owes = useAnswer("patient_owes", { id: patient.id }, moneyKinds).value;
  const balance = owes === undefined ? null : owes.owes_cents + owes.payers_cents + owes.work_cents + owes.hold_cents + owes.credit_cents;
  const { typed, edit, save, leave, discard, hasDraft } = editing;
  const page = useRef<HTMLDivElement>(null);
  const open = typed !== null;
  const wasOpen = useRef(open);
  useLayoutEffect(() => {
    if (open) {
      const first = page.current?.querySelector<HTMLInputElement>("form input");
      first?.focus();
      first?.select();
    } else if (wasOpen.current) {
      focusTable(page.current);
    }
    wasOpen.current = open;
  }, [open]);
  const print = live(
    {
      ...printClaims(session),
      run: async () => {
        const all = await call("claims", pageAsk(list, 0, most));
        await printClaims(null).run(these(all.rows.map((row) => row.id)));
      },
    },
    patient.claims === 0 ? null : these([patient.id]),
    { title: patientWords.print },
  );
  const looked = live(
    { id: "who_looked", title: auditWords.whoLooked, key: "W", blocked: () => refusal(session, "audit_events"), run: () => go(auditRoute({ patient: patient.id, kinds: ["look"] })) },
    undefined,
  );
  const account = simple({ id: "open_account", title: accountWords.short, key: "F7", strip: accountWords.short, run: () => go(accountRoute(patient.id)) });
  const estimates = simple({ id: "open_estimates", title: estimateWords.open, key: "I", strip: estimateWords.short, run: () => go(estimatesRoute(patient.id)) });
  const [labelled, setLabelled] = useState(false);
  const label = live({ id: "label_patient", title: labelWords.ofPatient, key: "L", blocked: () => refusal(session, "labels_page"), run: () => setLabelled(true) }, undefined);
  const back = simple({ id: "back", title: patientWords.back, key: "Escape", run: () => go(to("patients")) });
  const form = (id: string, title: string, key: string, command: "save_claim" | "save_person" | "save_coverage", kind: string, more: Readonly<Record<string, string>>) =>
    live({ id, title, key, strip: title, blocked: () => refusal(session, command), run: () => go(to("edit", kind, more)) }, undefined);
  const claim = form("new_claim", formWords.newClaim, "F8", "save_claim", "claim", { of: patient.id });
  const cover = form("new_coverage", formWords.newCoverage, "C", "save_coverage", "coverage", { of: patient.id });
  const answers = form("edit_person", formWords.editPatient, "G", "save_person", "patient", { id: patient.id });
  useActions({
    name: patientWords.title,
    actions: open ? [save, leave, discard] : [edit, account, claim, cover, answers, estimates, print, label, looked, back, ...(hasDraft ? [discard] : [])],
    hints: open
      ? []
      : [
          { keys: ["ArrowUp", "ArrowDown"], says: claimsWords.keys.move },
          { keys: ["Enter"], says: actWords.open },
        ],
  });
  const { person } = patient;
  return (
    <Screen
      title={patientWords.title}
      sub={hasDraft ? (open ? patientWords.draftTyped : patientWords.draftKept) : undefined}
      actions={open ? [discard, leave] : hasDraft ? [discard, looked, print, account] : [looked, print, account]}
      {...(open ? {} : { second: claim })}
      next={open ? save : edit}
      inspector={<PatientInspector patient={patient} answers={answers} />}
    >
      <div className="chart-page" ref={page}>
        <div className="who">
          <div>
            <h2 className="private">{patient.name}</h2>
            <span className="dim num private">
              {[patientWords.sex(person.sex), longDayText(person.born_on), patient.age === null ? "" : patientWords.age(patient.age)].filter((text) => text !== "").join(", ")}
            </span>
          </div>
          <dl>
            <div>
              <dt>{patientWords.accountLabel}</dt>
              <dd className="code private">{patient.account}</dd>
            </div>
            <div>
              <dt>{patientWords.claims}</dt>
              <dd>
                <CountText n={patient.claims} />
              </dd>
            </div>
            <div>
              <dt>{patientWords.charges}</dt>
              <dd className="money">
                <MoneyText cents={patient.charge_cents} />
              </dd>
            </div>
            <div>
              <dt>{accountWords.balance}</dt>
              <dd className="money">
                <MoneyText cents={balance} total className="semi" />
              </dd>
            </div>
          </dl>
        </div>
        <section className="demographics" aria-label={patientWords.details}>
          <h3 className="heading">
            {patientWords.details}
            {open ? <span className="hint t12">{editing.fromDraft ? patientWords.draftBack : null}</span> : null}
          </h3>
          <Demographics patient={patient} typed={typed} onType={editing.type} onSave={() => registry.start(save)} wrong={editing.wrong} today={session?.today ?? ""} />
        </section>
        <Coverages patient={patient.id} coverages={patient.coverages} add={cover} />
        <section className="its-claims" aria-label={patientWords.claimsOf}>
          <h3 className="heading">{patientWords.claims}</h3>
          <Table
            label={patientWords.claimsOf}
            compact
            autoFocus={!open}
            columns={patientClaimColumns}
            rows={rows}
            keyOf={(row) => row.id}
            onOpen={(row, at) => go(claimRoute(row.id, list, at))}
            totals={[
              { columns: 3, content: <span className="num">{claimsWords.total(totals?.count ?? 0)}</span> },
              { columns: 1, kind: "money", content: <MoneyText cents={totals?.charge_cents ?? 0} total /> },
              { columns: 1, content: null },
            ]}
            empty={totals === undefined ? null : <p className="part dim">{patientWords.noClaims}</p>}
          />
        </section>
      </div>
      <PatientViews patient={patient} part="chart" balance={balance} />
      {labelled ? <LabelsDialog of={{ job: "", patients: [patient.id] }} who={session} onClose={() => setLabelled(false)} /> : null}
    </Screen>
  );
}
