/** The file system of the machine we run on, as a session's channels see it. */
import { statSync } from "node:fs";
import type { Stats } from "node:fs";
import { STANDARD_ALIASES } from "../../spec/abi/manifest.ts";
import type {
  ChannelHost, FileAccess, FileKind, NetworkMount, StreamSource,
} from "../channels/host.ts";
import { codeOf } from "./node-error.ts";
import { NodeFile, pathBytes } from "./node-file.ts";
import { openDevice, standardStream } from "./node-stream.ts";

function kindOf(stats: Stats): FileKind {
  if (stats.isFile()) return "regular";
  if (stats.isCharacterDevice()) return "character";
  if (stats.isFIFO()) return "fifo";
  if (stats.isDirectory()) return "directory";
  return stats.isBlockDevice() ? "block" : "socket";
}

/** Undefined where there is nothing, or nothing that may be looked at. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(pathBytes(path), { throwIfNoEntry: false });
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}

/** The descriptor behind `/dev/stdin`, `/dev/stdout`, `/dev/stderr`. */
function standardDescriptor(path: string): 0 | 1 | 2 | undefined {
  const index = (STANDARD_ALIASES as readonly string[]).indexOf(path);
  return index === 0 || index === 1 || index === 2 ? index : undefined;
}

export class NodeFiles implements ChannelHost {
  /** Loads sockets only for manifests that have network channels. */
  async network(): Promise<NetworkMount> {
    const { NODE_NETWORK } = await import("./node-network.ts");
    const { NetworkEnds } = await import("../channels/network-ends.ts");
    return new NetworkEnds(NODE_NETWORK);
  }

  /** A path that cannot be looked at counts as missing; opening it will say why. */
  classify(path: string): FileKind {
    const stats = statOf(path);
    if (stats === undefined) return "missing";
    const kind = kindOf(stats);
    // Some parents give a child sockets for standard streams. They flow like pipes, but cannot be
    // opened by their path.
    return kind === "socket" && standardDescriptor(path) !== undefined ? "fifo" : kind;
  }

  openFile(path: string, access: FileAccess): NodeFile {
    return new NodeFile(path, access);
  }

  async openStream(path: string, direction: "read" | "write"): Promise<StreamSource> {
    const stats = statOf(path);
    const descriptor = standardDescriptor(path);
    if (stats?.isSocket() === true && descriptor !== undefined) return standardStream(descriptor);
    return openDevice(path, direction, stats?.isFIFO() ?? false);
  }
}
