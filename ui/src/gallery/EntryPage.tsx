//! The gallery's form: a claim being typed, with every kind of field, findings and an inspector.

import { useEffect, useRef, useState } from "react";
import { live, simple } from "#ui/app/action";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import { arrive } from "#ui/app/typeahead";
import { useWorkspace } from "#ui/app/workspace";
import { today } from "#ui/gallery/invented";
import { type Choice, ComboField } from "#ui/kit/ComboField";
import { DayField } from "#ui/kit/DayField";
import { type Finding, Findings } from "#ui/kit/Findings";
import { focusField, Form } from "#ui/kit/Form";
import { MoneyField } from "#ui/kit/MoneyField";
import { MoneyText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { Select } from "#ui/kit/Select";
import { TextField } from "#ui/kit/TextField";

const codes: readonly Choice[] = [
  { id: "M17.11", code: "M17.11", title: "Osteoarthritis of the right knee", more: "41 times" },
  { id: "M17.12", code: "M17.12", title: "Osteoarthritis of the left knee", more: "28 times" },
  { id: "E11.9", code: "E11.9", title: "Type 2 diabetes, no complication", more: "112 times" },
];

/** Slow on purpose, so that the tests can be faster than it. */
function findCode(text: string): Promise<readonly Choice[]> {
  const typed = text.toLowerCase();
  return new Promise((resolve) => {
    window.setTimeout(() => resolve(codes.filter((code) => `${code.code} ${code.title}`.toLowerCase().includes(typed))), 60);
  });
}

export function EntryPage() {
  const { toasts } = useWorkspace();
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({
    member: "XHB204417730",
    patient: "Kowal, Jordan A",
    born: "03/14/1979",
    group: "GRP-40817",
    plan: "Blue Heron PPO",
    onset: "1013",
    auth: "BH774120",
    dxA: "M17.11",
    dxB: "",
    paid: "25.00",
    ndc: "",
    one: "",
  });
  const one = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // As late as a slow core: what is typed meanwhile must not be lost.
    const timer = window.setTimeout(() => {
      if (one.current !== null) {
        arrive(one.current);
      }
    }, 120);
    return () => window.clearTimeout(timer);
  }, []);
  const [coverage, setCoverage] = useState("group");
  const text = (name: string) => ({ name, value: texts[name] ?? "", onChange: (typed: string) => setTexts((before) => ({ ...before, [name]: typed })) });
  const repair = simple({ id: "repair", title: "Use 99999-0293-28, 1 ML", key: "Alt+Enter", run: () => toasts.show("Took the NDC of the last visit", "done", () => {}) });
  const findings: readonly Finding[] = [
    { id: "ndc", kind: "fix", title: "NDC is missing for J3301", box: "24, line 3", says: "Blue Heron Health denies drug lines without it. Rule BH-17, seen 6 times this year.", repair },
    { id: "auth", kind: "check", title: "2 of 6 visits left", box: "23", says: "Authorization BH774120 ends 12/31/26." },
    { id: "dxA", kind: "done", title: "25 added to 99213", box: "24D, line 1", says: "Visit and joint injection on one day." },
  ];
  const goTo = (finding: Finding) => focusField(document.body, finding.id);
  const next = simple({ id: "next_fix", title: "1 to fix", key: "F4", strip: "Next to fix", run: () => focusField(document.body, "ndc") });
  const save = live({ id: "save", title: "Save and next", key: "Mod+Enter", strip: "Save, next", blocked: () => null, run: () => toasts.show("Saved the claim of Kowal, Jordan", "done", () => {}) }, undefined);
  const macro = simple({ id: "macro", title: "Macro", key: "F5", run: () => {} });
  useActions({ name: "New claim", actions: [next, save, macro, repair] });
  const inspector = (
    <>
      <Panel title="Plan owes" end={<MoneyText cents={0} />}>
        <dl className="sums num">
          <dt>Charge</dt>
          <dd className="money">
            <MoneyText cents={35260} />
          </dd>
          <dt>Expected</dt>
          <dd className="money">
            <MoneyText cents={16842} />
          </dd>
        </dl>
      </Panel>
      <Panel title="Findings" hiddenTitle>
        <Findings findings={findings} onGo={goTo} nextKey="F4" />
      </Panel>
    </>
  );
  return (
    <Screen title="New claim" sub="draft saved 13:20:41" actions={[macro]} second={save} next={next} inspector={inspector}>
      <div className="scroll">
        <div className="who">
          <div>
            <h2 className="private">Kowal, Jordan</h2>
            <span className="dim num private">Male, 03/14/79, 47</span>
          </div>
          <dl>
            <div>
              <dt>Account</dt>
              <dd className="code">10482</dd>
            </div>
            <div>
              <dt>Plan owes</dt>
              <dd className="money">
                <MoneyText cents={0} />
              </dd>
            </div>
            <div>
              <dt>Patient owes</dt>
              <dd className="money">
                <MoneyText cents={1369} />
              </dd>
            </div>
          </dl>
        </div>
        <Form label="New claim" className="form" onSend={() => toasts.show("Sent")}>
          <div className="row">
            <TextField
              {...text("one")}
              ref={one}
              className="s12"
              label="One line"
              right="name; date; codes; diagnoses. = repeats the last visit"
              kind="code"
              hint="Jordan Kowal, 11/24/26, 3 lines, 352.60, 2 diagnoses"
            />
          </div>
          <div className="row">
            <Select
              className="s2"
              label="Coverage"
              box="1"
              flat
              value={coverage}
              onChange={setCoverage}
              options={[
                { value: "medicare", title: "Medicare" },
                { value: "medicaid", title: "Medicaid" },
                { value: "group", title: "Group" },
              ]}
            />
            <TextField {...text("member")} className="s3" label="Member ID" box="1a" kind="code" flat personal />
            <TextField {...text("patient")} className="s3" label="Patient" box="2" flat personal />
            <DayField {...text("born")} className="s2" label="Birth date" box="3" flat today={today} personal />
            <MoneyField {...text("paid")} className="s2" label="Paid" box="29" flat />
          </div>
          <div className="row">
            <DayField {...text("onset")} className="s2" label="Onset" box="14" today={today} />
            <TextField {...text("group")} className="s3" label="Group number" box="11" kind="code" />
            <ComboField {...text("dxA")} className="s3" label="A" box="21" kind="code" find={findCode} onTake={(choice) => text("dxA").onChange(choice.id)} hint="Osteoarthritis of the right knee" />
            <TextField {...text("auth")} className="s2" label="Authorization" box="23" kind="code" changed hint="2 of 6 visits left" />
            <TextField {...text("ndc")} className="s2" label="NDC" box="24" kind="code" placeholder="11 digits" right="0 of 11" error="NDC is 11 digits" />
          </div>
        </Form>
      </div>
    </Screen>
  );
}
