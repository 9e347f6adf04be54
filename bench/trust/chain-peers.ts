/** What others on npm do to build or validate a path; each reads its certificates anew. */
import './metadata.ts'
import { X509Certificate, X509ChainBuilder } from '@peculiar/x509'
import { Certificate, CertificateChainValidationEngine } from 'pkijs'
import { bufferOf, NOW } from './material.ts'
import type { Work } from './rates.ts'

export function chainPeers(chain: readonly Uint8Array[], root: Uint8Array): Work[] {
  const length = chain.length + 1
  return [
    {
      name: '@peculiar/x509, its chain builder: signatures and names',
      async run() {
        const [leaf, ...others] = [...chain, root].map((der) => new X509Certificate(bufferOf(der)))
        if (leaf === undefined) return false
        return (await new X509ChainBuilder({ certificates: others }).build(leaf)).length === length
      },
    },
    {
      name: 'pkijs, its validation engine',
      async run() {
        // It takes the leaf for the last one.
        const certs = chain.map((der) => Certificate.fromBER(bufferOf(der))).reverse()
        const trustedCerts = [Certificate.fromBER(bufferOf(root))]
        const engine = new CertificateChainValidationEngine({ trustedCerts, certs, checkDate: new Date(NOW) })
        return (await engine.verify()).result
      },
    },
  ]
}
