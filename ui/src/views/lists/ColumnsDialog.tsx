//! Chooses and orders the columns of a list: Space shows or hides one, Alt with an arrow moves it.

import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { call } from "#ui/api/call";
import { live, simple } from "#ui/app/action";
import { ActionButton } from "#ui/app/ActionButton";
import { useWorkspace } from "#ui/app/workspace";
import { Button } from "#ui/kit/Button";
import { Checkbox } from "#ui/kit/Checkbox";
import { Dialog } from "#ui/kit/Dialog";
import { Kbd } from "#ui/kit/Kbd";
import { listWords as words } from "#ui/strings/lists";
import type { ListName } from "#ui/views/lists/useColumns";

export type Named = { readonly id: string; readonly title: string };

export type ColumnsDialogProps = {
  readonly list: ListName;
  /** The list as people call it. */
  readonly title: string;
  readonly all: readonly Named[];
  /** The ones that are shown, in their order. */
  readonly shown: readonly Named[];
  readonly onClose: () => void;
};

type Line = Named & { readonly on: boolean };

export function ColumnsDialog({ list, title, all, shown, onClose }: ColumnsDialogProps) {
  const { registry } = useWorkspace();
  const [lines, setLines] = useState<readonly Line[]>(() => [
    ...shown.map(({ id, title: name }) => ({ id, title: name, on: true })),
    ...all.filter(({ id }) => !shown.some((one) => one.id === id)).map(({ id, title: name }) => ({ id, title: name, on: false })),
  ]);
  const box = useRef<HTMLUListElement>(null);
  const focusOn = useRef<string | null>(lines[0]?.id ?? null);
  useLayoutEffect(() => {
    if (focusOn.current !== null) {
      box.current?.querySelector<HTMLElement>(`[data-column="${focusOn.current}"] input`)?.focus();
      focusOn.current = null;
    }
  });
  const move = (at: number, by: -1 | 1) => {
    const [from, to] = [lines[at], lines[at + by]];
    if (from !== undefined && to !== undefined) {
      focusOn.current = from.id;
      setLines(lines.map((line, n) => (n === at ? to : n === at + by ? from : line)));
    }
  };
  const key = (event: KeyboardEvent) => {
    const at = lines.findIndex((line) => event.target instanceof Element && event.target.closest(`[data-column="${line.id}"]`) !== null);
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : null;
    if (at < 0 || by === null) {
      return;
    }
    event.preventDefault();
    if (event.altKey) {
      move(at, by);
    } else {
      const next = lines[(at + by + lines.length) % lines.length];
      box.current?.querySelector<HTMLElement>(`[data-column="${next?.id ?? ""}"] input`)?.focus();
    }
  };
  const on = lines.filter((line) => line.on).map((line) => line.id);
  const send = (columns: readonly string[]) => {
    const kept = live({ id: "save_columns", title: words.columns, blocked: () => null, run: () => call("save_columns", { list, columns: [...columns] }), done: () => words.columnsKept }, undefined);
    onClose();
    registry.start(kept);
  };
  const use = live({ id: "use_columns", title: words.use, key: "Mod+Enter", blocked: () => (on.length === 0 ? words.oneAtLeast : null), run: () => send(on) }, undefined);
  const first = simple({ id: "first_columns", title: words.first, run: () => send([]) });
  const leave = simple({ id: "leave_columns", title: words.cancel, run: onClose });
  return (
    <Dialog
      title={words.columnsTitle(title)}
      onClose={onClose}
      keys={[use, first, leave]}
      actions={
        <>
          <span className="start">
            <ActionButton action={first} kind="bare" />
          </span>
          <Button shortcut="Escape" onPress={onClose}>
            {words.cancel}
          </Button>
          <ActionButton action={use} kind="primary" />
        </>
      }
    >
      <p className="dim">{words.columnsSay}</p>
      <ul ref={box} className="columns-list" onKeyDown={key}>
        {lines.map((line, n) => (
          <li key={line.id} data-column={line.id}>
            <Checkbox checked={line.on} onChange={(checked) => setLines(lines.map((one) => (one.id === line.id ? { ...one, on: checked } : one)))}>
              {line.title}
            </Checkbox>
            <Button kind="bare" small className="icon" label={words.up(line.title)} onPress={() => move(n, -1)}>
              <Kbd of="ArrowUp" bare />
            </Button>
            <Button kind="bare" small className="icon" label={words.down(line.title)} onPress={() => move(n, 1)}>
              <Kbd of="ArrowDown" bare />
            </Button>
          </li>
        ))}
      </ul>
      <p className="hint t12">{words.columnsKeys}</p>
    </Dialog>
  );
}
