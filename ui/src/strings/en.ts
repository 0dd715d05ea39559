//! Every word that the product shows, in US English, by area. A string that counts is a function, so
//! that its plural cannot be forgotten. Short, plain, the thing first, then the way out.

import type { MenuName } from "#ui/app/action";
import { countText } from "#ui/kit/count";
import { plural } from "#ui/strings/plural";

export const apiWords = {
  noAnswer: "The core of Claimbench did not answer. What you saved is safe. Try again, or close the window and open it.",
};

export const appWords = {
  product: "Claimbench",
  find: "Find or do anything",
  places: "Places",
  sideList: "Side list",
  inspector: "Beside it",
  statusBar: "Keys and state",
  keysHere: "Keys of this screen",
  lock: "Lock",
  showSide: "Side list",
  resizeSide: "Width of the side list",
  resizeInspector: "Width of the inspector",
  who: (name: string, role: string) => `${name}, ${role}`,
  menus: {
    file: "File",
    edit: "Edit",
    view: "View",
    go: "Go",
    claim: "Claim",
    help: "Help",
  } satisfies Record<MenuName, string>,
  layers: { everywhere: "Everywhere", places: "Places", palette: "Palette" },
  actions: {
    find: "Find or do anything",
    allKeys: "All keys",
    side: "Show or fold the side list",
    privacyOn: "Blur names and dates",
    privacyOff: "Show names and dates",
    theme: {
      system: "Change theme, now the system's",
      light: "Change theme, now light",
      dark: "Change theme, now dark",
    },
    undo: "Undo",
    redo: "Redo",
    undoStep: (step: string) => `Undo ${lowerFirst(step)}`,
    redoStep: (step: string) => `Redo ${lowerFirst(step)}`,
    open: (place: string) => `Go to ${place}`,
  },
  nothingToUndo: "Nothing to undo in this practice yet",
  nothingToRedo: "Nothing to redo",
  undone: (step: string | null) => (step === null ? "Taken back" : `Taken back: ${lowerFirst(step)}`),
  redone: (step: string | null) => (step === null ? "Done again" : `Done again: ${lowerFirst(step)}`),
  fatal: {
    what: "This window stopped in the middle of something.",
    next: "What was saved is safe in the database. Reload the window and go on; if it happens again, quote the number.",
    incident: (number: string) => `Incident ${number}`,
    reload: "Reload the window",
    copy: "Copy the number",
    close: "Close",
  },
  broken: {
    what: "This part of the screen stopped.",
    safe: "What was saved is safe, and the rest of the screen works.",
    again: "Open it again",
  },
};

export const paletteWords = {
  kinds: { action: "Do", patient: "Patients", claim: "Claims", code: "Codes", report: "Reports" },
  hits: "Hits",
  close: "Close",
  move: "Move",
  take: "Take it",
  none: (typed: string) => `Nothing is called ${typed} here.`,
  start: "Type a name, a birth date, a claim number, a member ID, or what you want to do.",
  found: (n: number, ms: number) => `${plural(n, "hit", "hits")} in ${countText(ms)} ms, on this computer`,
  searching: "Looking",
  blocked: (reason: string) => reason,
};

export const keySheetWords = {
  title: "Keys of this screen",
  close: "Close",
};

export const kitWords = {
  undo: "Undo",
  close: "Close",
  closeNotice: "Close this notice",
  notices: "Notices",
  cancel: "Cancel",
  optional: "optional",
  show: "Show",
  hide: "Hide",
  updating: "Updating",
  none: "none",
  missing: "–",
  amountLooksLike: "An amount looks like 1,250.00",
  dateLooksLike: "A date looks like 07/03/26, 0703, t or t-3",
  findings: {
    fix: "Fix",
    check: "Check",
    done: "Done",
    next: "Next to fix",
    shortNext: "Next",
    toFix: (n: number) => `${countText(n)} to fix`,
    none: "Nothing to fix",
  },
  problem: {
    copy: "Copy the number",
    copied: "Copied",
    incident: (number: string) => `Incident ${number}`,
  },
  progress: {
    of: (done: number, total: number) => `${countText(done)} of ${countText(total)}`,
  },
  table: {
    rows: (n: number) => plural(n, "row", "rows"),
    sortBy: (column: string) => `Sort by ${column}`,
    move: "Move",
    select: "Select",
    open: "Open",
    all: "Select all",
    loading: "not read yet",
  },
  filter: {
    add: "Add filter",
    any: "any",
    clear: (name: string) => `Clear ${name}`,
    some: (names: readonly string[]) =>
      names.length <= 3 ? names.join(", ") : `${names.slice(0, 2).join(", ")} and ${countText(names.length - 2)} more`,
  },
  combo: {
    none: "Nothing found",
    looking: "Looking",
  },
};

/** A step's title within a sentence: `Import 12 claims` is `import 12 claims`. */
function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
