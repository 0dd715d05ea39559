//! What every screen says of this computer while it is so: that it protects the practice less than
//! others would, and, until somebody closes it, that its disk is not encrypted.

import { call } from "#ui/api/call";
import { cache, useAnswer } from "#ui/api/useAnswer";
import { go, to } from "#ui/app/route";
import { useWorkspace } from "#ui/app/workspace";
import { toProblem } from "#ui/api/problem";
import { Button } from "#ui/kit/Button";
import { apiWords } from "#ui/strings/en";
import { machineWords } from "#ui/strings/machine";
import { deskWords } from "#ui/strings/start";

/** What makes the facts about the computer stale. */
export const computerReads: readonly string[] = ["computer"];

export function Notices({ reduced }: { readonly reduced: boolean }) {
  const { value: computer } = useAnswer("computer", {}, computerReads);
  const bare = computer?.encryption_notice === true;
  if (!reduced && !bare) {
    return null;
  }
  return (
    <>
      {reduced ? (
        <p className="notice" role="note">
          <b>{deskWords.reduced}</b> {deskWords.reducedSays} {deskWords.reducedHow}
        </p>
      ) : null}
      {bare ? <BareDisk /> : null}
    </>
  );
}

function BareDisk() {
  const { toasts } = useWorkspace();
  const close = async () => {
    try {
      await call("close_encryption_notice", {});
      cache.invalidate(computerReads);
    } catch (thrown) {
      toasts.show(toProblem(thrown, apiWords.noAnswer).says);
    }
  };
  return (
    <div className="notice" role="note">
      <p>
        <b>{machineWords.bare}</b> {machineWords.bareSays}
      </p>
      <div className="acts">
        <Button kind="bare" small onPress={() => go(to("settings", "computer"))}>
          {machineWords.how}
        </Button>
        <Button kind="bare" small onPress={() => void close()}>
          {machineWords.close}
        </Button>
      </div>
    </div>
  );
}
