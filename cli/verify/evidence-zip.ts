import { type Unzipped, unzip, type ZipMalformed } from '@entrepot/zip'

/** Largest evidence in bytes. */
export const MAX_ZIP_BYTES = 512 * 1024 * 1024

const LIMITS = {
  zipBytes: MAX_ZIP_BYTES,
  entries: 20_000,
  entryBytes: 128 * 1024 * 1024,
  totalBytes: 1024 * 1024 * 1024,
  // Evidence stays far below.
  ratio: 200,
  ratioFreeBytes: 1024 * 1024,
}

/** Unpacks evidence. */
export const unzipEvidence = (zip: Uint8Array): Unzipped | ZipMalformed => unzip(zip, LIMITS)
