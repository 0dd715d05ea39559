//! When the data folder lies where a practice would be damaged: what is wrong, and a better place.

import { useEffect, useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { PlaceView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { ActionButton } from "#ui/app/ActionButton";
import { live } from "#ui/app/action";
import { useActions } from "#ui/app/useActions";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { apiWords } from "#ui/strings/en";
import { placeWords as words } from "#ui/strings/machine";
import { Band } from "#ui/views/start/Band";

export type PlacePageProps = {
  readonly place: PlaceView;
  /** The better place is in use now. */
  readonly onMoved: () => Promise<void>;
};

export function PlacePage({ place, onMoved }: PlacePageProps) {
  const acts = useRef<HTMLDivElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => acts.current?.querySelector("button")?.focus(), []);
  const run = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await call("use_better_place", {});
      await onMoved();
    } catch (thrown) {
      setProblem(toProblem(thrown, apiWords.noAnswer).says);
      setBusy(false);
    }
  };
  const use = live({ id: "use_better_place", title: words.use(place.better), key: "Mod+Enter", strip: words.better, blocked: () => (busy ? words.using : null), run }, undefined);
  useActions({ name: words.layer, actions: place.better === "" ? [] : [use] });
  return (
    <div className="split">
      <Band name={words.title} says={place.says} mark={<Folder />} />
      <div className="page">
        {problem === null ? null : <ProblemBanner what={problem} />}
        {place.better === "" ? null : (
          <>
            <h2 className="heading">{words.better}</h2>
            <p>{words.moves(place.practices)}</p>
            <div ref={acts} className="acts">
              <ActionButton action={use} kind="primary">
                {busy ? words.using : use.title}
              </ActionButton>
            </div>
          </>
        )}
        <p className="dim">{words.back}</p>
      </div>
    </div>
  );
}

/** A folder with an arrow out of it. */
function Folder() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5">
      <path d="M2.75 15.25v-11h5l1.5 2h8v9zM8 10.75h5M11 8.5l2.25 2.25L11 13" />
    </svg>
  );
}
