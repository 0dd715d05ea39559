//! What plans, notes and the accounts that want somebody are read from.

import { moneyKinds } from "#ui/views/work/kinds";

export const planKinds: readonly string[] = [...moneyKinds, "payment_plan", "guarantor", "statement_rules"];
export const noteKinds: readonly string[] = [...moneyKinds, "account_note", "guarantor"];
export const accountWorkKinds: readonly string[] = [...moneyKinds, "payment_plan", "account_note", "guarantor", "statement_rules"];
