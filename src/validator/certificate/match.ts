/**
 * Do these bytes encode this form, exactly as the sandbox wants it? One row against one string of
 * bytes: no tables, no search.
 */
import type { Form } from "../../../spec/isa/form.ts";

/** What the bytes say, beside the form. Registers 0..15; -1 for none. */
export interface Match {
  readonly length: number;
  readonly rex: number;
  /** ModRM, or -1. */
  readonly modrm: number;
  /** Register of ModRM.reg, of ModRM.rm (register forms), of the opcode's low bits. */
  readonly reg: number;
  readonly rm: number;
  readonly opcodeRegister: number;
  readonly isMemory: boolean;
  /** Base register, 16 for rip, -1 for none; index register or -1. */
  readonly base: number;
  readonly index: number;
  /** Signed distance of a direct jump; 0 in other instructions. */
  readonly distance: number;
}

export const RIP = 16;

const ESCAPES: readonly (readonly number[])[] = [[], [0x0f], [0x0f, 0x38], [0x0f, 0x3a]];
const HINTS = [0x2e, 0x3e];

/** Reads bytes in order; gives -1 behind the end. */
class Reader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  at: number;

  constructor(bytes: Uint8Array, at: number, end: number) {
    this.#bytes = bytes;
    this.at = at;
    this.#end = end;
  }

  peek(): number {
    return this.at < this.#end ? this.#bytes[this.at] ?? -1 : -1;
  }

  next(): number {
    const byte = this.peek();
    this.at++;
    return byte;
  }

  get isBehind(): boolean {
    return this.at > this.#end;
  }
}

interface Head {
  /** W, R, X, B as in a REX byte; 0 without one. */
  readonly rex: number;
  readonly opcode: number;
}

/** Matches a form at `offset`; nothing at or behind `end` is looked at. Undefined: no match. */
export function matchForm(
  form: Form, bytes: Uint8Array, offset: number, end: number,
): Match | undefined {
  const reader = new Reader(bytes, offset, end);
  const { encoding } = form;
  const isVex = encoding.kind === "vex";
  if (!isVex && encoding.kind !== "legacy" && encoding.kind !== "3dnow") return undefined;
  const legacyPrefixes: number[] = [];
  const head = isVex ? vexHead(form, reader) : legacyHead(form, reader, legacyPrefixes);
  if (head === undefined) return undefined;
  const operand = operandPart(form, reader, head.rex);
  if (operand === undefined) return undefined;
  if (isVex ? !vexBitsFit(form, head.rex, operand) : !prefixesFit(form, legacyPrefixes, operand)) {
    return undefined;
  }
  const immediate = reader.at;
  reader.at += encoding.kind === "3dnow" ? 1 : encoding.imm.reduce((sum, n) => sum + n, 0);
  if (reader.isBehind) return undefined;
  const last = bytes[reader.at - 1] ?? -1;
  if (encoding.kind === "3dnow" && last !== encoding.opcode) return undefined;
  if (form.operands.some((o) => o.place === "is4") && (last & 15) !== 0) return undefined;
  const isJump = form.operands.some((o) => o.kind === "rel");
  return {
    ...operand,
    length: reader.at - offset,
    rex: head.rex,
    opcodeRegister: encoding.plusRegister ? (head.opcode & 7) | ((head.rex & 1) << 3) : -1,
    distance: isJump ? signed(bytes, immediate, reader.at) : 0,
  };
}

function signed(bytes: Uint8Array, from: number, to: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset + from, to - from);
  return to - from === 1 ? view.getInt8(0) : view.getInt32(0, true);
}

function legacyHead(form: Form, reader: Reader, prefixes: number[]): Head | undefined {
  const allowed = [0x66, 0xf2, 0xf3, 0xf0, ...HINTS];
  while (allowed.includes(reader.peek())) {
    const prefix = reader.next();
    if (prefixes.includes(prefix)) return undefined;
    prefixes.push(prefix);
  }
  const rex = reader.peek() >> 4 === 4 ? reader.next() : 0;
  const isWide = (rex & 8) !== 0;
  if (form.rex === "none" && rex !== 0) return undefined;
  if (form.rex === "w0" && isWide) return undefined;
  if (form.rex === "w1" && !isWide) return undefined;
  const { encoding } = form;
  for (const byte of ESCAPES[encoding.map] ?? [-1]) {
    if (reader.next() !== byte) return undefined;
  }
  const opcode = reader.next();
  const wanted = encoding.kind === "3dnow" ? 0x0f : encoding.opcode;
  const fits = encoding.plusRegister ? (opcode & ~7) === wanted : opcode === wanted;
  return fits ? { rex, opcode } : undefined;
}

/** Exactly the prefixes that the row needs, and at most one of those that it takes. */
function prefixesFit(form: Form, prefixes: readonly number[], operand: Operand): boolean {
  const { mandatory } = form.encoding;
  const needed = new Set<number>();
  if (form.operandSize === 16) needed.add(0x66);
  if (mandatory > 0) needed.add(mandatory);
  const optional = prefixes.filter((prefix) => !needed.has(prefix));
  if (prefixes.length - optional.length !== needed.size) return false;
  const [one, ...more] = optional;
  if (one === undefined) return true;
  const takes = (one === 0xf0 && form.lock && operand.isMemory) ||
    (HINTS.includes(one) && form.hint) ||
    (one === 0xf3 && form.rep !== "none") || (one === 0xf2 && form.rep === "repcc");
  return takes && more.length === 0;
}

function vexHead(form: Form, reader: Reader): Head | undefined {
  const { encoding } = form;
  const lead = reader.next();
  if (lead !== 0xc4 && lead !== 0xc5) return undefined;
  const first = reader.next();
  const map = lead === 0xc5 ? 1 : first & 31;
  const fields = lead === 0xc5 ? first & 0x7f : reader.next();
  const rxb = lead === 0xc5 ? (~first >> 5) & 4 : (~first >> 5) & 7;
  const opcode = reader.next();
  const w = fields >> 7;
  const l = (fields >> 2) & 1;
  const mandatory = [0, 0x66, 0xf3, 0xf2][fields & 3];
  const usesVvvv = form.anyVvvv || form.operands.some((o) => o.place === "vvvv");
  const fits = map === encoding.map && opcode === encoding.opcode &&
    mandatory === encoding.mandatory &&
    w === (encoding.w === 1 ? 1 : 0) && l === (encoding.l < 0 ? form.sandboxL : encoding.l) &&
    (usesVvvv || (fields & 0x78) === 0x78);
  return fits && !reader.isBehind ? { rex: 0x40 | (w << 3) | rxb, opcode } : undefined;
}

/** No bit of a VEX prefix extends a register that is not there. */
function vexBitsFit(form: Form, rex: number, { modrm, isMemory, base }: Operand): boolean {
  if ((rex & 4) !== 0 && form.encoding.modrm !== "r") return false;
  const hasSib = isMemory && (modrm & 7) === 4;
  if ((rex & 2) !== 0 && !hasSib) return false;
  const hasRegister = modrm >= 0 && (!isMemory || (base >= 0 && base < RIP));
  return (rex & 1) === 0 || hasRegister;
}

type Operand = Pick<Match, "modrm" | "reg" | "rm" | "isMemory" | "base" | "index">;

const NO_OPERAND: Operand =
  { modrm: -1, reg: -1, rm: -1, isMemory: false, base: -1, index: -1 };

/** ModRM, SIB and displacement. */
function operandPart(form: Form, reader: Reader, rex: number): Operand | undefined {
  const { encoding } = form;
  if (encoding.modrm === "none") return NO_OPERAND;
  const modrm = reader.next();
  const mod = modrm >> 6;
  const digit = (modrm >> 3) & 7;
  const isMemory = mod !== 3;
  if (modrm < 0 || (encoding.modrm === "exact" && modrm !== encoding.digit)) return undefined;
  if (encoding.modrm === "digit" && digit !== encoding.digit) return undefined;
  if (isMemory ? encoding.mod === "register" : encoding.mod === "memory") return undefined;
  const reg = digit | ((rex & 4) << 1);
  const b = (rex & 1) << 3;
  if (!isMemory) return { ...NO_OPERAND, modrm, reg, rm: (modrm & 7) | b };
  let base = (modrm & 7) | b;
  let index = -1;
  if ((modrm & 7) === 4) {
    const sib = reader.next();
    const field = ((sib >> 3) & 7) | ((rex & 2) << 2);
    index = field === 4 ? -1 : field;
    base = mod === 0 && (sib & 7) === 5 ? -1 : (sib & 7) | b;
  } else if (mod === 0 && (modrm & 7) === 5) base = RIP;
  reader.at += mod === 1 ? 1 : mod === 2 || base === -1 || base === RIP ? 4 : 0;
  return { modrm, reg, rm: -1, isMemory, base, index };
}
