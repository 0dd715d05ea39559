//! A form of money: what is typed is kept until it is sent or started over, is sent once, and what the
//! core refuses stands at its field.

import { useState } from "react";
import type { ActView, Changed } from "#ui/api/generated";
import { Problem, toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { live, type Live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { useActions } from "#ui/app/useActions";
import { type Texts, useDraft } from "#ui/app/useDraft";
import { centsText } from "#ui/kit/money";
import { type ActKind, actTitles, moneyWords as words } from "#ui/strings/account";
import { apiWords } from "#ui/strings/en";
import { commandOf } from "#ui/views/account/commands";

export type ActFormAsk = {
  readonly kind: ActKind;
  /** What it is about, so that each keeps its own half-typed form: a patient, a claim, an act. */
  readonly about: string;
  readonly send: (texts: Texts) => Promise<Changed<ActView>>;
  /** The names of the fields that this form shows, or the field that stands for one that it does not. */
  readonly fieldOf: (name: string, texts: Texts) => string | null;
  readonly onDone: () => void;
  readonly onLeave: () => void;
};

export type ActTyping = {
  readonly kind: ActKind;
  readonly texts: Texts;
  readonly text: (name: string) => string;
  readonly set: (name: string, text: string) => void;
  /** What is wrong with a field, or `null`. */
  readonly wrong: (field: string) => string | null;
  /** The field that is wrong, and how often something was. */
  readonly wrongField: string | null;
  readonly wrongTurn: number;
  /** What is wrong with no field. */
  readonly refused: string | null;
  readonly typedBefore: boolean;
  readonly busy: boolean;
  readonly go: Live;
  readonly leave: Live;
  readonly again: Live;
};

const empty: Texts = {};

export function useActForm({ kind, about, send, fieldOf, onDone, onLeave }: ActFormAsk): ActTyping {
  const who = useAnswer("session", {}).value;
  const draft = useDraft(`act ${kind} ${about}`, empty);
  const [touched, setTouched] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [turn, setTurn] = useState(0);
  const [busy, setBusy] = useState(false);
  const named = problem === null || problem.field === null ? null : fieldOf(problem.field, draft.texts);
  const typedBefore = !touched && Object.values(draft.texts).some((text) => text !== "");

  const go = live(
    {
      id: "send_act",
      title: actTitles[kind].title,
      key: "Mod+Enter",
      strip: actTitles[kind].go,
      blocked: () => refusal(who, commandOf[kind]) ?? (busy ? words.working : null),
      run: async () => {
        setBusy(true);
        setProblem(null);
        try {
          const changed = await send(draft.texts);
          await draft.forget();
          onDone();
          return changed;
        } catch (thrown) {
          const found = toProblem(thrown, apiWords.noAnswer);
          setProblem(found);
          setTurn(turn + 1);
          // Said in the form already: no notice besides.
          throw new Problem("cancelled", found.says);
        } finally {
          setBusy(false);
        }
      },
      done: (act: ActView) => words.done(kind, centsText(act.cents), kind === "payment" && act.unapplied_cents !== 0 ? centsText(act.unapplied_cents) : "", act.waits),
    },
    undefined,
  );
  const leave = simple({ id: "leave_act", title: words.cancel, key: "Escape", strip: words.cancel, run: onLeave });
  const again = simple({
    id: "act_over",
    title: words.startOver,
    key: "Alt+N",
    run: async () => {
      setProblem(null);
      setTouched(false);
      await draft.forget();
    },
  });
  useActions({ name: actTitles[kind].title, actions: [go, leave, ...(typedBefore ? [again] : [])], level: "part" });
  return {
    kind,
    texts: draft.texts,
    text: (name) => draft.texts[name] ?? "",
    set: (name, text) => {
      if ((draft.texts[name] ?? "") === text) {
        return;
      }
      setTouched(true);
      // Leaving another field writes its amount out; what is wrong with this one still is.
      if (named === null || named === name) {
        setProblem(null);
      }
      draft.set(name, text);
    },
    wrong: (field) => (problem !== null && named === field ? problem.says : null),
    wrongField: named,
    wrongTurn: turn,
    refused: problem !== null && named === null ? problem.says : null,
    typedBefore,
    busy,
    go,
    leave,
    again,
  };
}
