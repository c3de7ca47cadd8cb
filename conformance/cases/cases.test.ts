import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { RULES } from "../../spec/nacl/rules.ts";
import { createDecoder } from "../../src/decoder/decode.ts";
import { fullTable } from "../../src/table/full.ts";
import { compileTables } from "../../src/validator/fast/tables.ts";
import { acceptsText, FastValidator } from "../../src/validator/fast/validate.ts";
import { ReferenceValidator } from "../../src/validator/reference/validate.ts";
import { wasmHost } from "../../src/wasm/host.ts";
import { CASE_PROFILES, readCases } from "./read-cases.ts";

const table = fullTable();
const set = { forms: table.forms, decoder: createDecoder(table) };
const validators = new Map([...CASE_PROFILES].map(([name, profile]) => [name, {
  fast: compileTables(profile, table.forms),
  kernel: new FastValidator(profile, table, wasmHost()),
  reference: new ReferenceValidator(profile, set),
}]));

/** The case amid nops, long enough for the kernel. */
function amidNops(text: Uint8Array): Uint8Array {
  const long = new Uint8Array(0x2000).fill(0x90);
  long.set(text, 0x1000);
  return long;
}

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
      const long = amidNops(text);
      const amid = found !== undefined && acceptsText(found.fast, long);
      expect(found?.kernel.accepts(long)).toBe(amid);
    },
  );
});
