//! Joining a practice: says plainly what is missing for it, and what to do meanwhile.

import { useEffect, useRef } from "react";
import { ActionButton } from "#ui/app/ActionButton";
import { simple } from "#ui/app/action";
import { useActions } from "#ui/app/useActions";
import { joinWords, startWords } from "#ui/strings/start";
import { Band } from "#ui/views/start/Band";

export type JoinPageProps = { readonly onDemo: () => void; readonly onBack: () => void };

export function JoinPage({ onDemo, onBack }: JoinPageProps) {
  const acts = useRef<HTMLDivElement>(null);
  useEffect(() => acts.current?.querySelector("button")?.focus(), []);
  const demo = simple({ id: "open_demo", title: startWords.demo.title, key: "D", strip: startWords.demo.stripTitle, run: onDemo });
  const back = simple({ id: "back", title: startWords.back, key: "Escape", strip: startWords.back, run: onBack });
  useActions({ name: joinWords.title, actions: [demo, back] });
  return (
    <div className="split">
      <Band name={joinWords.title} says={joinWords.says} mark={<Two />} />
      <div className="page">
        <h2 className="heading">{joinWords.meanwhile}</h2>
        <ul className="ways">
          {joinWords.ways.map((way) => (
            <li key={way}>{way}</li>
          ))}
        </ul>
        <div ref={acts} className="acts">
          <ActionButton action={demo} />
          <ActionButton action={back} kind="bare" />
        </div>
      </div>
    </div>
  );
}

/** Two computers, the second still to come. */
function Two() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5">
      <path d="M1.75 4.75h8.5v7h-8.5zM4 15h4M12.5 7.75h5.75v7H10M12 18h4" strokeDasharray="0" />
    </svg>
  );
}
