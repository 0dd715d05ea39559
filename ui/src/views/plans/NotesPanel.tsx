//! What was said about an account, the newest first, and whether what was promised came.

import type { AccountNotes, NoteView } from "#ui/api/generated";
import { ActionWord } from "#ui/app/ActionButton";
import type { Live } from "#ui/app/action";
import { dayText } from "#ui/kit/day";
import { centsText } from "#ui/kit/money";
import { Panel } from "#ui/kit/Panel";
import { Status, type Tone } from "#ui/kit/Status";
import { noteWords as words } from "#ui/strings/plans";

const tones: Readonly<Record<string, Tone>> = { waits: "wait", kept: "ok", late: "warn", broken: "bad" };

export function NotesPanel({ notes, add }: { readonly notes: AccountNotes | undefined; readonly add: Live }) {
  return notes === undefined ? null : (
    <Panel title={words.title} end={<ActionWord action={add}>{words.addShort}</ActionWord>}>
      {notes.notes.length === 0 ? (
        <p className="dim">{words.none}</p>
      ) : (
        <ul className="account-notes">
          {notes.notes.map((note) => (
            <li key={note.id}>
              <span className="hint num">
                {note.when} {note.by}
              </span>
              {note.text === "" ? null : <p className="private">{note.text}</p>}
              {note.promise === "" ? null : <Promised note={note} />}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Promised({ note }: { readonly note: NoteView }) {
  const state = note.promise === "waits" || note.promise === "kept" || note.promise === "late" || note.promise === "broken" ? words.states[note.promise] : note.promise;
  return (
    <p className="num">
      {words.promised(centsText(note.promise_cents), dayText(note.promise_on))} <Status tone={tones[note.promise] ?? "plain"}>{state}</Status>
      {note.promise === "broken" && 0 < note.came_cents ? <span className="hint">{words.came(centsText(note.came_cents))}</span> : null}
    </p>
  );
}
