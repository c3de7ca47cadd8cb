/**
 * Error numbers (Linux x86-64) and their texts, as far as sessions answer, exit or report with
 * them. A trap returns the negative number; the hypervisor's exit code is the positive one.
 */

export const EPERM = 1;
export const ENOENT = 2;
export const EINTR = 4;
export const EIO = 5;
export const ENXIO = 6;
export const ENOEXEC = 8;
export const EBADF = 9;
export const EAGAIN = 11;
export const ENOMEM = 12;
export const EACCES = 13;
export const EFAULT = 14;
export const EBUSY = 16;
export const ENOTDIR = 20;
export const EISDIR = 21;
export const EINVAL = 22;
export const ENFILE = 23;
export const EMFILE = 24;
export const ETXTBSY = 26;
export const EFBIG = 27;
export const ENOSPC = 28;
export const EROFS = 30;
export const EPIPE = 32;
export const ENAMETOOLONG = 36;
export const ELOOP = 40;
export const EPROTONOSUPPORT = 93;
export const EADDRINUSE = 98;
export const EADDRNOTAVAIL = 99;
export const EDQUOT = 122;

/** Name and text of each number above, and of no other. */
const ROWS: readonly (readonly [number, string, string])[] = [
  [EPERM, "EPERM", "Operation not permitted"],
  [ENOENT, "ENOENT", "No such file or directory"],
  [EINTR, "EINTR", "Interrupted system call"],
  [EIO, "EIO", "Input/output error"],
  [ENXIO, "ENXIO", "No such device or address"],
  [ENOEXEC, "ENOEXEC", "Exec format error"],
  [EBADF, "EBADF", "Bad file descriptor"],
  [EAGAIN, "EAGAIN", "Resource temporarily unavailable"],
  [ENOMEM, "ENOMEM", "Cannot allocate memory"],
  [EACCES, "EACCES", "Permission denied"],
  [EFAULT, "EFAULT", "Bad address"],
  [EBUSY, "EBUSY", "Device or resource busy"],
  [ENOTDIR, "ENOTDIR", "Not a directory"],
  [EISDIR, "EISDIR", "Is a directory"],
  [EINVAL, "EINVAL", "Invalid argument"],
  [ENFILE, "ENFILE", "Too many open files in system"],
  [EMFILE, "EMFILE", "Too many open files"],
  [ETXTBSY, "ETXTBSY", "Text file busy"],
  [EFBIG, "EFBIG", "File too large"],
  [ENOSPC, "ENOSPC", "No space left on device"],
  [EROFS, "EROFS", "Read-only file system"],
  [EPIPE, "EPIPE", "Broken pipe"],
  [ENAMETOOLONG, "ENAMETOOLONG", "File name too long"],
  [ELOOP, "ELOOP", "Too many levels of symbolic links"],
  [EPROTONOSUPPORT, "EPROTONOSUPPORT", "Protocol not supported"],
  [EADDRINUSE, "EADDRINUSE", "Address already in use"],
  [EADDRNOTAVAIL, "EADDRNOTAVAIL", "Cannot assign requested address"],
  [EDQUOT, "EDQUOT", "Disk quota exceeded"],
];

const TEXTS: ReadonlyMap<number, string> = new Map(ROWS.map(([number, , text]) => [number, text]));
const NUMBERS: ReadonlyMap<string, number> = new Map(ROWS.map(([number, name]) => [name, number]));

/** The C library's text for `errno`. */
export function errnoText(errno: number): string {
  return TEXTS.get(errno) ?? `Unknown error ${errno}`;
}

/** The number of a name such as "ENOENT"; EIO for names that no session knows. */
export function errnoNumber(name: string): number {
  return NUMBERS.get(name) ?? EIO;
}
