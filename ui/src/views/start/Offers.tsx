//! The first start: four ways in, each with its key. Also the way to a further practice.

import { useEffect, useRef } from "react";
import { ActionButton } from "#ui/app/ActionButton";
import { type Live, simple } from "#ui/app/action";
import { useActions } from "#ui/app/useActions";
import { Band } from "#ui/views/start/Band";
import { ProgressBar } from "#ui/kit/ProgressBar";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { restoreWords } from "#ui/strings/recovery";
import { startWords } from "#ui/strings/start";
import { Unreadable } from "#ui/views/start/Unreadable";
import { useDemo } from "#ui/views/start/useDemo";

export type OffersProps = {
  /** Begins with the demo practice, which was asked for elsewhere. */
  readonly demoAtOnce: boolean;
  readonly onSetUp: () => void;
  readonly onJoin: () => void;
  readonly onRestore: () => void;
  /** The demo practice is there now; its folder. */
  readonly onDemo: (folder: string) => void;
  /** Back to the lock screen, when there are practices. */
  readonly onBack: (() => void) | null;
  /** What is here and cannot be read, in sentences. */
  readonly unreadable: readonly string[];
};

export function Offers({ demoAtOnce, onSetUp, onJoin, onRestore, onDemo, onBack, unreadable }: OffersProps) {
  const demo = useDemo(onDemo);
  const offers = useRef<HTMLUListElement>(null);
  const begun = useRef(!demoAtOnce);
  useEffect(() => {
    offers.current?.querySelector("button")?.focus();
    if (!begun.current) {
      begun.current = true;
      demo.make();
    }
    // Once, when it appears.
  }, []);
  const { title, first, more } = startWords;
  const setUp = simple({ id: "set_up", title: startWords.setUp.title, key: "S", strip: startWords.setUp.title, menu: "file", run: onSetUp });
  const open = simple({ id: "open_demo", title: startWords.demo.title, key: "D", strip: startWords.demo.stripTitle, menu: "file", run: demo.make });
  const join = simple({ id: "join", title: startWords.join.title, key: "J", strip: startWords.join.title, menu: "file", run: onJoin });
  const restore = simple({ id: "restore", title: restoreWords.offer, key: "R", strip: restoreWords.offer, menu: "file", run: onRestore });
  const back = onBack === null ? [] : [simple({ id: "back", title: startWords.toLock, key: "Escape", strip: startWords.back, run: onBack })];
  useActions({ name: startWords.layer, actions: demo.progress === null ? [setUp, open, join, restore, ...back] : [] });
  return (
    <div className="split">
      <Band name={title} says={onBack === null ? first : more} mark={<Sheet />} />
      <div className="page">
        <Unreadable says={unreadable} />
        {demo.problem === null ? null : <ProblemBanner what={demo.problem} />}
        <ul ref={offers} className="offers" aria-label={startWords.offers}>
          <Offer action={setUp} says={startWords.setUp.says} next />
          <Offer action={open} says={startWords.demo.says}>
            {demo.progress === null ? null : <ProgressBar {...demo.progress} onCancel={demo.cancel} />}
          </Offer>
          <Offer action={join} says={startWords.join.says} />
          <Offer action={restore} says={restoreWords.offerSays} />
        </ul>
        {back.map((action) => (
          <ActionButton key={action.id} action={action} kind="bare" className="back" />
        ))}
      </div>
    </div>
  );
}

type OfferProps = { readonly action: Live; readonly says: string; readonly next?: boolean; readonly children?: React.ReactNode };

function Offer({ action, says, next = false, children = null }: OfferProps) {
  return (
    <li>
      {children ?? <ActionButton action={action} kind={next ? "primary" : "outline"} />}
      <p>{says}</p>
    </li>
  );
}

/** The product's sign: a form. */
function Sheet() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5">
      <path d="M4 2.75h12v14.5H4zM7 7h6M7 10.25h6M7 13.5h3.5" />
    </svg>
  );
}
