import { sign, verify } from 'node:crypto'
import { type Certificate, parseCertificate, validateChain, validatePath } from '@entrepot/x509'
import { chainPeers } from './chain-peers.ts'
import type { Amounts } from './limits.ts'
import { certify, inTurn, newPair, NOW, PARTY, type Party } from './material.ts'
import type { Subject } from './rates.ts'

/**
 * A path of three certificates under a trusted root, from their DER: read and judged by all of RFC 5280 6.1, revocation apart.
 * Three signatures are verified each time; the bare limit verifies three.
 */
export function chains({ pieces }: Amounts): Subject {
  const root = certify(newPair(), 'Root')
  const middle = certify(newPair(), 'Policy authority', root)
  const issuing = certify(newPair(), 'Issuing authority', middle)
  const leafUnder = (at: number): Party => certify(newPair(), `Party ${at}`, issuing, PARTY)
  const derOf = (leaf: Party): Uint8Array[] => [leaf, issuing, middle].map(({ certificate }) => certificate.raw)
  const leaf = leafUnder(0)
  const chain = derOf(leaf)
  const strangers = inTurn(Array.from({ length: pieces }, (_, at) => derOf(leafUnder(at))))
  const holds = (ders: readonly Uint8Array[]): boolean => {
    const path = parsed(ders)
    return validatePath({ path, anchor: root.certificate, at: NOW, revocation: 'unchecked' }).ok
  }
  const message = leaf.certificate.signedOctets
  const bare = [root, middle, issuing].map((party) => ({
    publicKey: party.publicKey,
    signature: sign('sha256', message, party.privateKey),
  }))
  return {
    title: 'Path of three certificates read and validated, P-256',
    limit: {
      name: 'crypto.verify, three times',
      run: () => bare.every(({ publicKey, signature }) => verify('sha256', message, publicKey, signature)),
    },
    ours: [
      { name: 'entrepot x509', run: () => holds(chain) },
      { name: 'entrepot x509, every leaf a new one', run: () => holds(strangers()) },
      {
        name: 'entrepot x509, as evidence is judged',
        run: () => validateChain({ chain: parsed(chain), anchors: [root.certificate], at: NOW, crls: 'unchecked' }).ok,
      },
    ],
    peers: chainPeers(chain, root.certificate.raw),
    target: { shareOfLimit: 0.5 },
  }
}

function parsed(ders: readonly Uint8Array[]): Certificate[] {
  return ders.map((der) => {
    const read = parseCertificate(der)
    if (!read.ok) throw new Error(`a certificate of our own making: ${read.code}`)
    return read.value
  })
}
