//! The product from its first moment: the way in, the lock screen, the recovery kit, the open practice.

import { type ComponentType, useCallback, useEffect, useState } from "react";
import { call, listen } from "#ui/api/call";
import type { KitView, SessionView, StartView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { cache } from "#ui/api/useAnswer";
import { simple } from "#ui/app/action";
import { go, to } from "#ui/app/route";
import { useSetting } from "#ui/app/settings";
import { applyTheme, themeOf } from "#ui/app/theme";
import { keepDrafts } from "#ui/app/useDraft";
import { useWorkspace } from "#ui/app/workspace";
import { Button } from "#ui/kit/Button";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Skeleton } from "#ui/kit/Skeleton";
import { apiWords, appWords } from "#ui/strings/en";
import { deskWords, recoveryWords, startWords } from "#ui/strings/start";
import { move } from "#ui/views/import/moving";
import { setToPrint } from "#ui/views/print/toPrint";
import { BareWindow } from "#ui/views/start/BareWindow";
import type { DeskProps } from "#ui/views/start/Desk";
import { GivenPassword } from "#ui/views/start/GivenPassword";
import { KitScreen } from "#ui/views/start/KitScreen";
import { WayIn } from "#ui/views/start/WayIn";

/** Everything behind the lock screen is read while the password is typed, not before the window shows. */
const readDesk = () => import("#ui/views/start/Desk");

export type AppProps = {
  /** What the core says of the start, where the page brought it along. */
  readonly first: StartView | null;
  /** Hears an incident's number and kind, nothing of what was on the screen. */
  readonly report: (incident: string, kind: string) => void;
};

export function App({ first, report }: AppProps) {
  const { toasts } = useWorkspace();
  const [start, setStart] = useState(first);
  const [problem, setProblem] = useState<string | null>(null);
  const [session, setSession] = useState(first?.session ?? null);
  const [kit, setKit] = useState<KitView | null>(null);
  const [last, setLast] = useSetting("practice", "");
  const theme = useSetting("theme", "system")[0];
  useEffect(() => applyTheme(themeOf(theme)), [theme]);

  const read = useCallback(async () => {
    setProblem(null);
    try {
      const found = await call("start", {});
      setStart(found);
      setSession((before) => found.session ?? (before === null ? null : before));
    } catch (thrown) {
      setProblem(toProblem(thrown, apiWords.noAnswer).says);
    }
  }, []);
  useEffect(() => {
    if (first === null) {
      void read();
    }
  }, [first, read]);
  // Held as it is, so that nothing stands between the password and the first key typed behind it.
  const [Desk, setDesk] = useState<ComponentType<DeskProps> | null>(null);
  const known = start !== null;
  useEffect(() => {
    if (known) {
      // Nobody types a password as fast; what draws the screen is not to share the processor with it.
      setTimeout(() => void readDesk().then((read) => setDesk(() => read.Desk)), 300);
    }
  }, [known]);

  const leave = useCallback(() => {
    // What was shown of patients goes at once; then the lock screen learns why.
    setSession(null);
    setKit(null);
    cache.clear();
    move.forget();
    toasts.clear();
    void read();
  }, [read, toasts]);
  useEffect(
    () =>
      listen((event) => {
        if (event.kind === "locked") {
          leave();
        } else if (event.kind === "closed") {
          // The lock screen may say now that the keys are gone.
          void read();
        }
      }),
    [leave, read],
  );

  const open = (opened: SessionView) => {
    if (!opened.kit_due && !opened.kit_waits) {
      if (kit?.replaces === true) {
        toasts.show(recoveryWords.renewed);
      }
      setKit(null);
    }
    if (last !== "" && last !== opened.folder) {
      // Another practice: the addresses of the last one lead nowhere here.
      go(to(""), "replace");
      setToPrint([]);
    }
    setLast(opened.folder);
    setSession(opened);
  };
  /** A new kit in place of one that stands until it is typed back. */
  const renewed = (made: KitView, due: SessionView) => {
    cache.clear();
    setKit(made);
    setSession(due);
  };
  const lock = simple({
    id: "lock",
    title: deskWords.lock,
    key: "Mod+L",
    menu: "file",
    anywhere: true,
    run: async () => {
      await keepDrafts();
      await call("lock", {});
      leave();
    },
  });

  if (problem !== null && start === null) {
    return (
      <BareWindow title={appWords.product}>
        <h1 className="sr">{appWords.product}</h1>
        <ProblemBanner what={startWords.unread} next={problem}>
          <Button small onPress={() => void read()}>
            {startWords.again}
          </Button>
        </ProblemBanner>
      </BareWindow>
    );
  }
  if (start === null) {
    return (
      <BareWindow title={appWords.product}>
        <h1 className="sr">{appWords.product}</h1>
        <Skeleton lines={3} />
      </BareWindow>
    );
  }
  if (session === null) {
    return <WayIn start={start} last={last} onChoose={setLast} onOpen={open} onKit={setKit} onRead={read} />;
  }
  if (session.kit_due || (session.kit_waits && kit !== null)) {
    return <KitScreen session={session} kit={kit} lock={lock} onKit={setKit} onOpen={open} onLater={() => setKit(null)} />;
  }
  if (session.password_due) {
    return <GivenPassword session={session} least={start.password_length} lock={lock} onOpen={open} />;
  }
  if (Desk === null) {
    return <BareWindow title={appWords.product}>{null}</BareWindow>;
  }
  return <Desk key={session.folder + session.user_id} start={start} opened={session} lock={lock} onLocked={leave} onKit={renewed} report={report} />;
}
