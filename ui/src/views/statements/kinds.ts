//! What a run and an account are read from.

import { moneyKinds } from "#ui/views/work/kinds";

export const runKinds: readonly string[] = [...moneyKinds, "statement", "statement_rules", "guarantor", "patient", "payment_plan", "letter", "placement", "estimate", "logo"];
export const letterKinds: readonly string[] = [...runKinds, "letter", "print", "print_run", "print_event"];
export const placementKinds: readonly string[] = [...runKinds, "placement", "letter"];
