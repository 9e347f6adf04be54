import {
  type DerNode,
  encode,
  finish,
  isPrintableString,
  open,
  writeIa5String,
  writeObjectIdentifier,
  writePrintableString,
  writeRaw,
  writeSequence,
  writeSetOf,
  writeUtf8String,
} from '@entrepot/asn1'
import { type Name, type Subject, subjectAttributes } from './name.ts'
import { attributeTypes } from '../object-identifiers.ts'
import { readName } from './read-name.ts'

type Attribute = keyof Subject

/** An attribute to be written; texts that its type does not bind to a string type are UTF8String. */
export interface AttributeToIssue {
  /** Object identifier of the attribute type. */
  readonly type: string
  readonly text: string
  readonly as?: 'UTF8String' | 'PrintableString' | 'IA5String'
}

/** Upper bounds in characters (RFC 5280 appendix A.1); organizationIdentifier has none there, and keeps the one of organization. */
const upperBounds: Readonly<Record<Attribute, number>> = {
  country: 2,
  stateOrProvince: 128,
  locality: 128,
  organization: 64,
  organizationalUnit: 64,
  organizationIdentifier: 64,
  serialNumber: 64,
  commonName: 64,
}

/** Attributes that are a PrintableString by definition (RFC 5280 appendix A.1); the others are written as UTF8String. */
const printable: ReadonlySet<Attribute> = new Set<Attribute>(['country', 'serialNumber'])

/** Why a subject cannot be written. */
export interface SubjectRefusal {
  readonly ok: false
  readonly code: 'x509/subject-empty' | 'x509/subject-length' | 'x509/subject-characters'
  readonly rule: string
  readonly attribute: Attribute | undefined
}

/** Judges a subject that someone typed; `undefined` when it can be written, else the first refusal in the order of writing. */
export function checkSubject(subject: Subject): SubjectRefusal | undefined {
  const present = subjectAttributes.filter((attribute) => subject[attribute] !== undefined)
  if (present.length === 0) return refuse('x509/subject-empty', 'RFC 5280 4.1.2.4', undefined)
  for (const attribute of present) {
    const text = subject[attribute] ?? ''
    const length = [...text].length
    const isCountry = attribute === 'country'
    if (length === 0 || length > upperBounds[attribute] || (isCountry && length !== 2)) {
      return refuse('x509/subject-length', 'RFC 5280 appendix A.1', attribute)
    }
    const isWritable = printable.has(attribute) ? isPrintableString(text) : text.isWellFormed()
    if (!isWritable || (isCountry && !/^[A-Z]{2}$/.test(text))) {
      return refuse('x509/subject-characters', 'RFC 5280 appendix A.1', attribute)
    }
  }
  return undefined
}

function refuse(code: SubjectRefusal['code'], rule: string, attribute: Attribute | undefined): SubjectRefusal {
  return { ok: false, code, rule, attribute }
}

const textWriters = { UTF8String: writeUtf8String, PrintableString: writePrintableString, IA5String: writeIa5String }

/** Attributes that are an IA5String by definition (RFC 4519 2.4, RFC 5280 appendix A.1). */
const ia5: ReadonlySet<string> = new Set([attributeTypes.domainComponent, attributeTypes.emailAddress])

/**
 * Makes a name of any attributes, its relative distinguished names in order: what {@link Subject} has no field for, as
 * `[[{ type: attributeTypes.domainComponent, text: 'example' }]]`. Asserts the string types' character sets.
 */
export function makeName(parts: readonly (readonly AttributeToIssue[])[]): Name {
  const sets = parts.map((part) =>
    writeSetOf(
      part.map(({ type, text, as = ia5.has(type) ? 'IA5String' : 'UTF8String' }) =>
        writeSequence([writeObjectIdentifier(type), textWriters[as](text)]),
      ),
    ),
  )
  const cursor = open(encode(writeSequence(sets)))
  const decoded = finish(cursor, readName(cursor))
  if (!decoded.ok) throw new Error(`x509: attributes that make no name: ${decoded.code}`)
  return decoded.value
}

/** Writes a name: the DER of a {@link Name} as it was read, or a {@link Subject}, which {@link checkSubject} must accept. */
export function writeName(name: Name | Subject): DerNode {
  if ('raw' in name) return writeRaw(name.raw)
  const refusal = checkSubject(name)
  if (refusal !== undefined) throw new Error(`x509: a subject that checkSubject refuses: ${refusal.code}`)
  return writeSequence(subjectAttributes.flatMap((attribute) => writePart(attribute, name[attribute])))
}

function writePart(attribute: Attribute, text: string | undefined): DerNode[] {
  if (text === undefined) return []
  const value = printable.has(attribute) ? writePrintableString(text) : writeUtf8String(text)
  return [writeSetOf([writeSequence([typeNodes[attribute], value])])]
}

const typeNodes: Readonly<Record<Attribute, DerNode>> = {
  country: writeObjectIdentifier(attributeTypes.country),
  stateOrProvince: writeObjectIdentifier(attributeTypes.stateOrProvince),
  locality: writeObjectIdentifier(attributeTypes.locality),
  organization: writeObjectIdentifier(attributeTypes.organization),
  organizationalUnit: writeObjectIdentifier(attributeTypes.organizationalUnit),
  organizationIdentifier: writeObjectIdentifier(attributeTypes.organizationIdentifier),
  serialNumber: writeObjectIdentifier(attributeTypes.serialNumber),
  commonName: writeObjectIdentifier(attributeTypes.commonName),
}
