import { describe, expect, it } from "vitest";
import { mangleProperties } from "./mangle.ts";

const NONE: ReadonlySet<string> = new Set();

/** What a module exports as `result`. */
async function resultOf(code: string): Promise<unknown> {
  const module: { readonly result: unknown } =
    await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return module.result;
}

describe("short property names", () => {
  it("mean what the long ones did", async () => {
    const code = `
      class Counter { amount = 1; #own = 2; get total() { return this.amount + this.#own; } }
      const { total, amount: renamed, absent = 4 } = new Counter();
      const record = { total, renamed };
      export const result = record.total + 10 * record.renamed + 100 * absent;`;
    const short = mangleProperties(code, NONE);
    expect(short).not.toMatch(/\.(total|amount|renamed)\b/);
    expect(await resultOf(short)).toBe(await resultOf(code));
  });

  it("are not given to what users, the host or a text may know", () => {
    const code = "x.known; y.length; z.named; v['named']; w.gone; u.under_score";
    expect(mangleProperties(code, new Set(["known"])))
      .toBe("x.known; y.length; z.named; v['named']; w.e; u.under_score");
  });

  it("are not given to keys that nobody writes behind a dot", () => {
    expect(mangleProperties("const t = { i16: 1, f80: 2 }; t[`${k}16`]; t.f80", NONE))
      .toBe("const t = { i16: 1, e: 2 }; t[`${k}16`]; t.e");
  });

  it("do not meet a name that stays", () => {
    expect(mangleProperties("a.e; a.lengthy; 'e'", NONE)).toBe("a.e; a.t; 'e'");
  });
});
