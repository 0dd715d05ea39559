//! A form that has been opened: its fields in the order of typing, what to fix beside it, and the keys
//! that save it, leave it, and lead to the next finding.

import { useLayoutEffect, useMemo, useRef } from "react";
import { call } from "#ui/api/call";
import type { FieldFinding, FormSaved, FormView } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { type Live, simple } from "#ui/app/action";
import { go, type Route, to, useRoute } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { arrive } from "#ui/app/typeahead";
import { caretOf, keepCaret, type Texts } from "#ui/app/useDraft";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import { Findings } from "#ui/kit/Findings";
import { focusField, Form } from "#ui/kit/Form";
import { Personal } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { formWords as words } from "#ui/strings/forms";
import { rowOf } from "#ui/views/claims/filters";
import { findingOf, keyOfNth } from "#ui/views/claims/findings";
import { useOpenList } from "#ui/views/claims/useWalk";
import { FormField, type Typing } from "#ui/views/edit/FormField";
import { LineGrid } from "#ui/views/edit/LineGrid";
import { besidePatient, claimAfter, type GroupSpec, groupsOf, sharedWithPatient } from "#ui/views/edit/spec";
import { type FormKind, useForm } from "#ui/views/edit/useForm";
import { setToPrint } from "#ui/views/print/toPrint";
import { openClaimRoute } from "#ui/views/work/openLists";

/** Where a form leads back to. */
function homeOf(view: FormView, saved: string): Route {
  const id = saved === "" ? view.id : saved;
  switch (view.kind) {
    case "patient":
      return to("patients", id === "" ? null : id);
    case "coverage":
      return to("patients", view.of);
    case "claim":
      return id === "" ? to("patients", view.of) : to("claims", id);
    default:
      return to("lists");
  }
}

export function OpenForm({ view, kind }: { readonly view: FormView; readonly kind: FormKind }) {
  const { registry } = useWorkspace();
  const who = useAnswer("session", {}).value;
  const page = useRef<HTMLDivElement>(null);
  const claim = kind === "claim";
  const opened = useOpenList();
  const at = rowOf(useRoute()) ?? 0;
  // A claim that was opened from a queue goes back to its place in it.
  const home = (id: string) => (claim && view.id !== "" && opened !== null ? openClaimRoute(view.id, opened, at) : homeOf(view, id));
  const leave = () => go(home(""), "replace");
  const saved = ({ id }: FormSaved) => go(home(id), "replace");
  const editing = useForm({ view, kind, who, page, onSaved: saved, onLeave: leave });
  const { texts, findings, ready, save, hasDraft, nextFinding } = editing;
  const wrong = useMemo(() => new Map(findings.filter((one) => one.unread).map((one) => [one.field, one.says])), [findings]);
  const odd = useMemo(() => new Map(findings.filter((one) => !one.unread).map((one) => [one.field, one.says])), [findings]);
  const typing: Typing = { view, texts, set: editing.set, fill: editing.fill, wrong, odd, today: who?.today ?? "" };

  useLayoutEffect(() => {
    if (ready) {
      const first = page.current?.querySelector<HTMLElement>(view.id === "" && claim ? "[name='line.1.from']" : "form input, form select");
      // What comes back half typed, as after a lock, comes back with the caret where it stood.
      const left = hasDraft ? page.current?.querySelector<HTMLElement>(`[name="${CSS.escape(caretOf(view.draft) ?? "")}"]`) : null;
      if (view.focus !== "") {
        focusField(page.current, view.focus);
      } else if (left !== null && left !== undefined) {
        arrive(left);
        toEnd(left);
      } else if (first !== null && first !== undefined) {
        arrive(first);
      }
    }
  }, [ready, view, claim]);

  const fixes = findings.filter((one) => one.severity === "fix" && (claim || one.unread));
  const print = editing.saveAnd("save_and_print", words.savePrint, "Mod+P", ({ id }) => {
    setToPrint([id]);
    go(to("print"));
  });
  // It is never shut: with something to fix it says so and leads there.
  const toFix: Live = { ...nextFinding, title: words.toFix(fixes.length) };
  const beside = besidePatient(kind, texts);
  const same = simple({
    id: "same_home",
    title: words.same,
    key: "Alt+S",
    strip: words.sameShort,
    run: async () => {
      if (beside !== null) {
        editing.fill(sharedWithPatient(beside, await patientOf(view, texts), texts));
        editing.left();
      }
    },
  });
  const sames = beside === null ? [] : [same];
  const back = simple({ id: "leave_form", title: words.leave, key: "Escape", strip: words.leaveShort, run: leave });
  // Who takes the chart that is here needs no second one: what was typed for it is forgotten.
  const take = async (patient: string) => {
    if (view.id === "") {
      await editing.forget();
    }
    go(to("patients", patient));
  };
  const alike = findings.filter((one) => one.chart !== "");
  const found = findings.map((one, n) => findingOf({ ...one, text: one.says }, String(n), one.chart === "" ? null : chartAction(one.chart, alike.indexOf(one), take)));
  const charts = found.flatMap((one) => (one.repair === undefined ? [] : [one.repair]));
  useActions({
    name: words.title(view.kind, view.id === ""),
    actions: [save, ...(claim ? [print] : []), nextFinding, ...charts, ...sames, back, ...(hasDraft ? [editing.discard] : [])],
  });
  const named = kind === "provider" && texts["role"] === "facility" ? "facility" : view.kind;
  return (
    <Screen
      title={words.title(named, view.id === "")}
      sub={
        <>
          {view.of_name === "" ? null : <Personal>{view.of_name}</Personal>}
          {hasDraft ? <span className="why">{words.draft}</span> : null}
        </>
      }
      actions={[...sames, ...(hasDraft ? [editing.discard] : []), back]}
      {...(claim ? { second: save, next: fixes.length === 0 ? print : toFix } : { next: fixes.length === 0 ? save : toFix })}
      inspector={
        <Panel title={words.findings} hiddenTitle={found.length !== 0}>
          {found.length === 0 ? <p className="dim">{words.fine}</p> : <Findings findings={found} onGo={({ id }) => goFinding(findings[Number(id)], editing.goTo)} nextKey="F4" />}
        </Panel>
      }
    >
      <div
        ref={page}
        className={claim ? "scroll entry claim-entry" : "scroll entry"}
        tabIndex={-1}
        onFocus={(event) => {
          if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) {
            keepCaret(view.draft, event.target.name);
          }
        }}
        onBlur={(event) => {
          if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) {
            editing.left();
          }
        }}
      >
        <Form label={words.title(named, view.id === "")} className="form" onSend={() => registry.start(save)}>
          <Groups groups={groupsOf(kind)} typing={typing} />
          {claim ? <LineGrid typing={typing} charge={editing.charge} /> : null}
          {claim ? <Groups groups={claimAfter} typing={typing} /> : null}
        </Form>
      </div>
    </Screen>
  );
}

/** What is typed goes on after what stands there. */
function toEnd(field: HTMLElement): void {
  if (field instanceof HTMLInputElement) {
    field.setSelectionRange(field.value.length, field.value.length);
  }
}

/** The patient's own fields: those of this form, or of the chart that a coverage belongs to. */
async function patientOf(view: FormView, texts: Texts): Promise<Texts> {
  if (view.kind === "claim") {
    return Object.fromEntries(Object.entries(texts).flatMap(([name, text]) => (name.startsWith("patient.") ? [[name.slice(8), text]] : [])));
  }
  return view.kind === "patient" ? texts : (await call("open_form", { kind: "patient", id: view.of, of: "", item: "" })).texts;
}

function goFinding(finding: FieldFinding | undefined, goTo: (finding: FieldFinding) => void): void {
  if (finding !== undefined) {
    goTo(finding);
  }
}

/** Opens the chart that this one may be the same as; the first nine have a key. */
function chartAction(patient: string, n: number, take: (patient: string) => Promise<void>): Live {
  return simple({ id: `open_chart_${patient}`, title: words.openChart, ...keyOfNth(n), run: () => take(patient) });
}

function Groups({ groups, typing }: { readonly groups: readonly GroupSpec[]; readonly typing: Typing }) {
  return groups
    .filter((group) => group.shown === undefined || group.shown(typing.texts))
    .map((group) => (
      <fieldset key={group.id} className="group">
        {group.title === "" ? null : <legend>{group.title}</legend>}
        {group.rows.map((row, n) => (
          <div key={n} className="row">
            {row.map((spec) => (
              <FormField key={spec.name} spec={spec} typing={typing} />
            ))}
          </div>
        ))}
      </fieldset>
    ));
}
