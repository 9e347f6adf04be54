import { MAX_SEALED_BYTES } from '@entrepot/trade/act'

/** Every bound of this room, in one place. */

/** Bytes of a request's body: an act with its citations, anything else. Renderings have their own. */
export const MAX_ACT_BYTES = MAX_SEALED_BYTES
export const MAX_BODY_BYTES = 64 * 1024
/** Nesting of a JSON body; a sealed act has four levels. */
export const MAX_JSON_DEPTH = 8
/** Longest time for an answer, and for a request to arrive. */
export const REQUEST_TIMEOUT_MS = 30_000
export const HEADERS_TIMEOUT_MS = 10_000
/** Event streams of one organisation at once, and in all. */
export const MAX_STREAMS_OF_ONE = 16
export const MAX_STREAMS = 1_024
/** How often an event stream shows that it lives, and how often it looks for what other server processes appended. */
export const HEARTBEAT_MS = 15_000
export const EVENTS_POLL_MS = 5_000
/** Files whose events one stream carries. */
export const MAX_STREAM_FILES = 1_000
/** A resumed stream goes back this much further: what was received earlier may have been committed later. */
export const RESUME_OVERLAP_MS = 60_000
/** Events waiting for a slow reader; then the stream ends, and the reader resumes. */
export const MAX_EVENTS_WAITING = 1_000
/** Public look-ups of documents by their code: so many from one address in a minute, addresses remembered. */
export const MAX_LOOKUPS = 30
export const LOOKUP_WINDOW_MS = 60_000
export const MAX_ADDRESSES = 10_000
/** Previews of one organisation in a minute; each takes about a tenth of a second of a core. */
export const MAX_PREVIEWS = 60
export const PREVIEW_WINDOW_MS = 60_000
/** Time-stamps for one address in a minute; each is a signature. */
export const MAX_STAMPS = 600
export const STAMP_WINDOW_MS = 60_000
