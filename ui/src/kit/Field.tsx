//! The frame of every field: its label above, the form's box number trailing, and a line beneath
//! whose height is kept whether it says something or not.

import { type ReactNode, useId } from "react";
import { classes } from "#ui/kit/css";

/** What the control inside has to carry, so that label and lines belong to it. */
export type FieldIds = {
  readonly id: string;
  readonly name: string | undefined;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
  readonly "aria-required": true | undefined;
};

export type FieldFrame = {
  readonly label: string;
  /** The core's name for it: a problem with this field leads here. */
  readonly name?: string;
  /** The CMS-1500 box, as billers say it: `24B`. */
  readonly box?: string;
  /** A quiet text at the right of the label: `0 of 71`. */
  readonly right?: ReactNode;
  /** What is wrong and what helps; shown beneath, in place of the hint. */
  readonly error?: string | null;
  /** What was understood, or what the code means. */
  readonly hint?: ReactNode;
  /** The hint asks for a look: in the tone of a check, on two lines if it needs them. */
  readonly odd?: boolean;
  /** Without the line beneath: for grids of fields whose findings stand in the panel. */
  readonly flat?: boolean;
  /** Changed since the last visit: a bar at the left. */
  readonly changed?: boolean;
  readonly required?: boolean;
  readonly className?: string;
};

export type FieldProps = FieldFrame & { readonly children: (ids: FieldIds) => ReactNode };

export function Field({ label, name, box, right, error = null, hint, odd = false, flat = false, changed = false, required = false, className, children }: FieldProps) {
  const id = useId();
  const under = `${id}-under`;
  const says = error ?? hint ?? null;
  return (
    <div className={classes("field", changed && "changed", className)}>
      <label className="label" htmlFor={id}>
        {label}
        {box === undefined ? null : <span className="box">{box}</span>}
        {right === undefined ? null : <span className="right num">{right}</span>}
      </label>
      {children({
        id,
        name,
        "aria-describedby": says === null ? undefined : under,
        "aria-invalid": error === null ? undefined : true,
        "aria-required": required ? true : undefined,
      })}
      {flat && error === null ? null : (
        <span id={under} className={classes(flat ? "sr" : "under", error !== null ? "wrong" : odd && "odd")}>
          {says}
        </span>
      )}
    </div>
  );
}
