//! The other practices of this computer, each a key away, and the way to one more.

import type { PracticeCard } from "#ui/api/generated";
import { type Live, simple } from "#ui/app/action";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import { Kbd } from "#ui/kit/Kbd";
import { lockWords } from "#ui/strings/start";

export type OthersProps = {
  readonly practices: readonly PracticeCard[];
  readonly current: string;
  readonly onChoose: (folder: string) => void;
  readonly onAnother: () => void;
};

export function Others({ practices, current, onChoose, onAnother }: OthersProps) {
  const { registry } = useWorkspace();
  const others = practices
    .filter((card) => card.folder !== current)
    .map((card, n) => ({
      card,
      action: simple({
        id: `practice_${card.folder}`,
        title: lockWords.goTo(card.name),
        menu: "go",
        run: () => onChoose(card.folder),
        ...(n < 8 ? { key: `Mod+${n + 2}` } : {}),
      }),
    }));
  const another = simple({ id: "another", title: lockWords.another, key: "Mod+O", menu: "file", run: onAnother });
  useActions({ name: lockWords.others, actions: [...others.map(({ action }) => action), another] });
  const line = (action: Live, name: string, colour: string | undefined) => (
    <li key={action.id} data-practice={colour}>
      <button type="button" onClick={() => registry.start(action)}>
        {colour === undefined ? null : <span className="swatch" aria-hidden="true" />}
        <span className="cut">{name}</span>
        {action.key === null ? null : <Kbd of={action.key} bare />}
      </button>
    </li>
  );
  return (
    <div className="foot">
      {others.length === 0 ? null : <h2>{lockWords.others}</h2>}
      <ul>
        {others.map(({ card, action }) => line(action, card.name, card.colour))}
        {line(another, lockWords.another, undefined)}
      </ul>
    </div>
  );
}
