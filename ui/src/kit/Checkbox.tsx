//! Yes or no.

import { type ReactNode, useEffect, useRef } from "react";

export type CheckboxProps = {
  readonly children: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** Some of what it stands for, not all. */
  readonly mixed?: boolean;
};

export function Checkbox({ children, checked, onChange, mixed = false }: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current !== null) {
      box.current.indeterminate = mixed;
    }
  }, [mixed]);
  return (
    <label className="tick">
      <input ref={box} type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>{children}</span>
    </label>
  );
}
