//! The way in with the recovery kit: the words, then who it is and their new password.

import { useEffect, useRef, useState } from "react";
import type { KitOpens, SessionView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { ActionButton } from "#ui/app/ActionButton";
import { live, simple } from "#ui/app/action";
import { useActions } from "#ui/app/useActions";
import { focusField, Form } from "#ui/kit/Form";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Select } from "#ui/kit/Select";
import { TextField } from "#ui/kit/TextField";
import { apiWords } from "#ui/strings/en";
import { kitInWords as words } from "#ui/strings/recovery";
import { startWords } from "#ui/strings/start";
import { countWords } from "#ui/views/start/KitCheck";

export type KitInProps = {
  /** What opening is called: `Restore and open`. */
  readonly send: string;
  readonly sending: string;
  /** Fewest characters of a new password. */
  readonly least: number;
  /** Who it may well be. */
  readonly likely?: string;
  readonly tryKit: (words: string) => Promise<KitOpens>;
  readonly open: (words: string, user: string, password: string) => Promise<SessionView>;
  readonly onOpen: (session: SessionView) => void;
  readonly onBack: () => void;
};

type Wrong = { readonly field: string | null; readonly says: string };

export function KitIn({ send, sending, least, likely, tryKit, open, onOpen, onBack }: KitInProps) {
  const [typed, setTyped] = useState("");
  const [opens, setOpens] = useState<KitOpens | null>(null);
  const [user, setUser] = useState("");
  const [password, setPassword] = useState("");
  const [repeat, setRepeat] = useState("");
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const [turn, setTurn] = useState(0);
  const [busy, setBusy] = useState(false);
  const page = useRef<HTMLDivElement>(null);
  const step = opens === null ? "words" : "user_id";
  useEffect(() => focusField(page.current, step), [step]);

  const refuse = (field: string | null, says: string) => {
    setWrong({ field, says });
    setTurn(turn + 1);
  };
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setWrong(null);
    try {
      await work();
    } catch (thrown) {
      const problem = toProblem(thrown, apiWords.noAnswer);
      refuse(problem.field, problem.says);
    } finally {
      setBusy(false);
    }
  };
  const check = () =>
    attempt(async () => {
      const found = await tryKit(typed);
      setUser(found.people.find((one) => one.id === likely)?.id ?? found.people[0]?.id ?? "");
      setOpens(found);
    });
  const enter = async () => {
    if (password !== repeat) {
      refuse("repeat", words.differ);
      return;
    }
    await attempt(async () => onOpen(await open(typed, user, password)));
  };
  const title = opens === null ? words.tryKit : send;
  const go = live(
    { id: "use_kit", title, key: "Mod+Enter", strip: title, blocked: () => (busy ? (opens === null ? words.trying : sending) : null), run: opens === null ? check : enter },
    undefined,
  );
  const back = simple({ id: "back", title: startWords.back, key: "Escape", strip: startWords.back, run: onBack });
  useActions({ name: words.title, actions: [go, back] });
  const error = (field: string) => (wrong?.field === field ? wrong.says : null);
  const shown = wrong !== null && (wrong.field === null || !["words", "user_id", "password", "repeat"].includes(wrong.field)) ? wrong.says : null;
  return (
    <div ref={page} className="kit-in">
      {shown === null ? null : <ProblemBanner what={shown} />}
      <Form label={title} className="fields" onSend={() => (busy ? undefined : void (opens === null ? check() : enter()))} wrong={wrong?.field ?? null} wrongTurn={turn}>
        {opens === null ? (
          <TextField
            name="words"
            className="s6"
            kind="code"
            lines={5}
            label={words.field}
            right={words.count(countWords(typed))}
            value={typed}
            onChange={setTyped}
            error={error("words")}
          />
        ) : (
          <>
            <div className="s6 opens" role="status">
              <h2 className="heading">{words.opens(opens.practice)}</h2>
              <p className="num">{words.holds(opens.patients, opens.claims)}</p>
              {opens.says.map((line) => (
                <p key={line}>{line}</p>
              ))}
            </div>
            <Select
              className="s6"
              name="user_id"
              label={words.person}
              value={user}
              options={opens.people.map((one) => ({ value: one.id, title: `${one.name}, ${one.role.toLowerCase()}` }))}
              onChange={setUser}
              error={error("user_id")}
            />
            <TextField
              className="s6"
              kind="password"
              name="password"
              label={words.password}
              hint={words.passwordHint(least)}
              value={password}
              onChange={setPassword}
              error={error("password")}
              autoComplete="new-password"
              required
            />
            <TextField className="s6" kind="password" name="repeat" label={words.repeat} value={repeat} onChange={setRepeat} error={error("repeat")} autoComplete="new-password" required />
          </>
        )}
        <div className="acts s6">
          <ActionButton action={go} kind="primary">
            {busy ? (opens === null ? words.trying : sending) : title}
          </ActionButton>
          <ActionButton action={back} kind="bare" />
        </div>
      </Form>
    </div>
  );
}
