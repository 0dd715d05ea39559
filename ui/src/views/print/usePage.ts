//! A sheet as a picture. The sheet before stays until the next one is there, and the one after it is
//! drawn ahead.

import { useEffect, useState } from "react";
import { call } from "#ui/api/call";
import { toProblem } from "#ui/api/problem";
import { apiWords } from "#ui/strings/en";

export type Picture = { readonly src: string; readonly width: number; readonly height: number; readonly page: number };

export type Page = { readonly picture: Picture | null; readonly problem: string | null };

/** Sheets that were drawn, the newest last; a few, as each is a large text. */
const kept = 6;
const drawn = new Map<string, Promise<Picture>>();

function draw(preview: string, page: number, dpi: number): Promise<Picture> {
  const key = `${preview} ${page} ${dpi}`;
  const known = drawn.get(key);
  if (known !== undefined) {
    return known;
  }
  const picture = call("preview_page", { preview, page, dpi }).then(({ png, width, height }) => ({ src: `data:image/png;base64,${png}`, width, height, page }));
  drawn.set(key, picture);
  picture.catch(() => drawn.delete(key));
  for (const old of [...drawn.keys()].slice(0, -kept)) {
    drawn.delete(old);
  }
  return picture;
}

export function usePage(preview: string | null, page: number, pages: number, dpi: number): Page {
  const [shown, setShown] = useState<Page>({ picture: null, problem: null });
  useEffect(() => {
    if (preview === null || pages <= page) {
      setShown({ picture: null, problem: null });
      return;
    }
    let gone = false;
    draw(preview, page, dpi).then(
      (picture) => {
        if (!gone) {
          setShown({ picture, problem: null });
          if (page + 1 < pages) {
            draw(preview, page + 1, dpi).catch(() => {});
          }
        }
      },
      (thrown: unknown) => {
        if (!gone) {
          setShown({ picture: null, problem: toProblem(thrown, apiWords.noAnswer).says });
        }
      },
    );
    return () => {
      gone = true;
    };
  }, [preview, page, pages, dpi]);
  // Nothing of a patient stays in memory when the print center is left.
  useEffect(() => () => drawn.clear(), []);
  return shown;
}
