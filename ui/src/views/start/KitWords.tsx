//! The words of the kit in numbered columns, and the paper to keep them on.

import { useEffect, useRef } from "react";
import { call } from "#ui/api/call";
import type { KitView } from "#ui/api/generated";
import { ActionButton } from "#ui/app/ActionButton";
import { simple } from "#ui/app/action";
import { useActions } from "#ui/app/useActions";
import { DayText } from "#ui/kit/MoneyText";
import { recoveryWords as words } from "#ui/strings/start";

export type KitWordsProps = {
  readonly kit: KitView;
  /** The name of the file that was written. */
  readonly onSaved: (name: string) => void;
  readonly onType: () => void;
};

export function KitWords({ kit, onSaved, onType }: KitWordsProps) {
  const acts = useRef<HTMLDivElement>(null);
  useEffect(() => acts.current?.querySelector("button")?.focus(), []);
  const save = simple({
    id: "save_kit",
    title: words.save,
    key: "Mod+S",
    strip: words.save,
    menu: "file",
    run: async () => {
      const { file } = await call("pick_save", { suggested: words.saveName });
      if (file !== null) {
        onSaved((await call("save_kit", { token: file.token })).name);
      }
    },
  });
  const type = simple({ id: "type_kit", title: words.type, key: "Mod+Enter", strip: words.type, run: onType });
  useActions({ name: words.layer, actions: [save, type] });
  return (
    <>
      <div className="heading">
        {kit.practice}
        <span className="end num">
          {words.made} <DayText day={kit.made_on} />
        </span>
      </div>
      <ol className="kit" aria-label={words.words}>
        {kit.words.map((word, n) => (
          <li key={n}>
            <span className="n num" aria-hidden="true">
              {n + 1}
            </span>
            <span className="code">{word}</span>
          </li>
        ))}
      </ol>
      <div ref={acts} className="acts">
        <ActionButton action={save} />
        <ActionButton action={type} kind="primary" />
      </div>
    </>
  );
}
