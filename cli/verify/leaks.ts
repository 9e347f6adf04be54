import { base64url, utf8 } from '@entrepot/crypto'
import { unzlibSync } from 'fflate'
import { textOfPdf } from './pdf-text.ts'
import { unzipEvidence } from './evidence-zip.ts'

/** A value that was found where it must not be. */
export interface Leak {
  readonly value: string
  readonly entry: string
  /** How it stood there: plain, in base64, or behind how many decodings. */
  readonly form: string
}

/** How often what was decoded is searched for something to decode again: JWTs within JWTs. */
const MAX_DEPTH = 4
/** Shorter runs of base64 hold too little to be a disclosure. */
const MIN_ENCODED = 12

/**
 * Searches a bundle for values, and salts, that its reader must not find in it.
 *
 * Looks at every entry as it is, at the name of each, at base64 and base64url of the value in all three alignments, at
 * everything that decodes (JWTs, disclosures, and what is within them, with JSON's escapes undone), at the packed
 * streams of PDFs and at their text. A short value is found by chance: ask for such as say something.
 *
 * @throws where the zip itself does not unpack: then nothing was searched.
 */
export async function leaks(bundle: Uint8Array, hidden: readonly string[]): Promise<Leak[]> {
  const unzipped = unzipEvidence(bundle)
  if (!unzipped.ok) throw new Error(`${unzipped.code} at ${unzipped.at ?? 'the zip'}`)
  const search = searchFor(hidden)
  const found: Leak[] = []
  for (const [entry, bytes] of unzipped.entries)
    for (const { form, text } of [{ form: 'name', text: entry }, ...(await textsOf(bytes))])
      for (const { value, as } of search(text)) found.push({ value, entry, form: `${form}${as}` })
  return found
}

interface Searched {
  readonly form: string
  readonly text: string
}

async function textsOf(bytes: Uint8Array): Promise<Searched[]> {
  const plain = latin1(bytes)
  const decoded = utf8.decode(bytes)
  const texts = [{ form: 'plain', text: plain }, ...(decoded === undefined ? [] : [...unfold(decoded, 0)])]
  if (!plain.startsWith('%PDF')) return texts
  for (const stream of streamsOf(bytes, plain)) texts.push({ form: 'PDF stream', text: latin1(stream) })
  const read = await textOfPdf(bytes)
  const words = read.ok ? read.runs.map(({ text }) => text).join(' ') : ''
  return [...texts, { form: 'PDF text', text: words }, { form: 'PDF text', text: words.replaceAll(/\s/g, '') }]
}

/** A text, the text with JSON's escapes undone, and everything in it that decodes. */
function* unfold(text: string, depth: number): Generator<Searched> {
  const form = depth === 0 ? 'text' : `decoded ${depth} times`
  yield { form, text }
  const unescaped = text.replaceAll(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  if (unescaped !== text) yield { form, text: unescaped }
  if (depth >= MAX_DEPTH) return
  for (const [run] of text.matchAll(/[A-Za-z0-9_+/-]+/g)) {
    if (run.length < MIN_ENCODED) continue
    const inner = lenient(run)
    if (inner !== undefined) yield* unfold(inner, depth + 1)
  }
}

/** Decodes as much as is whole; what is no text after all is searched as octets. */
function lenient(run: string): string | undefined {
  const normal = run.replaceAll('+', '-').replaceAll('/', '_')
  const whole = normal.length % 4 === 1 ? normal.slice(0, -1) : normal
  const bytes = base64url.decode(whole) ?? base64url.decode(whole.slice(0, whole.length - (whole.length % 4)))
  return bytes && (utf8.decode(bytes) ?? latin1(bytes))
}

interface Needle {
  readonly value: string
  readonly text: string
  readonly as: string
  /** For base64: where its groups of four begin, counted back from the needle. */
  readonly start?: number
}

/** Every needle is looked for by its first characters, at each place of a text once. */
const KEY_LENGTH = 5

function searchFor(values: readonly string[]): (text: string) => { value: string; as: string }[] {
  const byKey = new Map<string, Needle[]>()
  const short: Needle[] = []
  for (const needle of values.flatMap(needlesOf)) {
    const key = needle.text.slice(0, KEY_LENGTH)
    if (key.length < KEY_LENGTH) short.push(needle)
    else byKey.set(key, [...(byKey.get(key) ?? []), needle])
  }
  return (text) => {
    const found = new Map<string, { value: string; as: string }>()
    const note = ({ value, as }: Needle) => found.set(`${value} ${as}`, { value, as })
    for (const needle of short) if (text.includes(needle.text)) note(needle)
    for (let at = 0; at + KEY_LENGTH <= text.length; at++)
      for (const needle of byKey.get(text.slice(at, at + KEY_LENGTH)) ?? []) if (stands(needle, text, at)) note(needle)
    return [...found.values()]
  }
}

/** The outer characters of base64 hold bits of the neighbours: what was found is decoded to be sure. */
function stands({ value, text: needle, start }: Needle, text: string, at: number): boolean {
  if (!text.startsWith(needle, at)) return false
  if (start === undefined) return true
  const from = at - start
  const length = Math.ceil((needle.length + start + GROUP) / GROUP) * GROUP
  const inner = from < 0 ? undefined : lenient(text.slice(from, from + length).replace(/[^A-Za-z0-9_+/-].*$/s, ''))
  return inner?.includes(value) ?? false
}

const GROUP = 4

/** A value as it is, as octets, in JSON, and the part of its base64 that does not depend on its neighbours. */
function needlesOf(value: string): Needle[] {
  const bytes = utf8.encode(value)
  const needles = new Map<string, Needle>([[value, { value, text: value, as: '' }]])
  const add = (needle: Needle) => needles.has(needle.text) || needles.set(needle.text, needle)
  add({ value, text: latin1(bytes), as: ' as UTF-8' })
  add({ value, text: JSON.stringify(value).slice(1, -1), as: ' in JSON' })
  for (let shift = 0; shift < 3; shift++) {
    const padded = new Uint8Array(shift + bytes.length)
    padded.set(bytes, shift)
    const start = shift === 0 ? 0 : shift + 1
    const sure = base64url.encode(padded).slice(start, Math.floor((padded.length * 8) / 6))
    // Fewer characters occur by chance in any signature.
    if (sure.length < MIN_SURE) continue
    add({ value, text: sure, as: ' in base64url', start })
    add({ value, text: sure.replaceAll('-', '+').replaceAll('_', '/'), as: ' in base64', start })
  }
  return [...needles.values()]
}

const MIN_SURE = 6

function* streamsOf(bytes: Uint8Array, plain: string): Generator<Uint8Array> {
  for (const match of plain.matchAll(/stream\r?\n/g)) {
    const start = match.index + match[0].length
    const end = plain.indexOf('endstream', start)
    if (end < 0 || plain.slice(match.index - 3, match.index) === 'end') continue
    const stream = inflated(bytes.subarray(start, end))
    if (stream) yield stream
  }
}

function inflated(packed: Uint8Array): Uint8Array | undefined {
  try {
    return unzlibSync(packed)
  } catch {
    // fflate throws for nothing but a stream that is no zlib: fonts and pictures are packed otherwise.
    return undefined
  }
}

const latin1 = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return text
}
