//! The words of the way in: the first start, a new practice, the recovery kit, the lock screen.

import { countText } from "#ui/kit/count";
import { plural } from "#ui/strings/plural";

/** The time zones of the United States, as people call them. */
const zones: Readonly<Record<string, string>> = {
  "America/New_York": "Eastern",
  "America/Detroit": "Eastern, Detroit",
  "America/Indiana/Indianapolis": "Eastern, Indianapolis",
  "America/Chicago": "Central",
  "America/Denver": "Mountain",
  "America/Phoenix": "Mountain, Arizona",
  "America/Los_Angeles": "Pacific",
  "America/Anchorage": "Alaska",
  "Pacific/Honolulu": "Hawaii",
  "America/Puerto_Rico": "Atlantic, Puerto Rico",
  "Pacific/Guam": "Chamorro, Guam",
  "Pacific/Pago_Pago": "Samoa",
  "Etc/UTC": "UTC",
};

/** `America/New_York` is `Eastern`; one that nobody listed is shown as it is called. */
export function zoneText(zone: string): string {
  return zones[zone] ?? zone.replaceAll("_", " ");
}

export const startWords = {
  layer: "Start",
  reading: "Looking for the practices on this computer",
  unread: "The practices on this computer could not be read.",
  again: "Try again",
  version: (version: string) => `Claimbench ${version}`,
  title: "Claimbench",
  first: "From claim files to printed forms, on this computer alone.",
  more: "Another practice on this computer",
  offers: "Ways to start",
  setUp: { title: "Set up a practice", says: "Its name, NPI and tax ID, and a password for you. It takes three minutes." },
  demo: {
    title: "Open the demo practice",
    says: "600 patients and 3,000 claims, all made up. Nothing in it is anybody’s.",
    making: "Making the demo practice",
    stripTitle: "Demo",
  },
  join: { title: "Join a practice", says: "When the practice already works with Claimbench on another computer." },
  back: "Back",
  toLock: "Back to the lock screen",
};

export const joinWords = {
  title: "Join a practice",
  says: "Joining needs the practice server, which keeps several computers in step. This version of Claimbench does not have it yet.",
  meanwhile: "Until it does",
  ways: [
    "Work on the computer where the practice is. Each person signs in there with a password of their own: Settings, People.",
    "To move the practice to this computer, back it up there (Settings, Backup) and restore the file here: Restore a backup, with the printed recovery kit.",
    "To look around first, open the demo practice.",
  ],
};

export const setUpWords = {
  title: "Set up a practice",
  says: "One encrypted file on this computer, with a color of its own, so that no work lands in the wrong practice.",
  practice: "The practice",
  person: "You, its owner",
  name: "Practice name",
  npi: "NPI",
  npiHint: "10 digits, the group’s",
  tin: "Tax ID",
  tinHint: "EIN or SSN, 9 digits",
  zone: "Time zone",
  zoneHint: (own: boolean) => (own ? "This computer’s" : "Days of service follow it"),
  colour: "Color",
  colourHint: "Tells this practice’s window from others",
  colours: { plum: "Plum", teal: "Teal", rust: "Rust", moss: "Moss", slate: "Slate", ochre: "Ochre" },
  user: "Your name",
  userHint: "As the others will see it",
  password: "Password",
  passwordHint: (least: number) => `${countText(least)} characters or more. Three or four unrelated words do well.`,
  repeat: "The same password again",
  repeatHint: "Nobody can look it up for you",
  differ: "The two passwords differ",
  make: "Set up the practice",
  making: "Making the encrypted database",
  kept: (place: string) => `The password and a device secret in ${place} open the practice together. Nothing leaves this computer.`,
  reduced: "This computer has no keychain that Claimbench can use, so the device secret lies in a file of yours and the password has to be longer.",
  noName: "New practice",
};

export const recoveryWords = {
  layer: "Recovery kit",
  title: "Recovery kit",
  says: "24 words that open the practice when every password is lost. They are shown once. Print them, and keep the paper where the money is kept.",
  words: "The words of the kit",
  made: "Made",
  save: "Save as PDF",
  saveName: "Recovery kit.pdf",
  saved: (name: string) => `Saved as ${name}. Print it, then delete the file.`,
  type: "Type it back",
  typeTitle: "Type the kit back",
  typeSays: (practice: string) => `From the paper, so that you know it can be read. The first four letters of each word are enough; numbers may stay. Then ${practice} opens.`,
  field: "The 24 words",
  count: (n: number) => `${countText(n)} of 24`,
  check: "Check the kit",
  show: "Show the words again",
  gone: "The kit was never typed back",
  goneSays: "Its words were shown once and are not in memory any more. Make a new kit and type it back; then it opens the practice, and the backups made from now on. Backups made before still need the old paper: keep it.",
  stands: "The old kit opens the practice until you have typed this one back.",
  later: "Later: the old kit stays",
  renewed: "The new kit stands. The old one opens only backups made before",
  renew: "Make a new kit",
  asks: (role: string) => `${role} cannot see the kit. The owner or a practice admin signs in and types it back first.`,
};

export const proveWords = {
  title: "Your password",
  password: (user: string) => `Password of ${user}`,
  go: "Go on",
  checking: "Checking the password",
  leave: "Cancel",
};

export const lockWords = {
  layer: "Lock screen",
  closed: "Database closed, keys out of memory",
  closing: "Making the last backup; then the keys leave memory",
  ready: "Sign in to open it.",
  people: "Who is it",
  password: (name: string) => `Password of ${name}`,
  unlock: "Unlock",
  unlocking: "Opening the practice",
  showKey: "Show or hide the password",
  nobody: "Nobody can sign in here. Restore a backup, or set the practice up again.",
  waiting: (seconds: number) => `Wait ${plural(seconds, "second", "seconds")}, then try again.`,
  demo: "Everything in it is made up. Its password is no secret:",
  fill: "Fill it in",
  others: "Other practices here",
  goTo: (name: string) => `Go to ${name}`,
  another: "Set up or open another",
  person: "Person",
  tries: "Wrong passwords slow down",
};

export const deskWords = {
  places: { today: "Today", import: "Import", claims: "Claims", remits: "Remittances", patients: "Patients", print: "Print", lists: "Lists", work: "Work", statements: "Statements", audit: "Audit", books: "Books", settings: "Settings" },
  lock: "Lock",
  noPlace: "There is nothing at this address.",
  reduced: "Reduced protection",
  reducedSays: "No keychain on this computer, so the device secret is in a file of this user. Whoever copies that file and the practice needs only a password.",
  reducedHow: "Install a keyring (GNOME Keyring or KWallet), then set the practice up on it again.",
  demo: "Demo, all made up",
  clock: (day: string, time: string, zone: string) => `${day}${time === "" ? "" : ` ${time}`} ${zone}`,
  updating: "Updating",
};
