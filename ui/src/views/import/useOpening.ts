//! Opening balances under way: kept as they are typed, checked whenever a field is left, posted when
//! they come to the old system's total.

import { type RefObject, useEffect, useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { OpeningChecked } from "#ui/api/generated";
import { Problem } from "#ui/api/problem";
import { type Action, live, type Live } from "#ui/app/action";
import { refusal, type Role } from "#ui/app/may";
import { type Texts, useDraft } from "#ui/app/useDraft";
import { focusField } from "#ui/kit/Form";
import { centsText } from "#ui/kit/money";
import { openingWords as words } from "#ui/strings/opening";
import { faultsOf, filledRows, isUntouched, leftOf, openingTexts } from "#ui/views/import/opening";

const nothing: Texts = { on: "", ties_to: "" };

export type Opening = {
  readonly texts: Texts;
  readonly ready: boolean;
  readonly fill: (texts: Texts) => void;
  readonly forget: () => Promise<void>;
  readonly checked: OpeningChecked | null;
  /** By field: what is wrong with it. */
  readonly wrong: ReadonlyMap<string, string>;
  /** By row: who is meant. */
  readonly says: ReadonlyMap<number, string>;
  /** The caret came into a row; 0 for the fields above the rows. */
  readonly at: (row: number) => void;
  /** A field was left: time to check. */
  readonly left: () => void;
  readonly post: Live;
  readonly nextFault: Live;
};

export function useOpening(who: Role | undefined, page: RefObject<HTMLElement | null>): Opening {
  const draft = useDraft("opening", nothing);
  const { texts, ready } = draft;
  const [checked, setChecked] = useState<{ readonly of: Texts; readonly found: OpeningChecked } | null>(null);
  const [turn, setTurn] = useState(0);
  // The row in which the caret stands: what is not typed there yet is not missing.
  const [row, setRow] = useState(0);
  const [tried, setTried] = useState(false);
  const asked = useRef(0);
  const turned = useRef(-1);
  const rows = filledRows(texts);

  const check = async (now: Texts) => {
    asked.current += 1;
    const mine = asked.current;
    const found = await call("check_opening", openingTexts(now));
    if (mine === asked.current) {
      setChecked({ of: now, found });
    }
    return found;
  };
  // After a field was left: the texts as they then are. A check that fails says nothing new.
  useEffect(() => {
    if (ready && refusal(who, "check_opening") === null) {
      if (isUntouched(texts)) {
        asked.current += 1;
        setChecked(null);
      } else {
        check(texts).catch(() => {});
      }
    }
  }, [turn, ready]);

  const found = checked?.found ?? null;
  const wrong = checked === null ? new Map<string, string>() : faultsOf(checked.found, checked.of, tried ? null : row);
  const says = new Map((checked === null ? [] : filledRows(checked.of)).map((n, place) => [n, checked?.found.says[place] ?? ""]));
  const fields = [...wrong.keys()];
  const nextFault = live(
    {
      id: "next_finding",
      title: words.next,
      key: "F4",
      strip: words.nextShort,
      blocked: () => (fields.length === 0 ? words.nothingToFix : null),
      run: () => {
        turned.current = (turned.current + 1) % fields.length;
        focusField(page.current, fields[turned.current] ?? "");
      },
    },
    undefined,
  );
  const post = live(
    {
      id: "save_opening",
      title: words.post,
      key: "Mod+Enter",
      strip: words.post,
      blocked: () => refusal(who, "save_opening") ?? (rows.length === 0 ? words.empty : null),
      run: async (now) => {
        setTried(true);
        const latest = await check(now);
        const [first] = faultsOf(latest, now, null);
        if (first !== undefined) {
          focusField(page.current, first[0]);
          throw new Problem("field", first[1]);
        }
        const left = leftOf(latest) ?? 0;
        if (!latest.closes) {
          focusField(page.current, "ties_to");
          throw new Problem("field", words.notYet(centsText(left)));
        }
        const changed = await call("save_opening", openingTexts(now));
        await draft.forget();
        setChecked(null);
        setTried(false);
        return changed;
      },
      done: (_, now) => words.posted(filledRows(now).length),
    } satisfies Action<Texts, OpeningChecked>,
    texts,
  );
  return { texts, ready, fill: draft.fill, forget: draft.forget, checked: found, wrong, says, at: setRow, left: () => setTurn((before) => before + 1), post, nextFault };
}
