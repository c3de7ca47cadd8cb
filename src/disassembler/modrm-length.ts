/** Length of ModRM, SIB and displacement at `at`, or 0 where the bytes end before. */
export function modrmLength(bytes: Uint8Array, at: number, end: number): number {
  const modrm = bytes[at] ?? 0;
  const mod = modrm >> 6;
  if (at >= end) return 0;
  if (mod === 3) return 1;
  const sib = (modrm & 7) === 4;
  if (sib && at + 1 >= end) return 0;
  const base = sib ? (bytes[at + 1] ?? 0) & 7 : modrm & 7;
  const displacement = mod === 1 ? 1 : mod === 2 || (mod === 0 && base === 5) ? 4 : 0;
  const length = 1 + (sib ? 1 : 0) + displacement;
  return at + length > end ? 0 : length;
}
