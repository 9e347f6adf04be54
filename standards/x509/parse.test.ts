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
  MAXIMUM_GENERAL_NAMES,
  MAXIMUM_LISTED,
  MAXIMUM_NAME_ATTRIBUTES,
  MAXIMUM_REVOCATION_LIST_BYTES,
  parseCertificate,
  parseOcspRequest,
  parseOcspResponse,
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

const octets = (length: number) => new Uint8Array(length)
const names = (...list: DerNode[]) => extension('2.5.29.17', writeSequence(list))
const emptyAttribute = writeSequence([writeObjectIdentifier('1.2.3'), writeSetOf([writeNull()])])
const response = (type: DerNode, content: DerNode) =>
  encode(
    writeSequence([
      writeEnumerated(0),
      writeConstructed(contextConstructed(0), [writeSequence([type, writeWrapped(content)])]),
    ]),
  )
const statusRequest = (nonceOctets: number) => {
  const id = writeSequence([
    writeSequence([writeObjectIdentifier('1.3.14.3.2.26'), writeNull()]),
    writeOctetString(octets(20)),
    writeOctetString(octets(20)),
    writeInteger(1),
  ])
  const nonce = extension('1.3.6.1.5.5.7.48.1.2', writeOctetString(octets(nonceOctets)))
  const content = [
    writeSequence([writeSequence([id])]),
    writeConstructed(contextConstructed(2), [writeSequence([nonce])]),
  ]
  return encode(writeSequence([writeSequence(content)]))
}

const requestParts = (changes: { version?: DerNode; key?: DerNode; attributes?: DerNode[] }) => [
  changes.version ?? writeInteger(0),
  name,
  changes.key ?? certificateParts.key,
  writeConstructed(contextConstructed(0), changes.attributes ?? []),
]

const constraints = (...content: DerNode[]) => extension('2.5.29.19', writeSequence(content))
const policy = writeSequence([writeObjectIdentifier('1.2.3')])
const many = (count: number, make: (index: number) => DerNode) =>
  Array.from({ length: count }, (_, index) => make(index))
const before2050 = writeGeneralizedTime(start)
const rsaKey = writeRaw(
  encode(writeSequence([writeSequence([writeObjectIdentifier('1.2.840.113549.1.1.1'), writeNull()]), signature])),
)

const parsers = {
  certificate: parseCertificate,
  list: parseRevocationList,
  request: parseRequest,
  response: parseOcspResponse,
  'request for status': parseOcspRequest,
}
type Case = [parser: keyof typeof parsers, situation: string, der: Uint8Array, code: string]

const malformed: Case[] = [
  ['certificate', 'a fourth version', certificate({ version: version(3) }), 'asn1/integer-out-of-range'],
  ['certificate', 'version 1 written out', certificate({ version: version(0) }), 'x509/version'],
  ['certificate', 'extensions in version 2', certificate({ version: version(1) }), 'x509/version'],
  ['certificate', 'extensions in version 1', certificate({ version: nothing }), 'x509/version'],
  [
    'certificate',
    '22 octets of serial number',
    certificate({ serial: writeInteger(1n << 167n) }),
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
  [
    'certificate',
    'a tenth form of name',
    extended(names(writePrimitive(contextPrimitive(9), octets(1)))),
    'x509/general-name',
  ],
  [
    'certificate',
    'names beyond the limit',
    extended(names(...many(MAXIMUM_GENERAL_NAMES + 1, () => writePrimitive(contextPrimitive(2), octets(1))))),
    'x509/too-many-names',
  ],
  [
    'certificate',
    'an address of 5 octets',
    extended(names(writePrimitive(contextPrimitive(7), octets(5)))),
    'x509/ip-address',
  ],
  [
    'certificate',
    'a range of 4 octets',
    extended(
      extension(
        '2.5.29.30',
        writeSequence([
          writeConstructed(contextConstructed(0), [writeSequence([writePrimitive(contextPrimitive(7), octets(4))])]),
        ]),
      ),
    ),
    'x509/ip-address',
  ],
  [
    'certificate',
    'purposes beyond the limit',
    extended(extension('2.5.29.37', writeSequence(many(MAXIMUM_LISTED + 1, () => writeObjectIdentifier('1.2.3'))))),
    'x509/too-many-items',
  ],
  [
    'certificate',
    'an authority key identifier with a serial number alone',
    extended(extension('2.5.29.35', writeSequence([writeInteger(1, contextPrimitive(2))]))),
    'x509/authority-key-identifier',
  ],
  [
    'certificate',
    'name constraints of nothing',
    extended(extension('2.5.29.30', writeSequence([]))),
    'x509/empty-extension',
  ],
  [
    'certificate',
    'policy constraints of nothing',
    extended(extension('2.5.29.36', writeSequence([]))),
    'x509/empty-extension',
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
  [
    'list',
    'only users and only authorities',
    revocationList({
      rest: listExtensions(
        extension(
          '2.5.29.28',
          writeSequence([writeBoolean(true, contextPrimitive(1)), writeBoolean(true, contextPrimitive(2))]),
        ),
      ),
    }),
    'x509/issuing-distribution-point',
  ],
  ['list', 'more than the limit', new Uint8Array(MAXIMUM_REVOCATION_LIST_BYTES + 1), 'asn1/too-large'],
  ['request', 'a second version', withSignature(requestParts({ version: writeInteger(1) })), 'x509/version'],
  [
    'request',
    'an attribute twice',
    withSignature(requestParts({ attributes: [emptyAttribute, emptyAttribute] })),
    'x509/duplicate-attribute',
  ],
  ['response', 'status 4', encode(writeSequence([writeEnumerated(4)])), 'x509/ocsp-status'],
  ['response', 'success without a response', encode(writeSequence([writeEnumerated(0)])), 'x509/ocsp-status'],
  [
    'response',
    'another type of response',
    response(writeObjectIdentifier('1.2.3'), writeNull()),
    'x509/ocsp-response-type',
  ],
  ['request for status', 'a nonce of 129 octets', statusRequest(129), 'x509/nonce'],
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
  const der = certificate({ serial: writeInteger(1n << 167n) })
  const decoded = parseCertificate(der)
  if (decoded.ok) throw new Error('a serial number of 22 octets was accepted')
  expect(Array.from(der.subarray(decoded.offset, decoded.offset + 3))).toEqual([Tag.integer, 22, 0])
})

test.each([
  ['serial number 0', { serial: writeInteger(0) }, 'x509/serial-not-positive'],
  ['a negative serial number', { serial: writeInteger(-5) }, 'x509/serial-not-positive'],
  ['20 octets of serial number after that of the sign', { serial: writeInteger(1n << 159n) }, 'x509/serial-sign-octet'],
  ['a GeneralizedTime in 2026', { validity: writeSequence([time, before2050]) }, 'x509/time-form'],
])('a certificate with %s is read, and the deviation noted', (_situation, changes, deviation) => {
  expect(parseCertificate(certificate(changes))).toMatchObject({ ok: true, value: { deviations: [deviation] } })
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
  const unknown = writeSequence([writeObjectIdentifier('1.2.3.4'), writeBoolean(true), writeWrapped(name)])
  const entries = writeSequence([entry(writeSequence([unknown]))])
  const decoded = parseRevocationList(revocationList({ entries }))
  expect(decoded).toMatchObject({ ok: true, value: { unknownCriticalExtension: '1.2.3.4' } })
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
