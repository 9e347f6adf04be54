import { encodePem } from '@entrepot/x509'
import { afterAll, expect, test } from 'vitest'
import { rawToDerEcdsa } from '@entrepot/crypto'
import { describeWith } from '../../checks/testing-programs.ts'
import { decodeBase64, encodeBase64 } from './base64.ts'
import { digestUris } from './algorithms.ts'
import { signXml, stampXml } from './index.ts'
import { commonSignings, edwardsSigning, invoice, made, pssSignings, type Signing } from './testing/forms.ts'
import { at, authority, root, seller, signerOf, tokenOver } from './testing/practice.ts'
import { Workshop } from './testing/workshop.ts'

const workshop = new Workshop()
afterAll(() => workshop.close())

const openssl = (...words: string[]) => workshop.run('openssl', words)

/** What xmllint writes as exclusive canonical form of a document, without comments. */
function canonicalByXmllint(document: string): string {
  const file = workshop.write('canonical.xml', document)
  // It has no way to leave comments out; there are none in what it is given.
  return workshop.run('xmllint', ['--nonet', '--exc-c14n', file]).stdout
}

const between = (text: string, from: string, to: string): string => {
  const start = text.indexOf(from)
  return text.slice(start, text.indexOf(to, start) + to.length)
}

const content = (text: string, tag: string): string => {
  const element = between(text, `<ds:${tag}`, `</ds:${tag}>`)
  return element.slice(element.indexOf('>') + 1, -`</ds:${tag}>`.length)
}

const withoutComments = invoice.replaceAll(/<!--.*?-->\n?/gu, '')

/** Declares what a part of ours needs, so that it is a document of its own. */
const alone = (part: string): string => part.replace('>', ' xmlns:ds="http://www.w3.org/2000/09/xmldsig#">')

const pssWords = ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:digest', '-sigopt', 'rsa_mgf1_md:']

function verifyWords({ scheme }: Signing): string[] {
  if (!('hash' in scheme)) return ['pkeyutl', '-verify', '-rawin']
  const hash = scheme.hash.replace('-', '').toLowerCase()
  const pss = scheme.name === 'RSASSA-PSS' ? [...pssWords.slice(0, -1), `${pssWords.at(-1)}${hash}`] : []
  return ['dgst', `-${hash}`, ...pss]
}

const scalarBytes: Readonly<Record<string, number>> = { 'P-256': 32, 'P-384': 48, 'P-521': 66 }

describeWith('openssl', 'xmllint')('xmllint and openssl come to the same', () => {
  test.each([...commonSignings, ...pssSignings, edwardsSigning])('$name', (signing) => {
    const { by, scheme } = signing
    const { document } = made(signXml(withoutComments, { ...signerOf(by), scheme }))
    const text = new TextDecoder().decode(document)
    // The digest of the document without the signature, as both programs find it.
    workshop.write('signed.bin', canonicalByXmllint(withoutComments))
    const hashed = openssl('dgst', '-sha256', '-binary', '-out', 'digest.bin', 'signed.bin')
    expect(hashed.status).toBe(0)
    expect(encodeBase64(workshop.read('digest.bin'))).toBe(content(text, 'DigestValue'))
    // The signature over SignedInfo.
    workshop.write('info.bin', canonicalByXmllint(alone(between(text, '<ds:SignedInfo', '</ds:SignedInfo>'))))
    const raw = decodeBase64(content(text, 'SignatureValue'))!
    const bytes = scalarBytes[by.key.type]
    workshop.write('signature.bin', bytes === undefined ? raw : rawToDerEcdsa(raw, bytes)!)
    workshop.write('public.pem', pemOf(by.key.publicKey.spki))
    const words = verifyWords(signing)
    const given =
      words[0] === 'dgst'
        ? ['-verify', 'public.pem', '-signature', 'signature.bin', 'info.bin']
        : ['-pubin', '-inkey', 'public.pem', '-sigfile', 'signature.bin', '-in', 'info.bin']
    const verdict = openssl(...words, ...given)
    expect(verdict.status, `${verdict.stdout}${verdict.stderr}`).toBe(0)
  })

  test('of the signed properties', () => {
    const { document } = made(signXml(withoutComments, signerOf(seller)))
    const text = new TextDecoder().decode(document)
    const properties = between(text, '<xades:SignedProperties', '</xades:SignedProperties>').replace(
      '>',
      ' xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:xades="http://uri.etsi.org/01903/v1.3.2#">',
    )
    workshop.write('properties.bin', canonicalByXmllint(properties))
    openssl('dgst', '-sha256', '-binary', '-out', 'digest.bin', 'properties.bin')
    const reference = text.slice(text.indexOf('URI="#signature-1-properties"'))
    expect(reference).toContain(digestUris['SHA-256'])
    expect(content(reference, 'DigestValue')).toBe(encodeBase64(workshop.read('digest.bin')))
  })

  test('of the time-stamp: openssl ts accepts it over the signature value that xmllint writes', () => {
    const signed = made(signXml(invoice, signerOf(seller)))
    const stamped = made(stampXml(signed.document, signed.id, tokenOver(signed.timeStampInput)))
    const text = new TextDecoder().decode(stamped.document)
    const value = between(text, '<ds:SignatureValue', '</ds:SignatureValue>')
    workshop.write('value.bin', canonicalByXmllint(alone(value)))
    const token = between(text, '<xades:EncapsulatedTimeStamp>', '</xades:EncapsulatedTimeStamp>').replaceAll(
      /<[^>]+>/gu,
      '',
    )
    workshop.write('token.der', decodeBase64(token)!)
    workshop.write('root.pem', encodePem('CERTIFICATE', root.certificate.raw))
    workshop.write('authority.pem', encodePem('CERTIFICATE', authority.certificate.raw))
    const trust = ['-CAfile', 'root.pem', '-untrusted', 'authority.pem', '-attime', String(at / 1000)]
    const given = ['-data', 'value.bin', '-token_in', '-in', 'token.der', ...trust]
    expect(openssl('ts', '-verify', ...given)).toMatchObject({ status: 0 })
    workshop.write('value.bin', canonicalByXmllint(alone(value.replace('==', '=A'))))
    expect(openssl('ts', '-verify', ...given).status).not.toBe(0)
  })
})

function pemOf(spki: Uint8Array): string {
  return `-----BEGIN PUBLIC KEY-----\n${encodeBase64(spki).replaceAll(/.{64}/gu, '$&\n')}\n-----END PUBLIC KEY-----\n`
}
