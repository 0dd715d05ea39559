//! The notice before a person's first saved file.

import { ActionButton } from "#ui/app/ActionButton";
import { simple } from "#ui/app/action";
import { Dialog } from "#ui/kit/Dialog";
import { readableWords as words } from "#ui/strings/audit";
import { useAsking } from "#ui/views/print/readable";

export function ReadableNotice() {
  const asking = useAsking();
  if (asking === null) {
    return null;
  }
  const leave = simple({ id: "keep_inside", title: words.leave, key: "Escape", run: () => asking.answer(false) });
  const goOn = simple({ id: "know_readable", title: words.go, key: "Mod+Enter", run: () => asking.answer(true) });
  return (
    <Dialog
      title={words.title}
      keys={[goOn]}
      onClose={() => asking.answer(false)}
      actions={
        <>
          <ActionButton action={leave} />
          <ActionButton action={goOn} kind="primary" />
        </>
      }
    >
      <p>{words.says}</p>
      <p>{words.what}</p>
      <p className="dim">{words.once}</p>
    </Dialog>
  );
}
