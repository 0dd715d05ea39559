//! What an import brought, with the way to its claims and the way back.

import type { ImportDone } from "#ui/api/generated";
import { ActionButton } from "#ui/app/ActionButton";
import { useLayers } from "#ui/app/workspace";
import { Status } from "#ui/kit/Status";
import { importWords as words } from "#ui/strings/imports";
import { KindTable } from "#ui/views/import/KindTable";

export function DonePage({ done }: { readonly done: ImportDone }) {
  const undo = useLayers()
    .flatMap((layer) => layer.actions)
    .find((action) => action.id === "undo");
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={words.doneTitle}>
      <div className="brought">
        <h2 className="t15 semi">
          <Status tone="ok">{words.doneSays(done.claims_created, done.claims_matched)}</Status>
        </h2>
        <KindTable kinds={done.kinds} />
        <div className="acts">
          {undo === undefined ? null : <ActionButton action={undo} />}
        </div>
      </div>
    </div>
  );
}
