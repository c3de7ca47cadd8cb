/**
 * The network ends of a session while it is mounted: ports that are listened on, peers that are
 * looked up. Carrying data over them is not implemented, so a session that has any is refused once
 * everything that can be checked has been.
 */
import { EFAULT, EPROTONOSUPPORT, errnoText } from "../../spec/abi/errno.ts";
import { Failure } from "../../spec/abi/failure.ts";
import type { Channel } from "./channel.ts";
import { HostError } from "./host.ts";
import type { BoundPort, NetworkHost, NetworkMount } from "./host.ts";
import type { Manifest } from "./manifest.ts";
import { resolvePeers } from "./name-service.ts";
import type { Endpoint } from "./name-service.ts";
import type { NetworkName } from "./source-name.ts";

function refuse(code: number, state: string, detail: string): never {
  throw new Failure("refused", code, state, detail);
}

/** The peer as the manifest names it: a node id, or an address. */
function peerOf({ host }: NetworkName): number {
  return "node" in host ? host.node >>> 0 : host.ip;
}

/** Peers of the connecting ends, in the order in which they are mounted. */
function connectsOf(channels: readonly Channel[]): Endpoint[] {
  return channels.filter(({ direction }) => direction === "write").flatMap(({ spec }) =>
    spec.sources.flatMap((name) =>
      name.kind === "network" ? [{ host: peerOf(name), port: name.port }] : []));
}

export class NetworkEnds implements NetworkMount {
  readonly #network: NetworkHost;
  readonly #ports: BoundPort[] = [];
  readonly #binds: Endpoint[] = [];
  #resolved = false;

  constructor(network: NetworkHost) {
    this.#network = network;
  }

  /** Mounts source `index` of a channel: listens where it reads. Throws a `Failure`. */
  async mount(channel: Channel, index: number, name: NetworkName): Promise<void> {
    const { alias, direction } = channel;
    if (direction === "none" || direction === "update") {
      refuse(EFAULT, `${alias} has invalid i/o type`, "network channels have one direction");
    }
    // Connecting ends wait for the name server.
    if (direction === "write") return;
    if (name.protocol !== "tcp") {
      refuse(EFAULT, `cannot bind ${alias};${index}: ${errnoText(EPROTONOSUPPORT)}`,
        `${name.protocol} carries no channels`);
    }
    try {
      const address = "ip" in name.host ? name.host.ip : undefined;
      const bound = await this.#network.bind(address, name.port);
      this.#ports.push(bound);
      this.#binds.push({ host: peerOf(name), port: bound.port });
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      refuse(EFAULT, `cannot bind ${alias};${index}: ${errnoText(error.errno)}`, error.message);
    }
  }

  /** Asks the name server, once, behind the last listening end. */
  async resolve(
    manifest: Pick<Manifest, "nameServer" | "node">, channels: readonly Channel[],
  ): Promise<void> {
    const connects = connectsOf(channels);
    if (this.#resolved || this.#binds.length + connects.length === 0) return;
    this.#resolved = true;
    await resolvePeers(manifest, this.#binds, connects, this.#network);
    refuse(EPROTONOSUPPORT, "network channels are not supported",
      "they can be listened on and looked up, but carry no data yet");
  }

  close(): void {
    for (const port of this.#ports) port.close();
  }
}
