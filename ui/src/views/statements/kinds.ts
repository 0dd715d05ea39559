//! What a run and an account are read from.

import { moneyKinds } from "#ui/views/work/kinds";

export const runKinds: readonly string[] = [...moneyKinds, "statement", "statement_rules", "guarantor", "patient", "payment_plan", "letter", "placement", "estimate", "logo", "print_run", "print_event"];
export const letterKinds: readonly string[] = [...runKinds, "letter", "print"];
export const placementKinds: readonly string[] = [...runKinds, "placement", "letter"];
