//! The words of the settings, and of what a role may not.

import { countText } from "#ui/kit/count";
import { plural } from "#ui/strings/plural";

/** What each right allows, as the core says it. */
const allows: Readonly<Record<string, string>> = {
  anyone: "open the window",
  signed_in: "sign in",
  see_claims: "see patients and claims",
  edit_patients: "change patients",
  edit_claims: "hold claims and add notes",
  enter_claims: "enter and correct claims",
  edit_register: "change payers and providers",
  import_claims: "bring in claim files",
  print_claims: "print forms",
  export_lists: "save lists as files",
  post_payments: "post payments",
  back_up: "back up the practice",
  manage_practice: "change the practice’s settings",
  manage_users: "add and change people",
  read_audit: "check the audit log",
};

export const rightWords = {
  /** Why a role may not: the core's own sentence. */
  refused: (role: string, right: string) => `${role} cannot ${allows[right] ?? right}. Ask the owner or a practice admin.`,
};

export const settingsWords = {
  title: "Settings",
  list: "Parts of the settings",
  layer: "Settings",
  parts: { look: "This window", practice: "The practice", forms: "Printed forms", fees: "Fees", policy: "Adjustments", limits: "Limits", statements: "Statements", collections: "Letters and agency", paper: "Paper and envelopes", password: "My password", people: "People", kit: "Recovery kit", audit: "Audit log", backup: "Backup", computer: "This computer", about: "About" },
  set: (title: string) => `Setting: ${title}`,
  find: "Find a setting",
  theme: "Theme",
  themes: { system: "As the system", light: "Light", dark: "Dark" },
  themeHint: "Yours, on every computer",
  idle: "Lock after",
  idleRight: "minutes",
  idleHint: "1 to 15 minutes without a key",
  idleLooks: "Type 1 to 15 minutes",
  zone: "Time zone",
  zoneHint: "Days of service and the clock follow it",
  offsetX: "Move right",
  offsetY: "Move down",
  offsetRight: "in",
  offsetHint: "-0.25 to 0.25",
  offsetLooks: "Type inches from -0.25 to 0.25",
  offsetSays: "Moves every printed CMS-1500 until it lands in the boxes of your forms.",
  peopleSays: (n: number) => plural(n, "person can sign in", "people can sign in"),
  name: "Name",
  role: "Role",
  password: "First password",
  passwordHint: (least: number) => `${countText(least)} characters or more. They can keep it.`,
  may: (list: readonly string[]) => (list.length === 0 ? "May look at nothing" : `May ${list.join(", ")}.`),
  add: "Add a person",
  addNow: "Add the person",
  adding: "Making their key",
  added: (name: string) => `Added ${name}`,
  cancel: "Cancel",
  audit: "Every change, view, search, print and refused try is sealed into a chain. The check walks it from its beginning and reads every page of the database.",
  check: "Check the audit log",
  checking: "Checking",
  whole: (n: number) => `Whole: ${plural(n, "event holds", "events hold")}`,
  broken: "The log is broken",
  damaged: "The database file is damaged",
  damagedNext: (damage: readonly string[]) => `${damage.join(", ")}. Nothing was changed. Restore the last good backup.`,
  head: "Seal of the last event",
  backingUp: "Copying, then opening the copy to check it",
  backupName: (day: string) => `Claimbench ${day}.cbarch`,
  backedUp: (name: string) => `Backed up to ${name}, opened and checked`,
  size: "Size",
  sum: "SHA-256",
  saved: "Settings changed",
  busy: "Wait for the work under way",
  version: "Version",
  practiceId: "Practice",
  licences: "Type and programs by others",
  licence: {
    inter: "Inter, by The Inter Project Authors. SIL Open Font License 1.1",
    mono: "JetBrains Mono, by The JetBrains Mono Project Authors. SIL Open Font License 1.1",
    engine: "SQLCipher, by Zetetic. BSD license",
    window: "Tauri, by the Tauri Programme. MIT or Apache 2.0",
    react: "React, by Meta. MIT license",
  },
  close: "Close",
  licenceText: "Text of the license",
  invented: "CPT is a trademark of the American Medical Association; no descriptors are included.",
};

/** A setting as the palette finds it. Without a field it is the whole part. */
export type SettingName = { readonly part: keyof typeof settingsWords.parts; readonly field: string; readonly title: string; readonly also: string };

/** Each setting by its name, and by other words that people type for it. */
export const settingNames: readonly SettingName[] = [
  { part: "look", field: "theme", title: settingsWords.theme, also: "dark light mode night color appearance contrast" },
  { part: "practice", field: "idle_minutes", title: settingsWords.idle, also: "automatic lock idle timeout minutes screen log off sign out inactivity" },
  { part: "practice", field: "time_zone", title: settingsWords.zone, also: "clock eastern central mountain pacific hours" },
  { part: "forms", field: "offset_x", title: `${settingsWords.offsetX}, printed forms`, also: "offset align alignment margin left right horizontal cms-1500 red form printer" },
  { part: "forms", field: "offset_y", title: `${settingsWords.offsetY}, printed forms`, also: "offset align alignment margin up down vertical cms-1500 red form printer" },
  { part: "fees", field: "", title: settingsWords.parts.fees, also: "fee schedule charges prices allowed amounts contract payer cpt underpaid" },
  { part: "policy", field: "", title: settingsWords.parts.policy, also: "adjustment policy carc group code co pr oa pi write off contractual denial patient responsibility rules" },
  { part: "limits", field: "", title: settingsWords.parts.limits, also: "write off limits discount role how much may approve small balance refund give back alone second person" },
  { part: "statements", field: "", title: settingsWords.parts.statements, also: "statement bill patient cycle minimum dunning reminder qr pay page scan line promises small balance good faith estimate" },
  { part: "collections", field: "", title: settingsWords.parts.collections, also: "collection letters final notice agency file csv columns mapper recall" },
  { part: "paper", field: "envelope", title: settingsWords.parts.paper, also: "logo letterhead picture envelope window double overlay fold mail statement receipt" },
  { part: "password", field: "", title: settingsWords.parts.password, also: "change own password new passphrase sign in login" },
  { part: "people", field: "", title: settingsWords.parts.people, also: "users user staff roles rights permissions password account login add a person" },
  { part: "kit", field: "", title: settingsWords.parts.kit, also: "make a new recovery kit 24 words printed paper lost seen void" },
  { part: "audit", field: "", title: settingsWords.parts.audit, also: "verify check log history who looked seal chain hipaa" },
  { part: "backup", field: "", title: settingsWords.parts.backup, also: "back up now make a backup copy save restore archive disaster" },
  { part: "about", field: "", title: settingsWords.parts.about, also: "version licenses license fonts credits help" },
];
