//! Finds a reason by what it means and writes its code into the cell from which it was asked for.

import { useCallback, useState } from "react";
import { call } from "#ui/api/call";
import type { SheetTexts } from "#ui/api/generated";
import { Button } from "#ui/kit/Button";
import { ComboField } from "#ui/kit/ComboField";
import { Dialog } from "#ui/kit/Dialog";
import { reasonWords as words } from "#ui/strings/remits";
import { placeOf } from "#ui/views/remits/cells";
import type { Type } from "#ui/views/remits/SheetCell";
import { textAt, withCode } from "#ui/views/remits/sheetTexts";

export type ReasonDialogProps = { readonly cell: string; readonly texts: SheetTexts; readonly type: Type; readonly onClose: () => void };

/** The group that most often goes with a reason; it can be typed over. */
function grouped(code: string): string {
  return ["1", "2", "3", "66"].includes(code) ? `PR-${code} ` : `CO-${code} `;
}

export function ReasonDialog({ cell, texts, type, onClose }: ReasonDialogProps) {
  const [typed, setTyped] = useState("");
  const list = placeOf(cell).field === "remarks" ? "rarc" : "carc";
  const find = useCallback(async (text: string) => (await call("codes", { list, text })).rows.map((row) => ({ id: row.code, code: row.code, title: row.words })), [list]);
  return (
    <Dialog
      title={words.titles[list]}
      onClose={onClose}
      className="reason-dialog"
      actions={
        <Button shortcut="Escape" onPress={onClose}>
          {words.close}
        </Button>
      }
    >
      <ComboField
        label={words.field}
        value={typed}
        onChange={setTyped}
        find={find}
        onTake={(choice) => {
          type(cell, withCode(textAt(texts, cell), list === "rarc" ? choice.id : grouped(choice.id), list === "rarc"));
          onClose();
        }}
      />
    </Dialog>
  );
}
