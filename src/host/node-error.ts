/** Node's file errors as error numbers of the ABI. */
import { errnoNumber } from "../../spec/abi/errno.ts";
import { HostError } from "../channels/host.ts";

function isNodeError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && "syscall" in error;
}

/** The error's code ("ENOENT"), or undefined for what is no error of the operating system. */
export function codeOf(error: unknown): string | undefined {
  return isNodeError(error) ? error.code : undefined;
}

/** Turns an error of the operating system into a `HostError`; anything else is thrown again. */
export function hostError(error: unknown): HostError {
  if (!isNodeError(error)) throw error;
  return new HostError(errnoNumber(error.code ?? ""), error.message);
}

/** Runs a file operation; its error becomes a `HostError`. */
export function attempt<T>(operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    throw hostError(error);
  }
}
