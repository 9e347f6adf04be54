/** Largest official zip; the largest published has under 2 MB. */
export const MAX_DIRECTORY_ZIP_BYTES = 64 * 1024 * 1024
/** Entries of all zips together; a directory has some 250. */
export const MAX_ZIP_ENTRIES = 4096
/** Zips within zips; the official ones have one within another, a copy of a user's perhaps one more. */
export const MAX_ZIP_DEPTH = 4
/** Largest file, unpacked; UNCL has 1.6 MB. */
export const MAX_ENTRY_BYTES = 16 * 1024 * 1024
/** All files, unpacked; a directory has under 10 MB. */
export const MAX_TOTAL_BYTES = 64 * 1024 * 1024
/** Most bytes that one packed byte may become; official files reach 10. */
export const MAX_RATIO = 100
/** Files as small as this may be packed as well as they can be. */
export const RATIO_FREE_BYTES = 64 * 1024
/** Groups within groups; official messages stay below 12. */
export const MAX_GROUP_DEPTH = 32
/** Most repetitions of a segment or group; official messages reach 9,999,999 (INVOIC). */
export const MAX_REPEAT = 9_999_999
/** Largest file of ours, packed; D.21B has 200 KB. */
export const MAX_DIRECTORY_FILE_BYTES = 8 * 1024 * 1024
/** Largest file of ours, as text; D.21B has under 1 MB. */
export const MAX_NOTATION_BYTES = 32 * 1024 * 1024
