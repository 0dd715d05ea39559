//! One line when refunds wait for a second person: on Today, and above what was done by hand.

import { ActionWord } from "#ui/app/ActionButton";
import { type Live, simple } from "#ui/app/action";
import { go } from "#ui/app/route";
import { waitingWords as words } from "#ui/strings/payments";
import { waitingRoute } from "#ui/views/books/routes";
import { ownCount, useWaiting } from "#ui/views/books/useWaiting";

/** Leads to the refunds that wait. */
export function waitingAction(): Live {
  return simple({ id: "show_waiting", title: words.showTitle, key: "Y", run: () => go(waitingRoute) });
}

export function WaitingLine({ action }: { readonly action: Live }) {
  const { rows } = useWaiting();
  if (rows.length === 0) {
    return null;
  }
  const own = ownCount(rows);
  return (
    <p className="notice waiting-line" role="note">
      <span className="num">
        <b>{words.wait(rows.length)}</b>
        {own === 0 ? null : `. ${words.yours(own)}`}
      </span>
      <ActionWord action={action}>{words.show}</ActionWord>
    </p>
  );
}
