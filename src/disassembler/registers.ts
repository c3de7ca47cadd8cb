/** Register names as the manual spells them; AT&T text puts a % before them. */

const LEGACY: readonly string[] = ["ax", "cx", "dx", "bx", "sp", "bp", "si", "di"];
const NUMBERED: readonly number[] = [8, 9, 10, 11, 12, 13, 14, 15];

function sixteen(legacy: (name: string) => string, suffix: string): readonly string[] {
  return [...LEGACY.map(legacy), ...NUMBERED.map((number) => `r${number}${suffix}`)];
}

function rank(prefix: string): readonly string[] {
  return Array.from({ length: 16 }, (_, number) => `${prefix}${number}`);
}

export const GPR64 = sixteen((name) => `r${name}`, "");
export const GPR32 = sixteen((name) => `e${name}`, "d");
export const GPR16 = sixteen((name) => name, "w");
/** Byte registers of an instruction with a REX prefix, and without one. */
export const GPR8_REX: readonly string[] = [
  "al", "cl", "dl", "bl", "spl", "bpl", "sil", "dil",
  ...NUMBERED.map((number) => `r${number}b`),
];
export const GPR8: readonly string[] = ["al", "cl", "dl", "bl", "ah", "ch", "dh", "bh"];
export const XMM = rank("xmm");
export const YMM = rank("ymm");
export const MM = rank("mm").slice(0, 8);
export const MASK = rank("k").slice(0, 8);
export const TILE = rank("tmm").slice(0, 8);
export const CONTROL = rank("cr");
/** AT&T calls the debug registers db0.., Intel dr0... */
export const DEBUG = rank("dr");
export const DEBUG_ATT = rank("db");
/** Segment registers by ModRM.reg; 6 and 7 do not exist. */
export const SEGMENT: readonly string[] = ["es", "cs", "ss", "ds", "fs", "gs", "?", "?"];

/** A general-purpose register of 8, 16, 32 or 64 bits. */
export function gprName(number: number, bits: number, rex: boolean): string {
  if (bits === 64) return GPR64[number] ?? "?";
  if (bits === 32) return GPR32[number] ?? "?";
  if (bits === 16) return GPR16[number] ?? "?";
  return (rex ? GPR8_REX : GPR8)[number] ?? "?";
}
