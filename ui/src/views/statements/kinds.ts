//! What a run and an account are read from.

import { moneyKinds } from "#ui/views/work/kinds";

export const runKinds: readonly string[] = [...moneyKinds, "statement", "statement_rules", "guarantor", "patient", "estimate", "logo"];
