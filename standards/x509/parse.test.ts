import {
  contextConstructed,
  contextPrimitive,
  type DerNode,
  encode,
  Tag,
  writeBitString,
  writeBoolean,
  writeConstructed,
  writeEnumerated,
  writeGeneralizedTime,
  writeInteger,
  writeNamedBits,
  writeNull,
  writeObjectIdentifier,
  writeOctetString,
  writePrimitive,
  writeRaw,
  writeSequence,
  writeSetOf,
  writeUtcTime,
  writeUtf8String,
  writeWrapped,
} from '@entrepot/asn1'
import { expect, test } from 'vitest'
import {
  MAXIMUM_CERTIFICATE_BYTES,
  MAXIMUM_EXTENSIONS,
  MAXIMUM_NAME_ATTRIBUTES,
  MAXIMUM_REVOCATION_LIST_BYTES,
  parseCertificate,
  parseRequest,
  parseRevocationList,
  validateChain,
  x509Rules,
} from './index.ts'
import { at, chainOfThree, keyOf, parsed, start } from './testing/chain-of-three.ts'

const three = chainOfThree()

const algorithm = writeSequence([writeObjectIdentifier('1.2.840.10045.4.3.2')])
const otherAlgorithm = writeSequence([writeObjectIdentifier('1.3.101.112')])
const attribute = writeSequence([writeObjectIdentifier('2.5.4.3'), writeUtf8String('A')])
const name = writeSequence([writeSetOf([attribute])])
const signature = writeBitString(new Uint8Array(8))
const time = writeUtcTime(start)
const version = (number: number) => writeConstructed(contextConstructed(0), [writeInteger(number)])
const extension = (type: string, value: DerNode) => writeSequence([writeObjectIdentifier(type), writeWrapped(value)])
const extensions = (...list: DerNode[]) => writeConstructed(contextConstructed(3), [writeSequence(list)])
const listExtensions = (...list: DerNode[]) => writeConstructed(contextConstructed(0), [writeSequence(list)])
const withSignature = (content: readonly DerNode[], outer = algorithm) =>
  encode(writeSequence([writeSequence(content), outer, signature]))

const certificateParts = {
  version: version(2),
  serial: writeInteger(1),
  algorithm,
  issuer: name,
  validity: writeSequence([time, time]),
  subject: name,
  key: writeRaw(three.organisation.publicKeySpki),
  rest: extensions(extension('2.5.29.14', writeOctetString(new Uint8Array(20)))),
}
type CertificateParts = { [Part in keyof typeof certificateParts]: DerNode }

const certificate = (changes: Partial<CertificateParts>, outer = algorithm) =>
  withSignature(Object.values({ ...certificateParts, ...changes }), outer)
const extended = (...list: DerNode[]) => certificate({ rest: extensions(...list) })

const entry = (...more: DerNode[]) => writeSequence([writeInteger(1), time, ...more])
const listParts = {
  version: writeInteger(1),
  algorithm,
  issuer: name,
  thisUpdate: time,
  nextUpdate: time,
  entries: writeSequence([entry()]),
  rest: listExtensions(extension('2.5.29.20', writeInteger(1))),
}
type ListParts = { [Part in keyof typeof listParts]: DerNode }
const nothing = writeRaw(new Uint8Array(0))
const revocationList = (changes: Partial<ListParts>) => withSignature(Object.values({ ...listParts, ...changes }))

const requestParts = (changes: { version?: DerNode; key?: DerNode }) => [
  changes.version ?? writeInteger(0),
  name,
  changes.key ?? certificateParts.key,
  writeConstructed(contextConstructed(0), []),
]

const constraints = (...content: DerNode[]) => extension('2.5.29.19', writeSequence(content))
const policy = writeSequence([writeObjectIdentifier('1.2.3')])
const many = (count: number, make: (index: number) => DerNode) =>
  Array.from({ length: count }, (_, index) => make(index))
const before2050 = writeGeneralizedTime(start)
const rsaKey = writeRaw(
  encode(writeSequence([writeSequence([writeObjectIdentifier('1.2.840.113549.1.1.1'), writeNull()]), signature])),
)

const parsers = { certificate: parseCertificate, list: parseRevocationList, request: parseRequest }
type Case = [parser: keyof typeof parsers, situation: string, der: Uint8Array, code: string]

const malformed: Case[] = [
  ['certificate', 'a fourth version', certificate({ version: version(3) }), 'asn1/integer-out-of-range'],
  ['certificate', 'version 1 written out', certificate({ version: version(0) }), 'x509/version'],
  ['certificate', 'extensions in version 2', certificate({ version: version(1) }), 'x509/version'],
  ['certificate', 'extensions in version 1', certificate({ version: nothing }), 'x509/version'],
  ['certificate', 'serial number 0', certificate({ serial: writeInteger(0) }), 'x509/serial-number'],
  ['certificate', 'a negative serial number', certificate({ serial: writeInteger(-5) }), 'x509/serial-number'],
  [
    'certificate',
    '21 octets of serial number',
    certificate({ serial: writeInteger(1n << 159n) }),
    'x509/serial-number',
  ],
  ['certificate', 'another algorithm outside', certificate({}, otherAlgorithm), 'x509/signature-algorithm-mismatch'],
  ['certificate', 'an issuer without a name', certificate({ issuer: writeSequence([]) }), 'x509/empty-issuer'],
  [
    'certificate',
    'an empty part of a name',
    certificate({ subject: writeSequence([writeSetOf([])]) }),
    'x509/empty-name-part',
  ],
  [
    'certificate',
    'a name of 65 attributes',
    certificate({ subject: writeSequence(many(MAXIMUM_NAME_ATTRIBUTES + 1, () => writeSetOf([attribute]))) }),
    'x509/name-too-long',
  ],
  [
    'certificate',
    'a GeneralizedTime in 2026',
    certificate({ validity: writeSequence([time, before2050]) }),
    'x509/time-form',
  ],
  ['certificate', 'a third time', certificate({ validity: writeSequence([time, time, time]) }), 'asn1/trailing-bytes'],
  ['certificate', 'an empty list of extensions', extended(), 'x509/no-extensions'],
  ['certificate', 'an extension twice', extended(constraints(), constraints()), 'x509/duplicate-extension'],
  [
    'certificate',
    '65 extensions',
    extended(...many(MAXIMUM_EXTENSIONS + 1, (index) => extension(`1.2.3.${index}`, writeNull()))),
    'x509/too-many-extensions',
  ],
  ['certificate', 'a path length without authority', extended(constraints(writeInteger(0))), 'x509/basic-constraints'],
  ['certificate', 'no authority written out', extended(constraints(writeBoolean(false))), 'asn1/default-encoded'],
  [
    'certificate',
    'a negative path length',
    extended(constraints(writeBoolean(true), writeInteger(-1))),
    'asn1/integer-out-of-range',
  ],
  [
    'certificate',
    'a key usage of nothing',
    extended(extension('2.5.29.15', writeNamedBits([]))),
    'x509/empty-extension',
  ],
  ['certificate', 'purposes of none', extended(extension('2.5.29.37', writeSequence([]))), 'x509/empty-extension'],
  [
    'certificate',
    'a policy twice',
    extended(extension('2.5.29.32', writeSequence([policy, policy]))),
    'x509/duplicate-policy',
  ],
  [
    'certificate',
    'a key identifier of another type',
    extended(
      writeSequence([
        writeObjectIdentifier('2.5.29.14'),
        writePrimitive(Tag.octetString, encode(writeSequence([writeOctetString(new Uint8Array(1))]))),
      ]),
    ),
    'asn1/unexpected-tag',
  ],
  ['certificate', 'more than the limit', new Uint8Array(MAXIMUM_CERTIFICATE_BYTES + 1), 'asn1/too-large'],
  ['list', 'version 1 written out', revocationList({ version: writeInteger(0) }), 'x509/version'],
  ['list', 'extensions in version 1', revocationList({ version: nothing }), 'x509/version'],
  [
    'list',
    'entry extensions in version 1',
    revocationList({
      version: nothing,
      entries: writeSequence([entry(writeSequence([extension('2.5.29.21', writeEnumerated(1))]))]),
    }),
    'x509/version',
  ],
  [
    'list',
    'a negative number',
    revocationList({ rest: listExtensions(extension('2.5.29.20', writeInteger(-1))) }),
    'x509/list-number',
  ],
  ['list', 'no next update', revocationList({ nextUpdate: nothing }), 'x509/next-update'],
  ['list', 'an empty list of entries', revocationList({ entries: writeSequence([]) }), 'x509/no-entries'],
  [
    'list',
    'a certificate twice',
    revocationList({ entries: writeSequence([entry(), entry()]) }),
    'x509/duplicate-entry',
  ],
  [
    'list',
    'reason 7',
    revocationList({ entries: writeSequence([entry(writeSequence([extension('2.5.29.21', writeEnumerated(7))]))]) }),
    'x509/reason-code',
  ],
  [
    'list',
    'reason 11',
    revocationList({ entries: writeSequence([entry(writeSequence([extension('2.5.29.21', writeEnumerated(11))]))]) }),
    'x509/reason-code',
  ],
  ['list', 'more than the limit', new Uint8Array(MAXIMUM_REVOCATION_LIST_BYTES + 1), 'asn1/too-large'],
  ['request', 'a second version', withSignature(requestParts({ version: writeInteger(1) })), 'x509/version'],
  ['request', 'an RSA key', withSignature(requestParts({ key: rsaKey })), 'x509/unsupported-key'],
  ['request', 'a signature of another key', withSignature(requestParts({})), 'x509/proof-of-possession'],
]

test.for(malformed)('%s with %s is malformed', ([parser, , der, code]) => {
  expect(parsers[parser](der)).toEqual({ ok: false, code, offset: expect.any(Number) })
})

test('every code is shown by an example', () => {
  const shown = new Set([...malformed.map(([, , , code]) => code), 'x509/pem', 'x509/pem-label'])
  expect(Object.keys(x509Rules).filter((code) => !shown.has(code))).toEqual([])
})

test('the offset is that of the field', () => {
  const der = certificate({ serial: writeInteger(0) })
  const decoded = parseCertificate(der)
  if (decoded.ok) throw new Error('a serial number of 0 was accepted')
  expect(Array.from(der.subarray(decoded.offset, decoded.offset + 3))).toEqual([Tag.integer, 1, 0])
})

test('certificates of version 1 and lists of version 1 are read', () => {
  expect(parseCertificate(certificate({ version: nothing, rest: nothing }))).toMatchObject({ value: { version: 1 } })
  expect(parseRevocationList(revocationList({ version: nothing, rest: nothing }))).toMatchObject({
    value: { number: undefined },
  })
})

test('unique identifiers of old certificates are passed over', () => {
  const rest = writePrimitive(contextPrimitive(1), Uint8Array.of(0, 1))
  expect(parseCertificate(certificate({ version: version(1), rest }))).toMatchObject({ value: { version: 2 } })
})

test('a list with a critical extension of an entry that is not understood is marked', () => {
  const certificateIssuer = writeSequence([writeObjectIdentifier('2.5.29.29'), writeBoolean(true), writeWrapped(name)])
  const entries = writeSequence([entry(writeSequence([certificateIssuer]))])
  const decoded = parseRevocationList(revocationList({ entries }))
  expect(decoded).toMatchObject({ ok: true, value: { unknownCriticalExtension: '2.5.29.29' } })
})

test('what was parsed does not change with the octets that it was parsed from', () => {
  const octets = three.organisation.raw.slice()
  const mine = parsed(octets)
  octets.fill(0)
  expect(mine.raw).toEqual(three.organisation.raw)
  expect(validateChain({ chain: [mine, three.issuing], anchors: [three.root], at, crls: 'unchecked' }).ok).toBe(true)
})

test('a key of another person does not make a request one’s own', () => {
  const parts = requestParts({ key: writeRaw(keyOf('Ed25519', 4).publicKey.spki) })
  expect(parseRequest(withSignature(parts, otherAlgorithm))).toMatchObject({ code: 'x509/proof-of-possession' })
})
