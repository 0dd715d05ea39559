//! When something in the window breaks that nothing else caught: a banner outside of React, so that
//! nobody faces a blank window. It tells a number, never what was on the screen.

import { appWords } from "#ui/strings/en";

/** A number to quote: eight signs that cannot be mistaken for each other. */
export function incidentNumber(random: Uint8Array): string {
  const signs = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
  const text = [...random].map((byte) => signs.charAt(byte % signs.length)).join("");
  return `${text.slice(0, 4)}-${text.slice(4, 8)}`;
}

export function newIncident(): string {
  return incidentNumber(crypto.getRandomValues(new Uint8Array(8)));
}

function button(says: string, press: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn small";
  made.textContent = says;
  made.addEventListener("click", press);
  return made;
}

/** Shows the banner, once: the first fault is the one to tell of. */
export function showFatal(incident: string): void {
  if (document.querySelector(".fatal") !== null) {
    return;
  }
  const banner = document.createElement("div");
  banner.className = "problem fatal";
  banner.setAttribute("role", "alert");
  const mark = document.createElement("span");
  mark.className = "mark";
  const inside = document.createElement("div");
  inside.className = "words";
  for (const [n, says] of [appWords.fatal.what, appWords.fatal.next].entries()) {
    const line = document.createElement("p");
    line.className = n === 0 ? "what" : "";
    line.textContent = says;
    inside.append(line);
  }
  const acts = document.createElement("div");
  acts.className = "acts";
  const number = document.createElement("span");
  number.className = "incident num";
  number.textContent = appWords.fatal.incident(incident);
  acts.append(
    button(appWords.fatal.reload, () => window.location.reload()),
    button(appWords.fatal.copy, () => void navigator.clipboard.writeText(incident)),
    button(appWords.fatal.close, () => banner.remove()),
    number,
  );
  inside.append(acts);
  banner.append(mark, inside);
  document.body.append(banner);
}

/** Layout noise that browsers report as an error and that breaks nothing. */
function isNoise(message: string): boolean {
  return message.startsWith("ResizeObserver loop");
}

/** Watches for what nobody caught. `report` gets the number and the kind of fault, no text of the page. */
export function watchFaults(report: (incident: string, kind: string) => void): void {
  const fault = (thrown: unknown) => {
    const incident = newIncident();
    report(incident, thrown instanceof Error ? thrown.name : typeof thrown);
    showFatal(incident);
  };
  window.addEventListener("error", (event) => {
    if (!isNoise(event.message)) {
      fault(event.error);
    }
  });
  window.addEventListener("unhandledrejection", (event) => fault(event.reason));
}
