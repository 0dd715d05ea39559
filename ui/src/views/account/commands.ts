//! Which command of the core each form of money is sent with.

import type { rights } from "#ui/api/generated";
import type { ActKind } from "#ui/strings/account";

export const commandOf: Readonly<Record<ActKind, keyof typeof rights>> = {
  payment: "save_act",
  apply: "save_act",
  use_credit: "save_act",
  refund: "save_act",
  payer_refund: "save_act",
  discount: "save_act",
  write_off: "save_act",
  decision: "save_act",
  fee: "save_act",
  take_back: "take_back_act",
  move: "move_payment",
  returned: "return_payment",
  turn_down: "answer_act",
};

/** True of a form that is about an act: taking it back, moving it, noting what became of it. */
export function isOfAct(kind: ActKind): boolean {
  return commandOf[kind] !== "save_act";
}
