/** Names and signs of the pseudo-code, explained. */
import { readFileSync } from "node:fs";

/** A named operator, or a family of them. */
export interface Operator {
  readonly id: string;
  /** Which names it explains, whole. */
  readonly pattern: RegExp;
  readonly title: string;
  readonly text: string;
}

const operator = (title: string, pattern: RegExp, text: string): Operator =>
  ({ id: title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, ""), title, pattern, text });

const LANES = "(i8x16|i16x8|i32x4|i64x2)";
const FLOATS = "(f32|f64|f32x4|f64x2)";
const named = (names: string, suffix: string): RegExp => new RegExp(`^(${names})\\.${suffix}$`);

/** Operators of the notation, in the order in which the page lists them. */
export const OPERATORS: readonly Operator[] = [
  operator("signed8, signed16, signed32", /^signed\d+$/,
    "The low bits of the value as a signed number: the sign is copied upwards."),
  operator("clz, ctz, popcnt", /^(clz|ctz|popcnt)$/,
    "Zero bits above the highest set bit of 64, zero bits below the lowest (64 for zero), "
      + "and how many bits are set."),
  operator("rotl, rotr", /^(rotl|rotr)$/, "Rotation of 64 bits to the left and to the right."),
  operator("mulhu, mulhs", /^(mulhu|mulhs)$/, "Upper 64 bits of the 128-bit product, unsigned and signed."),
  operator("no_quotient", /^no_quotient$/,
    "True where the divisor is 0 or the quotient does not fit in 64 bits."),
  operator("with", /^with$/, "The vector with these bits replaced; all others stay."),
  operator("bytes, words, dwords, qwords", /^(bytes|words|dwords|qwords)$/,
    "A new vector put together from elements of a and b, the lowest first: `a0` is the "
      + "lowest element of a, `0` is zero."),
  operator("splat", named("splat", LANES), "Every lane is the value."),
  operator("signs", named("signs", LANES), "The sign bits of the lanes as a number, lane 0 lowest."),
  operator("extend_s, extend_u", named("extend_[su]", LANES),
    "The lanes of the lower half, sign- or zero-extended to twice their width."),
  operator("shl, shr_u, shr_s", named("shl|shr_u|shr_s", LANES),
    "Every lane shifted by the same count: left, right, right with the sign. A count as wide "
      + "as the lane or wider leaves 0 (or the sign)."),
  operator("add, sub, mul of lanes", named("add|sub|mul", LANES), "Lane by lane, modulo the lane's width."),
  operator("add_sat, sub_sat", named("(add|sub)_sat_[su]", LANES),
    "Lane by lane, saturating: what does not fit becomes the largest or smallest signed (s) "
      + "or unsigned (u) number."),
  operator("min, max, avgr of lanes", named("(min|max)_[su]|avgr_u", LANES),
    "The smaller, the larger, the rounded average of two lanes, signed (s) or unsigned (u)."),
  operator("eq, gt_s", named("eq|gt_s", LANES), "All ones in each lane where it is true, else all zeros."),
  operator("narrow_s, narrow_u", named("narrow_[su]", LANES),
    "The signed lanes of the first vector, then of the second, saturated to lanes half as "
      + "wide, signed or unsigned."),
  operator("dot_s, mulh_s, mulh_u", named("dot_s|mulh_[su]", LANES),
    "Products of adjacent signed lanes, added in pairs; the upper halves of the products."),
  operator("swizzle", named("swizzle", LANES),
    "Bytes of the first vector picked by the low four bits of the bytes of the second; a "
      + "byte with bit 7 set gives zero."),
  operator("abs", named("abs", LANES), "The magnitude of every signed lane."),
  operator("add, sub, mul, div of floats", named("add|sub|mul|div|addsub", FLOATS),
    "IEEE arithmetic as MXCSR says: rounding mode, flush to zero, denormals are zeros; "
      + "exceptions set its sticky flags. x86's NaN rules: the first operand's NaN wins, made "
      + "quiet. `addsub` subtracts in even lanes and adds in odd ones."),
  operator("min, max of floats", named("min|max", FLOATS),
    "The second operand where either is a NaN or both are zeros; else the smaller or larger "
      + "number."),
  operator("sqrt", named("sqrt", FLOATS), "Square root, rounded as MXCSR says."),
  operator("round", named("round", FLOATS), "To an integral value, as the immediate's rounding control says."),
  operator("compare", named("compare", FLOATS),
    "All ones where the predicate holds, else zeros. Predicates 0 to 7: equal, less, less or "
      + "equal, unordered, and their opposites; VEX forms know 32."),
  operator("order", named("order|order_quiet", FLOATS),
    "0 greater, 1 less, 2 equal, 3 unordered. `order_quiet` raises the invalid exception for "
      + "signalling NaNs only."),
  operator("conversions", /^(f32|f64|i32|i64|f32x4|f64x2|i32x4)_to_(f32|f64|i32|i64|f32x4|f64x2|i32x4)(_truncated)?$/,
    "Between formats, rounded as MXCSR says, or towards zero (`_truncated`). What does not "
      + "fit an integer becomes 0x80000000 (0x8000000000000000)."),
  operator("fused multiply-add", named("fn?m(add|sub|addsub|subadd)", FLOATS),
    "The first times the second plus (minus) the third, rounded once; `fn...` negates the "
      + "product; `addsub` and `subadd` alternate between lanes."),
  operator("crc32c", /^crc32c$/, "The CRC with the polynomial 0x11EDC6F41 (Castagnoli), bits reflected."),
  operator("aes", /^aes\w+$/, "One round of AES (FIPS 197) or a step of its key expansion, as the instruction of that name does it."),
  operator("sha", /^sha\w+$/, "A step of SHA-1 or SHA-256 (FIPS 180-4), as the instruction of that name does it."),
  operator("pclmulqdq", /^pclmulqdq$/, "Product without carries of two 64-bit halves that the immediate picks."),
  operator("pdep, pext", /^(pdep|pext)$/, "Bits deposited at, or extracted from, the places that a mask names."),
  operator("3DNow! operators", /^(pf\w+|pi2f[dw]|pmulhrw)$/,
    "What the 3DNow! instruction of that name computes on two floats in 64 bits (AMD 24594)."),
  operator("rcpps, rsqrtps", /^(rcpps|rsqrtps)$/,
    "Approximate reciprocal and reciprocal root: one definition within the architecture's "
      + "error bound, the same on every host."),
  operator("dot products and sums", /^(dpp[sd]|dpps_upper|mpsadbw|phminposuw)$/,
    "What the SSE4.1 instruction of that name computes, its immediate choosing the lanes."),
  operator("pcmpestr, pcmpistr", /^pcmp[ei]str$|^pcmpstr_(index|mask)$/,
    "The string comparison of SSE4.2: a 16-bit result with the flags CF, ZF, SF, OF above "
      + "it, and what index or mask the immediate makes of it."),
  operator("cpuid", /^cpuid$/, "Four registers of a fixed, documented virtual processor."),
  operator("fcmov", /^fcmov$/, "Copies ST(i) to ST(0); an empty one of them is a stack fault."),
  operator("enterFrame", /^enterFrame$/, "Copies the frame pointers of outer levels, and gives the new stack pointer."),
  operator("addressAfterPop", /^addressAfterPop$/, "The operand's address with rsp as it is behind the pop."),
  operator("laneWofN, with_laneWofN", /^(with_)?lane\d+of\d+$/,
    "The lane of W bits, of N in all, that the immediate picks; the vector with that lane "
      + "replaced."),
  operator("half, with_half", /^(half|with_half[01]|half_of[01]|source_of[01])$/,
    "The 128-bit half that the immediate picks; the register with a half replaced; for one "
      + "half of the result, the source and its half that the immediate picks."),
  operator("shuffles by an immediate", /^(palignr\d+|insertps_m32|v?\w+_upper|vpermq[01])$/,
    "Elements picked by the immediate, as the instruction of that name says; `_upper`, 0 and "
      + "1 say which half of a 256-bit result this is."),
  operator("vcvtph2ps, vcvtps2ph", /^(vcvtph2ps|vcvtps2ph)$/, "Between half and single precision."),
  operator("vperm, vps...v", /^(vpermd|vps[lr][la]v[dq])$/,
    "Lanes picked, or shifted each by a count of its own, as the AVX2 instruction of that "
      + "name does it."),
];

/** Signs and words of the notation. */
export const SIGNS: readonly (readonly [sign: string, text: string])[] = [
  ["a ← b", "the destination a becomes b"],
  ["t1, t2, …", "values on the way; they are no state of the machine"],
  ["old x", "x as it was before the instruction, where a line above has changed it"],
  ["x[7:0], x[31]", "bits 7 to 0 of x; bit 31 of x. Of a value they are zero-extended"],
  ["m32, m128", "the memory operand, as wide as its name says; `memory64[a]` is memory at an address"],
  ["&m32", "the address of the memory operand"],
  ["check that … is writable", "the fault that a store would raise is raised here, before anything changes"],
  ["#GP if …", "an exception; nothing below it happens, and nothing above it has changed the machine"],
  ["if …:", "the indented lines below happen only then"],
  ["flags of a + b (32 bits)", "the status flags as the operation of that width sets them"],
  ["undefined: AF", "the manuals leave it open; the lines above say what happens here, as on Intel's processors"],
  ["+ − × / mod", "integers modulo 2 to the 64th, unsigned"],
  ["a:b", "a 128-bit number, a its upper half"],
  ["& | ^ ~", "bitwise and, or, exclusive or, not"],
  ["<< >> >>ₛ", "shift to the left, to the right, to the right with the sign"],
  ["= ≠ < ≤ > ≥", "comparisons of unsigned numbers; with ₛ (<ₛ, /ₛ) of signed ones"],
  ["and, or, not, xor", "of truth values"],
  ["c ? a : b", "a where c holds, else b"],
  ["x is not canonical", "bits 63 to 47 of the address x are not all the same"],
  ["next", "the address of the next instruction"],
  ["repeat the instruction", "rip stays: a REP prefix runs it once more, and an interrupt may come between"],
  ["fcw, fsw, mxcsr", "control and status word of the x87 unit (fsw[7]: an unmasked exception is pending), control and status of SSE"],
];

const X87_README = new URL("../../src/oracle/x87/README.md", import.meta.url);

/** A row of the x87 unit's own glossary: names with K for a format, and what they do. */
interface UnitRow {
  readonly names: readonly string[];
  readonly text: string;
}

/** The operators of the x87 unit, from the table in its README. */
export function x87Rows(): readonly UnitRow[] {
  const rows = readFileSync(X87_README, "utf8").split("\n")
    .map((line) => /^\| (`.*) \| (.*) \|$/.exec(line)).filter((match) => match !== null);
  return rows.map(([, names = "", text = ""]) =>
    ({ names: [...names.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ""), text }));
}

const FORMATS = new Set(["st", "f32", "f64", "f80", "i16", "i32", "i64"]);

/** The README's row that explains a unit operator: its stem stands there, with K or whole. */
function x87Row(name: string, rows: readonly UnitRow[]): UnitRow | undefined {
  const stem = name.split(".").filter((part) => !FORMATS.has(part))
    .filter((part) => !["pop", "bits", "high", "happens", "split"].includes(part)).join(".");
  const bare = (listed: string): string => listed.replace(/\.(K|st)$/, "");
  const fits = (candidate: string): boolean =>
    rows.some((row) => row.names.some((listed) => bare(listed) === candidate));
  const stems = [stem, stem.replace(/p{1,2}$/, ""), stem.replace(/(i|ip)$/, ""), `fpu.${name.split(".")[1] ?? ""}`];
  const found = stems.find(fits);
  return rows.find((row) => row.names.some((listed) => bare(listed) === found));
}

/** Where the notation page explains a name of the pseudo-code. */
export interface GlossaryLink {
  readonly anchor: string;
  readonly text: string;
}

/** Finds explanations by name. */
export class Glossary {
  readonly rows = x87Rows();

  /** Undefined for a name that nothing explains, such as the instruction's own. */
  find(name: string): GlossaryLink | undefined {
    const own = OPERATORS.find(({ pattern }) => pattern.test(name));
    if (own !== undefined) return { anchor: own.id, text: own.text };
    const row = x87Row(name, this.rows);
    return row === undefined ? undefined
      : { anchor: x87Anchor(this.rows.indexOf(row)), text: row.text.replaceAll("`", "") };
  }
}

/** Anchor of a row of the x87 table. */
export function x87Anchor(index: number): string {
  return `x87-${index + 1}`;
}
