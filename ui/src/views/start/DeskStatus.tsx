//! At the right of the status bar: whether the books agree, what protects the practice, the date and the clock in its zone.

import { useEffect, useState } from "react";
import type { SessionView } from "#ui/api/generated";
import { cache, useAnswer } from "#ui/api/useAnswer";
import { refusal } from "#ui/app/may";
import { to, writeRoute } from "#ui/app/route";
import { weekdayText } from "#ui/kit/day";
import { Status } from "#ui/kit/Status";
import { BooksStatus } from "#ui/views/books/BooksStatus";
import { deskWords as words, zoneText } from "#ui/strings/start";

export type DeskStatusProps = {
  readonly session: SessionView;
  /** This computer's time zone. */
  readonly ownZone: string;
};

/** `10:14`, of this computer. */
function clock(now: Date): string {
  return `${now.getHours()}:${now.getMinutes().toString().padStart(2, "0")}`;
}

export function DeskStatus({ session, ownZone }: DeskStatusProps) {
  const [now, setNow] = useState(() => new Date());
  const backups = useAnswer("backups", {}, ["backup_run", "today"]).value;
  useEffect(() => {
    const timer = window.setInterval(() => setNow(new Date()), 5_000);
    return () => window.clearInterval(timer);
  }, []);
  const hour = now.getHours();
  // Wherever it turns midnight, some clock turns the hour: today is read again.
  useEffect(() => cache.invalidate(["today"]), [hour]);
  // The clock is this computer's, so it is shown only where the practice has the same.
  const time = ownZone === session.time_zone ? clock(now) : "";
  return (
    <>
      {session.reduced_protection ? <Status tone="warn">{words.reduced}</Status> : null}
      {session.demo ? <Status tone="wait">{words.demo}</Status> : null}
      {refusal(session, "proof_state") === null ? <BooksStatus /> : null}
      {backups === undefined || backups.says === "" ? null : (
        <a className="quiet" href={writeRoute(to("settings", "backup"))}>
          <Status tone={backups.late ? "warn" : "ok"}>{backups.says}</Status>
        </a>
      )}
      <span>{words.clock(weekdayText(session.today), time, zoneText(session.time_zone))}</span>
    </>
  );
}
