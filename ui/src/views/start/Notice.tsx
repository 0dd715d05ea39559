//! Says on every screen that this computer protects the practice less than others would.

import { deskWords as words } from "#ui/strings/start";

export function Notice() {
  return (
    <p className="notice" role="note">
      <b>{words.reduced}</b> {words.reducedSays} {words.reducedHow}
    </p>
  );
}
