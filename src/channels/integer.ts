/**
 * The manifest's numbers: C's `strtoll` with base 0 on a trimmed field, as the original reads them.
 */

const WHITE_SPACE = " \t\n\v\f\r";

/** `text` without ASCII white space at both ends. */
export function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && WHITE_SPACE.includes(text.charAt(start))) start += 1;
  while (end > start && WHITE_SPACE.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** A number, or what could not be read: the rest of the text, empty for a range error. */
export type ParsedInteger = { readonly value: bigint } | { readonly rest: string };

const INT64_MAX = (1n << 63n) - 1n;
const INT64_MIN = -(1n << 63n);

/** Sign, then hexadecimal, octal or decimal digits: the longest prefix that is a number. */
const NUMBER = /^([+-]?)(?:0[xX]([0-9a-fA-F]+)|(0[0-7]*)|([1-9][0-9]*))/;

/**
 * Reads a 64-bit integer from all of `field`. An empty field is 0. Nothing may be left over, and
 * a number out of range is an error whose rest is empty.
 */
export function parseInteger(field: string): ParsedInteger {
  const text = trim(field);
  if (text === "") return { value: 0n };
  const match = NUMBER.exec(text);
  if (match === null) return { rest: text };
  const [whole, sign, hexadecimal, octal, decimal] = match;
  const magnitude = hexadecimal !== undefined ? BigInt(`0x${hexadecimal}`)
    : octal !== undefined ? BigInt(`0o0${octal.slice(1)}`) : BigInt(decimal ?? "0");
  const value = sign === "-" ? -magnitude : magnitude;
  const rest = text.slice(whole.length);
  if (rest !== "" || value > INT64_MAX || value < INT64_MIN) return { rest };
  return { value };
}
