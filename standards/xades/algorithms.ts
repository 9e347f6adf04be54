/** Algorithms by their URIs (XML Signature 1.1, 6; RFC 9231 2). */
import { hashBytes, type HashName, type SignatureScheme } from '@entrepot/crypto'
import { type Canonicalization, escapeAttribute } from '@entrepot/xml'
import { EXCLUSIVE_NAMESPACE, SIGNATURE_NAMESPACE } from './names.ts'

/** Hash functions of references and certificates. */
export type DigestName = Exclude<HashName, 'SHA-1'>

const MORE = 'http://www.w3.org/2001/04/xmldsig-more#'
const MORE_2007 = 'http://www.w3.org/2007/05/xmldsig-more#'
const MORE_2021 = 'http://www.w3.org/2021/04/xmldsig-more#'
const ENCRYPTION = 'http://www.w3.org/2001/04/xmlenc#'

/** XML Signature 1.1, 6.2; RFC 9231 2.1.4. */
export const digestUris: Readonly<Record<DigestName, string>> = {
  'SHA-256': `${ENCRYPTION}sha256`,
  'SHA-384': `${MORE}sha384`,
  'SHA-512': `${ENCRYPTION}sha512`,
}

const digestsByUri = new Map<string, DigestName>([
  [digestUris['SHA-256'], 'SHA-256'],
  [digestUris['SHA-384'], 'SHA-384'],
  [digestUris['SHA-512'], 'SHA-512'],
])

/** The hash function of a DigestMethod; `undefined` for another. */
export const digestOfUri = (uri: string): DigestName | undefined => digestsByUri.get(uri)

const hashes = ['SHA-256', 'SHA-384', 'SHA-512'] as const

const lower = (hash: HashName): string => hash.replace('-', '').toLowerCase()

/** RFC 9231 2.3.2 to 2.3.4, 2.3.6, 2.3.10 (MGF1 of the same hash, salt as long as it), 2.3.12. */
const schemes: readonly (readonly [uri: string, scheme: SignatureScheme])[] = [
  ...hashes.map((hash) => [`${MORE}rsa-${lower(hash)}`, { name: 'RSASSA-PKCS1-v1_5', hash }] as const),
  ...hashes.map((hash) => {
    const scheme = { name: 'RSASSA-PSS', hash, saltBytes: hashBytes[hash] } as const
    return [`${MORE_2007}${lower(hash)}-rsa-MGF1`, scheme] as const
  }),
  ...hashes.map((hash) => [`${MORE}ecdsa-${lower(hash)}`, { name: 'ECDSA', hash }] as const),
  [`${MORE_2021}eddsa-ed25519`, { name: 'Ed25519' }],
]

const schemesByUri = new Map(schemes)

/** The scheme of a SignatureMethod; `undefined` for another. */
export const schemeOfUri = (uri: string): SignatureScheme | undefined => schemesByUri.get(uri)

/** The URI of a scheme; `undefined` for one that XML signatures do not have here. */
export function uriOfScheme(scheme: SignatureScheme): string | undefined {
  return schemes.find(([, known]) => {
    if (known.name !== scheme.name) return false
    if ('hash' in known && 'hash' in scheme && known.hash !== scheme.hash) return false
    return !('saltBytes' in known && 'saltBytes' in scheme) || known.saltBytes === scheme.saltBytes
  })?.[0]
}

/** Known, and not to be relied on: broken hash functions, short ones, keys that the verifier would have to share. */
const refusedUris: ReadonlySet<string> = new Set([
  ...['sha1', 'dsa-sha1', 'rsa-sha1', 'hmac-sha1'].map((name) => `${SIGNATURE_NAMESPACE}${name}`),
  ...['md5', 'sha224', 'hmac-md5', 'hmac-ripemd160', 'rsa-md5', 'rsa-ripemd160'].map((name) => `${MORE}${name}`),
  ...['hmac-sha224', 'hmac-sha256', 'hmac-sha384', 'hmac-sha512'].map((name) => `${MORE}${name}`),
  ...['rsa-sha224', 'ecdsa-sha1', 'ecdsa-sha224', 'esign-sha1'].map((name) => `${MORE}${name}`),
  ...['md2-rsa-MGF1', 'md5-rsa-MGF1', 'sha1-rsa-MGF1', 'sha224-rsa-MGF1'].map((name) => `${MORE_2007}${name}`),
  ...['ecdsa-ripemd160', 'rsa-whirlpool'].map((name) => `${MORE_2007}${name}`),
  ...['siphash-2-4', 'xmss-sha2-10-192'].map((name) => `${MORE_2021}${name}`),
  'http://www.w3.org/2009/xmldsig11#dsa-sha256',
  `${ENCRYPTION}ripemd160`,
])

/** Whether an algorithm is one that is known and refused for what it is. */
export const isRefusedUri = (uri: string): boolean => refusedUris.has(uri)

/** A canonical form, without what is left out of it. */
export type CanonicalForm = Omit<Canonicalization, 'omit' | 'maximumCharacters'>

/** XML Signature 1.1, 6.5; each form without and with comments. */
const canonicalUris: Readonly<Record<Canonicalization['method'], readonly [plain: string, withComments: string]>> = {
  inclusive: both('http://www.w3.org/TR/2001/REC-xml-c14n-20010315', '#WithComments'),
  'inclusive-1.1': both('http://www.w3.org/2006/12/xml-c14n11', '#WithComments'),
  exclusive: both(EXCLUSIVE_NAMESPACE, 'WithComments'),
}

function both(uri: string, more: string): readonly [string, string] {
  return [uri, `${uri}${more}`]
}

const canonicalByUri = new Map<string, Required<Omit<CanonicalForm, 'inclusivePrefixes'>>>(
  (['inclusive', 'inclusive-1.1', 'exclusive'] as const).flatMap((method) => [
    [canonicalUris[method][0], { method, withComments: false }],
    [canonicalUris[method][1], { method, withComments: true }],
  ]),
)

/** The canonical form that an URI names, without its list of prefixes; `undefined` for another algorithm. */
export const canonicalOfUri = (uri: string) => canonicalByUri.get(uri)

/** The URI of a canonical form. */
function uriOfCanonical({ method, withComments = false }: CanonicalForm): string {
  return canonicalUris[method][withComments ? 1 : 0]
}

/** Writes an element that names a canonical form: CanonicalizationMethod or Transform. */
export function writeCanonicalForm(name: string, form: CanonicalForm): string {
  const { method, inclusivePrefixes = [] } = form
  const head = `<${name} Algorithm="${uriOfCanonical(form)}"`
  if (method !== 'exclusive' || inclusivePrefixes.length === 0) return `${head}/>`
  const list = inclusivePrefixes.map((prefix) => (prefix === '' ? '#default' : prefix)).join(' ')
  const inside = `<ec:InclusiveNamespaces xmlns:ec="${EXCLUSIVE_NAMESPACE}" PrefixList="${escapeAttribute(list)}"/>`
  return `${head}>${inside}</${name}>`
}
