//! A place for backups: its folder, how often it gets one, and what the last one says.

import { call } from "#ui/api/call";
import type { BackupPlaceView, SessionView } from "#ui/api/generated";
import { ActionButton } from "#ui/app/ActionButton";
import { live } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { useWorkspace } from "#ui/app/workspace";
import { PathText } from "#ui/kit/PathText";
import { Select } from "#ui/kit/Select";
import { Status } from "#ui/kit/Status";
import { backupWords as words } from "#ui/strings/backups";

export type BackupPlaceProps = { readonly place: BackupPlaceView; readonly session: SessionView };

const hours = [1, 2, 4, 8, 12, 24, 48, 168];

export function BackupPlace({ place, session }: BackupPlaceProps) {
  const { registry } = useWorkspace();
  const title = words.places[place.place] ?? place.place;
  const refused = refusal(session, "choose_backup_place");
  const none = place.to === "";
  const choose = live(
    {
      id: `choose_${place.place}`,
      title: none ? words.choose(title) : words.other(title),
      blocked: () => refused,
      run: () => call("choose_backup_place", { place: place.place }),
      done: (now) => words.chosen(now.places.find((one) => one.place === place.place)?.to ?? ""),
    },
    undefined,
  );
  const schedule = (every_hours: number) =>
    registry.start(
      live(
        { id: "save_backup_schedule", title: words.now, blocked: () => refused, run: () => call("save_backup_schedule", { place: place.place, every_hours }), done: () => words.scheduled },
        undefined,
      ),
    );
  const options = [...new Set([...hours, place.every_hours])].sort((a, b) => a - b).map((n) => ({ value: String(n), title: words.hours(n) }));
  return (
    <section className="backup-place" aria-label={title}>
      <h3 className="heading">{title}</h3>
      <p className={none ? "dim" : "code"}>{none ? words.none : <PathText path={place.to} />}</p>
      {none ? null : (
        <>
          <p className="wrap"><Status tone={place.late ? "warn" : "ok"}>{place.says}</Status></p>
          {refused === null ? (
            <div className="fields">
              <Select
                className="s4"
                name={`every_${place.place}`}
                label={words.every(title)}
                value={String(place.every_hours)}
                options={[...options, { value: "0", title: words.giveUp }]}
                onChange={(value) => schedule(Number(value))}
              />
            </div>
          ) : (
            <p className="dim">{words.hours(place.every_hours)}</p>
          )}
        </>
      )}
      <div className="acts">
        <ActionButton action={choose} small />
      </div>
    </section>
  );
}
