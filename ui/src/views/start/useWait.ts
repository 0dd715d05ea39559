//! Seconds until the next try is allowed, counting down.

import { useEffect, useState } from "react";

function left(until: number): number {
  return Math.max(0, Math.ceil((until - Date.now()) / 1000));
}

/** `until` is UTC milliseconds; 0 when nobody has to wait. */
export function useWait(until: number): number {
  const [seconds, setSeconds] = useState(() => left(until));
  useEffect(() => {
    setSeconds(left(until));
    if (left(until) === 0) {
      return;
    }
    const timer = window.setInterval(() => setSeconds(left(until)), 250);
    return () => window.clearInterval(timer);
  }, [until]);
  return seconds;
}
