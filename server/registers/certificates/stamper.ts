import { randomBytes } from 'node:crypto'
import { answerTimeStampRequest, type Authority as StampingAuthority } from '@entrepot/time-stamp'
import type { Authority } from './authority.ts'
import { STAMP_ACCURACY_MS } from './limits.ts'

/** Says when something was there (RFC 3161), by the port's real time; what is stamped is a hash, and nothing of it is kept. */
export interface Stamper {
  /** DER to DER; a request that is none, or asks for what is not done here, is answered with why. */
  answer(request: Uint8Array): Uint8Array
}

/**
 * The policy under which a port stamps for demonstration: of the arc for examples (ITU-T X.660, 2.999), because nobody audited it.
 */
const DEMONSTRATION_POLICY = '2.999.3161.1'

/** Opens the time-stamping authority of a port. */
export function openStamper({ timeStamp, timeStampKey, root }: Authority, now: () => number): Stamper {
  const authority: StampingAuthority = {
    ...{ key: timeStampKey, certificate: timeStamp.certificate, chain: [root.certificate] },
    policies: [DEMONSTRATION_POLICY],
    accuracy: { milliseconds: STAMP_ACCURACY_MS },
  }
  // Random: several processes stamp with one certificate, and none knows what another gave out.
  const freshSerial = (): bigint => BigInt(`0x01${randomBytes(SERIAL_BYTES).toString('hex')}`)
  return {
    answer: (request) => answerTimeStampRequest(request, authority, { time: now(), serial: freshSerial() }).response,
  }
}

const SERIAL_BYTES = 16
