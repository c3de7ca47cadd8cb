/** Regular files of the machine we run on, as channel sources. */
import {
  closeSync, constants, fstatSync, ftruncateSync, openSync, readSync, writeSync,
} from "node:fs";
import { EFBIG } from "../../spec/abi/errno.ts";
import { CREATED_FILE_MODE } from "../../spec/abi/manifest.ts";
import { HostError } from "../channels/host.ts";
import type { FileAccess, RandomSource } from "../channels/host.ts";
import { attempt } from "./node-error.ts";

const FLAGS: Readonly<Record<FileAccess, number>> = {
  read: constants.O_RDONLY,
  create: constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC,
  update: constants.O_RDWR | constants.O_CREAT,
};

/**
 * A path as the operating system wants it: manifests have one character per byte.
 * @internal
 */
export function pathBytes(path: string): Buffer {
  return Buffer.from(path, "latin1");
}

export class NodeFile implements RandomSource {
  readonly kind = "file";
  readonly #fd: number;

  constructor(path: string, access: FileAccess) {
    this.#fd = attempt(() => openSync(pathBytes(path), FLAGS[access], CREATED_FILE_MODE));
  }

  size(): number {
    return attempt(() => fstatSync(this.#fd).size);
  }

  read(into: Uint8Array, position: number): number {
    return attempt(() => readSync(this.#fd, into, 0, into.length, position));
  }

  write(bytes: Uint8Array, position: number): number {
    return attempt(() => writeSync(this.#fd, bytes, 0, bytes.length, position));
  }

  resize(bytes: number): void {
    if (!Number.isSafeInteger(bytes)) throw new HostError(EFBIG, "no file can be as large as that limit");
    attempt(() => ftruncateSync(this.#fd, bytes));
  }

  close(): void {
    attempt(() => closeSync(this.#fd));
  }
}
