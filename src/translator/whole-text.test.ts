/** Every instruction of an accepted text is in some unit, padding excepted. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { layOutMemory, machineImage } from "../session/memory-layout.ts";
import { Program } from "../session/program-cache.ts";
import { createInstructionSet } from "../oracle/instruction-set.ts";
import { completeTable } from "../table/complete.ts";
import { wasmHost } from "../wasm/host.ts";
import { TranslatorEngine } from "./engine.ts";
import { discoverUnit } from "./discovery.ts";
import { BUNDLE_BYTES, type CodeSource, decodeAt } from "./unit.ts";
import { rootsOf } from "./whole-text.ts";

const host = wasmHost();
if (host === undefined) throw new Error("these tests need WebAssembly");
const engine = new TranslatorEngine(host, createInstructionSet(completeTable(), []));

function loaded(name: string): { source: CodeSource; entry: number } {
  const file = readFileSync(join(import.meta.dirname, `../../examples/${name}.nexe`));
  const { module } = new Program(file);
  const image = machineImage(layOutMemory(module, 1n << 25n, []), false, false);
  const source = engine.unitsOf(image)?.units.source;
  if (source === undefined) throw new Error(`${name} has no text`);
  return { source, entry: module.entry };
}

/** Instructions of all units, by their addresses. */
function coveredBy(source: CodeSource, roots: readonly number[]): Set<number> {
  return new Set(roots.flatMap((root) => discoverUnit(source, root).blocks
    .flatMap(({ instructions }) => instructions.map(({ pc }) => pc))));
}

describe.each(["hello", "copy", "primes", "fault", "endless"])("%s", (name) => {
  const { source, entry } = loaded(name);
  const roots = rootsOf(source, entry);

  it("is covered but for padding and what only the interpreter runs", () => {
    const covered = coveredBy(source, roots);
    expect(covered.size).toBeGreaterThan(0);
    const left = new Set<string>();
    for (let bundle = source.text.start; bundle < source.text.end; bundle += BUNDLE_BYTES) {
      for (let pc = bundle; pc < bundle + BUNDLE_BYTES;) {
        const decoded = decodeAt(source, pc);
        if (decoded === undefined) break;
        if (!covered.has(pc) && decoded.flow !== "stop") left.add(decoded.form.mnemonic);
        pc = decoded.next;
      }
    }
    expect([...left].filter((mnemonic) => mnemonic !== "nop")).toEqual([]);
  });

  it("has its entry as a root, and no root twice", () => {
    expect(roots).toContain(entry);
    expect(new Set(roots).size).toBe(roots.length);
  });
});
