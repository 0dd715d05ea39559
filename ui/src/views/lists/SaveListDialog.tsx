//! Keeps a narrowed list under a name.

import { type KeyboardEvent, useState } from "react";
import { call } from "#ui/api/call";
import { Problem, toProblem } from "#ui/api/problem";
import { live } from "#ui/app/action";
import { ActionButton } from "#ui/app/ActionButton";
import { useWorkspace } from "#ui/app/workspace";
import { Button } from "#ui/kit/Button";
import { Dialog } from "#ui/kit/Dialog";
import { TextField } from "#ui/kit/TextField";
import { apiWords } from "#ui/strings/en";
import { listWords as words } from "#ui/strings/lists";
import type { ClaimList } from "#ui/views/claims/filters";

export type SaveListDialogProps = {
  readonly list: ClaimList;
  /** The name it has already, or empty. */
  readonly name: string;
  readonly onClose: () => void;
};

export function SaveListDialog({ list, name: before, onClose }: SaveListDialogProps) {
  const { registry } = useWorkspace();
  const [name, setName] = useState(before);
  const [wrong, setWrong] = useState<string | null>(null);
  const keep = live(
    {
      id: "keep_list",
      title: words.keep,
      key: "Enter",
      blocked: () => null,
      run: async () => {
        try {
          const saved = await call("save_list", { name, filter: list.filter, sort: list.sort.column, descending: list.sort.descending });
          onClose();
          return saved;
        } catch (thrown) {
          const found = toProblem(thrown, apiWords.noAnswer);
          setWrong(found.says);
          // Said at the field already: no notice besides.
          throw new Problem("cancelled", found.says);
        }
      },
      done: () => words.kept(name.trim()),
    },
    undefined,
  );
  const key = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      event.preventDefault();
      registry.start(keep);
    }
  };
  return (
    <Dialog
      title={words.save}
      onClose={onClose}
      keys={[keep]}
      actions={
        <>
          <Button shortcut="Escape" onPress={onClose}>
            {words.cancel}
          </Button>
          <ActionButton action={keep} kind="primary" />
        </>
      }
    >
      <div className="save-list">
        <p className="dim">{words.saveSays}</p>
        <TextField
          label={words.name}
          value={name}
          onChange={(text) => {
            setName(text);
            setWrong(null);
          }}
          onKeyDown={key}
          error={wrong}
          maxLength={60}
        />
      </div>
    </Dialog>
  );
}
