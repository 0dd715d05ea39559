import { expect, test } from "vitest";
import { readRoute, writeRoute } from "#ui/app/route";
import { accountRoute, doingOf, draftPlace, withDoing } from "#ui/views/account/routes";

test("a form is opened in the address and leaves it again", () => {
  const account = accountRoute("pat_1");
  const open = withDoing(account, { kind: "write_off", claim: "clm_2", act: "" });
  expect(writeRoute(open)).toBe("#/patients/pat_1?part=account&do=write_off&claim=clm_2");
  expect(doingOf(readRoute(writeRoute(open)))).toEqual({ kind: "write_off", claim: "clm_2", act: "" });
  expect(withDoing(open, null)).toEqual(account);
});

test("one form takes the place of another, and the list that is walked stays", () => {
  const walked = readRoute("#/claims/clm_2?state=held&at=3");
  const first = withDoing(walked, { kind: "take_back", claim: "", act: "act_9" });
  expect(writeRoute(withDoing(first, { kind: "decision", claim: "clm_2", act: "" }))).toBe("#/claims/clm_2?state=held&at=3&do=decision&claim=clm_2");
});

test("an address with another word in it opens nothing", () => {
  expect(doingOf(readRoute("#/patients/pat_1?do=toString"))).toBeNull();
  expect(doingOf(readRoute("#/patients/pat_1"))).toBeNull();
});

test("a half-typed form of money is found by its name", () => {
  const place = (form: string) => {
    const found = draftPlace(form);
    return found === null ? null : writeRoute(found.route);
  };
  expect(place("act payment pat_1")).toBe("#/patients/pat_1?part=account&do=payment");
  expect(place("act write_off clm_2")).toBe("#/claims/clm_2?do=write_off&claim=clm_2");
  expect(place("act take_back act_3")).toBe("#/books/acts?do=take_back&act=act_3");
  expect(place("act move act_3 pat_1")).toBe("#/patients/pat_1?part=account&do=move&act=act_3");
  expect(place("act turn_down act_3")).toBe("#/books/waiting?do=turn_down&act=act_3");
  expect(place("act something pat_1")).toBeNull();
  expect(place("patient pat_1")).toBeNull();
});
