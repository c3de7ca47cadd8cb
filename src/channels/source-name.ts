/**
 * Where a channel's data lives, as a manifest names it: an absolute path or a network address.
 */
import {
  FILE_KIND_WORDS, NETWORK_PROTOCOLS, URI_PIECES_MAX,
} from "../../spec/abi/manifest.ts";
import type { NetworkProtocol } from "../../spec/abi/manifest.ts";
import { parseInteger, trim } from "./integer.ts";

/** A network end: an IPv4 address (host byte order) or the id of a node to be resolved. */
export interface NetworkName {
  readonly kind: "network";
  readonly protocol: NetworkProtocol;
  readonly host: { readonly ip: number } | { readonly node: number };
  readonly port: number;
}

/** A path on the host, one character per byte. */
export interface PathName {
  readonly kind: "path";
  readonly path: string;
}

export type SourceName = NetworkName | PathName;

/** Splits like `strsplit(text, separator, max)`: the last piece keeps the rest. */
export function splitAtMost(text: string, separator: string, max: number): string[] {
  const pieces = text.split(separator);
  if (pieces.length <= max) return pieces;
  return [...pieces.slice(0, max - 1), pieces.slice(max - 1).join(separator)];
}

/** Dotted quad to a number; undefined when malformed. 0.0.0.0 counts as malformed. */
function parseAddress(text: string): number | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(trim(text));
  if (match === null) return undefined;
  let address = 0;
  for (const part of match.slice(1)) {
    if (Number(part) > 255) return undefined;
    address = address * 256 + Number(part);
  }
  return address === 0 ? undefined : address;
}

/** Reads a number field of a URI; `fail` never returns. */
function number(field: string, fail: (message: string) => never): bigint {
  const parsed = parseInteger(field);
  if ("rest" in parsed) return fail(`invalid numeric value '${parsed.rest}'`);
  return parsed.value;
}

/** One URI of a channel or name server. Calls `fail` with the original's message when wrong. */
export function parseSourceName(text: string, fail: (message: string) => never): SourceName {
  const uri = trim(text);
  const [first = "", host, port] = splitAtMost(uri, ":", URI_PIECES_MAX);
  const word = first.toLowerCase();
  const protocol = NETWORK_PROTOCOLS.find((known) => known === word);
  if (protocol !== undefined || (FILE_KIND_WORDS as readonly string[]).includes(word)) {
    if (protocol === undefined || host === undefined || port === undefined) {
      return fail("invalid channel url");
    }
    if (!host.includes(".")) {
      const node = Number(BigInt.asIntN(32, number(host, fail)));
      return { kind: "network", protocol, host: { node }, port: parsePort(port, fail) };
    }
    const ip = parseAddress(host);
    if (ip === undefined) return fail("malformed ip token");
    return { kind: "network", protocol, host: { ip }, port: parsePort(port, fail) };
  }
  if (host !== undefined) return fail("invalid channel name");
  if (!uri.startsWith("/")) return fail("only absolute path channels are allowed");
  return { kind: "path", path: uri };
}

function parsePort(field: string, fail: (message: string) => never): number {
  return Number(BigInt.asUintN(16, number(field, fail)));
}
