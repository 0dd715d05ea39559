//! The lock screen: which practice, by name and color; who; the password. Nothing of a patient, not
//! even a count.

import { useEffect, useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { PracticeCard, SessionView, StartView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { ActionButton, ActionLine } from "#ui/app/ActionButton";
import { type Live, live, simple } from "#ui/app/action";
import { useSetting } from "#ui/app/settings";
import { arrive } from "#ui/app/typeahead";
import { useActions } from "#ui/app/useActions";
import { Form } from "#ui/kit/Form";
import { Status } from "#ui/kit/Status";
import { TextField } from "#ui/kit/TextField";
import { apiWords } from "#ui/strings/en";
import { kitInWords } from "#ui/strings/recovery";
import { lockWords as words, startWords } from "#ui/strings/start";
import { Band } from "#ui/views/start/Band";
import { BareWindow } from "#ui/views/start/BareWindow";
import { Others } from "#ui/views/start/Others";
import { People } from "#ui/views/start/People";
import { Unreadable } from "#ui/views/start/Unreadable";
import { useWait } from "#ui/views/start/useWait";

export type LockScreenProps = {
  readonly start: StartView;
  readonly card: PracticeCard;
  readonly onOpen: (session: SessionView) => void;
  /** Reads the cards again: how long one has to wait is on them. */
  readonly onStale: () => void;
  readonly onChoose: (folder: string) => void;
  readonly onAnother: () => void;
  /** A password was forgotten: whose, when anybody was chosen. */
  readonly onForgot: (user: string) => void;
};

export function LockScreen({ start, card, onOpen, onStale, onChoose, onAnother, onForgot }: LockScreenProps) {
  const [last, setLast] = useSetting(`person.${card.folder}`, "");
  const user = card.users.find((one) => one.id === last) ?? card.users[0];
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const seconds = useWait(user?.wait_until ?? 0);
  useEffect(() => {
    if (field.current !== null) {
      arrive(field.current);
    }
  }, [card.folder]);

  const choose = (id: string) => {
    setLast(id);
    setProblem(null);
    setPassword("");
  };
  const step = (by: number) => {
    const at = card.users.findIndex((one) => one === user);
    const next = card.users[(at + by + card.users.length) % card.users.length];
    if (next !== undefined) {
      choose(next.id);
    }
  };
  const unlock = async () => {
    if (user === undefined) {
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      onOpen(await call("unlock", { folder: card.folder, user_id: user.id, password }));
    } catch (thrown) {
      setProblem(toProblem(thrown, apiWords.noAnswer).says);
      setPassword("");
      setBusy(false);
      field.current?.focus();
      onStale();
    }
  };
  const blocked = user === undefined ? words.nobody : busy ? words.unlocking : seconds > 0 ? words.waiting(seconds) : null;
  const open = live({ id: "unlock", title: words.unlock, key: "Enter", strip: words.unlock, blocked: () => blocked, run: unlock }, undefined);
  const show = simple({ id: "show_password", title: words.showKey, key: "Alt+V", run: () => field.current?.closest(".inside")?.querySelector("button")?.click() });
  const fill = simple({ id: "fill_password", title: words.fill, key: "Alt+D", run: () => setPassword(card.demo_password) });
  const forgot = simple({ id: "forgot", title: kitInWords.forgot, key: "Alt+F", run: () => onForgot(user?.id ?? "") });
  const demo = card.demo_password === "" ? [] : [fill];
  const ways = card.demo ? [] : [forgot];
  useActions({
    name: words.layer,
    actions: [open, show, ...demo, ...ways],
    hints: card.users.length < 2 ? [] : [{ keys: ["ArrowUp", "ArrowDown"], says: words.person }],
  });

  return (
    <BareWindow title={card.name} colour={card.colour} status={<Foot start={start} />}>
      <div className="split">
        <Band name={card.name} says={card.locked_says === "" ? words.ready : card.locked_says}>
          <Others practices={start.practices} current={card.folder} onChoose={onChoose} onAnother={onAnother} />
        </Band>
        <div className="page">
          <Unreadable says={start.unreadable} />
          {user === undefined ? (
            <div className="unlock">
              <p>{card.damaged === "" ? kitInWords.nobody : card.damaged}</p>
              <Forgotten card={card} actions={ways} />
              <Status tone={secretTone(card.secret)}>{card.secret_says}</Status>
            </div>
          ) : (
            <Form label={words.unlock} className="unlock" onSend={() => (blocked === null ? void unlock() : undefined)}>
              <People users={card.users} chosen={user.id} onChoose={choose} />
              <TextField
                ref={field}
                name="password"
                kind="password"
                flat
                label={words.password(user.name)}
                value={password}
                onChange={setPassword}
                onKeyDown={(event) => {
                  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
                    event.preventDefault();
                    step(event.key === "ArrowDown" ? 1 : -1);
                  }
                }}
                autoComplete="current-password"
                showKey="Alt+V"
                error={problem}
              />
              <p className="refusal" role="alert">
                {seconds > 0 ? words.waiting(seconds) : problem}
              </p>
              <div className="acts">
                <ActionButton action={open} kind="primary">
                  {busy ? words.unlocking : words.unlock}
                </ActionButton>
              </div>
              {demo.length === 0 ? null : (
                <div className="demo">
                  <p>
                    {words.demo} <code className="code">{card.demo_password}</code>
                  </p>
                  <ActionLine action={fill} />
                </div>
              )}
              <Forgotten card={card} actions={ways} />
              <ul className="states">
                <li>
                  <Status tone={secretTone(card.secret)}>{card.secret_says}</Status>
                </li>
                <li>
                  {card.closing ? <Status tone="warn">{words.closing}</Status> : <Status tone="ok">{words.closed}</Status>}
                </li>
              </ul>
            </Form>
          )}
        </div>
      </div>
    </BareWindow>
  );
}

function secretTone(secret: string): "ok" | "warn" | "bad" {
  return secret === "present" ? "ok" : secret === "file" ? "warn" : "bad";
}

/** The ways back, and who cannot sign in without one. */
function Forgotten({ card, actions }: { readonly card: PracticeCard; readonly actions: readonly Live[] }) {
  return (
    <div className="forgotten">
      {card.no_password.length === 0 ? null : <p>{kitInWords.noPassword(card.no_password)}</p>}
      {actions.map((action) => (
        <ActionLine key={action.id} action={action} />
      ))}
    </div>
  );
}

function Foot({ start }: { readonly start: StartView }) {
  return (
    <>
      <span>{words.tries}</span>
      <span>{startWords.version(start.version)}</span>
    </>
  );
}
