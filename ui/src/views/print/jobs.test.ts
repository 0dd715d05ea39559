import { expect, test } from "vitest";
import type { PrintRunView } from "#ui/api/generated";
import { askedJob, dueSheets, jobTitle, sheetsOf, timeOf } from "#ui/views/print/jobs";

function job(id: string, more: Partial<PrintRunView> = {}): PrintRunView {
  return {
    id, what: "cms1500", title: "State Medicaid", when: "11/24/26 15:30", by: "Ana Reyes", claims: 3, pages: 3, charge_cents: 100, draft: false, mails: true, to: "desk",
    state: "sent", first: 1, last: 3, fence: 1, moved: "11/24/26 15:38", mailed_on: "", why: "", ...more,
  };
}

test("sheets are typed as people write them", () => {
  expect(sheetsOf("2-3")).toEqual({ from: 2, to: 3 });
  expect(sheetsOf(" 2 – 12 ")).toEqual({ from: 2, to: 12 });
  expect(sheetsOf("4")).toEqual({ from: 4, to: 4 });
  for (const text of ["", "0", "3-2", "two", "1-", "-2", "1,2"]) {
    expect(sheetsOf(text), text).toBeNull();
  }
});

test("a job without a title is called by what is on it", () => {
  expect(jobTitle(job("a"))).toBe("State Medicaid");
  expect(jobTitle(job("a", { title: "" }))).toBe("3 claims");
  expect(jobTitle(job("a", { title: "", what: "statement", claims: 1 }))).toBe("1 statement");
  expect(jobTitle(job("a", { title: "", what: "something_new", claims: 2 }))).toBe("2 papers");
});

test("what is asked is the job looked at, or the oldest", () => {
  const jobs = { waiting: [], asked: [job("a", { state: "sending" }), job("b"), job("c", { state: "in_doubt" })], mailed: [], ready: [] };
  expect(askedJob(jobs, "")?.id).toBe("b");
  expect(askedJob(jobs, "c")?.id).toBe("c");
  expect(askedJob(jobs, "a")?.id).toBe("b");
  expect(askedJob(undefined, "a")).toBeNull();
});

test("sheets that are due are counted, and times are cut out", () => {
  expect(dueSheets(job("a", { first: 2, last: 3 }))).toBe(2);
  expect(dueSheets(job("a", { first: 0, last: 0 }))).toBe(0);
  expect(timeOf("11/24/26 15:38")).toBe("15:38");
  expect(timeOf("")).toBe("");
});
