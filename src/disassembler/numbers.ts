/** Numbers as objdump writes them: hexadecimal, lower case, 64-bit two's complement. */

/** A signed displacement: `0x10`, `-0x8`. */
export function signedHex(value: number): string {
  return value < 0 ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;
}

/** The low `bits` of a 64-bit value in two signed 32-bit halves, without 0x. */
export function bitsHex(low: number, high: number, bits: number): string {
  if (bits <= 32) {
    const mask = bits === 32 ? 0xffff_ffff : (1 << bits) - 1;
    return ((low & mask) >>> 0).toString(16);
  }
  if (high === 0) return (low >>> 0).toString(16);
  return (high >>> 0).toString(16) + (low >>> 0).toString(16).padStart(8, "0");
}

/** A safe integer as 64-bit two's complement, without 0x. */
export function addressHex(value: number): string {
  if (value >= 0) return value.toString(16);
  return BigInt.asUintN(64, BigInt(value)).toString(16);
}
