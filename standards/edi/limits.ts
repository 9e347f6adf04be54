/** Characters of what was found that a finding repeats. */
export const MAX_QUOTED_CHARACTERS = 64
/** Segments and groups of one message structure. The largest of D.21B have some 500. */
export const MAX_STRUCTURE_ITEMS = 4096
/** Groups within groups, read or written. The deepest of D.21B have 8. */
export const MAX_GROUP_DEPTH = 32
/** Places of one tag in a message that `when` tells apart by its codes. */
export const MAX_QUALIFIED_PLACES = 31
/** Position of an element on which a relational condition may bear; X12 and UN/EDIFACT have none beyond. */
export const MAX_CONDITION_POSITION = 31

/** Bytes of one segment, from its tag to its terminator; a longer one is a finding and is passed over unread. */
export const MAX_SEGMENT_BYTES = 1 << 20

/** Bytes that are looked through at a time; what is found in them stays in a processor's cache until it is used. */
export const SCAN_BYTES = 1 << 16

/** Bytes looked through when an interchange begins; doubled each time up to {@link SCAN_BYTES}, as many are small. */
export const FIRST_SCAN_BYTES = 1 << 9

/** Findings that are kept and handed on; further ones are counted. */
export const MAX_FINDINGS = 1000

/** Characters outside of the repertoire that are reported of one interchange; further ones are counted in a last finding. */
export const MAX_CHARACTER_FINDINGS = 20

/** References of messages that are kept of one interchange to find doubled ones, besides runs of ascending numbers. */
export const MAX_REFERENCES = 100_000

/** Runs of ascending references that are kept of one interchange. */
export const MAX_REFERENCE_RUNS = 16

/** Bytes of an interchange that is read as a whole, and not as a stream. */
export const MAX_DOCUMENT_BYTES = 1 << 29
