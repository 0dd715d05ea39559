//! The words of the people of a practice: passwords, roles, who was here, who left.

import { countText } from "#ui/kit/count";

export const peopleWords = {
  seen: "Signed in last",
  never: "Never",
  seenAt: (at: string, device: string) => (device === "" ? at : `${at} on ${device}`),
  you: "you",
  state: { can_sign_in: "Can sign in", no_password: "Needs a password", left: "Left" },
  stateTitle: "State",
  change: "Change",
  changeOf: (name: string) => `Change ${name}`,
  setPassword: "Set a password",
  letIn: "Let back in",
  changeRole: "Change the role",
  leave: "Take the sign-in",
  own: "Your own password is in My password. Your role is changed by somebody else.",
  newFor: (name: string) => `New password for ${name}`,
  tell: (least: number) => `${countText(least)} characters or more. Tell it to them; they choose their own at the next sign-in.`,
  roleOf: (name: string) => `Role of ${name}`,
  roleSays: "It holds from their next sign-in on.",
  leaveTitle: (name: string) => `${name} leaves`,
  leaveSays: (name: string) =>
    `${name} cannot sign in any more, and the database gets a new key, so that a copy they may have opens nothing of what comes. Everybody else keeps their password. The name stays on what was done. Backups made until today still open with the old passwords: make a new one.`,
  mine: "Your password",
  mineSays: "It proves that it is you. The practice is closed and opened again with it.",
  setNow: "Set the password",
  changeNow: "Change the role",
  leaveNow: "Take the sign-in and change the key",
  working: "Working on the keys",
  rekeying: "Copying the practice under a new key",
  set: (name: string) => `Set a password for ${name}`,
  changed: (name: string, role: string) => `${name} is ${role.toLowerCase()} from the next sign-in on`,
  left: (name: string) => `${name} cannot sign in any more. The key is changed`,
};

export const givenWords = {
  title: "Choose your own password",
  says: (user: string) => `${user}, the password you signed in with was given to you, so somebody else knows it. Choose one that only you know; then the practice opens.`,
  old: "The password you were given",
};

export const passwordWords = {
  says: "It opens the practice on this computer, together with its device secret. Nobody can look it up for you.",
  open: "Change my password",
  old: "Password until now",
  password: "New password",
  hint: (least: number) => `${countText(least)} characters or more. Three or four unrelated words do well.`,
  repeat: "The new password again",
  differ: "The two passwords differ",
  change: "Change the password",
  changing: "Making your key",
  changed: "Your password is changed",
};
