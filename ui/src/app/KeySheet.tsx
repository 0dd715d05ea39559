//! `?`: every key that works here, by part of the window.

import { useLayers } from "#ui/app/workspace";
import { Button } from "#ui/kit/Button";
import { Dialog } from "#ui/kit/Dialog";
import { Kbd } from "#ui/kit/Kbd";
import type { Layer } from "#ui/app/registry";
import { keySheetWords } from "#ui/strings/en";

type Line = { readonly says: string; readonly keys: readonly string[] };

function linesOf(layer: Layer): readonly Line[] {
  return [
    ...layer.hints.map((hint) => ({ says: hint.says, keys: hint.keys })),
    ...layer.actions.flatMap((action) => (action.key === null ? [] : [{ says: action.title, keys: [action.key] }])),
  ];
}

export function KeySheet({ onClose }: { readonly onClose: () => void }) {
  const layers = useLayers();
  return (
    <Dialog
      wide
      title={keySheetWords.title}
      onClose={onClose}
      actions={
        <Button onPress={onClose} shortcut="Escape">
          {keySheetWords.close}
        </Button>
      }
    >
      <div className="sheet">
        {layers.map((layer) => {
          const lines = linesOf(layer);
          return lines.length === 0 ? null : (
            <section key={layer.name}>
              <h3>{layer.name}</h3>
              <ul>
                {lines.map((line) => (
                  <li key={`${line.says} ${line.keys.join(" ")}`}>
                    <span>{line.says}</span>
                    <span>
                      {line.keys.map((key) => (
                        <Kbd key={key} of={key} spoken />
                      ))}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}
