/** Vector files that are none end in a message, never in anything else. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { VectorFileError, parseVectorFile } from "./vector-file.ts";

const HEADER = JSON.stringify({
  format: "x86-64-hwvec", version: 1, entry: "0", flmask: "0", map: [], defaults: {},
});

function refusalOf(text: string): string | undefined {
  try {
    parseVectorFile(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof VectorFileError)) throw error;
    return error.message;
  }
}

it("any text is a file or is refused", () => {
  fc.assert(fc.property(fc.string(), (text) => {
    expect(refusalOf(text)).toBeDefined();
  }));
  fc.assert(fc.property(fc.array(fc.json(), { minLength: 1 }), (lines) => {
    refusalOf(lines.join("\n"));
    refusalOf([HEADER, ...lines].join("\n"));
  }), { numRuns: 500 });
});

it("a vector with any part replaced is a vector or is refused, with its line", () => {
  const form = JSON.stringify({ form: "F", cat: "int" });
  const vector = { f: "F", n: 0, c: "90", in: { rax: "1" }, out: { rip: "1", m: [["10", "ff"]] } };
  expect(refusalOf([HEADER, form, JSON.stringify(vector)].join("\n"))).toBeUndefined();
  const keys = fc.constantFrom("f", "c", "in", "out", "uf", "us", "ur", "um", "t", "e");
  fc.assert(fc.property(keys, fc.jsonValue(), (key, value) => {
    const changed = JSON.stringify({ ...vector, [key]: value });
    const refusal = refusalOf([HEADER, form, changed].join("\n"));
    if (refusal !== undefined) expect(refusal).toMatch(/^line 3/);
  }));
});
