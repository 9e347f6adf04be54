/** Base64 with padding (RFC 4648 4), as notes write it. */
export const toBase64 = (bytes: Uint8Array): string => bytes.toBase64()

/** @returns `undefined` for anything but the one spelling of some bytes. */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    const bytes = Uint8Array.fromBase64(text, { lastChunkHandling: 'strict' })
    return bytes.toBase64() === text ? bytes : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
