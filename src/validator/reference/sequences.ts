/**
 * The byte-exact rules: fixed nops, the special writes of rsp and rbp, and superinstructions. A
 * superinstruction is recognised at its last part, which is admitted nowhere else; the parts before
 * it are ordinary instructions in themselves.
 */
import {
  FIXED_NOPS, FREE_STACK_WRITES, INDIRECT_BRANCHES, MASKED_STORES, STACK_SANDBOXINGS,
  STRING_ADDRESSES, STRING_INSTRUCTIONS, type AddressPairs,
} from "../../../spec/nacl/sequences.ts";
import type { RuleId } from "../../../spec/nacl/rules.ts";
import type { Form } from "../../../spec/isa/form.ts";
import type { Breach } from "./admission.ts";
import { PatternSet } from "./byte-pattern.ts";

/** Where an instruction of the bundle stands. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

interface BranchParts {
  readonly mask: PatternSet;
  readonly rebase: PatternSet;
  readonly branch: PatternSet;
}

/** A last part with implicit memory operands, and the pairs that it needs. */
interface AddressedPart {
  readonly pairs: AddressPairs;
  readonly patterns: PatternSet;
}

const fits = (patterns: PatternSet, bytes: Uint8Array, span: Span | undefined): boolean =>
  span !== undefined && patterns.matches(bytes, span.offset, span.offset + span.length);

/** What a last part found before it. */
export type LastPart =
  /** Offset of the first byte of the superinstruction. */
  | { readonly start: number }
  | { readonly breach: Breach };

/** The byte-exact sequences, read from their notation once. */
export class Sequences {
  readonly #nops = new PatternSet(FIXED_NOPS);
  readonly #freeWrites = new PatternSet(FREE_STACK_WRITES);
  readonly #sandboxings = STACK_SANDBOXINGS.map(({ register, patterns }) =>
    ({ register, patterns: new PatternSet(patterns) }));
  readonly #branches: readonly BranchParts[] = INDIRECT_BRANCHES.flatMap((group) =>
    group.registers.map((register) => ({
      mask: new PatternSet([group.mask], register & 7),
      rebase: new PatternSet(group.rebase, register & 7),
      branch: new PatternSet([group.branch], register & 7),
    })));
  readonly #rsi = STRING_ADDRESSES.rsi.map((part) => new PatternSet([part]));
  readonly #rdi = STRING_ADDRESSES.rdi.map((part) => new PatternSet([part]));
  readonly #strings: readonly AddressedPart[] = STRING_INSTRUCTIONS.map(({ pairs, patterns }) =>
    ({ pairs, patterns: new PatternSet(patterns) }));
  readonly #maskedStores: readonly (AddressedPart & { readonly vex: boolean })[] =
    MASKED_STORES.map(({ vex, patterns }) =>
      ({ pairs: "rdi", vex, patterns: new PatternSet(patterns) }));

  /** Length of the fixed nop at `offset`, or 0. */
  fixedNopLength(bytes: Uint8Array, offset: number, end: number): number {
    return this.#nops.matchLength(bytes, offset, end);
  }

  isFreeStackWrite(bytes: Uint8Array, at: Span): boolean {
    return fits(this.#freeWrites, bytes, at);
  }

  /** The register whose sandboxing second half stands here, or -1. */
  sandboxedRegister(bytes: Uint8Array, at: Span): number {
    return this.#sandboxings.find(({ patterns }) => fits(patterns, bytes, at))?.register ?? -1;
  }

  /**
   * Judges an instruction that is admitted as a last part only. `before` are the instructions of
   * the bundle before it, in order.
   */
  lastPart(
    form: Form, bytes: Uint8Array, at: Span, before: readonly Span[], vex: boolean,
  ): LastPart {
    const { map, opcode } = form.encoding;
    if (map === 0 && opcode === 0xff) return this.#branchPart(bytes, at, before);
    const isStore = map === 1;
    const rule: RuleId = isStore ? "NACL-20" : "NACL-19";
    const parts = isStore ? this.#maskedStores.filter((part) => vex || !part.vex) : this.#strings;
    const part = parts.find(({ patterns }) => fits(patterns, bytes, at));
    if (part === undefined) {
      const detail = `${form.mnemonic} with prefixes that it does not take here`;
      return { breach: { rule, detail } };
    }
    const start = this.#pairsStart(part.pairs, bytes, before);
    if (start !== undefined) return { start };
    const detail = `${form.mnemonic} does not directly follow the address pair of ` +
      part.pairs.replace(" ", " and ");
    return { breach: { rule, detail } };
  }

  #branchPart(bytes: Uint8Array, at: Span, before: readonly Span[]): LastPart {
    const [mask, rebase] = before.slice(-2);
    const found = this.#branches.some((parts) =>
      fits(parts.branch, bytes, at) && fits(parts.rebase, bytes, rebase) &&
      fits(parts.mask, bytes, mask));
    if (found && mask !== undefined) return { start: mask.offset };
    const detail = "the branch does not directly follow the mask and the rebase of its register";
    const last = bytes[at.offset + at.length - 1] ?? 0;
    const hasB = at.length > 2 && ((bytes[at.offset] ?? 0) & 1) !== 0;
    const register = (last & 7) | (hasB ? 8 : 0);
    return { breach: { rule: "NACL-18", detail, ...(register === 15 ? {} : { register }) } };
  }

  /** Start of the address pairs that end the instructions before, or undefined. */
  #pairsStart(
    pairs: AddressPairs, bytes: Uint8Array, before: readonly Span[],
  ): number | undefined {
    const sequence = pairs === "rsi" ? this.#rsi
      : pairs === "rdi" ? this.#rdi : [...this.#rsi, ...this.#rdi];
    const spans = before.slice(-sequence.length);
    const found = sequence.every((part, k) => fits(part, bytes, spans[k]));
    return found ? spans[0]?.offset : undefined;
  }
}
