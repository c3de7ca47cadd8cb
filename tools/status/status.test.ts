import { describe, expect, it } from "vitest";
import { fullTable } from "../../src/table/full.ts";
import { newTally } from "../../src/vectors/tally.ts";
import { countForms, totalOf } from "./forms.ts";
import { formTable, vectorTable, withStatus } from "./markdown.ts";

describe("status", () => {
  it("counts every form once", () => {
    const table = fullTable();
    const counts = countForms(table);
    const total = totalOf(counts.values());
    expect(total.forms).toBe(table.forms.length);
    expect(counts.get("x87")?.admitted2013).toBeGreaterThan(100);
    expect(total.executed).toBeGreaterThan(total.admitted2013);
    expect(total.executed).toBeLessThan(total.forms);
  });

  it("writes tables", () => {
    const count = { forms: 3, admitted2013: 2, admitted2025: 1, executed: 2 };
    expect(formTable(new Map([["integer", count], ["x87", count]]))).toBe(`\
| instructions | forms | admitted 2013 | admitted 2025 | executed |
| --- | ---: | ---: | ---: | ---: |
| integer | 3 | 2 | 1 | 2 |
| x87 | 3 | 2 | 1 | 2 |
| **all** | 6 | 4 | 2 | 4 |`);
    const tally = newTally();
    tally.categories["int"] = { run: 5, passed: 4, failed: 1, unsupported: 0 };
    Object.assign(tally.total, tally.categories["int"]);
    expect(vectorTable(new Map([["oracle", tally]]))).toContain("| int | 5 | 4 |");
  });

  it("replaces what stands between the markers, and nothing else", () => {
    const before = "a\n<!-- status -->\nold\n<!-- /status -->\nb\n";
    const after = "a\n<!-- status -->\nnew\n<!-- /status -->\nb\n";
    expect(withStatus(before, "new")).toBe(after);
    expect(withStatus(after, "new")).toBe(after);
    expect(withStatus("no markers", "new")).toBeUndefined();
  });
});
