/**
 * Texts of manifests and reports have one character per byte, as the original never looked at
 * encodings. These two are the only places where that meets the terminal's UTF-8.
 */

/** UTF-8 text as a byte text. */
export function toByteText(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

/** A byte text as the bytes it stands for. */
export function byteTextBytes(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}
