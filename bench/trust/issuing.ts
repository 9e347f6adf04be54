import { sign, verify } from 'node:crypto'
import { issueCertificate, parseRequest } from '@entrepot/x509'
import { issuingPeers } from './issuing-peers.ts'
import type { Amounts } from './limits.ts'
import { certify, inTurn, newPair, newRequest, newSerial, NOW, PARTY } from './material.ts'
import type { Subject } from './rates.ts'

const DAY_MS = 86_400_000

/** From a request to a certificate: read it, have its key prove itself, issue. The bare limit is one verification and one signature. */
export async function issuing({ pieces }: Amounts): Promise<Subject> {
  const issuer = certify(newPair(), 'Issuing authority')
  const requests = Array.from({ length: pieces }, (_, at) => newRequest(at))
  const nextBare = inTurn(
    requests.map(({ pair, der }) => ({ ...pair, message: der, signature: sign('sha256', der, pair.privateKey) })),
  )
  const next = inTurn(requests)
  return {
    title: 'Certificates issued from PKCS #10 requests, P-256',
    limit: {
      name: 'crypto.verify and crypto.sign',
      run() {
        const { message, publicKey, signature } = nextBare()
        return verify('sha256', message, publicKey, signature) && sign('sha256', message, issuer.privateKey).length > 0
      },
    },
    ours: [
      {
        name: 'entrepot x509',
        run() {
          const request = parseRequest(next().der)
          if (!request.ok) return false
          const { subject, publicKeySpki } = request.value
          const validity = { notBefore: NOW, notAfter: NOW + 90 * DAY_MS }
          const content = { subject, issuer: issuer.certificate.subject, publicKeySpki, serial: newSerial() }
          return issueCertificate({ ...content, ...validity, extensions: PARTY }, issuer.key).length > 0
        },
      },
    ],
    peers: await issuingPeers(issuer, inTurn(requests)),
    target: { perSecond: 2_000 },
  }
}
