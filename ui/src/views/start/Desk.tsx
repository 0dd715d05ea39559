//! The open practice: its places in the shell, who is here, undo, and what watches over all of it.

import { type ReactNode, useEffect } from "react";
import { listen } from "#ui/api/call";
import type { SessionView, StartView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import type { Live } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, to, useRoute, writeRoute } from "#ui/app/route";
import { Shell } from "#ui/app/Shell";
import { Pick, SidePart } from "#ui/app/SideList";
import { undoActions } from "#ui/app/undo";
import { useWorkspace } from "#ui/app/workspace";
import { apiWords } from "#ui/strings/en";
import { settingsWords } from "#ui/strings/settings";
import { deskWords as words } from "#ui/strings/start";
import { ClaimScreen } from "#ui/views/claims/ClaimScreen";
import { ClaimsScreen } from "#ui/views/claims/ClaimsScreen";
import { EditScreen } from "#ui/views/edit/EditScreen";
import { formActions } from "#ui/views/edit/formActions";
import { search } from "#ui/views/find/search";
import { ImportedScreen } from "#ui/views/import/ImportedScreen";
import { ImportScreen } from "#ui/views/import/ImportScreen";
import { ImportList } from "#ui/views/import/ImportList";
import { move } from "#ui/views/import/moving";
import { OpeningScreen } from "#ui/views/import/OpeningScreen";
import { UnknownScreen } from "#ui/views/import/UnknownScreen";
import { savedListActions } from "#ui/views/lists/savedLists";
import { PatientScreen } from "#ui/views/patients/PatientScreen";
import { PatientsScreen } from "#ui/views/patients/PatientsScreen";
import { PrintScreen } from "#ui/views/print/PrintScreen";
import { RemitsScreen } from "#ui/views/remits/RemitsScreen";
import { SheetScreen } from "#ui/views/remits/SheetScreen";
import { settingActions } from "#ui/views/settings/findSetting";
import { RegisterScreen } from "#ui/views/register/RegisterScreen";
import { AuditLists } from "#ui/views/audit/AuditLists";
import { AuditScreen } from "#ui/views/audit/AuditScreen";
import { NoticedScreen } from "#ui/views/audit/NoticedScreen";
import { ReadableNotice } from "#ui/views/print/ReadableNotice";
import type { OnKit } from "#ui/views/settings/KitPart";
import { SettingsScreen } from "#ui/views/settings/SettingsScreen";
import { ActsScreen } from "#ui/views/books/ActsScreen";
import { booksActions } from "#ui/views/books/booksActions";
import { BooksLists } from "#ui/views/books/BooksLists";
import { DepositScreen } from "#ui/views/books/DepositScreen";
import { DepositsScreen } from "#ui/views/books/DepositsScreen";
import { ProofScreen } from "#ui/views/books/ProofScreen";
import { WaitingScreen } from "#ui/views/books/WaitingScreen";
import { DeskStatus } from "#ui/views/start/DeskStatus";
import { Notices } from "#ui/views/start/Notices";
import { ProveSheet } from "#ui/views/start/ProveSheet";
import { StepProgress } from "#ui/views/start/StepProgress";
import { WentBack } from "#ui/views/start/WentBack";
import { useActivity } from "#ui/views/start/useActivity";
import { useOwnTheme } from "#ui/views/start/useOwnTheme";
import { statementActions } from "#ui/views/statements/statementActions";
import { StatementsList } from "#ui/views/statements/StatementsList";
import { StatementsPlace } from "#ui/views/statements/StatementsPlace";
import { TodayScreen } from "#ui/views/today/TodayScreen";
import { workActions } from "#ui/views/work/workActions";
import { WorkList } from "#ui/views/work/WorkList";
import { WorkScreen } from "#ui/views/work/WorkScreen";

export type DeskProps = {
  readonly start: StartView;
  /** As it was on opening; what is shown is read anew with each change. */
  readonly opened: SessionView;
  readonly lock: Live;
  /** Hears that the core is locked although nobody told. */
  readonly onLocked: () => void;
  readonly onKit: OnKit;
  readonly report: (incident: string, kind: string) => void;
};

/** Where somebody begins who has not been anywhere yet. */
function firstPlace(session: SessionView): string {
  return session.claims === 0 && refusal(session, "import_claims") === null ? "import" : "today";
}

export function Desk({ start, opened, lock, onLocked, onKit, report }: DeskProps) {
  const answer = useAnswer("session", {});
  const session = answer.value ?? opened;
  const locked = answer.problem !== null && toProblem(answer.problem, apiWords.noAnswer).code === "locked";
  useEffect(() => {
    if (locked) {
      onLocked();
    }
  }, [locked, onLocked]);
  const route = useRoute();
  const { toasts } = useWorkspace();
  useActivity();
  useOwnTheme();

  const place = route.place === "" ? firstPlace(session) : route.place;
  useEffect(() => {
    if (route.place === "") {
      go(to(place), "replace");
    }
  }, [route.place, place]);

  const refused = refusal(session, "import_claims");
  useEffect(
    () =>
      listen((event) => {
        if (event.kind === "dropped" && event.files.length !== 0) {
          if (refused !== null) {
            toasts.show(refused);
            return;
          }
          go(to("import"));
          void move.read(event.files);
        }
      }),
    [refused, toasts],
  );

  const own = useAnswer("own_lists", {}, ["setting"]).value;
  const places = [
    { id: "today", title: words.places.today, key: "Mod+1", count: null },
    { id: "import", title: words.places.import, key: "Mod+2", count: null },
    { id: "claims", title: words.places.claims, key: "Mod+3", count: session.claims },
    { id: "patients", title: words.places.patients, key: "Mod+4", count: session.patients },
    { id: "print", title: words.places.print, key: "Mod+5", count: null },
    { id: "remits", title: words.places.remits, key: "Mod+8", count: null },
    { id: "work", title: words.places.work, key: "Mod+9", count: null },
    { id: "statements", title: words.places.statements, key: "Mod+E", count: null },
    ...(refusal(session, "proof_state") === null ? [{ id: "books", title: words.places.books, key: "Mod+0", count: null }] : []),
    { id: "lists", title: words.places.lists, key: "Mod+6", count: null },
    ...(refusal(session, "audit_events") === null ? [{ id: "audit", title: words.places.audit, key: "Mod+7", count: null }] : []),
    { id: "settings", title: words.places.settings, key: "Mod+,", count: null },
  ];
  return (
    <Shell
      practice={{ name: session.practice, colour: session.colour }}
      places={places}
      who={{ name: session.user, role: session.role_title.toLowerCase() }}
      lock={lock}
      actions={[...undoActions(session.undo, session.redo), ...formActions(session), ...savedListActions(own), ...workActions, ...statementActions, ...booksActions(session), ...settingActions]}
      search={search}
      report={report}
      list={<PlaceList place={place} id={route.id} />}
      status={<DeskStatus session={session} ownZone={start.time_zone} />}
    >
      <div className="notices">
        <Notices reduced={session.reduced_protection} />
        {session.notes.map((note) => (
          <p key={note} className="notice" role="note">
            {note}
          </p>
        ))}
        {session.warning === "" ? null : <WentBack session={session} />}
        <StepProgress />
      </div>
      <ReadableNotice />
      <ProveSheet user={session.user} />
      <Page place={place} id={route.id} session={session} start={start} onKit={onKit} />
    </Shell>
  );
}

type PageProps = { readonly place: string; readonly id: string | null; readonly session: SessionView; readonly start: StartView; readonly onKit: OnKit };

function Page({ place, id, session, start, onKit }: PageProps): ReactNode {
  switch (place) {
    case "today":
      return <TodayScreen session={session} />;
    case "import":
      return id === "opening" ? <OpeningScreen session={session} /> : id === "unknown" ? <UnknownScreen /> : id === null ? <ImportScreen session={session} /> : <ImportedScreen key={id} id={id} session={session} />;
    case "claims":
      return id === null ? <ClaimsScreen /> : <ClaimScreen id={id} />;
    case "remits":
      return id === null ? <RemitsScreen session={session} /> : <SheetScreen id={id} session={session} />;
    case "patients":
      return id === null ? <PatientsScreen /> : <PatientScreen id={id} />;
    case "print":
      return <PrintScreen />;
    case "lists":
      return <RegisterScreen />;
    case "work":
      return <WorkScreen session={session} />;
    case "statements":
      return <StatementsPlace id={id} session={session} />;
    case "edit":
      return <EditScreen kind={id ?? ""} />;
    case "audit":
      return id === "noticed" ? <NoticedScreen session={session} /> : <AuditScreen session={session} />;
    case "books":
      return <Books id={id} session={session} />;
    case "settings":
      return <SettingsScreen session={session} start={start} onKit={onKit} />;
    default:
      return <p className="note">{words.noPlace}</p>;
  }
}

function Books({ id, session }: { readonly id: string | null; readonly session: SessionView }): ReactNode {
  const open = useRoute().with["deposit"] ?? "";
  switch (id) {
    case "acts":
      return <ActsScreen session={session} />;
    case "waiting":
      return <WaitingScreen session={session} />;
    case "deposits":
      return open === "" ? <DepositsScreen session={session} /> : <DepositScreen key={open} id={open} session={session} />;
    default:
      return <ProofScreen session={session} />;
  }
}

/** The list of a place in the side list, where it has one. */
function PlaceList({ place, id }: { readonly place: string; readonly id: string | null }): ReactNode {
  switch (place) {
    case "work":
      return <WorkList chosen={id} />;
    case "statements":
      return <StatementsList chosen={id} />;
    case "import":
      return <ImportList chosen={id} />;
    case "settings":
      return <SettingsList chosen={id} />;
    case "audit":
      return <AuditLists />;
    case "books":
      return <BooksLists />;
    default:
      return null;
  }
}

const parts = Object.entries(settingsWords.parts);

/** The parts of the settings in the side list. */
function SettingsList({ chosen }: { readonly chosen: string | null }) {
  return (
    <SidePart title={settingsWords.list}>
      {parts.map(([part, title]) => (
        <Pick key={part} href={writeRoute(to("settings", part))} title={title} chosen={part === chosen} />
      ))}
    </SidePart>
  );
}
