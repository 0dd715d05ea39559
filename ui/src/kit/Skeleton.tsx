//! The places of values that are on their way, at their true height; nothing for the first 150 ms.

import { kitWords } from "#ui/strings/en";

export type SkeletonProps = {
  /** How many lines. */
  readonly lines: number;
  /** Their height in px: that of what will stand there. */
  readonly height?: number;
};

export function Skeleton({ lines, height = 24 }: SkeletonProps) {
  return (
    <div aria-busy="true">
      <span className="sr">{kitWords.table.loading}</span>
      {Array.from({ length: lines }, (_, n) => (
        <div key={n} style={{ height, lineHeight: `${height}px`, width: `${90 - ((n * 17) % 40)}%` }} aria-hidden="true">
          <i className="bone" />
        </div>
      ))}
    </div>
  );
}
