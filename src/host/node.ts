/**
 * Node as a session's host: real files and streams, SHA-1 of OpenSSL, the machine's clock.
 */
import { createHash } from "node:crypto";
import { fstatSync, openSync, readFileSync, closeSync } from "node:fs";
import { EFBIG, EISDIR } from "../../spec/abi/errno.ts";
import { HostError } from "../channels/host.ts";
import type { ChannelHost, Digest } from "../channels/host.ts";
import type { SessionHost } from "../session/session.ts";
import type { Clock } from "../session/slices.ts";
import { attempt } from "./node-error.ts";
import { pathBytes } from "./node-file.ts";
import { NodeFiles } from "./node-files.ts";

const MICROSECONDS = 1_000_000;
const MILLISECONDS = 1000;
const NANOSECONDS_PER_MS = 1_000_000;
const TIMER_MS_MAX = 0x7fff_ffff;
/** No guest has use for a module that is larger. */
const PROGRAM_BYTES_MAX = 0x4000_0000;

/** A running SHA-1, which is what released versions of ZeroVM use for etags. */
export function sha1(): Digest {
  const hash = createHash("sha1");
  return {
    update(bytes) {
      hash.update(bytes);
    },
    hex: () => hash.digest("hex"),
  };
}

export const NODE_CLOCK: Clock = {
  // Not `performance`: Node would load all of its room for it, in every short run.
  now() {
    const [seconds, nanoseconds] = process.hrtime();
    return seconds * MILLISECONDS + nanoseconds / NANOSECONDS_PER_MS;
  },
  pause: () => new Promise((resolve) => setImmediate(resolve)),
  alarm(seconds, ring) {
    const delayMs = seconds * MILLISECONDS;
    // Node's timers end at 24 days; nobody waits for longer ones.
    if (delayMs > TIMER_MS_MAX) return () => undefined;
    const timer = setTimeout(ring, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Reads a module file; what has no size (a device) is empty, a directory is an error. */
export function readProgram(path: string): Uint8Array {
  return attempt(() => {
    const fd = openSync(pathBytes(path), "r");
    try {
      const stats = fstatSync(fd);
      if (stats.isDirectory()) throw new HostError(EISDIR, `${path} is a directory`);
      if (stats.size > PROGRAM_BYTES_MAX) {
        throw new HostError(EFBIG, `${path} has ${stats.size} bytes, a module at most 1 GiB`);
      }
      return stats.isFile() ? readFileSync(fd) : new Uint8Array(0);
    } finally {
      closeSync(fd);
    }
  });
}

/** A host over Node; `files` decides what channel paths lead to, real files unless given. */
export function nodeHost(files: ChannelHost = new NodeFiles()): SessionHost {
  return {
    ...(files.network === undefined ? {} : { network: files.network.bind(files) }),
    classify: (path) => files.classify(path),
    openFile: (path, access) => files.openFile(path, access),
    openStream: (path, direction) => files.openStream(path, direction),
    readProgram,
    digests: sha1,
    clock: NODE_CLOCK,
    cpuSeconds() {
      const { system, user } = process.cpuUsage();
      return { system: system / MICROSECONDS, user: user / MICROSECONDS };
    },
  };
}
