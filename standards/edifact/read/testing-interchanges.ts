import fc from 'fast-check'

/** Texts that come near to interchanges: whole ones, their pieces in any order, and noise. */

const SYNTAXES = ['UNOA:1', 'UNOA:3', 'UNOB:2', 'UNOC:3', 'UNOY:4', 'UNOA:4', 'KECA:4', 'UNOZ:9', '']

const header = fc.constantFrom(...SYNTAXES).map((syntax) => `UNB+${syntax}+A:14+B:14+261129:1005+R1'`)
const bodySegment = fc.constantFrom(
  "BGM+220+PO1+9'",
  "DTM+137:20261129:102'",
  "FTX+AAI+++a?'b?+c??'",
  "RFF+ON:1*CT:2'",
  "LIN+1++401234501:SRV'",
  "NAD+BY+\u00fc\u6e2f::9'",
  "UNS+S'",
  "FTX+two\nlines'",
  "USD+3'abc'",
)
const message = fc
  .tuple(fc.constantFrom('1', '2', '3'), fc.array(bodySegment, { maxLength: 4 }), fc.constantFrom(0, 0, 0, 1))
  .map(([reference, body, wrong]) => {
    const end = `UNT+${body.length + 2 + wrong}+${reference}'`
    return `UNH+${reference}+ORDERS:D:01B:UN'${body.join('')}${end}`
  })
const trailer = fc.constantFrom("UNZ+1+R1'", "UNZ+2+R1'", "UNZ+1+R2'", 'UNZ+1+R1')
const group = fc
  .array(message, { maxLength: 3 })
  .map((messages) => `UNG+ORDERS+A+B+261129:1005+G1+UN+D:01B'${messages.join('')}UNE+${messages.length}+G1'`)
const advice = fc.constantFrom("UNA:+.? '", "UNA:+,?*'", 'UNA:+.? \n', "UNA:+.  '", "UNA::.? '", 'UNA')
const package_ = fc.constantFrom("UNO+P1+R+T+10'0123'5'789UNP+10+P1'", "UNO+P1+R+T+x'", "UNP+1'")
const noise = fc.constantFrom(
  "'",
  '+',
  ':',
  '?',
  '*',
  '\r\n',
  ' ',
  '\u0000',
  '\u00ef\u00bb\u00bf',
  '\u00ef\u00bb',
  'x',
  "UIB+1'UIZ'",
  'UN',
  'UNB',
  "''",
)

const whole = fc
  .tuple(header, fc.array(fc.oneof(message, group), { maxLength: 3 }), trailer)
  .map(([begin, content, end]) => begin + content.join('') + end)

/** Anything from a whole interchange to noise. */
export const nearInterchanges: fc.Arbitrary<string> = fc
  .array(
    fc.oneof({ arbitrary: whole, weight: 3 }, header, message, group, trailer, advice, package_, bodySegment, noise),
    { maxLength: 8 },
  )
  .chain((parts) =>
    fc.tuple(fc.constant(parts.join('')), fc.nat(), fc.constantFrom('none', 'drop', 'double', 'change')),
  )
  .map(([text, place, mutation]) => mutate(text, place, mutation))

function mutate(text: string, place: number, mutation: string): string {
  if (mutation === 'none' || text === '') return text
  const at = place % text.length
  if (mutation === 'drop') return text.slice(0, at) + text.slice(at + 1)
  if (mutation === 'double') return text.slice(0, at + 1) + text.slice(at)
  return text.slice(0, at) + String.fromCharCode(place % 256) + text.slice(at + 1)
}

/** UTF-8 where a character needs it, else Latin-1: some of both is wrong in any interchange. */
export function encoded(text: string): Uint8Array {
  return Uint8Array.from(
    Array.from(text).flatMap((character) => {
      const code = character.codePointAt(0) ?? 0
      return code < 256 ? [code] : [...new TextEncoder().encode(character)]
    }),
  )
}

/** Cuts bytes into chunks of the given sizes, in turn. */
export function chunksOf(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = []
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? bytes.length
    chunks.push(bytes.slice(at, at + size))
    at += size
  }
  return chunks
}

export const chunkSizes: fc.Arbitrary<number[]> = fc.array(fc.integer({ min: 1, max: 60 }), {
  minLength: 1,
  maxLength: 5,
})
