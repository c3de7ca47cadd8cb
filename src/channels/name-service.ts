/**
 * The parcel that a session with network channels exchanges with its name server. Sending it is the
 * host's task.
 */
import { EAGAIN } from "../../spec/abi/errno.ts";
import { Failure } from "../../spec/abi/failure.ts";
import { PARCEL_HEAD_BYTES, PARCEL_RECORD_BYTES } from "../../spec/abi/name-service.ts";
import { HostError } from "./host.ts";
import type { NetworkHost } from "./host.ts";
import { malformed } from "./manifest.ts";
import type { Manifest } from "./manifest.ts";

/** A network end: the peer as the manifest has it, and a port. */
export interface Endpoint {
  readonly host: number;
  readonly port: number;
}

/** The request: what this node listens on, then whom it wants to reach. */
export function writeParcel(node: number, binds: readonly Endpoint[], connects: readonly Endpoint[])
  : Uint8Array {
  const records = [...binds, ...connects];
  const bytes = new Uint8Array(PARCEL_HEAD_BYTES + PARCEL_RECORD_BYTES * records.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, node);
  view.setUint32(4, binds.length);
  view.setUint32(8, connects.length);
  for (const [index, { host, port }] of records.entries()) {
    const at = PARCEL_HEAD_BYTES + PARCEL_RECORD_BYTES * index;
    view.setUint32(at, host);
    view.setUint16(at + 4, port);
  }
  return bytes;
}

/** The answer's connect records: addresses and ports of the peers, in the order of the request. */
export function readParcel(answer: Uint8Array, binds: number, connects: number): Endpoint[] {
  const view = new DataView(answer.buffer, answer.byteOffset, answer.byteLength);
  return Array.from({ length: connects }, (_, index) => {
    const at = PARCEL_HEAD_BYTES + PARCEL_RECORD_BYTES * (binds + index);
    return { host: view.getUint32(at), port: view.getUint16(at + 4) };
  });
}

/**
 * Asks the manifest's name server; without one there is nothing to resolve, and the result is
 * undefined. Throws a `Failure`.
 */
export async function resolvePeers(
  manifest: Pick<Manifest, "nameServer" | "node">, binds: readonly Endpoint[],
  connects: readonly Endpoint[], network: NetworkHost,
): Promise<Endpoint[] | undefined> {
  const { nameServer, node } = manifest;
  if (nameServer === undefined) return undefined;
  const isUdp = nameServer.kind === "network" && nameServer.protocol === "udp";
  if (!isUdp || !("ip" in nameServer.host)) {
    throw malformed("name server only support udp protocol", "NameServer = udp:<address>:<port>");
  }
  if (node < 1) throw malformed(`invalid node: ${node}`, "Node is 1 or more");
  const parcel = writeParcel(node, binds, connects);
  try {
    const answer = await network.ask(nameServer.host.ip, nameServer.port, parcel);
    if (answer.length !== parcel.length) {
      throw malformed(`received parcel size ${answer.length} is not equal to sent one `
        + `${parcel.length}`);
    }
    return readParcel(answer, binds.length, connects.length);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw new Failure("refused", EAGAIN, "name service failed", error.message);
  }
}
