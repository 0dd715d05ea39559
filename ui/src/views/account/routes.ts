//! Where the account is, and which form is open in it, in the address: names and ids only. A lock or a
//! reload comes back to the same form.

import { type Route, to } from "#ui/app/route";
import { type ActKind, actTitles } from "#ui/strings/account";
import { isOfAct } from "#ui/views/account/commands";

/** A form of money that is open, with the claim or the act that it is about; empty for none. */
export type Doing = { readonly kind: ActKind; readonly claim: string; readonly act: string };

/** Where a patient's account is. */
export function accountRoute(patient: string): Route {
  return to("patients", patient, { part: "account" });
}

/** A claim that leads back to the account that it was opened from. */
export function claimOfAccount(claim: string): Route {
  return to("claims", claim, { back: "account" });
}

function isKind(text: string): text is ActKind {
  return Object.hasOwn(actTitles, text);
}

/** The form that an address names, or `null`. */
export function doingOf(route: Route): Doing | null {
  const kind = route.with["do"] ?? "";
  return isKind(kind) ? { kind, claim: route.with["claim"] ?? "", act: route.with["act"] ?? "" } : null;
}

/** The same address with this form open, or none. */
export function withDoing(route: Route, doing: Doing | null): Route {
  const parts: Readonly<Record<string, string>> = doing === null ? {} : { do: doing.kind, claim: doing.claim, act: doing.act };
  const kept = Object.entries(route.with).filter(([name]) => name !== "do" && name !== "claim" && name !== "act");
  return { ...route, with: Object.fromEntries([...kept, ...Object.entries(parts).filter(([, text]) => text !== "")]) };
}

/** Where a half-typed form of money is gone on with, by the name under which it is kept; `null` for another form. */
export function draftPlace(form: string): { readonly title: string; readonly route: Route } | null {
  const [name = "", kind = "", about = "", patient = ""] = form.split(" ");
  if (name !== "act" || !isKind(kind)) {
    return null;
  }
  const { title } = actTitles[kind];
  if (isOfAct(kind)) {
    // A move and a return lie on the account; a word on a refund where the refunds wait.
    const place = patient !== "" ? accountRoute(patient) : to("books", kind === "turn_down" ? "waiting" : "acts");
    return { title, route: withDoing(place, { kind, claim: "", act: about }) };
  }
  return about.startsWith("clm_")
    ? { title, route: withDoing(to("claims", about), { kind, claim: about, act: "" }) }
    : { title, route: withDoing(accountRoute(about), { kind, claim: "", act: "" }) };
}
