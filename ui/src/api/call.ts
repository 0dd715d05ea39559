//! The way to the core, and the only file that knows the host: Tauri's IPC inside the window, a
//! loopback bridge with a one-time token in a plain browser (tests and design work).

import { invoke } from "@tauri-apps/api/core";
import { listen as listenToHost } from "@tauri-apps/api/event";
import type { Commands, Event } from "#ui/api/generated";
import type { Menu } from "#ui/app/menu";
import { Problem, toProblem } from "#ui/api/problem";
import { apiWords } from "#ui/strings/en";

/** True in the product's window, false in a browser. */
export const inWindow = "__TAURI_INTERNALS__" in window;

/**
 * Asks the core. The name fixes both the question's type and the answer's; refusals throw a `Problem`.
 * One that waits for the person's own password is asked once more when they typed it.
 */
export async function call<Name extends keyof Commands>(name: Name, ask: Commands[Name][0]): Promise<Commands[Name][1]> {
  try {
    return (await host(String(name), ask)) as Commands[Name][1];
  } catch (thrown) {
    if (!(thrown instanceof Problem) || thrown.code !== "prove" || prove === null) {
      throw thrown;
    }
    if (!(await prove(thrown.says))) {
      throw new Problem("cancelled", thrown.says);
    }
    return (await host(String(name), ask)) as Commands[Name][1];
  }
}

/** The answer to `start` that the shell put into the page; none in a browser. */
export function toldWithPage(): Commands["start"][1] | null {
  const told = document.getElementById("start")?.textContent;
  return told === undefined || told === null ? null : (JSON.parse(told) as Commands["start"][1]);
}

/** Asks the person for their own password; false when they would not. */
type Prove = (says: string) => Promise<boolean>;

let prove: Prove | null = null;

/** Says who asks the person for their own password. Answers with the way to stop. */
export function onProve(asks: Prove): () => void {
  prove = asks;
  return () => {
    prove = prove === asks ? null : prove;
  };
}

/** Hears what the core tells by itself: progress, a lock, dropped files, changes. Answers with the way to stop. */
export function listen(heard: (event: Event) => void): () => void {
  return inWindow ? listenInWindow<Event>("event", heard) : listenToBridge(heard);
}

/**
 * Gives the window its menu bar; a browser has none. `menu` is a command of the shell, not of the
 * core. What is picked comes back as the action's id.
 */
export async function showMenu(menus: readonly Menu[]): Promise<void> {
  if (inWindow) {
    await invoke("menu", { menus });
  }
}

/** Hears the id of the action that was picked in the window's menu bar. */
export function listenToMenu(picked: (id: string) => void): () => void {
  return inWindow ? listenInWindow<string>("menu", picked) : () => {};
}

async function host(name: string, ask: unknown): Promise<unknown> {
  try {
    return inWindow ? await invoke("call", { name, ask }) : await askBridge(name, ask);
  } catch (thrown) {
    throw toProblem(thrown, apiWords.noAnswer);
  }
}

function listenInWindow<Told>(name: string, heard: (told: Told) => void): () => void {
  let stopped = false;
  let stop = () => {
    stopped = true;
  };
  listenToHost<Told>(name, (told) => heard(told.payload)).then(
    (unlisten) => {
      stop = unlisten;
      if (stopped) {
        unlisten();
      }
    },
    () => {},
  );
  return () => stop();
}

/** The bridge's token, taken from `#token=…` once and out of the address at once. */
const token = inWindow ? "" : takeToken();

function takeToken(): string {
  const given = /^#token=([\w-]+)&?/.exec(window.location.hash);
  if (given?.[1] === undefined) {
    return window.sessionStorage.getItem("bridge") ?? "";
  }
  window.sessionStorage.setItem("bridge", given[1]);
  window.history.replaceState(null, "", `#${window.location.hash.slice(given[0].length)}`);
  return given[1];
}

async function askBridge(name: string, ask: unknown): Promise<unknown> {
  const answer = await fetch(`/call/${encodeURIComponent(name)}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-token": token },
    body: JSON.stringify(ask ?? null),
  });
  const told: unknown = await answer.json();
  if (!answer.ok) {
    throw told;
  }
  return told;
}

const listeners = new Set<(event: Event) => void>();
let bridge: EventSource | null = null;

/** One stream for all events; each message is an event as the window gets it. */
function listenToBridge(heard: (event: Event) => void): () => void {
  bridge ??= openBridge();
  listeners.add(heard);
  return () => listeners.delete(heard);
}

function openBridge(): EventSource {
  const source = new EventSource(`/events?token=${encodeURIComponent(token)}`);
  source.onmessage = (message) => {
    const told = JSON.parse(String(message.data)) as Event;
    for (const heard of listeners) {
      heard(told);
    }
  };
  return source;
}
