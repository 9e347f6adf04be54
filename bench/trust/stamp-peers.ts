import { Certificate, SignedData, TimeStampResp } from 'pkijs'
import { bufferOf, NOW } from './material.ts'
import type { Work } from './rates.ts'

/** Reads a response, and verifies the token's signature, imprint and path. */
export function pkijsStampVerifying(response: Uint8Array, content: Uint8Array, root: Uint8Array): Work {
  return {
    name: 'pkijs',
    run() {
      const { timeStampToken } = TimeStampResp.fromBER(bufferOf(response))
      if (timeStampToken === undefined) return false
      const token = new SignedData({ schema: timeStampToken.content })
      const trustedCerts = [Certificate.fromBER(bufferOf(root))]
      const checked = { checkChain: true, checkDate: new Date(NOW) }
      return token.verify({ signer: 0, trustedCerts, data: bufferOf(content), ...checked })
    },
  }
}
