import { describe, expect, it } from "vitest";
import { completeTable } from "../complete.ts";
import { coreTable } from "../core.ts";
import { fullTable } from "../full.ts";
import {
  fromDifferences, fromRuns, readNumbers, toDifferences, toRuns, writeNumbers,
} from "./columns.ts";

const full = fullTable();

describe("the packed table", () => {
  it("has the forms of the chapters, with names and meanings", () => {
    const complete = completeTable();
    expect(complete.coreCount).toBe(full.coreCount);
    expect(complete.forms).toEqual(full.forms);
    for (const form of full.forms) {
      expect(complete.meaningOf(form), form.id).toBe(full.meaningOf(form));
    }
  });

  it("has the core forms without ids, flags and meanings", () => {
    const flags = { read: "", written: "", cleared: "", set: "", undefined: "" };
    const bare = full.forms.slice(0, full.coreCount).map((form) => ({
      ...form, id: "", flags, meaning: "",
    }));
    expect(coreTable().forms).toEqual(bare);
  });

  it("has the decision trees", () => {
    expect(completeTable().lookup).toEqual(full.lookup);
  });
});

describe("columns", () => {
  it("come back as they were", () => {
    const values = [0, 1, 31, 32, 1023, 65535, 2 ** 30];
    expect(readNumbers(writeNumbers(values))).toEqual(values);
    expect(readNumbers(writeNumbers([]))).toEqual([]);
  });

  it("carry differences and runs", () => {
    const values = [5, 5, 5, 0, 0xffff, 0xffff, 3];
    expect([...fromDifferences(toDifferences(values))]).toEqual(values);
    expect([...fromRuns(toRuns(values))]).toEqual(values);
    expect([...fromDifferences(fromRuns(toRuns(toDifferences(values))))]).toEqual(values);
  });
});
