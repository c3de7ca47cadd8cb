/**
 * Random instructions of one form, built straight from its row: every register, addressing form,
 * displacement and immediate, with the optional prefixes that the row leaves room for. This is
 * deliberately not the product's encoder, so that both can be wrong only independently.
 */
import type { Form } from "../spec/isa/form.ts";
import type { Prng } from "./prng.ts";

const SEGMENTS: readonly [number, ...number[]] = [0x2e, 0x36, 0x3e, 0x26, 0x64, 0x65];
const EDGE_BYTES: readonly [number, ...number[]] = [0, 1, 0x7f, 0x80, 0xff, 0x10, 0x11];

function randomByte(prng: Prng): number {
  return prng.oneIn(3) ? prng.pick(EDGE_BYTES) : prng.below(256);
}

function pushNumber(bytes: number[], prng: Prng, size: number): void {
  const fill = prng.oneIn(5) ? prng.pick([0, 0xff]) : -1;
  for (let i = 0; i < size; i++) bytes.push(fill < 0 ? randomByte(prng) : fill);
}

/** ModRM, SIB and displacement as the row admits them. */
function pushModrm(bytes: number[], form: Form, prng: Prng): void {
  const { modrm, digit, mod } = form.encoding;
  if (modrm === "none") return;
  if (modrm === "exact") {
    bytes.push(digit);
    return;
  }
  const reg = modrm === "digit" ? digit : prng.below(8);
  const register = mod === "register" || (mod === "any" && prng.oneIn(3));
  const modBits = register ? 3 : prng.below(3);
  const vsib = form.operands.some((operand) => operand.kind === "vsib");
  const tiles = form.operands.some((operand) => operand.kind === "tmm" && !register);
  const rm = vsib || tiles ? 4 : prng.below(8);
  bytes.push((modBits << 6) | (reg << 3) | rm);
  if (register) return;
  let base = rm;
  if (rm === 4) {
    const sib = randomByte(prng);
    bytes.push(sib);
    base = sib & 7;
  }
  if (modBits === 1) pushNumber(bytes, prng, 1);
  else if (modBits === 2 || base === 5) pushNumber(bytes, prng, 4);
}

function legacyPrefixes(form: Form, prng: Prng, plain: boolean): number[] {
  const { encoding } = form;
  const prefixes: number[] = [];
  if (form.operandSize === 16) prefixes.push(0x66);
  if (!plain) {
    if (prng.oneIn(6)) prefixes.push(prng.pick(SEGMENTS));
    if (prng.oneIn(8)) prefixes.push(0x67);
    if (encoding.mandatory === -1 && prng.oneIn(12)) prefixes.push(prng.pick([0xf2, 0xf3]));
    if (form.rep !== "none" && prng.oneIn(2)) prefixes.push(prng.pick([0xf2, 0xf3]));
    if (form.lock && prng.oneIn(4)) prefixes.push(0xf0);
  }
  if (encoding.mandatory > 0) prefixes.push(encoding.mandatory);
  // Any order of legacy prefixes is the same instruction.
  for (let i = prefixes.length - 1; i > 0; i--) {
    const j = prng.below(i + 1);
    [prefixes[i], prefixes[j]] = [prefixes[j] ?? 0, prefixes[i] ?? 0];
  }
  return prefixes;
}

function rexByte(form: Form, prng: Prng): number {
  const { w } = form.encoding;
  const bits = prng.oneIn(2) ? prng.below(8) : 0;
  const randomW = w < 0 && form.operandSize === 0 && prng.oneIn(6) ? 8 : 0;
  const rex = (w === 1 ? 8 : randomW) | (form.clearB ? bits & 6 : bits);
  return rex !== 0 || prng.oneIn(6) ? 0x40 | rex : 0;
}

const ESCAPES: readonly (readonly number[])[] = [[], [0x0f], [0x0f, 0x38], [0x0f, 0x3a]];

function legacyHead(form: Form, prng: Prng, plain: boolean): number[] {
  const { map, opcode, plusRegister, kind } = form.encoding;
  const bytes = legacyPrefixes(form, prng, plain);
  const rex = rexByte(form, prng);
  if (rex !== 0) bytes.push(rex);
  if (kind === "3dnow") return [...bytes, 0x0f, 0x0f];
  bytes.push(...(ESCAPES[map] ?? []), plusRegister ? opcode + prng.below(8) : opcode);
  return bytes;
}

/** VEX.pp of a mandatory prefix. */
function prefixBits(mandatory: number): number {
  return mandatory === 0x66 ? 1 : mandatory === 0xf3 ? 2 : mandatory === 0xf2 ? 3 : 0;
}

function vectorHead(form: Form, prng: Prng, plain: boolean): number[] {
  const { kind, map, opcode, mandatory } = form.encoding;
  const bytes: number[] = [];
  if (!plain && prng.oneIn(6)) bytes.push(prng.pick(SEGMENTS));
  if (!plain && prng.oneIn(8)) bytes.push(0x67);
  const l = form.encoding.l < 0 ? prng.below(2) : form.encoding.l;
  const w = form.encoding.w < 0 ? prng.below(2) : form.encoding.w;
  const used = form.operands.some((operand) => operand.place === "vvvv");
  const vvvv = used ? prng.below(16) : 15;
  const tail = (vvvv << 3) | (l << 2) | prefixBits(mandatory);
  const inverted = prng.below(8);
  if (kind === "vex" && map === 1 && w === 0 && prng.oneIn(2)) {
    return [...bytes, 0xc5, ((inverted & 4) << 5) | tail, opcode];
  }
  const lead = kind === "xop" ? 0x8f : 0xc4;
  return [...bytes, lead, (inverted << 5) | map, (w << 7) | tail, opcode];
}

/**
 * One random instruction of a form. May be no instruction after all where registers must differ
 * or do not exist.
 * @param plain without optional prefixes
 */
export function sampleOf(form: Form, prng: Prng, plain = false): number[] {
  const { kind, imm, opcode } = form.encoding;
  const vector = kind === "vex" || kind === "xop";
  const bytes = vector ? vectorHead(form, prng, plain) : legacyHead(form, prng, plain);
  pushModrm(bytes, form, prng);
  if (kind === "3dnow") return [...bytes, opcode];
  const short = form.operands.some((operand) => operand.place === "moffs") && bytes.includes(0x67);
  for (const size of imm) pushNumber(bytes, prng, size);
  if (form.operands.some((operand) => operand.place === "moffs")) {
    pushNumber(bytes, prng, short ? 4 : 8);
  }
  return bytes;
}
