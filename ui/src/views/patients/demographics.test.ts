import { expect, test } from "vitest";
import { draftOf, draftText, personOf, phoneText, typedOf, zipText } from "#ui/views/patients/demographics";

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

test("a draft comes back as it was", () => {
  const draft = { version: 3, open: true, typed: { ...typedOf(person), last: "Abar" } };
  expect(draftOf(draftText(draft))).toEqual(draft);
});

test("what is no draft of this form is none", () => {
  for (const text of [null, "", "{", "[]", "7", '{"typed":null,"version":1}', '{"typed":{}}']) {
    expect(draftOf(text)).toBeNull();
  }
});

test("a draft that lacks a field has it empty", () => {
  expect(draftOf('{"version":1,"typed":{"last":"A","first":7}}')?.typed).toMatchObject({ last: "A", first: "", zip: "" });
});
