//! The palette's list: kinds with their headings, hits underlined where the text was met.

import { useEffect, useRef } from "react";
import type { Hit, HitKind } from "#ui/app/hits";
import { classes } from "#ui/kit/css";
import { Kbd } from "#ui/kit/Kbd";
import { Marked } from "#ui/kit/Marked";
import { paletteWords } from "#ui/strings/en";

export type PaletteHitsProps = {
  readonly id: string;
  readonly groups: readonly { readonly kind: HitKind; readonly hits: readonly Hit[] }[];
  readonly typed: string;
  readonly chosen: number;
  readonly onTake: (hit: Hit) => void;
  readonly onPoint: (at: number) => void;
};

export function PaletteHits({ id, groups, typed, chosen, onTake, onPoint }: PaletteHitsProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [chosen, groups]);
  let at = -1;
  return (
    <div ref={list} id={id} className="hits" role="listbox" aria-label={paletteWords.hits} hidden={groups.length === 0}>
      {groups.map((group) => (
        <div key={group.kind} role="group" aria-labelledby={`${id}-${group.kind}`}>
          <div className="kind" id={`${id}-${group.kind}`} role="presentation">
            {paletteWords.kinds[group.kind]}
          </div>
          {group.hits.map((hit) => {
            at += 1;
            const mine = at;
            return (
              <div
                key={hit.id}
                id={`${id}-${mine}`}
                role="option"
                aria-selected={mine === chosen}
                aria-disabled={hit.blocked === null ? undefined : true}
                className={classes("hit", mine === chosen && "selected", hit.blocked !== null && "blocked")}
                onClick={() => onTake(hit)}
                onPointerMove={() => {
                  if (mine !== chosen) {
                    onPoint(mine);
                  }
                }}
              >
                <span className={hit.personal ? "private" : undefined}>
                  {hit.code === undefined ? null : (
                    <>
                      <Marked text={hit.code} typed={typed} className="code" />{" "}
                    </>
                  )}
                  <Marked text={hit.title} typed={typed} />
                </span>
                <span className={classes("more num", hit.personal && "private")}>{hit.more}</span>
                <span className="end">{hit.key === null ? null : <Kbd of={hit.key} />}</span>
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}
