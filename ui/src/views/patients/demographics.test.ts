import { expect, test } from "vitest";
import { personOf, phoneText, typedFrom, typedOf, zipText } from "#ui/views/patients/demographics";

const person = {
  last: "Abara",
  first: "Agnes",
  middle: "A",
  suffix: "",
  born_on: "2023-08-18",
  sex: "F",
  address: { line1: "2649 Duskwater Way", line2: "", city: "The Plains", state: "OH", zip: "457800012" },
  phone: "7405550131",
};

test("phones and ZIP codes are written the way people read them", () => {
  expect(phoneText("7405550131")).toBe("(740) 555-0131");
  expect(phoneText("740555")).toBe("740555");
  expect(zipText("457800012")).toBe("45780-0012");
  expect(zipText("45780")).toBe("45780");
});

test("a person goes into the form and comes out with every field", () => {
  expect(personOf(typedOf(person))).toEqual({ ...person, born_on: "08/18/2023", phone: "(740) 555-0131", address: { ...person.address, zip: "45780-0012" } });
});

test("a draft that lacks a field has it empty", () => {
  expect(typedFrom({ last: "A", version: "3" })).toMatchObject({ last: "A", first: "", zip: "" });
  expect(typedFrom({ ...typedOf(person) })).toEqual(typedOf(person));
});
