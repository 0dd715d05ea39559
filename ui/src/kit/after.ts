//! Turning through a few choices with one key.

/** The next of a few, the first after the last. */
export function after<One>(all: readonly One[], one: One): One {
  return all[(all.indexOf(one) + 1) % all.length] ?? one;
}
