/** Everything that signatures here are made of, in every combination. */
import type { SignatureScheme } from '@entrepot/crypto'
import type { Malformed } from '@entrepot/xml'
import { type CanonicalForm, type SignedXml, type SigningRefusal, signXml, signXmlEnveloping } from '../index.ts'
import { type Party, party, root, seller, signerOf } from './practice.ts'

/** What canonical forms differ by: comments, instructions, sections, line ends, references, namespaces used and unused. */
export const invoice =
  '<?xml version="1.0" encoding="UTF-8"?>\r\n<?order 4711?>\r\n<!-- before -->\n' +
  '<i:Invoice xmlns:i="urn:invoice" xmlns="urn:parts" xmlns:unused="urn:unused" xml:lang="en" z="1" a=\'&lt;"&#9;&#10;\'>\r\n' +
  '  <Seller Id="seller" i:country="CN" b="2" xmlns:more="urn:more">宁波海通 &amp; 😀<!-- inside --><more:note/></Seller>\r\n' +
  '  <Line Id="line" amount="1&#13;2"><![CDATA[<Cotton> & poplin]]> &gt; 100<Empty/><?page 2?></Line>\n' +
  '  <Signatures/>\n' +
  '</i:Invoice>\n<!-- after -->\n'

/** Canonical forms by name. */
export const canonicalForms: Readonly<Record<string, CanonicalForm>> = {
  'Canonical XML 1.0': { method: 'inclusive' },
  'Canonical XML 1.0 with comments': { method: 'inclusive', withComments: true },
  'Canonical XML 1.1': { method: 'inclusive-1.1' },
  'Canonical XML 1.1 with comments': { method: 'inclusive-1.1', withComments: true },
  'Exclusive XML Canonicalization': { method: 'exclusive' },
  'Exclusive XML Canonicalization with comments': { method: 'exclusive', withComments: true },
  'Exclusive XML Canonicalization with prefixes': { method: 'exclusive', inclusivePrefixes: ['unused', '', 'absent'] },
}

/** A party and how it signs. */
export interface Signing {
  readonly name: string
  readonly by: Party
  readonly scheme: SignatureScheme
}

const rsa = party(10, root, { kind: 'RSA' })
const hashes = ['SHA-256', 'SHA-384', 'SHA-512'] as const
const saltBytes = { 'SHA-256': 32, 'SHA-384': 48, 'SHA-512': 64 } as const

/** RSA with PKCS #1 v1.5 and ECDSA, as older programs know them too. */
export const commonSignings: readonly Signing[] = [
  ...hashes.map((hash) => ({ name: `RSA, ${hash}`, by: rsa, scheme: { name: 'RSASSA-PKCS1-v1_5', hash } as const })),
  { name: 'P-256', by: seller, scheme: { name: 'ECDSA', hash: 'SHA-256' } },
  { name: 'P-384', by: party(11, root, { kind: 'P-384' }), scheme: { name: 'ECDSA', hash: 'SHA-384' } },
  { name: 'P-521', by: party(12, root, { kind: 'P-521' }), scheme: { name: 'ECDSA', hash: 'SHA-512' } },
]

/** RSA-PSS (RFC 9231 2.3.10). */
export const pssSignings: readonly Signing[] = hashes.map((hash) => ({
  name: `RSA-PSS, ${hash}`,
  by: rsa,
  scheme: { name: 'RSASSA-PSS', hash, saltBytes: saltBytes[hash] } as const,
}))

/** Ed25519 (RFC 9231 2.3.12). */
export const edwardsSigning: Signing = {
  name: 'Ed25519',
  by: party(13, root, { kind: 'Ed25519' }),
  scheme: { name: 'Ed25519' },
}

/** Forms of signatures by name (XML Signature 1.1, 2). */
export const signatureForms: Readonly<
  Record<string, (signing: Signing, canonicalization: CanonicalForm) => SignedXml>
> = {
  enveloped: (signing, canonicalization) => made(signXml(invoice, { ...signerFor(signing), canonicalization })),
  enveloping: (signing, canonicalization) =>
    made(signXmlEnveloping(invoice, { ...signerFor(signing), canonicalization })),
  'detached, of two parts': (signing, canonicalization) =>
    made(signXml(invoice, { ...signerFor(signing), canonicalization, parts: [{ id: 'seller' }, { id: 'line' }] })),
}

function signerFor({ by, scheme }: Signing) {
  return { ...signerOf(by), scheme, chain: [root.certificate] }
}

/** What was made; anything else ends the test. */
export function made<Made extends { readonly ok: true }>(result: Made | SigningRefusal | Malformed): Made {
  if (!result.ok) throw new Error(result.code)
  return result
}

/** Every combination of form, canonical form and one of these keys. */
export function everyForm(signings: readonly Signing[]) {
  return Object.entries(signatureForms).flatMap(([form, make]) =>
    Object.entries(canonicalForms).flatMap(([canonical, canonicalization]) =>
      signings.map((signing) => ({
        name: `${form}, ${canonical}, ${signing.name}`,
        make: () => make(signing, canonicalization),
      })),
    ),
  )
}
