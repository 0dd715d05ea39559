//! How large the sheet is shown, and how fine it has to be drawn for that.

import { live, type Live } from "#ui/app/action";
import { useSetting } from "#ui/app/settings";
import { printWords } from "#ui/strings/printing";

export type Zoom = {
  /** In percent of the paper's size; `null` fits it into the window. */
  readonly zoom: number | null;
  readonly dpi: number;
  /** Smaller, larger, fit, 100 %. */
  readonly actions: readonly Live[];
  /** Empty while fitted. */
  readonly percent: string;
};

/** The steps of + and −, in percent; before the first one the sheet is fitted. */
const steps = [75, 100, 125, 150, 200, 300];

/** CSS pixels to the inch; the core draws from 50 to 300. */
const css = 96;

export function useZoom(): Zoom {
  const [text, setText] = useSetting("print.zoom", "fit");
  const at = steps.indexOf(Number(text));
  const zoom = steps[at] ?? null;
  const ratio = Math.max(1, window.devicePixelRatio);
  const dpi = Math.min(300, Math.max(50, Math.round((zoom === null ? 1 : zoom / 100) * css * ratio)));
  const set = (step: number | null) => setText(step === null ? "fit" : String(step));
  const larger = live(
    {
      id: "zoom_in",
      title: printWords.larger,
      key: "+",
      blocked: () => (at === steps.length - 1 ? printWords.largest : null),
      run: () => set(zoom === null ? 100 : (steps[at + 1] ?? zoom)),
    },
    undefined,
  );
  const smaller = live(
    { id: "zoom_out", title: printWords.smaller, key: "-", blocked: () => (zoom === null ? printWords.smallest : null), run: () => set(steps[at - 1] ?? null) },
    undefined,
  );
  const fit = live({ id: "zoom_fit", title: printWords.fit, key: "0", blocked: () => null, run: () => set(null) }, undefined);
  const full = live({ id: "zoom_full", title: printWords.percent(100), key: "1", blocked: () => null, run: () => set(100) }, undefined);
  return { zoom, dpi, actions: [smaller, larger, fit, full], percent: zoom === null ? "" : printWords.percent(zoom) };
}
