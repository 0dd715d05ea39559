//! Editing demographics: begins with the draft, keeps one while typing, saves, shows what is wrong.

import { useEffect, useState } from "react";
import { call } from "#ui/api/call";
import { type PatientView, rights } from "#ui/api/generated";
import { Problem } from "#ui/api/problem";
import { type Action, live, type Live, simple } from "#ui/app/action";
import { useWorkspace } from "#ui/app/workspace";
import { patientWords } from "#ui/strings/patients";
import { may, type Rights } from "#ui/views/claims/acts";
import { type Draft, draftOf, draftText, fieldNames, personOf, type Typed, typedOf } from "#ui/views/patients/demographics";
import type { Wrong } from "#ui/views/patients/Demographics";
import { useDraft } from "#ui/views/patients/useDraft";

export type Editing = {
  readonly typed: Typed | null;
  readonly type: (typed: Typed) => void;
  readonly wrong: Wrong;
  /** True when what is shown was typed before this screen opened. */
  readonly fromDraft: boolean;
  readonly hasDraft: boolean;
  readonly edit: Live;
  readonly save: Live;
  readonly leave: Live;
  readonly discard: Live;
};

type Save = { readonly patient: PatientView; readonly typed: Typed; readonly version: number };

export function useDemographics(patient: PatientView, own: Rights): Editing {
  const { toasts } = useWorkspace();
  const form = `patient ${patient.id}`;
  const draft = useDraft(form);
  const [kept, setKept] = useState<Draft | null>(null);
  const [typed, setTyped] = useState<Typed | null>(null);
  const [version, setVersion] = useState(patient.version);
  const [fromDraft, setFromDraft] = useState(false);
  const [wrong, setWrong] = useState<Wrong>(null);

  useEffect(() => {
    let gone = false;
    call("draft", { form }).then(
      ({ text }) => {
        const found = gone ? null : draftOf(text);
        if (found !== null) {
          setKept(found);
          if (found.open) {
            setVersion(found.version);
            setTyped(found.typed);
            setFromDraft(true);
          }
        }
      },
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [form]);

  const finish = () => {
    setTyped(null);
    setWrong(null);
    setFromDraft(false);
  };
  const type = (next: Typed) => {
    setTyped(next);
    setWrong(null);
    const now = { version, open: true, typed: next };
    setKept(now);
    draft.keep(draftText(now));
  };

  const saving = {
    id: "save_patient",
    title: patientWords.saveTitle,
    key: "Mod+Enter",
    strip: patientWords.save,
    blocked: () => null,
    run: async (ask) => {
      try {
        const changed = await call("save_patient", { id: ask.patient.id, version: ask.version, person: personOf(ask.typed) });
        draft.drop();
        setKept(null);
        finish();
        return changed;
      } catch (thrown) {
        if (thrown instanceof Problem && thrown.field !== null && fieldNames.some((name) => name === thrown.field)) {
          const { field, says } = thrown;
          setWrong((before) => ({ field, says, turn: (before?.turn ?? 0) + 1 }));
          throw new Problem("cancelled", says);
        }
        if (thrown instanceof Problem && thrown.code === "changed") {
          const now = await call("patient", { id: ask.patient.id });
          setVersion(now.version);
          toasts.show(patientWords.changedUnder, "wrong");
          throw new Problem("cancelled", thrown.says);
        }
        throw thrown;
      }
    },
    done: () => patientWords.saved,
  } satisfies Action<Save, PatientView>;

  const begin = {
    id: "edit_patient",
    title: kept === null ? patientWords.editTitle : patientWords.goOn,
    key: "E",
    strip: patientWords.edit,
    blocked: () => (may(own, rights.save_patient) ? null : patientWords.mayNotEdit),
    run: () => {
      setVersion(kept?.version ?? patient.version);
      setTyped(kept?.typed ?? typedOf(patient.person));
      setFromDraft(kept !== null);
    },
  } satisfies Action<void>;

  return {
    typed,
    type,
    wrong,
    fromDraft,
    hasDraft: kept !== null,
    edit: live(begin, undefined),
    save: live(saving, typed === null ? null : { patient, typed, version }),
    leave: simple({
      id: "leave_edit",
      title: patientWords.leave,
      key: "Escape",
      run: () => {
        if (kept !== null) {
          const left = { ...kept, open: false };
          setKept(left);
          void draft.keepNow(draftText(left));
        }
        finish();
      },
    }),
    discard: simple({
      id: "forget_draft",
      title: patientWords.discard,
      run: () => {
        setKept(null);
        void draft.keepNow("");
        finish();
      },
    }),
  };
}
