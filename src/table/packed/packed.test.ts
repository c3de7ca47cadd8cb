import { describe, expect, it } from "vitest";
import { completeTable } from "../complete.ts";
import { coreTable } from "../core.ts";
import { executableCoreTable } from "../executable-core.ts";
import { SLOT_COUNT } from "../form-index.ts";
import { fullTable } from "../full.ts";
import { BRANCHES, LEAF } from "../lookup.ts";
import {
  fromDifferences, fromRuns, readNumbers, toDifferences, toRuns, writeNumbers,
} from "./columns.ts";

const full = fullTable();

/** A decision tree as nested lists, whichever of its nodes are shared. */
type Tree = number | readonly Tree[];
function tree(entry: number, nodes: Uint16Array): Tree {
  if (entry === 0 || entry >= LEAF) return entry;
  const selector = nodes[entry] ?? 0;
  const branches = nodes.subarray(entry + 1, entry + 1 + (BRANCHES[selector] ?? 0));
  return [selector, ...Array.from(branches, (branch) => tree(branch, nodes))];
}

describe("the packed table", () => {
  it("has the forms of the chapters, with ids, flags and meanings", () => {
    const complete = completeTable();
    expect(complete.coreCount).toBe(full.coreCount);
    expect(complete.forms).toEqual(full.forms.map((form) => ({ ...form, meaning: "" })));
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

  it("has the core forms with ids and meanings", () => {
    const core = executableCoreTable();
    expect(core.forms.map(({ id }) => id)).toEqual(
      full.forms.slice(0, full.coreCount).map(({ id }) => id));
    for (const form of core.forms) {
      expect(core.meaningOf(form), form.id).toBe(full.meaningOf(full.byId(form.id)));
    }
  });

  it("finds forms by number, id and slot without unpacking all of them", () => {
    const [complete, core] = [completeTable(), coreTable()];
    for (let slot = SLOT_COUNT - 1; slot >= 0; slot--) {
      const there = full.formsAt(slot);
      expect(complete.formsAt(slot), `slot ${slot}`).toEqual(
        there.map((form) => ({ ...form, meaning: "" })));
      expect(core.formsAt(slot).map(({ number }) => number))
        .toEqual(there.map(({ number }) => number).filter((number) => number < full.coreCount));
    }
    const last = { ...full.form(full.forms.length - 1), meaning: "" };
    expect(completeTable().form(last.number)).toEqual(last);
    expect(completeTable().byId(last.id)).toEqual(last);
    for (const { id, number } of full.forms) expect(complete.byId(id).number, id).toBe(number);
    expect(() => complete.form(full.forms.length)).toThrow(RangeError);
    expect(() => complete.byId("nonsense")).toThrow(RangeError);
  });

  it("has the decision trees", () => {
    const { roots, nodes, ...rest } = completeTable().lookup;
    const { roots: fullRoots, nodes: fullNodes, ...fullRest } = full.lookup;
    expect(rest).toEqual(fullRest);
    expect(Array.from(roots, (root) => tree(root, nodes))).toEqual(
      Array.from(fullRoots, (root) => tree(root, fullNodes)));
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
