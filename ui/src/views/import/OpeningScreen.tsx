//! Opening balances: what the old system says is open, typed row by row. What is left to explain stands
//! in one place, and the rows post when it is nothing.

import "#ui/views/import/import.css";
import { type ReactNode, useEffect, useRef } from "react";
import type { SessionView } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { type Live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, to } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { arrive } from "#ui/app/typeahead";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import { DayField } from "#ui/kit/DayField";
import { focusField, Form } from "#ui/kit/Form";
import { MoneyField } from "#ui/kit/MoneyField";
import { MoneyText } from "#ui/kit/MoneyText";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Status } from "#ui/kit/Status";
import { movedInWords, openingWords as words } from "#ui/strings/opening";
import { fieldName, leftOf, rowCount, type RowField, rowOfField, withoutRow } from "#ui/views/import/opening";
import { OpeningRow } from "#ui/views/import/OpeningRow";
import { useOpening } from "#ui/views/import/useOpening";

const fields: readonly RowField[] = ["claim", "patient", "payer", "owner", "amount", "service"];

export function OpeningScreen({ session }: { readonly session: SessionView }) {
  const { toasts, registry } = useWorkspace();
  const page = useRef<HTMLDivElement>(null);
  const opening = useOpening(session, page);
  const { texts, ready, checked, wrong, says, fill, post, nextFault } = opening;
  const count = rowCount(texts);
  useAnswer("register", {}, ["payer", "provider"]);
  useEffect(() => {
    const first = page.current?.querySelector<HTMLElement>("[name='on']");
    if (ready && first !== null && first !== undefined) {
      arrive(first);
    }
  }, [ready]);
  const remove = simple({
    id: "remove_opening_row",
    title: words.removeRow,
    key: "Alt+R",
    strip: words.removeShort,
    run: () => {
      const n = rowOfField(document.activeElement?.getAttribute("name") ?? null);
      if (n === null || count < n) {
        toasts.show(words.noRow);
        return;
      }
      fill(withoutRow(texts, n));
      opening.left();
      focusField(page.current, fieldName(n, "claim"));
    },
  });
  const discard = simple({
    id: "forget_opening",
    title: words.discard,
    run: async () => {
      await opening.forget();
      opening.left();
    },
  });
  const back = simple({ id: "back", title: movedInWords.back, key: "Escape", run: () => go(to("import")) });
  const typed = count !== 0 || (texts["ties_to"] ?? "") !== "";
  useActions({ name: words.title, actions: [post, nextFault, remove, back, ...(typed ? [discard] : [])] });
  // It is never shut: with something to fix it says so and leads there.
  const toFix: Live = { ...nextFault, title: words.faults(wrong.size) };
  const left = leftOf(checked);
  const refused = refusal(session, "save_opening");
  return (
    <Screen title={words.title} sub={typed ? `${words.sub(count)}, ${words.draft}` : words.sub(count)} actions={[...(typed ? [discard] : []), back]} next={wrong.size === 0 ? post : toFix}>
      <div
        ref={page}
        className="opening"
        onFocus={(event) => opening.at(rowOfField(event.target.getAttribute("name")) ?? 0)}
        onBlur={(event) => {
          if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) {
            opening.left();
          }
        }}
      >
        {refused === null ? null : <ProblemBanner what={refused} />}
        <Form label={words.title} className="opening-form" onSend={() => registry.start(post)}>
          <div className="opening-head">
            <DayField name="on" label={words.on} placeholder={words.today} value={texts["on"] ?? ""} onChange={(text) => fill({ on: text })} today={session.today} error={wrong.get("on") ?? null} />
            <MoneyField name="ties_to" label={words.total} value={texts["ties_to"] ?? ""} onChange={(text) => fill({ ties_to: text })} error={wrong.get("ties_to") ?? null} />
            <dl className="left-over" aria-live="polite">
              <Figure title={words.tiesTo}>
                <MoneyText cents={checked?.ties_to_cents ?? 0} />
              </Figure>
              <Figure title={words.sum}>
                <MoneyText cents={checked?.sum_cents ?? 0} />
              </Figure>
              <Figure title={words.left}>
                <MoneyText cents={left ?? 0} total className="t20 semi" />
              </Figure>
              <div className="ties">
                <dt className="sr">{words.state}</dt>
                <dd>{checked?.closes === true ? <Status tone="ok">{words.ties}</Status> : null}</dd>
              </div>
            </dl>
          </div>
          <div className="opening-rows" role="group" aria-label={words.grid}>
            <div className="opening-row opening-titles" aria-hidden="true">
              <span />
              {fields.map((field) => (
                <span key={field} className={field === "amount" ? "end" : undefined}>
                  {field === "patient_id" || field === "payer_id" ? null : words.columns[field]}
                </span>
              ))}
              <span>{words.means}</span>
            </div>
            {Array.from({ length: count + 1 }, (_, at) => at + 1).map((n) => {
              const bad = fields.find((field) => wrong.has(fieldName(n, field)));
              const text = (field: RowField) => texts[fieldName(n, field)] ?? "";
              return (
                <OpeningRow
                  key={n}
                  n={n}
                  claim={text("claim")}
                  patient={text("patient")}
                  payer={text("payer")}
                  owner={text("owner")}
                  amount={text("amount")}
                  service={text("service")}
                  today={session.today}
                  says={bad === undefined ? (says.get(n) ?? "") : (wrong.get(fieldName(n, bad)) ?? "")}
                  wrong={bad ?? ""}
                  fill={fill}
                />
              );
            })}
          </div>
        </Form>
        <ul className="opening-how hint t12">
          {words.hows.map((how) => (
            <li key={how}>{how}</li>
          ))}
        </ul>
      </div>
    </Screen>
  );
}

function Figure({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="label">{title}</dt>
      <dd className="num">{children}</dd>
    </div>
  );
}
