import { attributeTypes } from '../object-identifiers.ts'

/** One attribute of a name. */
export interface NameAttribute {
  /** The attribute type's object identifier: `'2.5.4.10'`. */
  readonly type: string
  /** The value's text; `undefined` when it is of no string type that is known here. */
  readonly text: string | undefined
  /** The value as DER. */
  readonly value: Uint8Array
}

/** A distinguished name as it stands in a certificate: its DER, and its relative distinguished names in order (RFC 5280 4.1.2.4). */
export interface Name {
  readonly raw: Uint8Array
  readonly parts: readonly (readonly NameAttribute[])[]
}

/**
 * A name by its attributes, as a trade needs it.
 *
 * `country` is an ISO 3166 alpha-2 code; `organizationIdentifier` follows ETSI EN 319 412-1 5.1.4 (`VATDE-123456789`, `LEIXG-...`).
 */
export interface Subject {
  readonly country?: string
  readonly stateOrProvince?: string
  readonly locality?: string
  readonly organization?: string
  readonly organizationalUnit?: string
  readonly organizationIdentifier?: string
  readonly serialNumber?: string
  readonly commonName?: string
}

/** The attributes of {@link Subject} in the order in which they are written. */
export const subjectAttributes = [
  'country',
  'stateOrProvince',
  'locality',
  'organization',
  'organizationalUnit',
  'organizationIdentifier',
  'serialNumber',
  'commonName',
] as const satisfies readonly (keyof Subject)[]

/** The known attributes of a name; of an attribute that stands more than once, the last, which is the most specific. */
export function subjectOf(name: Name): Subject {
  const found: { -readonly [Attribute in keyof Subject]: string } = {}
  for (const { type, text } of name.parts.flat()) {
    const attribute = subjectAttributes.find((candidate) => attributeTypes[candidate] === type)
    if (attribute !== undefined && text !== undefined) found[attribute] = text
  }
  return found
}

/** RFC 4514 3, RFC 4519; where there is no short name, the attribute's own. */
const shortNames = new Map<string, string>([
  ...Object.entries(attributeTypes).map(([name, type]): [string, string] => [type, name]),
  [attributeTypes.commonName, 'CN'],
  [attributeTypes.country, 'C'],
  [attributeTypes.locality, 'L'],
  [attributeTypes.stateOrProvince, 'ST'],
  [attributeTypes.organization, 'O'],
  [attributeTypes.organizationalUnit, 'OU'],
  [attributeTypes.domainComponent, 'DC'],
  [attributeTypes.userId, 'UID'],
])

/** A name as text for people (RFC 4514): the most specific part first. Not for comparing; that is `sameName`'s work. */
export function describeName(name: Name): string {
  return name.parts
    .map((part) => part.map(describeAttribute).join('+'))
    .reverse()
    .join(',')
}

function describeAttribute({ type, text, value }: NameAttribute): string {
  const shortName = shortNames.get(type)
  if (text === undefined || shortName === undefined) return `${shortName ?? type}=#${hex(value)}`
  return `${shortName}=${escapeText(text)}`
}

function escapeText(text: string): string {
  return text
    .replace(/["+,;<>\\]/g, (character) => `\\${character}`)
    .replaceAll('\0', '\\00')
    .replace(/^[ #]| $/g, (character) => `\\${character}`)
}

/** Lower-case hexadecimal of octets. */
export function hex(octets: Uint8Array): string {
  let text = ''
  for (const octet of octets) text += octet.toString(16).padStart(2, '0')
  return text
}

/** Whether two octet strings are equal. */
export function sameOctets(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
