//! The forms that can be opened from anywhere, by the palette.

import { live, type Live } from "#ui/app/action";
import { refusal, type Role } from "#ui/app/may";
import { go, to } from "#ui/app/route";
import { formWords, registerWords } from "#ui/strings/forms";
import type { rights } from "#ui/api/generated";

/** New claim, patient, payer, provider, facility. */
export function formActions(who: Role): readonly Live[] {
  const form = (id: string, title: string, command: keyof typeof rights, kind: string, of = "") =>
    live({ id, title, blocked: () => refusal(who, command), run: () => go(to("edit", kind, of === "" ? {} : { of })) }, undefined);
  return [
    form("open_new_claim", formWords.newClaim, "save_claim", "claim"),
    form("open_new_patient", formWords.newPatient, "save_person", "patient"),
    form("open_new_payer", registerWords.newPayer, "save_payer", "payer"),
    form("open_new_provider", registerWords.newProvider, "save_provider", "provider", "rendering"),
    form("open_new_facility", registerWords.newFacility, "save_provider", "provider", "facility"),
  ];
}
