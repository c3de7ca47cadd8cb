import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { NACL_2025, withoutFeatures } from "../../spec/nacl/profiles.ts";
import { createDecoder } from "../../src/decoder/decode.ts";
import { fullTable } from "../../src/table/full.ts";
import { Rewriter } from "../../src/validator/rewriting.ts";

const table = fullTable();
const set = { forms: table.forms, decoder: createDecoder(table) };
const rewriter = new Rewriter(NACL_2025, set);

const file = readFileSync(new URL("loader.txt", import.meta.url), "utf8");
const rows = file.trimEnd().split("\n").filter((line) => !line.startsWith("#"))
  .map((line) => line.split(" "));

describe("the loader's rewriting agrees with the original's", () => {
  test.each(rows)("%s %s", (hex = "", verdict = "", after = "") => {
    const original = Buffer.from(hex, "hex");
    const found = rewriter.rewrite(original);
    expect(original.toString("hex")).toBe(hex);
    if (!found.accepted) {
      expect(verdict).toBe("invalid");
      return;
    }
    expect(found.changed ? "rewritten" : "valid").toBe(verdict);
    expect(Buffer.from(found.text).toString("hex")).toBe(verdict === "rewritten" ? after : hex);
  });
});

describe("instructions whose feature is missing", () => {
  const old = new Rewriter(withoutFeatures(NACL_2025, ["POPCNT", "SSE2"]), set);
  const rewritten = (bytes: string): string | undefined => {
    const text = Buffer.from(bytes.replaceAll(" ", "").padEnd(64, "90"), "hex");
    const found = old.rewrite(text);
    if (!found.accepted) return undefined;
    return Buffer.from(found.text).toString("hex").replace(/(90)*$/, "");
  };

  test("become hlt", () => expect(rewritten("f3 0f b8 c0")).toBe("f4f4f4f4"));
  test("become hlt from the start of their superinstruction", () => {
    expect(rewritten("89 ff 49 8d 3c 3f 66 0f f7 c1")).toBe("f4".repeat(10));
  });
  test("are refused with another fault", () => expect(rewritten("f3 0f b8 00")).toBeUndefined());
  test("are refused when they are unsupported as well", () => {
    expect(rewritten("66 41 0f e7 07")).toBeUndefined();
  });
});
