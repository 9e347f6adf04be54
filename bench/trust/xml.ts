import { sign, verify } from 'node:crypto'
import { signXml, verifyXml } from '@entrepot/xades'
import { XML_BYTES } from './limits.ts'
import { certify, newPair, NOW, PARTY } from './material.ts'
import type { Subject } from './rates.ts'
import { xadesjsSigning, xadesjsVerifying } from './xml-peers.ts'

const party = certify(newPair(), 'Signer', certify(newPair(), 'Root'), PARTY)
const document = invoiceOf(XML_BYTES)
const octets = new TextEncoder().encode(document)

/** Reading a document of 20 kB, and signing all of it (enveloped, exclusive form) by XAdES-B-B. The bare limit signs its octets. */
export async function xmlSigning(): Promise<Subject> {
  const { key, certificate } = party
  return {
    title: 'XAdES signed, 20 kB, enveloped, P-256',
    limit: { name: 'crypto.sign of its octets', run: () => sign('sha256', octets, party.privateKey).length > 0 },
    ours: [{ name: 'entrepot xades', run: () => signXml(octets, { key, certificate, signingTime: NOW }).ok }],
    peers: [await xadesjsSigning(party, document)],
    target: { timesFastestPeer: 10 },
  }
}

/** Reading and verifying such a document, the signer's path apart; the peer verifies what it signed itself. */
export async function xmlVerifying(): Promise<Subject> {
  const { key, certificate } = party
  const signed = signXml(octets, { key, certificate, signingTime: NOW })
  if (!signed.ok) throw new Error(signed.code)
  const bare = sign('sha256', octets, party.privateKey)
  return {
    title: 'XAdES verified, 20 kB, enveloped, P-256, its path apart',
    limit: { name: 'crypto.verify of its octets', run: () => verify('sha256', octets, party.publicKey, bare) },
    ours: [
      {
        name: 'entrepot xades',
        run() {
          const verified = verifyXml(signed.document, { trust: 'unchecked' })
          return verified.ok && verified.holds
        },
      },
    ],
    peers: [await xadesjsVerifying(party, document)],
    target: { timesFastestPeer: 10 },
  }
}

/** An invoice with so many lines that it has about as many bytes. */
function invoiceOf(bytes: number): string {
  const lines: string[] = []
  for (let number = 1; lines.join('\n').length < bytes; number++)
    lines.push(
      `  <Line id="line-${number}" unit="KGM"><Item code="5208.${number}">Woven fabric of cotton, 宁波 &amp; ${number}</Item>` +
        `<Quantity>${number * 25}</Quantity><Price currency="EUR">${number}.50</Price></Line>`,
    )
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Invoice xmlns="urn:example:invoice">\n${lines.join('\n')}\n</Invoice>\n`
}
