//! A new person: name, role with what it may, a first password. Half typed, it comes back after a
//! lock, all but the password.

import { useEffect, useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { RoleView } from "#ui/api/generated";
import { Problem, toProblem } from "#ui/api/problem";
import { ActionButton } from "#ui/app/ActionButton";
import { live, simple } from "#ui/app/action";
import { arrive } from "#ui/app/typeahead";
import { useActions } from "#ui/app/useActions";
import { type Texts, useDraft } from "#ui/app/useDraft";
import { useWorkspace } from "#ui/app/workspace";
import { Form } from "#ui/kit/Form";
import { Select } from "#ui/kit/Select";
import { TextField } from "#ui/kit/TextField";
import { apiWords } from "#ui/strings/en";
import { settingsWords as words } from "#ui/strings/settings";

export type AddPersonProps = {
  readonly roles: readonly RoleView[];
  /** The role of whoever adds: only an owner makes another owner. */
  readonly mine: string;
  readonly least: number;
  readonly onClose: () => void;
};

const nobody: Texts = { name: "", role: "biller" };

export function AddPerson({ roles, mine, least, onClose }: AddPersonProps) {
  const { registry } = useWorkspace();
  const draft = useDraft("add_user", nobody);
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [turn, setTurn] = useState(0);
  const [busy, setBusy] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (first.current !== null) {
      first.current.scrollIntoView({ block: "nearest" });
      arrive(first.current);
    }
  }, []);
  const name = draft.texts["name"] ?? "";
  const role = draft.texts["role"] ?? "biller";
  const close = () => {
    draft.forget();
    onClose();
  };
  const add = live(
    {
      id: "add_person",
      title: words.addNow,
      key: "Mod+Enter",
      strip: words.addNow,
      blocked: () => (busy ? words.adding : null),
      run: async () => {
        setBusy(true);
        setProblem(null);
        try {
          const changed = await call("add_user", { name, role, password });
          close();
          return changed;
        } catch (thrown) {
          const found = toProblem(thrown, apiWords.noAnswer);
          setProblem(found);
          setTurn(turn + 1);
          setBusy(false);
          throw found.field === null ? found : new Problem("cancelled", found.says);
        }
      },
      done: () => words.added(name.trim()),
    },
    undefined,
  );
  const leave = simple({ id: "leave_person", title: words.cancel, key: "Escape", run: close });
  useActions({ name: words.add, actions: [add, leave], level: "part" });
  const wrong = (field: string) => (problem?.field === field ? problem.says : null);
  const may = roles.find((one) => one.role === role)?.may ?? [];
  return (
    <Form label={words.add} className="fields add-person" onSend={() => registry.start(add)} wrong={problem?.field ?? null} wrongTurn={turn}>
      <TextField ref={first} className="s3" name="name" label={words.name} value={name} onChange={(text) => draft.set("name", text)} error={wrong("name")} required />
      <Select
        className="s3"
        name="role"
        label={words.role}
        value={role}
        options={roles.filter((one) => one.role !== "owner" || mine === "owner").map((one) => ({ value: one.role, title: one.title }))}
        onChange={(value) => draft.set("role", value)}
        error={wrong("role")}
      />
      <p className="s6 dim may">{words.may(may)}</p>
      <TextField
        className="s6"
        kind="password"
        name="password"
        label={words.password}
        value={password}
        onChange={setPassword}
        error={wrong("password")}
        hint={words.passwordHint(least)}
        autoComplete="new-password"
        required
      />
      <div className="acts s6">
        <ActionButton action={add} kind="primary">
          {busy ? words.adding : words.addNow}
        </ActionButton>
        <ActionButton action={leave} kind="bare" />
      </div>
    </Form>
  );
}
