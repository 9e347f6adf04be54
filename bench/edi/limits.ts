/** Bytes that are measured on. */
export const MEGABYTE = 1_000_000
/** What is streamed for memory. */
export const STREAMED_BYTES = [20 * MEGABYTE, 2_000 * MEGABYTE] as const
/** Bytes of a chunk, as files are read. */
export const CHUNK_BYTES = 64 * 1024
/** How much of everything; `quick` shows only that it works. */
export const USUAL = { bytes: 20 * MEGABYTE, peerBytes: 4 * MEGABYTE, runs: 7 }
export const QUICK = { bytes: MEGABYTE, peerBytes: MEGABYTE / 2, runs: 1 }
export type Amounts = typeof USUAL
/** A child that streams longer than this is taken for stuck. */
export const STREAM_TIMEOUT_MS = 5 * 60_000
