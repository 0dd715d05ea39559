//! The shares of a row by age: order first, then shade and pattern, color only past 90 days. The
//! figures beside it say the same, so it is only for the eye.

import { parts } from "#ui/views/work/aging";

/** The patterns of the buckets, once on the page. */
export function AgingPatterns() {
  return (
    <svg className="aging-patterns" width="0" height="0" aria-hidden="true">
      <defs>
        <pattern id="age-0" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect className="age-0" width="6" height="6" />
        </pattern>
        <pattern id="age-1" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect className="age-1" width="6" height="6" />
          <path className="dots" d="M1.5 1.5h1.2v1.2H1.5zM4.5 4.5h1.2v1.2H4.5z" />
        </pattern>
        <pattern id="age-2" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect className="age-2" width="6" height="6" />
          <path className="hatch" d="M-1 1l2-2M0 6l6-6M5 7l2-2" />
        </pattern>
        <pattern id="age-3" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect className="age-3" width="6" height="6" />
          <path className="hatch" d="M-1 5l2 2M0 0l6 6M5-1l2 2" />
        </pattern>
        <pattern id="age-4" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect className="age-4" width="6" height="6" />
          <path className="hatch" d="M0 3h6M3 0v6" />
        </pattern>
      </defs>
    </svg>
  );
}

export type AgingBarProps = {
  readonly cents: readonly number[];
  /** What is owed in the row that owes most, which fills the width. */
  readonly widest: number;
};

export function AgingBar({ cents, widest }: AgingBarProps) {
  return (
    <svg className="aging-bar" aria-hidden="true">
      {parts(cents, widest).map(({ bucket, from, width }) => (
        <rect key={bucket} x={`${from / 10}%`} width={`${width / 10}%`} y="0" height="100%" fill={`url(#age-${bucket})`} />
      ))}
    </svg>
  );
}

/** The pattern of a bucket beside its name. */
export function AgingSwatch({ bucket }: { readonly bucket: number }) {
  return (
    <svg className="aging-swatch" width="14" height="10" aria-hidden="true">
      <rect width="14" height="10" fill={`url(#age-${bucket})`} />
    </svg>
  );
}
