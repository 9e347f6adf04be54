import { randomBytes } from 'node:crypto'
import { signPdfWithTimeStamp } from '@entrepot/pades'
import { fromBase64 } from '@entrepot/trade/evidence'
import { type Certificate, findPath, parseCertificate } from '@entrepot/x509'
import { type Api, isProblem } from './api.ts'
import type { KeyFolder } from './key-folder.ts'
import { ClientFault, ownProblem, type Problem } from './problem.ts'

/** Signs the PDFs of documents with a party's own key, as every reader of PDF verifies them. */
export interface DocumentSigner {
  /**
   * Signs a document and has the time stamped by the port's authority: PAdES-B-T (ETSI EN 319 142-1).
   *
   * @returns the signed PDF, of which the document is the beginning.
   */
  sign(pdf: Uint8Array): Promise<Uint8Array | Problem>
}

/** Opens the signer of a party that is enrolled. @throws {ClientFault} where its folder holds no certificate that leads to its root. */
export async function openDocumentSigner(folder: KeyFolder, api: Api): Promise<DocumentSigner | Problem> {
  const trust = await api.trust()
  if (isProblem(trust)) return trust
  const own = folder.sealing()
  const [leaf, root] = [readDer(folder.certificate()), readDer(folder.root())]
  if (!own || !leaf || !root) throw new ClientFault('client/key-folder', `${folder.path} holds no certificate yet`)
  const certificates = Object.values(trust.certificates).flatMap((text) => readDer(fromBase64(text)) ?? [])
  const judgedBy = { anchors: [root], revocation: 'unchecked' } as const
  const path = findPath({ ...judgedBy, leaf, certificates, at: Date.now() })
  if (!path.ok)
    throw new ClientFault('client/key-folder', `the certificate in ${folder.path} does not hold: ${path.code}`)
  const { name, place } = own.signer
  const signing = {
    ...{ signer: { key: folder.key(), certificate: leaf }, chain: [...path.path.slice(1), root], name },
    ...(place === undefined ? {} : { location: place }),
  }
  return {
    async sign(pdf) {
      const asking = asker(api)
      const stamping = { ask: asking.ask, nonce: freshNonce(), trust: judgedBy }
      const signed = await signPdfWithTimeStamp(pdf, { ...signing, time: Date.now() }, stamping)
      if (signed.ok) return signed.value
      return asking.refusal() ?? ownProblem(signed.code, `the document cannot be signed: ${signed.code}`)
    },
  }
}

/** Asks the port, and keeps what it said where it refused. */
function asker(api: Api) {
  let refusal: Problem | undefined
  return {
    refusal: () => refusal,
    async ask(request: Uint8Array): Promise<Uint8Array> {
      const answer = await api.timeStamp(request)
      if (!isProblem(answer)) return answer
      refusal = answer
      return new Uint8Array()
    },
  }
}

const NONCE_BYTES = 8
const freshNonce = (): bigint => BigInt(`0x01${randomBytes(NONCE_BYTES).toString('hex')}`)

function readDer(der: Uint8Array | undefined): Certificate | undefined {
  const parsed = der && parseCertificate(der)
  return parsed?.ok ? parsed.value : undefined
}
