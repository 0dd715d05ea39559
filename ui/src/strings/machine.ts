//! The words of the computer that the practice lies on: its data folder, its disk, its clipboard, its
//! window.

import { plural } from "#ui/strings/plural";

export const placeWords = {
  layer: "Data folder",
  title: "Not a place for a practice",
  better: "A better place",
  use: (folder: string) => `Work in ${folder}`,
  using: "Moving",
  moves: (n: number) => (n === 0 ? "It is on this computer, and nobody else copies it." : `It is on this computer, and nobody else copies it. ${plural(n, "practice", "practices")} from here will be moved there, then opened as always.`),
  back: "Keep backups on the drive or in the synced folder instead: a backup is one sealed file, made for that.",
};

export const machineWords = {
  folder: "Data folder",
  disk: "Disk encryption",
  on: "On",
  off: "Off",
  unknown: "This system does not say",
  memory: "Keys in memory",
  locked: "Kept out of the swap file, wiped at the lock",
  swapped: "Wiped at the lock. This user may not keep memory out of the swap file.",
  clipboard: "Clipboard",
  clipboardSays: "Cleared 30 seconds after a copy, and at the lock",
  hide: "Hide the window from screen sharing and previews",
  hideHint: "For you, on every computer. Others then see an empty window in a shared screen, and so do screenshots.",
  cannotHide: "This system has no way to hide a window from screen sharing. Ctrl+Shift+P blurs names and dates.",
  bare: "The disk of this computer is not encrypted.",
  bareSays: "The practice’s file is sealed all the same. Saved PDFs and the swap file are not.",
  how: "How to turn it on",
  close: "Close",
};
