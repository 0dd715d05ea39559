//! A text with what was typed underlined.

import { pieces } from "#ui/app/match";

export type MarkedProps = { readonly text: string; readonly typed: string; readonly className?: string };

export function Marked({ text, typed, className }: MarkedProps) {
  return (
    <span className={className}>
      {pieces(text, typed).map((piece, n) => (piece.hit ? <mark key={n}>{piece.text}</mark> : piece.text))}
    </span>
  );
}
