/**
 * Mounting: from a manifest's channel lines to open sources, with the checks, side effects and
 * messages of the original. Files are created, cut and preallocated here, before the guest runs.
 */
import {
  EBADF, EFAULT, EINVAL, ENFILE, EPROTONOSUPPORT, errnoText,
} from "../../spec/abi/errno.ts";
import { Failure } from "../../spec/abi/failure.ts";
import {
  CHANNELS_MIN, CHANNEL_TYPES, NULL_DEVICE, STANDARD_ALIASES, TYPE_CDR,
  TYPE_SEQUENTIAL_READ_RANDOM_WRITE, TYPE_SEQUENTIAL, USER_MANIFEST_CHANNELS_MAX,
} from "../../spec/abi/manifest.ts";
import { Accounting } from "./accounting.ts";
import { Channel } from "./channel.ts";
import { HostError } from "./host.ts";
import type { ChannelHost, DigestFactory, NetworkMount, RandomSource, Source } from "./host.ts";
import type { ChannelSpec, Manifest } from "./manifest.ts";
import { closeOrder, guestOrder, mountOrder } from "./order.ts";
import { lossOf } from "./transfer.ts";

export interface MountOptions {
  readonly host: ChannelHost;
  /** Extend new files to their limit at once, so that a full disk shows before the guest runs. */
  readonly preallocate: boolean;
  /** Whom to ask about network channels. */
  readonly manifest: Pick<Manifest, "nameServer" | "node">;
}

function refuse(code: number, state: string, detail = ""): never {
  throw new Failure("refused", code, state, detail);
}

/** Runs a host operation; a `HostError` becomes the failure that `otherwise` makes of it. */
function attempt<T>(operation: () => T, otherwise: (error: HostError) => never): T {
  try {
    return operation();
  } catch (error) {
    if (error instanceof HostError) return otherwise(error);
    throw error;
  }
}

/** Opens a file that will be written, and makes room for all it may become. */
function openWritable(channel: Channel, path: string, options: MountOptions): RandomSource {
  const update = channel.direction === "update";
  const preallocates = options.preallocate && path !== NULL_DEVICE;
  const file = attempt(() => options.host.openFile(path, update ? "update" : "create"),
    ({ errno, message }) => {
      // The original extends the file before it looks whether opening it worked.
      if (preallocates) refuse(EBADF, `cannot preallocate ${channel.alias}`, message);
      refuse(errno, `${path} open error`, message);
    });
  // From here on the file is the channel's, so that a failure still gives it its final size.
  attach(channel, file);
  if (update) channel.size = file.size();
  if (channel.spec.type === TYPE_CDR && update) channel.writePosition = channel.size;
  if (preallocates && channel.size === 0) {
    attempt(() => file.resize(channel.limits.putsize),
      ({ errno, message }) => refuse(errno, `cannot preallocate ${channel.alias}`, message));
  }
  return file;
}

function attach(channel: Channel, source: Source): void {
  channel.sources.push({ source, position: 0, valid: true, ended: false, lostBytes: 0 });
}

/** A path that is a regular file, or nothing yet. */
function mountFile(channel: Channel, path: string, options: MountOptions): void {
  switch (channel.direction) {
    case "none":
      return refuse(EINVAL, `${channel.alias} has invalid i/o type`,
        "both limits of at least one direction must be positive");
    case "read": {
      const file = attempt(() => options.host.openFile(path, "read"),
        ({ message }) => refuse(EFAULT, `cannot open ${path}`, message));
      attach(channel, file);
      channel.size = file.size();
      return;
    }
    case "update":
      if (channel.spec.type === TYPE_SEQUENTIAL) {
        return refuse(EFAULT, "sequential channels cannot have r/w access",
          "give one direction, or type 1 or 3");
      }
      if (channel.spec.type === TYPE_SEQUENTIAL_READ_RANDOM_WRITE) {
        return refuse(EFAULT, "sequential read / random write channels not supported",
          "use type 1 or 3");
      }
      openWritable(channel, path, options);
      return;
    case "write":
      openWritable(channel, path, options);
  }
}

/** A character device or a FIFO: one direction, no size. */
async function mountStream(channel: Channel, path: string, host: ChannelHost): Promise<void> {
  const { direction } = channel;
  if (direction === "none" || direction === "update") {
    return refuse(EINVAL, `${channel.alias} has invalid i/o type`,
      "devices and FIFOs have one direction");
  }
  try {
    attach(channel, await host.openStream(path, direction));
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    refuse(error.errno, `cannot open ${path}`, error.message);
  }
}

async function mountPath(channel: Channel, path: string, options: MountOptions): Promise<void> {
  const kind = options.host.classify(path);
  switch (kind) {
    case "regular":
    case "missing":
      return mountFile(channel, path, options);
    case "character":
    case "fifo":
      return await mountStream(channel, path, options.host);
    default:
      return refuse(EPROTONOSUPPORT, `invalid ${channel.alias} source type ${channel.spec.type}`,
        `${path} is a ${kind === "block" ? "block device" : kind}`);
  }
}

/** The channels of a session, from before they are mounted until their etags are reported. */
export class ChannelSet {
  /** In the order of handles. */
  readonly guest: readonly Channel[];
  readonly accounting = new Accounting();
  readonly #mounting: readonly Channel[];

  constructor(specs: readonly ChannelSpec[], digests: DigestFactory) {
    this.#mounting = mountOrder(specs).map((spec) => new Channel(spec, digests));
    this.guest = guestOrder(this.#mounting);
  }

  /** Opens every source. Throws a `Failure`; what was opened until then stays to be closed. */
  async mount(options: MountOptions): Promise<void> {
    const { length } = this.guest;
    if (length > USER_MANIFEST_CHANNELS_MAX) {
      refuse(ENFILE, "channels number reached maximum",
        `${length} channels, at most ${USER_MANIFEST_CHANNELS_MAX} fit the user manifest`);
    }
    if (length < CHANNELS_MIN) {
      refuse(EFAULT, `not enough channels: ${length}`, "a session has at least the standard three");
    }
    const network = await this.#networkOf(options.host);
    try {
      // Listening ends come first, so that all of them are known when peers are looked up.
      const aliases = new Set<string>();
      for (const channel of this.#mounting) {
        const { alias } = channel;
        if (aliases.has(alias)) {
          refuse(EFAULT, `${alias} is already allocated`, "every alias names one channel");
        }
        aliases.add(alias);
        if (CHANNEL_TYPES[channel.spec.type] === undefined) {
          refuse(EFAULT, `${alias} has invalid type ${channel.spec.type}`, "types are 0 to 3");
        }
        if (channel.direction !== "read") await network?.resolve(options.manifest, this.guest);
        await this.#mountChannel(channel, network, options);
      }
      await network?.resolve(options.manifest, this.guest);
    } finally {
      network?.close();
    }
    if (this.guest[2]?.alias !== STANDARD_ALIASES[2]) {
      refuse(EFAULT, "missing standard channels in manifest", STANDARD_ALIASES.join(", "));
    }
  }

  /** Undefined where no channel has a network end, or the host no network. */
  async #networkOf(host: ChannelHost): Promise<NetworkMount | undefined> {
    const wanted = this.guest.some(({ spec }) =>
      spec.sources.some(({ kind }) => kind === "network"));
    return wanted ? host.network?.() : undefined;
  }

  async #mountChannel(channel: Channel, network: NetworkMount | undefined, options: MountOptions)
    : Promise<void> {
    for (const [index, name] of channel.spec.sources.entries()) {
      if (name.kind === "path") {
        await mountPath(channel, name.path, options);
      } else if (network !== undefined) {
        await network.mount(channel, index, name);
      } else {
        refuse(EPROTONOSUPPORT, "network channels are not supported", "this host has no network");
      }
    }
  }

  /** In the order in which they are closed and reported. */
  get closing(): Channel[] {
    return closeOrder(this.guest);
  }

  /**
   * Gives written files their final size and closes everything. Of a channel with several sources
   * the original handles only every other one; the others keep their preallocated length, which
   * callers can see, so it is the same here. Returns what went wrong on the way, as messages.
   */
  close(): string[] {
    const complaints: string[] = [];
    for (const channel of this.closing) {
      const writes = channel.direction === "write" || channel.direction === "update";
      for (const [index, mounted] of channel.sources.entries()) {
        const { source } = mounted;
        if (mounted.lostBytes > 0) complaints.push(`${channel.alias};${index}: ${lossOf(mounted)}`);
        try {
          if (source.kind === "file" && writes && index % 2 === 0) {
            source.resize(channel.size);
          }
          source.close();
        } catch (error) {
          if (!(error instanceof HostError)) throw error;
          complaints.push(`${channel.alias};${index}: ${errnoText(error.errno)}`);
        }
      }
      channel.sources.length = 0;
    }
    return complaints;
  }
}
