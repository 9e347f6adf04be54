import { randomBytes, sign, verify } from 'node:crypto'
import {
  answerTimeStampRequest,
  type Authority,
  createTimeStampRequest,
  imprintOf,
  parseTimeStampResponse,
  timeStampingUsage,
  verifyTimeStampToken,
} from '@entrepot/time-stamp'
import { CONTENT_BYTES } from './limits.ts'
import { certify, newPair, newSerial, NOW } from './material.ts'
import type { Subject } from './rates.ts'
import { pkijsStampVerifying } from './stamp-peers.ts'

const root = certify(newPair(), 'Root')
const usage = { keyUsage: ['digitalSignature'], others: [timeStampingUsage] } as const
const stamper = certify(newPair(), 'Time-stamping', root, usage)
const { key, certificate } = stamper
const authority: Authority = { key, certificate, policies: ['1.3.6.1.4.1.99999.3.1'], accuracy: { seconds: 1 } }
const content = new Uint8Array(randomBytes(CONTENT_BYTES))
const NONCE = 4_711n
const request = createTimeStampRequest({ imprint: imprintOf(content), nonce: NONCE, certificateRequested: true })
const answer = () => answerTimeStampRequest(request, authority, { time: NOW, serial: newSerial() })

/** Requests read and answered with a token; the bare limit signs as much. */
export function stampAnswering(): Subject {
  return {
    title: 'Time-stamp requests answered, P-256',
    limit: { name: 'crypto.sign', run: () => sign('sha256', content, stamper.privateKey).length > 0 },
    ours: [{ name: 'entrepot time-stamp', run: () => answer().token !== undefined }],
    peers: [],
  }
}

/** Responses read and verified. The authority's certificate came before, so that its own path was judged once; the bare limit verifies the token's signature. */
export function stampVerifying(): Subject {
  const { response } = answer()
  const bare = sign('sha256', content, stamper.privateKey)
  const trust = { anchors: [root.certificate], revocation: 'unchecked' } as const
  return {
    title: 'Time-stamp responses verified, with the authority’s path, P-256',
    limit: { name: 'crypto.verify', run: () => verify('sha256', content, stamper.publicKey, bare) },
    ours: [
      {
        name: 'entrepot time-stamp',
        run() {
          const read = parseTimeStampResponse(response)
          if (!read.ok || read.value.token === undefined) return false
          return verifyTimeStampToken(read.value.token, { imprint: imprintOf(content), nonce: NONCE, trust }).ok
        },
      },
    ],
    peers: [pkijsStampVerifying(response, content, root.certificate.raw)],
  }
}
