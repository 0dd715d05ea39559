//! The words of the ways back: the kit at the lock screen, and a practice from a backup.

import { countText } from "#ui/kit/count";
import { plural } from "#ui/strings/plural";

export const kitInWords = {
  forgot: "Forgot the password?",
  title: "Forgot the password",
  says: "Nobody can look a password up. There are two ways to a new one.",
  other: "Somebody else sets it",
  otherSays: "The owner or a practice admin signs in and sets a new one in Settings, People.",
  kit: "The recovery kit sets it",
  kitSays: "The printed paper with 24 words. It works for the owner too, when a keychain was reset, and when a file of keys is damaged.",
  field: "The 24 words",
  count: (n: number) => `${countText(n)} of 24`,
  tryKit: "Try the kit",
  trying: "Trying the words",
  opens: (practice: string) => `The kit opens ${practice}`,
  holds: (patients: number, claims: number) => `${plural(patients, "patient", "patients")}, ${plural(claims, "claim", "claims")}`,
  person: "Who are you",
  password: "New password",
  passwordHint: (least: number) => `${countText(least)} characters or more. Three or four unrelated words do well.`,
  repeat: "The new password again",
  differ: "The two passwords differ",
  open: "Set the password and open",
  opening: "Making new keys",
  noPassword: (names: readonly string[]) => `${names.join(", ")} ${names.length === 1 ? "needs" : "need"} a new password on this computer: the owner or a practice admin sets it in Settings, People.`,
  nobody: "Nobody has a password on this computer. The recovery kit opens the practice.",
};

export const renewWords = {
  says: "24 printed words that open the practice when every password is lost.",
  renew: "Make a new recovery kit",
  title: "A new recovery kit",
  before: [
    "For when the paper is lost, or others saw its words. The new words are shown once: print them, then type them back. From then on the old paper does not open the practice, and the database gets a new key at the next sign-in.",
    "A backup opens with the kit of its day. Keep the old paper as long as you keep backups made before. If others saw its words, make a new backup and delete the older ones.",
  ],
  make: "Make the new kit",
  waits: "A new kit was made and not typed back. Its words are gone. The old paper opens the practice until you make a new kit once more and type it back, or keep the old one.",
  keep: "Keep the old kit",
  kept: "The old kit stays",
  proves: "It proves that it is you.",
};

export const restoreWords = {
  offer: "Restore a backup",
  offerSays: "The practice from its backup file and the printed recovery kit, on this computer or a new one.",
  title: "Restore a backup",
  says: "A practice comes back from its backup file. What it replaces is kept.",
  pick: "Pick the backup",
  another: "Pick another file",
  file: "File",
  practice: "Practice",
  made: "Backed up",
  size: "Size",
  version: "Made by",
  versionText: (version: string) => `Claimbench ${version}`,
  replaces: "Replaces",
  nothing: "Nothing on this computer",
  kit: "Open it with the kit",
  kitSays: "The printed paper with 24 words. Every old password of this practice is void here then.",
  restore: "Restore and open",
  restoring: "Restoring the practice",
  reading: "Reading the backup",
};
