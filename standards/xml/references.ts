import { isCharacter } from './characters.ts'
import { NotXml } from './malformed.ts'

const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const NUMBER = /^#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,10}))$/u
/** No reference is longer: `&#x0010FFFF;`. */
const LONGEST_REFERENCE = 16

/** Resolves the references of character data (XML 1.0, 4.1): those to characters, and the five that every document has. */
export function resolve(raw: string, at: number): string {
  let from = raw.indexOf('&')
  if (from < 0) return raw
  let text = ''
  let done = 0
  while (from >= 0) {
    const end = raw.indexOf(';', from)
    if (end < 0 || end - from > LONGEST_REFERENCE) throw new NotXml('xml/entity', at + from)
    text += raw.slice(done, from) + referenced(raw.slice(from + 1, end), at + from)
    done = end + 1
    from = raw.indexOf('&', done)
  }
  return text + raw.slice(done)
}

function referenced(name: string, at: number): string {
  const known = Object.hasOwn(PREDEFINED, name) ? PREDEFINED[name] : undefined
  if (known !== undefined) return known
  const [, hexadecimal, decimal] = NUMBER.exec(name) ?? []
  const point = hexadecimal === undefined ? Number(decimal ?? 'NaN') : Number.parseInt(hexadecimal, 16)
  // Any other name would be an entity of a DTD, and there is none.
  if (!isCharacter(point)) throw new NotXml('xml/entity', at)
  return String.fromCodePoint(point)
}

/** The value of an attribute (XML 1.0, 3.3.3): white space becomes spaces, but not such as a reference stands for. */
export function attributeValue(raw: string, at: number): string {
  const less = raw.indexOf('<')
  if (less >= 0) throw new NotXml('xml/syntax', at + less)
  return resolve(/[\t\n]/u.test(raw) ? raw.replaceAll(/[\t\n]/gu, ' ') : raw, at)
}
