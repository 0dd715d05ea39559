//! Editing demographics: begins with the draft, keeps one while typing, saves, shows what is wrong.

import { useEffect, useMemo, useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { PatientView } from "#ui/api/generated";
import { Problem } from "#ui/api/problem";
import { type Action, live, type Live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { useDraft } from "#ui/app/useDraft";
import { useWorkspace } from "#ui/app/workspace";
import { patientWords } from "#ui/strings/patients";
import type { Who } from "#ui/views/claims/acts";
import { fieldNames, personOf, type FieldName, type Typed, typedFrom, typedOf } from "#ui/views/patients/demographics";
import type { Wrong } from "#ui/views/patients/Demographics";

export type Editing = {
  readonly typed: Typed | null;
  readonly type: (name: FieldName, text: string) => void;
  readonly wrong: Wrong;
  /** True when what is shown was typed before this screen opened. */
  readonly fromDraft: boolean;
  readonly hasDraft: boolean;
  readonly edit: Live;
  readonly save: Live;
  readonly leave: Live;
  readonly discard: Live;
};

type Save = { readonly id: string; readonly typed: Typed; readonly version: number };

export function useDemographics(patient: PatientView, who: Who): Editing {
  const { toasts } = useWorkspace();
  // Beside the fields the draft says for which version it was typed, and whether the form was open.
  const empty = useMemo(() => ({ ...typedOf(patient.person), version: "", open: "no" }), [patient]);
  const draft = useDraft(`patient ${patient.id}`, empty);
  const { texts } = draft;
  const hasDraft = texts["version"] !== "";
  const [open, setOpen] = useState(false);
  const [fromDraft, setFromDraft] = useState(false);
  const [wrong, setWrong] = useState<Wrong>(null);

  const found = useRef(false);
  useEffect(() => {
    // A form that was half typed when the window locked or closed comes back as it was.
    if (draft.ready && !found.current) {
      found.current = true;
      if (texts["open"] === "yes") {
        setOpen(true);
        setFromDraft(true);
      }
    }
  }, [draft.ready, texts]);

  const finish = () => {
    setOpen(false);
    setWrong(null);
    setFromDraft(false);
  };
  const type = (name: FieldName, text: string) => {
    if (!hasDraft) {
      draft.set("version", String(patient.version));
    }
    draft.set("open", "yes");
    draft.set(name, text);
    setWrong(null);
  };

  const saving = {
    id: "save_patient",
    title: patientWords.saveTitle,
    key: "Mod+Enter",
    strip: patientWords.save,
    blocked: () => null,
    run: async ({ id, typed, version }) => {
      try {
        const changed = await call("save_patient", { id, version, person: personOf(typed) });
        draft.forget();
        finish();
        return changed;
      } catch (thrown) {
        if (!(thrown instanceof Problem)) {
          throw thrown;
        }
        const { field, says, code } = thrown;
        if (field !== null && fieldNames.some((name) => name === field)) {
          setWrong((before) => ({ field, says, turn: (before?.turn ?? 0) + 1 }));
          throw new Problem("cancelled", says);
        }
        if (code === "changed") {
          const now = await call("patient", { id });
          draft.set("version", String(now.version));
          toasts.show(patientWords.changedUnder, "wrong");
          throw new Problem("cancelled", says);
        }
        throw thrown;
      }
    },
    done: () => patientWords.saved,
  } satisfies Action<Save, PatientView>;

  const begin = {
    id: "edit_patient",
    title: hasDraft ? patientWords.goOn : patientWords.editTitle,
    key: "E",
    strip: patientWords.edit,
    blocked: () => refusal(who, "save_patient"),
    run: () => {
      setOpen(true);
      setFromDraft(hasDraft);
    },
  } satisfies Action<void>;

  const typed = open ? typedFrom(texts) : null;
  return {
    typed,
    type,
    wrong,
    fromDraft,
    hasDraft,
    edit: live(begin, undefined),
    save: live(saving, typed === null ? null : { id: patient.id, typed, version: hasDraft ? Number(texts["version"]) : patient.version }),
    leave: simple({
      id: "leave_edit",
      title: patientWords.leave,
      key: "Escape",
      run: () => {
        if (hasDraft) {
          draft.set("open", "no");
        }
        finish();
      },
    }),
    discard: simple({
      id: "forget_draft",
      title: patientWords.discard,
      run: () => {
        draft.forget();
        finish();
      },
    }),
  };
}
