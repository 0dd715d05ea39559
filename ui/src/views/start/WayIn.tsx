//! Before anybody has signed in: the lock screen of the practice that was open last, or the ways to
//! get one.

import { useState } from "react";
import { call } from "#ui/api/call";
import type { KitView, SessionView, StartView } from "#ui/api/generated";
import { appWords } from "#ui/strings/en";
import { startWords } from "#ui/strings/start";
import { BareWindow } from "#ui/views/start/BareWindow";
import { ForgotPage } from "#ui/views/start/ForgotPage";
import { JoinPage } from "#ui/views/start/JoinPage";
import { LockScreen } from "#ui/views/start/LockScreen";
import { Offers } from "#ui/views/start/Offers";
import { RestorePage } from "#ui/views/start/RestorePage";
import { PlacePage } from "#ui/views/start/PlacePage";
import { SetUpForm } from "#ui/views/start/SetUpForm";

export type WayInProps = {
  readonly start: StartView;
  /** The folder of the practice that was open last. */
  readonly last: string;
  readonly onChoose: (folder: string) => void;
  readonly onOpen: (session: SessionView) => void;
  readonly onKit: (kit: KitView) => void;
  readonly onRead: () => Promise<void>;
};

export function WayIn({ start, last, onChoose, onOpen, onKit, onRead }: WayInProps) {
  const [page, setPage] = useState<"lock" | "forgot" | "offers" | "demo" | "set_up" | "join" | "restore">("lock");
  const card = start.practices.find((one) => one.folder === last) ?? start.practices[0];
  /** Who was chosen when the password was forgotten. */
  const [likely, setLikely] = useState("");
  const made = async (kit: KitView) => {
    onKit(kit);
    onOpen(await call("session", {}));
  };
  const demo = async (folder: string) => {
    await onRead();
    onChoose(folder);
    setPage("lock");
  };
  if (start.place !== null) {
    return (
      <BareWindow title={appWords.product} status={<span>{startWords.version(start.version)}</span>}>
        <PlacePage place={start.place} onMoved={onRead} />
      </BareWindow>
    );
  }
  if (page === "set_up") {
    return <SetUpForm start={start} onMade={made} onBack={() => setPage("offers")} />;
  }
  if (page === "forgot" && card !== undefined) {
    return <ForgotPage start={start} card={card} likely={likely} onOpen={onOpen} onBack={() => setPage("lock")} />;
  }
  if (page === "lock" && card !== undefined) {
    return (
      <LockScreen
        key={card.folder}
        start={start}
        card={card}
        onOpen={onOpen}
        onStale={() => void onRead()}
        onChoose={onChoose}
        onAnother={() => setPage("offers")}
        onForgot={(user) => {
          setLikely(user);
          setPage("forgot");
        }}
      />
    );
  }
  const back = start.practices.length === 0 ? null : () => setPage("lock");
  return (
    <BareWindow title={appWords.product} status={<span>{startWords.version(start.version)}</span>}>
      {page === "restore" ? (
        <RestorePage start={start} onOpen={onOpen} onBack={() => setPage("offers")} />
      ) : page === "join" ? (
        <JoinPage onDemo={() => setPage("demo")} onBack={() => setPage("offers")} />
      ) : (
        <Offers demoAtOnce={page === "demo"} onSetUp={() => setPage("set_up")} onJoin={() => setPage("join")} onRestore={() => setPage("restore")} onDemo={(folder) => void demo(folder)} onBack={back} unreadable={start.unreadable} />
      )}
    </BareWindow>
  );
}
