import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NACL_2013, NACL_2025, ZEROVM, type Profile } from "../../spec/nacl/profiles.ts";
import type { RuleId } from "../../spec/nacl/rules.ts";
import { createDecoder } from "../../src/decoder/decode.ts";
import { fullTable } from "../../src/table/full.ts";
import { FastValidator } from "../../src/validator/fast/validate.ts";
import { ReferenceValidator } from "../../src/validator/reference/validate.ts";
import { wasmHost } from "../../src/wasm/host.ts";
import { createPrng } from "../prng.ts";
import { NEAR_MISS_RULES, nearMiss } from "./near-miss.ts";
import { TextGenerator } from "./valid-text.ts";

const table = fullTable();
const set = { forms: table.forms, decoder: createDecoder(table) };
const NOP = 0x90;
const HLT = 0xf4;

interface Bench {
  readonly generator: TextGenerator;
  readonly fast: FastValidator;
  readonly reference: ReferenceValidator;
}

const benchOf = (profile: Profile): Bench => ({
  generator: new TextGenerator(profile, table.forms),
  fast: new FastValidator(profile, table, wasmHost()),
  reference: new ReferenceValidator(profile, set),
});

const benches = new Map([ZEROVM, NACL_2013, NACL_2025].map((p) => [p.name, benchOf(p)]));
const zerovm = benchOf(ZEROVM);
const seeds = fc.integer({ min: 0, max: 0xffff_ffff });
const verdicts = ({ fast, reference }: Bench, text: Uint8Array): readonly [boolean, boolean] =>
  [fast.accepts(text), reference.judge(text, { refusalsMax: 1 }).accepted];

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

describe.each([...benches])("valid texts of %s", (_, bench) => {
  test("stay valid with bundles of nops or hlt before and behind", () => {
    fc.assert(fc.property(seeds, fc.constantFrom(NOP, HLT), (seed, filler) => {
      const text = bench.generator.text(createPrng(seed), 4);
      const padding = new Uint8Array(64).fill(filler);
      expect(verdicts(bench, text)).toEqual([true, true]);
      expect(verdicts(bench, joined(padding, text))).toEqual([true, true]);
      expect(verdicts(bench, joined(text, padding))).toEqual([true, true]);
    }), { numRuns: 60 });
  });

  test("joined are valid, in either order", () => {
    fc.assert(fc.property(seeds, seeds, (one, two) => {
      const a = bench.generator.text(createPrng(one), 2);
      const b = bench.generator.text(createPrng(two), 3);
      expect(verdicts(bench, joined(a, b))).toEqual([true, true]);
      expect(verdicts(bench, joined(b, a))).toEqual([true, true]);
    }), { numRuns: 60 });
  });

  test("with one byte changed get the same answer from both validators", () => {
    fc.assert(fc.property(seeds, fc.nat(127), fc.nat(255), (seed, at, byte) => {
      const text = bench.generator.text(createPrng(seed), 4);
      text[at] = byte;
      const [fast, reference] = verdicts(bench, text);
      expect(fast).toBe(reference);
    }), { numRuns: 400 });
  });

  test("long enough for the kernel, changed: kernel and scanner agree", () => {
    fc.assert(fc.property(seeds, (seed) => {
      const prng = createPrng(seed);
      const part = bench.generator.text(prng, 8);
      const text = new Uint8Array(0x2000).fill(NOP);
      text.set(part, 0x1000);
      expect(bench.fast.accepts(text)).toBe(true);
      for (let k = 0; k < 64; k++) {
        const at = 0x1000 + prng.below(part.length);
        const before = text[at] ?? 0;
        text[at] = prng.below(256);
        expect(bench.fast.accepts(text)).toBe(bench.generator.accepts(text));
        text[at] = before;
      }
    }), { numRuns: 8 });
  });
});

describe.each(NEAR_MISS_RULES)("near misses of %s", (rule: RuleId) => {
  const profile = rule === "NACL-24" ? "nacl-2025" : "zerovm";
  const bench = benches.get(profile) ?? zerovm;

  test("are valid before the mutation, and break the rule behind it", () => {
    fc.assert(fc.property(seeds, (seed) => {
      const prng = createPrng(seed);
      const { valid, broken } = nearMiss(rule, bench.generator.text(prng, prng.below(3)), prng);
      expect(verdicts(bench, valid)).toEqual([true, true]);
      expect(bench.fast.accepts(broken)).toBe(false);
      expect(bench.reference.judge(broken).refusals.map((r) => r.rule)).toContain(rule);
    }), { numRuns: 40 });
  });
});
