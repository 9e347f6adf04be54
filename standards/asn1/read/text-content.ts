import { Tag } from '../tag.ts'

const printable = /^[A-Za-z0-9 '()+,\-./:=?]*$/
const numeric = /^[0-9 ]*$/
const visible = /^[\x20-\x7e]*$/
const ia5 = /^\p{ASCII}*$/u
const loneSurrogate = /\p{Surrogate}/u

const alphabets = new Map<number, RegExp>([
  [Tag.printableString, printable],
  [Tag.numericString, numeric],
  [Tag.visibleString, visible],
  [Tag.ia5String, ia5],
])

/** The text of a string type's content; `undefined` when an octet is outside its character set, or the type is not known here. */
export function decodeText(tag: number, content: Uint8Array): string | undefined {
  if (tag === Tag.utf8String) return decodeUtf8(content)
  if (tag === Tag.bmpString) return decodeBmp(content)
  const alphabet = alphabets.get(tag)
  if (alphabet === undefined) return undefined
  let text = ''
  for (const octet of content) text += String.fromCharCode(octet)
  return alphabet.test(text) ? text : undefined
}

/** Whether a string of a type known here holds an octet outside its character set. */
export function textFault(tag: number, content: Uint8Array): boolean {
  return decodeText(tag, content) === undefined
}

const CHARACTERS_AT_ONCE = 0x2000
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decodeUtf8(content: Uint8Array): string | undefined {
  let isAscii = content.length < CHARACTERS_AT_ONCE
  for (let i = 0; isAscii && i < content.length; i++) isAscii = (content[i] ?? 0) < 0x80
  if (isAscii) return String.fromCharCode(...content)
  try {
    return decoder.decode(content)
  } catch {
    // The platform's decoder tells invalid UTF-8 by throwing; here it is an answer like any other.
    return undefined
  }
}

function decodeBmp(content: Uint8Array): string | undefined {
  if (content.length % 2 !== 0) return undefined
  let text = ''
  for (let i = 0; i < content.length; i += 2) {
    text += String.fromCharCode(((content[i] ?? 0) << 8) | (content[i + 1] ?? 0))
  }
  return loneSurrogate.test(text) ? undefined : text
}
