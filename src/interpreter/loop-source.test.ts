import { describe, expect, it } from "vitest";
import { createInstructionSet } from "../oracle/instruction-set.ts";
import { Programs } from "../oracle/programs.ts";
import { completeTable } from "../table/complete.ts";
import { wasmHost } from "../wasm/host.ts";
import { parseHot } from "./hot.ts";
import { LoopSource } from "./loop-source.ts";
import { ORACLE_HANDLER } from "./record.ts";

describe("a growing loop", () => {
  const host = wasmHost();
  if (host === undefined) throw new Error("these tests need WebAssembly");
  const table = completeTable();
  const programs = new Programs(table, createInstructionSet(table, []).operators);
  const source = new LoopSource(host, programs, (id) => table.byId(id), parseHot("add_rm32_r32"),
    () => parseHot("or_rm32_r32"));
  const plain = { memory: false, repeat: 0, address32: false } as const;
  const entry = (id: string): ReturnType<typeof source.current.catalog.entry> =>
    source.current.catalog.entry(table.byId(id), plain, "base");

  it("says what it could run and does not", () => {
    expect(entry("add_rm32_r32")).toMatchObject({ outside: undefined });
    expect(entry("add_rm32_r32").handler).not.toBe(ORACLE_HANDLER);
    expect(entry("sub_rm32_r32")).toMatchObject({
      handler: ORACLE_HANDLER, outside: { form: "sub_rm32_r32", addressing: undefined },
    });
    expect(entry("or_rm32_r32").handler).toBe(ORACLE_HANDLER);
    // No loop can run it: the oracle's for good.
    expect(entry("fld1")).toMatchObject({ handler: ORACLE_HANDLER, outside: undefined });
  });

  it("takes in what was executed often, and only that", () => {
    const before = source.current;
    const often = entry("sub_rm32_r32").outside;
    const once = entry("xor_rm32_r32").outside;
    if (often === undefined || once === undefined) throw new Error("both can be run");
    source.miss(once);
    for (let k = 0; source.current === before; k++) {
      if (k > 10_000) throw new Error("the loop never grows");
      source.miss(often);
    }
    expect(entry("sub_rm32_r32")).toMatchObject({ outside: undefined });
    expect(entry("sub_rm32_r32").handler).not.toBe(ORACLE_HANDLER);
    expect(entry("xor_rm32_r32").handler).toBe(ORACLE_HANDLER);
    // What was kept for later comes with it.
    expect(entry("or_rm32_r32").handler).not.toBe(ORACLE_HANDLER);
  });

  it("takes in as well what the guest has come to", () => {
    const before = source.current;
    const [often, ahead] = [entry("xor_rm32_r32").outside, entry("not_rm32").outside];
    if (often === undefined || ahead === undefined) throw new Error("both can be run");
    for (let k = 0; source.current === before; k++) {
      if (k > 10_000) throw new Error("the loop never grows");
      source.miss(often, () => [ahead]);
    }
    expect(entry("xor_rm32_r32").handler).not.toBe(ORACLE_HANDLER);
    expect(entry("not_rm32").handler).not.toBe(ORACLE_HANDLER);
    expect(entry("neg_rm32").handler).toBe(ORACLE_HANDLER);
  });
});
