/** Which NaN an operation answers with when an operand is one. */
import { INVALID } from "./environment.ts";
import type { Environment, Result } from "./environment.ts";
import { indefinite, quietNan } from "./format.ts";
import type { Format, Unpacked } from "./format.ts";

export function isNan(x: Unpacked): boolean {
  return x.kind === "quiet" || x.kind === "signalling";
}

/** Neither NaN nor unsupported: something to compute with. */
function isNumber(x: Unpacked): boolean {
  return x.kind === "finite" || x.kind === "zero" || x.kind === "infinite";
}

/**
 * The result that NaN or unsupported operands force, or undefined when all are numbers.
 * A signalling NaN or an unsupported encoding raises INVALID; the answer is quiet in every case.
 */
export function nanResult(
  format: Format, env: Environment, x: Unpacked, y?: Unpacked, z?: Unpacked,
): Result | undefined {
  if (isNumber(x) && (y === undefined || isNumber(y)) && (z === undefined || isNumber(z))) {
    return undefined;
  }
  return survivor(format, env, [x, y, z].filter((operand) => operand !== undefined));
}

function survivor(format: Format, env: Environment, operands: readonly Unpacked[]): Result {
  const nans = operands.filter(isNan);
  const first = nans[0];
  if (first === undefined || operands.some((x) => x.kind === "unsupported")) return invalid(format);
  const { sign, significand } = env.nan === "first" ? first : larger(nans, first);
  const flags = nans.some((x) => x.kind === "signalling") ? INVALID : 0;
  return { bits: quietNan(format, sign, significand), flags };
}

/** The answer of an invalid operation. */
export function invalid(format: Format): Result {
  return { bits: indefinite(format), flags: INVALID };
}

/** SDM volume 1, table 4-7: a quiet NaN before a signalling one, then the larger significand. */
function larger(nans: readonly Unpacked[], first: Unpacked): Unpacked {
  const quiet = nans.filter((x) => x.kind === "quiet");
  const candidates = quiet.length === 1 ? quiet : nans;
  return candidates.reduce((best, x) => {
    if (x.significand !== best.significand) return x.significand > best.significand ? x : best;
    return x.sign < best.sign ? x : best;
  }, candidates[0] ?? first);
}
