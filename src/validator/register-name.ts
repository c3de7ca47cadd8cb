/** Names of general registers in messages. */

const LEGACY = ["ax", "cx", "dx", "bx", "sp", "bp", "si", "di"];

/** Name of register 0..15 at a width of 8 (with REX), 16, 32 or 64 bits. */
export function registerName(register: number, bits: number): string {
  const legacy = LEGACY[register];
  if (legacy === undefined) {
    return `r${register}${bits === 64 ? "" : bits === 32 ? "d" : bits === 16 ? "w" : "b"}`;
  }
  if (bits === 8) return legacy.endsWith("x") ? `${legacy[0]}l` : `${legacy}l`;
  return bits === 64 ? `r${legacy}` : bits === 32 ? `e${legacy}` : legacy;
}
