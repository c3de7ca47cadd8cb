import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { RULES } from "../../spec/nacl/rules.ts";
import { createDecoder } from "../../src/decoder/decode.ts";
import { fullTable } from "../../src/table/full.ts";
import { compileTables } from "../../src/validator/fast/tables.ts";
import { acceptsText } from "../../src/validator/fast/validate.ts";
import { ReferenceValidator } from "../../src/validator/reference/validate.ts";
import { CASE_PROFILES, readCases } from "./read-cases.ts";

const table = fullTable();
const set = { forms: table.forms, decoder: createDecoder(table) };
const validators = new Map([...CASE_PROFILES].map(([name, profile]) => [name, {
  fast: compileTables(profile, table.forms),
  reference: new ReferenceValidator(profile, set),
}]));

describe.each(RULES.map(({ id }) => id))("%s", (id) => {
  const cases = readCases(readFileSync(new URL(`${id}.txt`, import.meta.url), "utf8"));

  test("has cases of both verdicts", () => {
    expect(new Set(cases.map(({ accepted }) => accepted))).toEqual(new Set([true, false]));
  });

  test.each(cases.flatMap((c) => c.profiles.map((profile) => ({ ...c, profile }))))(
    "$profile: $idea", ({ accepted, profile, text }) => {
      const found = validators.get(profile);
      const judgement = found?.reference.judge(text);
      const rules = judgement?.refusals.map(({ rule }) => rule) ?? [];
      if (accepted) expect(rules).toEqual([]);
      else expect(rules).toContain(id);
      expect(found !== undefined && acceptsText(found.fast, text)).toBe(accepted);
    },
  );
});
