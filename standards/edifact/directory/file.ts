import type { Directory } from '@entrepot/edi'
import { crc32, inflate } from '@entrepot/zip'
import { gzipSync } from 'fflate'
import { MAX_DIRECTORY_FILE_BYTES, MAX_NOTATION_BYTES } from './limits.ts'
import { type DirectoryMalformed, malformed } from './malformed.ts'
import { readNotation } from './notation/read.ts'
import { writeNotation } from './notation/write.ts'

/** The first line of the text, with the version of the notation. */
const TITLE = 'entrepot edifact directory 1\n'
const TITLE_BEGINS = 'entrepot edifact directory '
const LEVEL = 9
/** A gzip member (RFC 1952) without name or extra field, as we write it, and its trailer of checksum and length. */
const HEADER = [0x1f, 0x8b, 8, 0]
const HEADER_BYTES = 10
const TRAILER_BYTES = 8

/** Writes a directory as a file of ours: its notation, packed with gzip. The same directory gives the same bytes. */
export const writeDirectoryFile = (directory: Directory): Uint8Array =>
  gzipSync(new TextEncoder().encode(TITLE + writeNotation(directory)), { level: LEVEL, mtime: 0 })

/** Reads a file of ours, within `MAX_DIRECTORY_FILE_BYTES` packed and `MAX_NOTATION_BYTES` unpacked. */
export function readDirectoryFile(
  bytes: Uint8Array,
): { readonly ok: true; readonly directory: Directory } | DirectoryMalformed {
  if (bytes.length > MAX_DIRECTORY_FILE_BYTES)
    return malformed('directory/too-large', undefined, MAX_DIRECTORY_FILE_BYTES)
  if (!HEADER.every((byte, i) => bytes[i] === byte)) return malformed('directory/not-a-directory')
  if (bytes.length < HEADER_BYTES + TRAILER_BYTES) return malformed('directory/truncated')
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - TRAILER_BYTES, TRAILER_BYTES)
  const size = trailer.getUint32(4, true)
  if (size > MAX_NOTATION_BYTES) return malformed('directory/too-large', undefined, MAX_NOTATION_BYTES)
  const unpacked = inflate(bytes.subarray(HEADER_BYTES, bytes.length - TRAILER_BYTES), size)
  if (!unpacked || crc32(unpacked) !== trailer.getUint32(0, true)) return malformed('directory/damaged')
  const text = new TextDecoder().decode(unpacked)
  if (!text.startsWith(TITLE_BEGINS)) return malformed('directory/not-a-directory')
  if (!text.startsWith(TITLE)) return malformed('directory/file-version')
  return readNotation(text.slice(TITLE.length))
}
