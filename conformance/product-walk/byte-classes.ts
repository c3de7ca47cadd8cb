/**
 * Classes of bytes behind an opcode: bytes that neither validator can tell apart are walked once.
 * What tells them apart is read off what each validator looks at: the scanner's facts words and
 * registers, the decoder's choice of form, the form's written registers, the bases and indexes of
 * the rules, and the literal sequences that still fit.
 */
import type { Form } from "../../spec/isa/form.ts";
import {
  FIXED_NOPS, FREE_STACK_WRITES, STACK_SANDBOXINGS,
} from "../../spec/nacl/sequences.ts";
import type { Decoder } from "../../src/decoder/decode.ts";
import { newInstruction } from "../../src/decoder/instruction.ts";
import {
  PLACE_REG, PLACE_RM, PLACE_SHIFT, SECOND_MASK, WRITE_MASK,
} from "../../src/validator/fast/facts.ts";
import { readPattern, type Pattern } from "../../src/validator/reference/byte-pattern.ts";

/** Bytes that nobody can tell apart; the first one stands for all. */
export type ByteClass = readonly number[];

const BYTES = Array.from({ length: 256 }, (_, byte) => byte);
export const ANY: ByteClass = BYTES;

/** Groups all bytes (or some) by what is seen of them, in the order given. */
export function classesBy(
  seen: (byte: number) => string | number, bytes: ByteClass = BYTES,
): ByteClass[] {
  const classes = new Map<string | number, number[]>();
  for (const byte of bytes) {
    const key = seen(byte);
    const there = classes.get(key);
    if (there === undefined) classes.set(key, [byte]);
    else there.push(byte);
  }
  return [...classes.values()];
}

/** The literal sequences that a single instruction can be, optional first bytes spelt out. */
export const LITERALS: readonly Pattern[] =
  [...FIXED_NOPS, ...FREE_STACK_WRITES, ...STACK_SANDBOXINGS.flatMap(({ patterns }) => patterns)]
    .map((text) => readPattern(text));

const fits = (pattern: Pattern, k: number, byte: number): boolean =>
  pattern[k]?.ranges.some(([low, high]) => byte >= low && byte <= high) === true;

/** The literals that begin with the bytes, and are longer. */
export const literalsFrom = (bytes: readonly number[]): readonly Pattern[] =>
  LITERALS.filter((pattern) =>
    pattern.length > bytes.length && bytes.every((byte, k) => fits(pattern, k, byte)));

/** Which of the literals go on with a byte. */
const literalKey = (patterns: readonly Pattern[], at: number, byte: number): string =>
  patterns.map((pattern) => Number(fits(pattern, at, byte))).join("");

/** Classes of the byte at `at` by the literals alone. */
export const literalClasses = (patterns: readonly Pattern[], at: number): ByteClass[] =>
  classesBy((byte) => literalKey(patterns, at, byte));

/** An opcode with everything before it. */
export interface Head {
  readonly bytes: readonly number[];
  /** R, X and B of the REX or VEX prefix. */
  readonly rex: number;
  /** The scanner's 16 facts words; empty where it refuses whatever follows. */
  readonly words: readonly number[];
}

/** What a decoder makes of a head and a ModRM byte. */
export class ModrmView {
  readonly #decoder: Decoder;
  readonly #forms: readonly Form[];
  readonly #insn = newInstruction();
  readonly #text = new Uint8Array(64);

  constructor(decoder: Decoder, forms: readonly Form[]) {
    this.#decoder = decoder;
    this.#forms = forms;
  }

  /** The form behind a head with this ModRM byte; undefined where there is none. */
  form({ bytes }: Head, modrm: number): Form | undefined {
    this.#text.set(bytes);
    this.#text[bytes.length] = modrm;
    this.#decoder.decode(this.#text, 0, this.#text.length, this.#insn);
    return this.#forms[this.#insn.form];
  }

  /** What the decoder tells apart: form, or the reason why there is none. */
  key(head: Head, modrm: number): number {
    const form = this.form(head, modrm);
    return form === undefined ? -this.#insn.status : form.number;
  }

  /** Classes of ModRM by the decoder alone; the first member is one that rules do not refuse. */
  decoderClasses(head: Head): ByteClass[] {
    return classesBy((modrm) => this.key(head, modrm), HARMLESS_FIRST);
  }

  /** Classes of ModRM behind a head that the scanner knows. */
  classes(head: Head): ByteClass[] {
    const { words, rex } = head;
    const literals = literalsFrom(head.bytes);
    return classesBy((modrm) => {
      const form = this.form(head, modrm);
      const word = words[((modrm >> 3) & 7) | (modrm >= 0xc0 ? 8 : 0)] ?? 0;
      const reg = writesAt(form, word, "reg") ? (modrm >> 3) & 7 : "";
      const rm = modrm < 0xc0 ? memoryKey(modrm, rex)
        : writesAt(form, word, "rm") || takesOneRm(word) ? modrm & 7 : "";
      const literal = literalKey(literals, head.bytes.length, modrm);
      return [this.key(head, modrm), word, modrm >= 0xc0, reg, rm, literal].join(" ");
    });
  }
}

/** Register forms of al, rip-relative operands: nothing but the form can be refused. */
const HARMLESS_FIRST: ByteClass =
  [...BYTES].sort((a, b) => Number(isRisky(a)) - Number(isRisky(b)));

function isRisky(modrm: number): boolean {
  const rm = modrm & 0xc7;
  return rm !== 0xc0 && rm !== 0x05;
}

/** Whether a validator looks at the register number in a field. */
function writesAt(form: Form | undefined, word: number, place: "reg" | "rm"): boolean {
  const fast = (word & WRITE_MASK) !== 0 &&
    ((word >> PLACE_SHIFT) & 3) === (place === "reg" ? PLACE_REG : PLACE_RM);
  const second = place === "reg" && (word & SECOND_MASK) !== 0;
  const reference = form?.operands.some((o) => o.place === place && o.kind === "gpr" &&
    (o.access.includes("w") || (place === "reg" && form.regCountsAsWritten))) === true;
  return fast || second || reference;
}

const takesOneRm = (word: number): boolean => word >>> 24 !== 0xff;

/** Sandbox bases that ModRM.rm and SIB.base can name. */
const baseKey = (base: number): string => (base === 4 || base === 5 || base === 15 ? "fit" : "no");

/** What is seen of a memory operand in ModRM. */
function memoryKey(modrm: number, rex: number): string {
  const mod = modrm >> 6;
  const rm = modrm & 7;
  if (rm === 4) return `${mod} sib`;
  return mod === 0 && rm === 5 ? "rip" : `${mod} ${baseKey(rm | (rex & 1) << 3)}`;
}

/** Classes of SIB behind a head and ModRM, with a register restricted (-1 for none). */
export function sibClasses(head: Head, modrm: number, restricted: number): ByteClass[] {
  const literals = literalsFrom([...head.bytes, modrm]);
  const { rex } = head;
  return classesBy((sib) => {
    const base = (sib & 7) === 5 && modrm < 0x40 ? "none" : baseKey((sib & 7) | (rex & 1) << 3);
    const index = ((sib >> 3) & 7) | (rex & 2) << 2;
    const indexed = index === 4 ? "none" : index === restricted ? "restricted" : "other";
    return [base, indexed, literalKey(literals, head.bytes.length + 1, sib)].join(" ");
  });
}
