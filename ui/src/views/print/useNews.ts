//! How a job fares at its printer, asked again while it is on its way. The core says nothing of a job
//! of which the printing system knows nothing.

import { useEffect, useState } from "react";
import { call } from "#ui/api/call";
import type { PrintNews, PrintRunView } from "#ui/api/generated";

/** Between two questions, in milliseconds. */
const every = 5_000;

export function useNews(job: PrintRunView | null): PrintNews | null {
  const [news, setNews] = useState<PrintNews | null>(null);
  const id = job?.state === "sent" ? job.id : null;
  const fence = job?.fence ?? 0;
  useEffect(() => {
    setNews(null);
    if (id === null) {
      return;
    }
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const ask = () => {
      call("print_news", { id }).then(
        (told) => {
          if (!gone) {
            setNews(told);
            timer = setTimeout(ask, every);
          }
        },
        () => {},
      );
    };
    ask();
    return () => {
      gone = true;
      if (timer !== null) {
        clearTimeout(timer);
      }
    };
  }, [id, fence]);
  return news;
}
