//! The own password, typed again before many records leave: whoever sits here now may be somebody else.

import { useCallback, useEffect, useRef, useState } from "react";
import { call, onProve } from "#ui/api/call";
import { Problem, toProblem } from "#ui/api/problem";
import { ActionButton } from "#ui/app/ActionButton";
import { live, simple } from "#ui/app/action";
import { useWorkspace } from "#ui/app/workspace";
import { Dialog } from "#ui/kit/Dialog";
import { Form } from "#ui/kit/Form";
import { TextField } from "#ui/kit/TextField";
import { apiWords } from "#ui/strings/en";
import { proveWords as words } from "#ui/strings/start";

type Asked = { readonly says: string; readonly answer: (proved: boolean) => void };

export function ProveSheet({ user }: { readonly user: string }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const waiting = useRef<Asked | null>(null);
  useEffect(() => {
    const stop = onProve(
      (says) =>
        new Promise((answer) => {
          // Two questions at once are one to the person.
          waiting.current?.answer(false);
          waiting.current = { says, answer };
          setAsked(waiting.current);
        }),
    );
    return () => {
      stop();
      waiting.current?.answer(false);
    };
  }, []);
  const end = useCallback((proved: boolean) => {
    waiting.current?.answer(proved);
    waiting.current = null;
    setAsked(null);
  }, []);
  return asked === null ? null : <Sheet user={user} says={asked.says} onEnd={end} />;
}

type SheetProps = { readonly user: string; readonly says: string; readonly onEnd: (proved: boolean) => void };

function Sheet({ user, says, onEnd }: SheetProps) {
  const { registry } = useWorkspace();
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const go = live(
    {
      id: "confirm_password",
      title: words.go,
      key: "Mod+Enter",
      blocked: () => (busy ? words.checking : null),
      run: async () => {
        setBusy(true);
        setProblem(null);
        try {
          await call("confirm_password", { password });
        } catch (thrown) {
          const found = toProblem(thrown, apiWords.noAnswer);
          setProblem(found.says);
          setBusy(false);
          setPassword("");
          field.current?.focus();
          // It stands at the field.
          throw new Problem("cancelled", found.says);
        }
        onEnd(true);
      },
    },
    undefined,
  );
  const leave = simple({ id: "leave_password", title: words.leave, key: "Escape", run: () => onEnd(false) });
  return (
    <Dialog
      title={words.title}
      keys={[go, leave]}
      onClose={() => onEnd(false)}
      actions={
        <>
          <ActionButton action={leave} kind="bare" />
          <ActionButton action={go} kind="primary">
            {busy ? words.checking : words.go}
          </ActionButton>
        </>
      }
    >
      <p>{says}</p>
      <Form label={words.title} className="prove" onSend={() => registry.start(go)}>
        <TextField
          ref={field}
          name="own_password"
          kind="password"
          label={words.password(user)}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          error={problem}
        />
      </Form>
    </Dialog>
  );
}
