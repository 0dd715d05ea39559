//! A run of statements before anything is printed: who gets one and who does not, and why. Every account
//! with a balance of a patient's is on the list, and the list ties to the ledger.

import "#ui/views/account/account.css";
import "#ui/views/plans/plans.css";
import "#ui/views/statements/statements.css";
import { useMemo, useRef, useState } from "react";
import type { AccountView, PrintRunView, SessionView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionWord } from "#ui/app/ActionButton";
import { live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, to } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import { Empty } from "#ui/kit/Empty";
import type { Total } from "#ui/kit/column";
import { CountText, MoneyText } from "#ui/kit/MoneyText";
import { dollarsText } from "#ui/kit/money";
import { Panel } from "#ui/kit/Panel";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Status } from "#ui/kit/Status";
import { Table } from "#ui/kit/Table";
import { useFixedRows } from "#ui/kit/useRows";
import { accountBillWords, paperWords, runWords as words } from "#ui/strings/statements";
import { focusTable } from "#ui/views/claims/focusTable";
import { useAccountForms } from "#ui/views/plans/useAccountForms";
import { jobKinds, jobTitle, openJobs } from "#ui/views/print/jobs";
import { usePrinter } from "#ui/views/print/usePrinter";
import { AccountPanel } from "#ui/views/statements/AccountPanel";
import { BillingForm } from "#ui/views/statements/BillingForm";
import { runKinds } from "#ui/views/statements/kinds";
import { going, mailHouse, printAction } from "#ui/views/statements/runActions";
import { runColumns } from "#ui/views/statements/runColumns";
import { type RunLine, runLines } from "#ui/views/statements/runRows";
import { StatementDialog } from "#ui/views/statements/StatementDialog";
import { whoOwes } from "#ui/views/statements/whoOwes";
import { StatementPaper } from "#ui/views/statements/StatementPaper";

const none: readonly RunLine[] = [];
const noJobs: readonly PrintRunView[] = [];

/** Statements that went to the printer count when somebody has said how they came out: it is asked for here too. */
export function StatementsScreen({ session }: { readonly session: SessionView }) {
  return refusal(session, "print_jobs") === null ? <AskedRun session={session} /> : <Run session={session} asked={noJobs} />;
}

function AskedRun({ session }: { readonly session: SessionView }) {
  const jobs = useAnswer("print_jobs", {}, jobKinds).value;
  return <Run session={session} asked={openJobs(jobs, "statement")} />;
}

function Run({ session, asked }: { readonly session: SessionView; readonly asked: readonly PrintRunView[] }) {
  const run = useAnswer("statement_run", {}, runKinds);
  const rules = useAnswer("statement_rules", {}, ["statement_rules"]).value;
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [here, setHere] = useState<RunLine | undefined>(undefined);
  const [billed, setBilled] = useState(false);
  const [paper, setPaper] = useState(false);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const box = useRef<HTMLDivElement>(null);
  const { registry } = useWorkspace();
  const shown = useMemo(() => (run.value === undefined ? none : runLines(run.value, open)), [run.value, open]);
  const rows = useFixedRows(shown);
  const key = here?.kind === "account" ? here.row.account : "";
  const [read, setRead] = useState<AccountView | undefined>(undefined);
  const account = read?.account === key ? read : undefined;
  const toggle = (line: RunLine | undefined) => {
    if (line?.kind === "group") {
      setOpen((before) => {
        const after = new Set(before);
        if (!after.delete(line.key)) {
          after.add(line.key);
        }
        return after;
      });
    }
  };
  const patient = account?.patients[0]?.id ?? "";
  const columns = useMemo(() => runColumns(left), [left]);
  const { printer } = usePrinter();
  const send = printAction(session, printer, left, true);
  const goes = run.value === undefined ? 0 : going(run.value, left).length;
  const [job] = asked;
  const say = simple({ id: "say_what_printed", title: words.say, key: "D", strip: words.sayShort, run: () => go(to("print", null, job === undefined ? {} : { job: job.id })) });
  const print = live({ ...send, title: printer === "" ? words.saveShort(goes) : words.printShort(goes) }, run.value ?? null);
  const save = live(printAction(session, "", left, false), run.value ?? null);
  const house = live(mailHouse(session, left), run.value ?? null);
  const leave = live(
    {
      id: "leave_out",
      title: words.leave,
      key: "Space",
      strip: words.leaveShort,
      blocked: () => (here?.kind === "account" && here.row.goes ? null : words.notGoing),
      run: () => {
        if (here?.kind === "account") {
          const { account: of } = here.row;
          setLeft((before) => {
            const after = new Set(before);
            if (!after.delete(of)) {
              after.add(of);
            }
            return after;
          });
        }
      },
    },
    undefined,
  );
  const openAccount = live(
    {
      id: "open_account",
      title: words.open,
      key: "F7",
      strip: words.openShort,
      blocked: () => (patient === "" ? words.noAccount : null),
      run: async () => go(to("patients", await whoOwes(account), { part: "account" })),
    },
    undefined,
  );
  const billing = live(
    {
      id: "account_billing",
      title: words.billing,
      key: "B",
      strip: words.billingShort,
      blocked: () => refusal(session, "save_guarantor") ?? (account === undefined ? words.noAccount : null),
      run: () => setBilled(true),
    },
    undefined,
  );
  const group = live(
    {
      id: "toggle_group",
      title: words.toggle,
      key: "O",
      strip: words.toggleShort,
      blocked: () => (here?.kind === "group" ? null : words.toggle),
      run: () => toggle(here),
    },
    undefined,
  );
  const look = live(
    {
      id: "look_statement",
      title: paperWords.open,
      key: "V",
      strip: paperWords.openShort,
      blocked: () => (account === undefined ? words.noAccount : account.run === null ? paperWords.nothing : null),
      run: () => setPaper(true),
    },
    undefined,
  );
  const close = () => {
    setBilled(false);
    focusTable(box.current);
  };
  const forms = useAccountForms({ who: session, account: key, today: session.today, onClose: close });
  const edit = simple({ id: "edit_run_rules", title: words.editRules, key: "R", strip: words.editShort, run: () => go(to("settings", "statements")) });
  useActions({
    name: words.title,
    actions: [print, ...(job === undefined ? [] : [say]), ...(printer === "" ? [] : [save]), house, leave, look, billing, openAccount, forms.note, forms.make, forms.cancel, group, edit],
    hints: [
      { keys: ["ArrowUp", "ArrowDown"], says: words.keys.move },
      { keys: ["Enter"], says: words.keys.open },
    ],
  });
  const { value } = run;
  return (
    <Screen
      title={words.title}
      sub={value === undefined ? undefined : words.sub(value.goes, value.rows.length - value.goes)}
      actions={[openAccount]}
      second={billing}
      next={job !== undefined && goes === 0 ? say : print}
      formOpen={billed || forms.form !== null}
      inspector={
        <>
          {key === "" ? (
            <Panel title={accountBillWords.facts}>
              <p className="dim">{accountBillWords.choose}</p>
            </Panel>
          ) : (
            <>
              {here?.kind === "account" && here.row.goes ? <StatementPaper account={key} look={look} /> : null}
              <AccountPanel key={key} id={key} billing={billing} forms={forms} onRead={setRead} />
            </>
          )}
          {rules === undefined || value === undefined ? null : (
            <Panel title={words.rules} end={<ActionWord action={edit}>{words.editShort}</ActionWord>}>
              <dl className="facts">
                <dt>{words.rule.cycle}</dt>
                <dd>{words.rule.days(rules.cycle_days)}</dd>
                <dt>{words.rule.minimum}</dt>
                <dd className="num">{rules.minimum}</dd>
                <dt>{words.rule.due}</dt>
                <dd>{words.rule.days(rules.due_days)}</dd>
              </dl>
            </Panel>
          )}
        </>
      }
      inspectorLabel={accountBillWords.facts}
    >
      <div className="account one-table statements" ref={box}>
        <div className="stack">
          {run.problem === null ? null : <ProblemBanner what={toProblem(run.problem, words.unread).says} />}
          {job === undefined ? null : (
            <p className="strip asked-strip" role="status">
              <Status tone="warn">{words.asked(jobTitle(job), job.state === "waiting")}</Status>
            </p>
          )}
        </div>
        <Table
          label={words.label}
          compact
          autoFocus={!billed && forms.form === null}
          letters
          columns={columns}
          rows={rows}
          keyOf={(line) => line.key}
          onHere={setHere}
          onOpen={(line) => {
            if (line.kind === "account") {
              void registry.run("open_account");
            } else {
              toggle(line);
            }
          }}
          empty={value === undefined ? null : <Empty says={words.none} />}
          {...(value === undefined || value.rows.length === 0 ? {} : { totals: [
                  {
                    columns: 3,
                    content: (
                      <>
                        <b>{words.total}</b> <span className="dim">{value.total_cents === value.ledger_cents ? words.ties : words.apart(dollarsText(value.ledger_cents))}</span>
                      </>
                    ),
                  },
                  { columns: 1, kind: "number", content: <CountText n={value.rows.length} /> },
                  { columns: 1, kind: "money", content: <MoneyText cents={value.total_cents} total className="semi" /> },
                ] satisfies readonly Total[] })}
        />
        {billed && account !== undefined ? <BillingForm key={account.account} account={account} today={session.today} onClose={close} /> : forms.form}
      </div>
      {paper && account !== undefined ? <StatementDialog account={account.account} number={account.number} run={account.run} who={session} onClose={() => setPaper(false)} /> : null}
    </Screen>
  );
}
