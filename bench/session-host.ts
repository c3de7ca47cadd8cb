/** What a measured session sees of its host: files in memory, and nothing that costs time of its own. */
import type { MemoryHost, SessionHost } from "../src/index.ts";
import { hostClock } from "../src/sdk/host-clock.ts";

export function sessionHost(program: Uint8Array, files: MemoryHost): SessionHost {
  return {
    classify: (path) => files.classify(path),
    openFile: (path, access) => files.openFile(path, access),
    openStream: (path) => files.openStream(path),
    readProgram: () => program,
    digests: () => ({ update: () => undefined, hex: () => "" }),
    clock: hostClock(),
    cpuSeconds: () => ({ system: 0, user: 0 }),
  };
}
