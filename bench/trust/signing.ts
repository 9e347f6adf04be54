import { randomBytes, sign, verify } from 'node:crypto'
import { type Signer, signData, verifyData } from '@entrepot/cms'
import { type Amounts, CONTENT_BYTES } from './limits.ts'
import { certify, inTurn, newPair, NOW, PARTY, type Party } from './material.ts'
import type { Subject } from './rates.ts'
import { forgeSigning, pkijsSigning, pkijsVerifying } from './signing-peers.ts'

const content = new Uint8Array(randomBytes(CONTENT_BYTES))
const signerOf = ({ key, certificate }: Party): Signer => ({ key, certificate, attributes: { signingTime: NOW } })
const signed = (party: Party): Uint8Array => signData(content, { signers: [signerOf(party)], detached: true })

/** Detached signatures of CAdES-B-B: signing time, signing certificate, algorithm protection. The bare limit signs the content. */
export async function cmsSigning(kind: 'P-256' | 'RSA'): Promise<Subject> {
  const root = certify(newPair(), 'Root')
  const party = certify(newPair(kind), 'Signer', root, PARTY)
  const isRsa = kind === 'RSA'
  return {
    title: `CMS signed, detached, CAdES-B-B, ${isRsa ? 'RSA 2048' : 'P-256'}`,
    limit: { name: 'crypto.sign', run: () => sign('sha256', content, party.privateKey).length > 0 },
    ours: [{ name: 'entrepot cms', run: () => signed(party).length > 0 }],
    peers: isRsa ? [forgeSigning(party, content)] : [await pkijsSigning(party, content, signed(party))],
    ...(isRsa ? {} : { target: { shareOfLimit: 0.6 } }),
  }
}

/** Verifying them: one whose certificate came before, as most do, and each by a signer that was never seen. */
export function cmsVerifying({ pieces }: Amounts): Subject {
  const root = certify(newPair(), 'Root')
  const party = certify(newPair(), 'Signer', root, PARTY)
  const message = signed(party)
  const bare = sign('sha256', content, party.privateKey)
  const strangers = inTurn(
    Array.from({ length: pieces }, (_, at) => signed(certify(newPair(), `Stranger ${at}`, root, PARTY))),
  )
  const holds = (given: Uint8Array): boolean => {
    const verified = verifyData(given, { content })
    return verified.ok && verified.value.holds
  }
  return {
    title: 'CMS verified, detached, CAdES-B-B, P-256, its chain apart',
    limit: { name: 'crypto.verify', run: () => verify('sha256', content, party.publicKey, bare) },
    ours: [
      { name: 'entrepot cms', run: () => holds(message) },
      { name: 'entrepot cms, every signer a new one', run: () => holds(strangers()) },
    ],
    peers: [pkijsVerifying(message, content)],
    target: { shareOfLimit: 0.6 },
  }
}
