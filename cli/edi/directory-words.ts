import type { DirectoryMalformed, DirectoryMalformedCode } from '@entrepot/edifact'

const WORDS: Readonly<Record<DirectoryMalformedCode, string>> = {
  'directory/too-large': 'it is larger than a directory can be',
  'directory/not-a-zip': 'it is no zip, or ends too early',
  'directory/truncated': 'it ends too early; fetch it again',
  'directory/zip-unsupported': 'it is packed in a way that is not understood (encrypted, ZIP64, or a rare method)',
  'directory/too-many-entries': 'it holds more files than a directory can have',
  'directory/too-deep': 'it holds zips within zips within zips',
  'directory/entry-too-large': 'a file in it is larger than a directory can have',
  'directory/ratio': 'a file in it is packed more tightly than text can be',
  'directory/damaged': 'it is damaged; fetch it again',
  'directory/not-a-directory': 'no part of a UN/EDIFACT directory is in it',
  'directory/part-missing': 'a part of the directory is missing',
  'directory/releases-differ': 'it holds parts of several directories',
  'directory/message-table': "a message's table is not understood, so the message is left out",
  'directory/specification': 'a segment or composite is not understood',
  'directory/element': 'a data element is not understood',
  'directory/file-version': 'it was written by a later version; add the official zip again',
  'directory/notation': 'it is not understood; add the official zip again',
}

/** Where `at` says what, not where. */
const SAYS_WHAT: ReadonlySet<DirectoryMalformedCode> = new Set(['directory/part-missing', 'directory/releases-differ'])

/** Says what is wrong with a file, with the place, the limit and the code. */
export function inWords(file: string, { code, at, limit }: DirectoryMalformed): string {
  const place = at === undefined ? '' : SAYS_WHAT.has(code) ? `: ${at}` : `, at ${at}`
  const bound = limit === undefined ? '' : `, at most ${limit}`
  return `${file}: ${WORDS[code]}${place}${bound} (${code})`
}
