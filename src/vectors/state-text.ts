/** Between the registers of a raw machine and their text in vector files. */
import { REGISTER_NAMES } from "../machine/registers.ts";
import type { Registers } from "../raw/registers.ts";

/** Bytes in memory order as a little-endian number. */
export function numberOfBytes(hex: string): bigint {
  return BigInt(`0x0${hexPairs(hex).reverse().join("")}`);
}

/** A number as `count` bytes in memory order. */
export function bytesOfNumber(value: bigint, count: number): string {
  return hexPairs(value.toString(16).padStart(2 * count, "0")).reverse().join("");
}

function hexPairs(hex: string): string[] {
  return hex.match(/../g) ?? [];
}

export function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from(hexPairs(hex), (pair) => Number.parseInt(pair, 16));
}

export function hexOfBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const VECTOR_BYTES = 32;
const X87_BYTES = 10;

/** Registers by the names that vector files use; numbers as they write them. */
export type RegisterTexts = Readonly<Record<string, string>>;

/** All registers as text. */
export function registerTexts(registers: Registers): RegisterTexts {
  const texts: Record<string, string> = {};
  REGISTER_NAMES.forEach((name, number) => {
    texts[name] = (registers.general[number] ?? 0n).toString(16);
  });
  texts["rip"] = registers.rip.toString(16);
  texts["fl"] = registers.rflags.toString(16);
  for (const name of ["mxcsr", "fcw", "fsw", "ftw"] as const) {
    texts[name] = registers[name].toString(16);
  }
  texts["fsbase"] = registers.fsBase.toString(16);
  texts["gsbase"] = registers.gsBase.toString(16);
  registers.x87.forEach((value, number) => {
    texts[`R${number}`] = bytesOfNumber(value, X87_BYTES);
  });
  registers.vectors.forEach((value, number) => {
    texts[`y${number}`] = bytesOfNumber(value, VECTOR_BYTES);
  });
  return texts;
}

/** Registers from their texts; those without a text are zero. */
export function registersOfTexts(texts: RegisterTexts): Registers {
  const wide = (name: string): bigint => BigInt(`0x${texts[name] ?? "0"}`);
  const small = (name: string): number => Number.parseInt(texts[name] ?? "0", 16);
  const list = (prefix: string, count: number): bigint[] =>
    Array.from({ length: count }, (_, number) => numberOfBytes(texts[`${prefix}${number}`] ?? ""));
  return {
    general: REGISTER_NAMES.map(wide),
    rip: wide("rip"), rflags: small("fl"), fsBase: wide("fsbase"), gsBase: wide("gsbase"),
    mxcsr: small("mxcsr"), fcw: small("fcw"), fsw: small("fsw"), ftw: small("ftw"),
    fop: 0, fip: 0n, fdp: 0n, x87: list("R", 8), vectors: list("y", 16),
  };
}
