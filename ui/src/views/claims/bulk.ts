//! A change of a whole list, while it goes on: how far it is, and the way to stop it. What was done of
//! it is taken back then.

import { makeWork } from "#ui/app/work";

const bulk = makeWork();

/** Asks for the change and tells how far it is. */
export const inBulk = bulk.run;

/** Stops it. */
export const stopBulk = bulk.stop;

/** How far it is; `null` when there is none. */
export const useBulk = bulk.use;
