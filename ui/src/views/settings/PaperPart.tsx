//! What the practice's papers look like: the logo, the envelopes with their windows, and the page that
//! proves them on a real envelope.

import { useState } from "react";
import { call } from "#ui/api/call";
import type { SessionView, StatementRulesView } from "#ui/api/generated";
import { type Problem, toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionButton } from "#ui/app/ActionButton";
import { live } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import { Select } from "#ui/kit/Select";
import { Skeleton } from "#ui/kit/Skeleton";
import { apiWords } from "#ui/strings/en";
import { paperPartWords as words } from "#ui/strings/paper";
import { saveToken } from "#ui/views/print/reprint";
import { usePrinter } from "#ui/views/print/usePrinter";
import { EnvelopeForm } from "#ui/views/settings/EnvelopeForm";
import { Part } from "#ui/views/settings/Part";

export function PaperPart({ session }: { readonly session: SessionView }) {
  const { registry } = useWorkspace();
  const rules = useAnswer("statement_rules", {}, ["statement_rules"]).value;
  const logo = useAnswer("logo", {}, ["logo", "statement_rules"]).value;
  const { printer } = usePrinter();
  const [wrong, setWrong] = useState<Problem | null>(null);
  const refused = refusal(session, "choose_logo");
  const choose = live(
    {
      id: "choose_logo",
      title: (logo?.png ?? "") === "" ? words.choose : words.other,
      key: "Alt+L",
      blocked: () => refused,
      run: async () => {
        setWrong(null);
        try {
          return await call("choose_logo", {});
        } catch (thrown) {
          const found = toProblem(thrown, apiWords.noAnswer);
          setWrong(found);
          throw found;
        }
      },
      done: (now) => (now.png === "" ? "" : words.chosen(now.width, now.height)),
    },
    undefined,
  );
  const remove = live(
    { id: "remove_logo", title: words.remove, blocked: () => refused ?? ((logo?.png ?? "") === "" ? words.none : null), run: () => call("remove_logo", {}), done: () => words.removed },
    undefined,
  );
  const overlay = live(
    {
      id: "print_overlay",
      title: printer === "" ? words.saveOverlay : words.overlay,
      key: "Alt+O",
      offersUndo: false,
      blocked: () => refusal(session, "print_overlay"),
      run: async () => call("print_overlay", { token: printer === "" ? await saveToken(words.overlayFile, "nobody's") : "", printer }),
      done: ({ to }) => words.overlaid(to),
    },
    undefined,
  );
  useActions({ name: words.title, actions: [choose, overlay], level: "part" });
  if (rules === undefined || logo === undefined) {
    return (
      <Part part="paper" says={words.says} refused={refused}>
        <Skeleton lines={3} height={62} />
      </Part>
    );
  }
  const save = (changes: Partial<StatementRulesView>) =>
    registry.start(
      live({ id: "save_statement_rules", title: words.saved, blocked: () => refused, run: (ask: StatementRulesView) => call("save_statement_rules", ask), done: () => words.saved }, { ...rules, ...changes }),
    );
  return (
    <Part part="paper" says={words.says} refused={refused}>
      <div className="logo-line">
        <span className="logo-box">{logo.png === "" ? <span className="dim">{words.none}</span> : <img src={`data:image/png;base64,${logo.png}`} alt={words.alt} />}</span>
        <span className="acts">
          <ActionButton action={choose} />
          {logo.png === "" ? null : <ActionButton action={remove} kind="bare" />}
        </span>
        <p className={wrong === null && logo.says === "" ? "dim" : "refused"}>{wrong?.says ?? (logo.says === "" ? words.hint : logo.says)}</p>
      </div>
      <div className="fields money-form">
        <Select
          className="s6 deep"
          name="envelope"
          label={words.envelope}
          value={rules.envelope}
          options={words.envelopes}
          onChange={(envelope) => (refused === null && envelope !== rules.envelope ? save({ envelope }) : undefined)}
        />
      </div>
      {rules.envelope === "own" ? <EnvelopeForm key={JSON.stringify(rules.windows)} rules={rules} refused={refused} /> : null}
      <div className="acts">
        <ActionButton action={overlay} />
        <span className="dim">{words.overlayHint}</span>
      </div>
    </Part>
  );
}
