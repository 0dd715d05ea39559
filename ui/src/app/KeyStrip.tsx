//! The keys of this screen, at the left of the status bar.

import { useContext } from "react";
import { keyText } from "#ui/app/keys";
import { PlatformContext } from "#ui/app/platform";
import { useLayers } from "#ui/app/workspace";
import { appWords } from "#ui/strings/en";

export function KeyStrip() {
  const platform = useContext(PlatformContext);
  const layers = useLayers();
  const seen = new Set<string>();
  const entries = layers.flatMap((layer) => [
    ...layer.hints.map((hint) => ({ keys: hint.keys.map((key) => keyText(key, platform)).join(""), says: hint.says })),
    ...layer.actions.flatMap((action) =>
      action.key === null || action.strip === null ? [] : [{ keys: keyText(action.key, platform), says: action.strip }],
    ),
  ]);
  const shown = entries.filter(({ keys }) => !seen.has(keys) && seen.add(keys));
  return (
    <div className="keys" aria-label={appWords.keysHere} role="group">
      {shown.map(({ keys, says }) => (
        <span key={keys}>
          <b>{keys}</b>
          {says}
        </span>
      ))}
    </div>
  );
}
