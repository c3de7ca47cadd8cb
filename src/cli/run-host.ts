/**
 * The channels of `zerovm run`: standard streams as they are, `--stdin` from a file, and the
 * program's arguments in `/dev/nvram`, where guest libraries look for them.
 */
import { constants, openSync } from "node:fs";
import { ENOENT } from "../../spec/abi/errno.ts";
import {
  LIMIT_MAX, STANDARD_ALIASES, TYPE_RANDOM, TYPE_SEQUENTIAL,
} from "../../spec/abi/manifest.ts";
import { HostError } from "../channels/host.ts";
import type { ChannelHost, FileKind, RandomSource, StreamSource } from "../channels/host.ts";
import type { ChannelSpec, Limits } from "../channels/manifest.ts";
import { MemoryHost } from "../channels/memory-host.ts";
import { attempt } from "../host/node-error.ts";
import { DescriptorStream, standardStream } from "../host/node-stream.ts";

const NVRAM = "/dev/nvram";
const [STDIN, STDOUT, STDERR] = STANDARD_ALIASES;

const READABLE: Limits = { gets: LIMIT_MAX, getsize: LIMIT_MAX, puts: 0n, putsize: 0n };
const WRITABLE: Limits = { gets: 0n, getsize: 0n, puts: LIMIT_MAX, putsize: LIMIT_MAX };

function channel(alias: string, type: number, limits: Limits): ChannelSpec {
  return { alias, type, etag: false, sources: [{ kind: "path", path: alias }], ...limits };
}

/** A word of the args section, with everything escaped that would end or split it. */
function nvramWord(word: string): string {
  if (word === "") return "\"\"";
  let text = "";
  for (const byte of Buffer.from(word, "utf8")) {
    const plain = byte > 0x20 && byte < 0x7f && !",\"\\#=[]".includes(String.fromCharCode(byte));
    text += plain ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`;
  }
  return text;
}

export interface RunChannels {
  readonly channels: readonly ChannelSpec[];
  readonly files: ChannelHost;
}

/**
 * Channels of a run; `args` (the program's name first) is undefined where none were given.
 * `beforeWrite` is called before the guest's output reaches a standard stream.
 */
export function runChannels(
  stdin: string, args: readonly string[] | undefined, beforeWrite: () => void,
): RunChannels {
  const channels = [
    channel(STDIN, TYPE_SEQUENTIAL, READABLE), channel(STDOUT, TYPE_SEQUENTIAL, WRITABLE),
    channel(STDERR, TYPE_SEQUENTIAL, WRITABLE),
  ];
  const memory = new MemoryHost();
  if (args !== undefined) {
    channels.push(channel(NVRAM, TYPE_RANDOM, READABLE));
    const section = `[args]\nargs = ${args.map(nvramWord).join(" ")}\n`;
    memory.put(NVRAM, Buffer.from(section, "latin1"));
  }
  return { channels, files: new RunFiles(stdin, memory, beforeWrite) };
}

class RunFiles implements ChannelHost {
  readonly #stdin: string;
  readonly #memory: MemoryHost;

  readonly #beforeWrite: () => void;

  constructor(stdin: string, memory: MemoryHost, beforeWrite: () => void) {
    this.#stdin = stdin;
    this.#memory = memory;
    this.#beforeWrite = beforeWrite;
  }

  #output(fd: 1 | 2): StreamSource {
    const stream = standardStream(fd);
    return {
      kind: "stream",
      read: (into) => stream.read(into),
      write: (bytes) => {
        this.#beforeWrite();
        return stream.write(bytes);
      },
      close: () => stream.close(),
    };
  }

  classify(path: string): FileKind {
    return path === NVRAM ? "regular" : "fifo";
  }

  openFile(path: string): RandomSource {
    return this.#memory.openFile(path, "read");
  }

  async openStream(path: string): Promise<StreamSource> {
    switch (path) {
      case STDIN:
        if (this.#stdin === "-") return standardStream(0);
        return new DescriptorStream(
          attempt(() => openSync(this.#stdin, constants.O_RDONLY | constants.O_NONBLOCK)), true);
      case STDOUT: return this.#output(1);
      case STDERR: return this.#output(2);
      default: throw new HostError(ENOENT, `${path}: no such channel`);
    }
  }
}
