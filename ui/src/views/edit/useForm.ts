//! A form under way: begins with its draft, keeps one while typing, is checked whenever a field is
//! left, saves, and leads to what is to fix.

import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { FieldFinding, FormSaved, FormTexts, FormView } from "#ui/api/generated";
import { Problem } from "#ui/api/problem";
import { type Action, live, type Live, simple } from "#ui/app/action";
import { refusal, type Role } from "#ui/app/may";
import { type Texts, useDraft } from "#ui/app/useDraft";
import { useWorkspace } from "#ui/app/workspace";
import { focusField } from "#ui/kit/Form";
import { kitWords } from "#ui/strings/en";
import { formWords as words } from "#ui/strings/forms";

type Save = "save_person" | "save_coverage" | "save_payer" | "save_provider" | "save_claim";

const saves = {
  patient: "save_person",
  coverage: "save_coverage",
  payer: "save_payer",
  provider: "save_provider",
  claim: "save_claim",
} satisfies Record<string, Save>;

export type FormKind = keyof typeof saves;

export function isFormKind(kind: string): kind is FormKind {
  return Object.keys(saves).includes(kind);
}

export type Editing = {
  readonly texts: Texts;
  readonly set: (name: string, text: string) => void;
  readonly fill: (texts: Texts) => void;
  /** True once the draft has been looked for. */
  readonly ready: boolean;
  readonly hasDraft: boolean;
  readonly findings: readonly FieldFinding[];
  readonly charge: number;
  /** A field was left: time to check. */
  readonly left: () => void;
  readonly goTo: (finding: FieldFinding) => void;
  readonly save: Live;
  readonly saveAnd: (id: string, title: string, key: string, after: (saved: FormSaved) => void) => Live;
  readonly nextFinding: Live;
  readonly discard: Live;
  /** Nothing of it is kept any more. */
  readonly forget: () => Promise<void>;
};

export type FormProps = {
  readonly view: FormView;
  readonly kind: FormKind;
  readonly who: Role | undefined;
  readonly page: RefObject<HTMLElement | null>;
  readonly onSaved: (saved: FormSaved) => void;
  readonly onLeave: () => void;
};

export function useForm({ view, kind, who, page, onSaved, onLeave }: FormProps): Editing {
  const { toasts } = useWorkspace();
  // Beside the fields the draft says for which version it was typed.
  const empty = useMemo(() => ({ ...view.texts, version: "" }), [view]);
  const draft = useDraft(view.draft, empty);
  const { texts, ready } = draft;
  const hasDraft = texts["version"] !== "";
  const [findings, setFindings] = useState<readonly FieldFinding[]>(view.findings);
  const [charge, setCharge] = useState(0);
  const [turn, setTurn] = useState(0);
  const asked = useRef(0);
  const at = useRef(-1);

  const ask = (now: Texts): FormTexts => ({
    kind: view.kind,
    id: view.id,
    of: view.of,
    version: now["version"] === "" || now["version"] === undefined ? view.version : Number(now["version"]),
    texts: { ...now },
  });
  const check = async (now: Texts) => {
    asked.current += 1;
    const mine = asked.current;
    const found = await call("check_form", ask(now));
    if (mine === asked.current) {
      setFindings(found.findings);
      setCharge(found.charge_cents);
    }
    return found.findings;
  };
  // After a field was left: the texts as they then are. A check that fails says nothing new.
  useEffect(() => {
    if (ready && (turn !== 0 || hasDraft || view.kind === "claim")) {
      check(texts).catch(() => {});
    }
  }, [turn, ready]);

  const fill = (more: Texts) => draft.fill(hasDraft ? more : { version: String(view.version), ...more });
  const goTo = (finding: FieldFinding) => focusField(page.current, finding.field);
  const order = [...findings.filter((one) => one.severity === "fix"), ...findings.filter((one) => one.severity !== "fix")];

  const run = async (now: Texts, after: (saved: FormSaved) => void) => {
    const unread = (await check(now)).find((one) => one.unread);
    if (unread !== undefined) {
      goTo(unread);
      throw new Problem("cancelled", unread.says);
    }
    try {
      const changed = await call(saves[kind], ask(now));
      await draft.forget();
      after(changed.value);
      return changed;
    } catch (thrown) {
      if (thrown instanceof Problem && thrown.field !== null) {
        focusField(page.current, thrown.field);
      }
      if (thrown instanceof Problem && thrown.code === "changed") {
        const again = await call("open_form", { kind: view.kind, id: view.id, of: view.of, item: "" });
        draft.set("version", String(again.version));
        toasts.show(words.changedUnder, "wrong");
        throw new Problem("cancelled", thrown.says);
      }
      throw thrown;
    }
  };
  const saving = (id: string, title: string, key: string, after: (saved: FormSaved) => void): Live => {
    const action = {
      id,
      title,
      key,
      strip: title,
      blocked: () => refusal(who, saves[kind]),
      run: (now) => run(now, after),
    } satisfies Action<Texts, FormSaved>;
    return live(action, texts);
  };
  return {
    texts,
    set: (name, text) => fill({ [name]: text }),
    fill,
    ready,
    hasDraft,
    findings: order,
    charge,
    left: () => setTurn((before) => before + 1),
    goTo,
    save: saving("save_form", words.save, "Mod+Enter", onSaved),
    saveAnd: saving,
    nextFinding: live(
      {
        id: "next_finding",
        title: words.next,
        key: "F4",
        strip: kitWords.findings.shortNext,
        blocked: () => (order.length === 0 ? words.noFindings : null),
        run: () => {
          at.current = (at.current + 1) % order.length;
          const finding = order[at.current];
          if (finding !== undefined) {
            goTo(finding);
          }
        },
      },
      undefined,
    ),
    discard: simple({
      id: "forget_draft",
      title: words.discard,
      run: async () => {
        await draft.forget();
        onLeave();
      },
    }),
    forget: draft.forget,
  };
}
