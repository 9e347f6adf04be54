import { fromBase64, ownRoot } from '@entrepot/trade/evidence'
import type { Subject } from '@entrepot/x509'
import { type Api, isProblem } from './api.ts'
import type { KeyFolder } from './key-folder.ts'
import { ClientFault, type Problem } from './problem.ts'

/**
 * Gives a party's folder a certificate of the port's practice authority: makes the key in the folder, sends the request, keeps
 * certificate and root. A folder that has them keeps them.
 *
 * @returns the port's refusal, if any.
 */
export async function enrol(folder: KeyFolder, api: Api, subject: Subject): Promise<Problem | undefined> {
  const trust = await api.trust()
  if (isProblem(trust)) return trust
  const root = ownRoot(trust)
  if (!root) throw new ClientFault('client/answer-unreadable', `${api.base} names no root certificate`)
  folder.keepRoot(root)
  if (folder.sealing()) return undefined
  const answer = await api.enrol(folder.request(subject))
  if (isProblem(answer)) return answer
  const der = fromBase64(answer)
  if (!der) throw new ClientFault('client/answer-unreadable', `${api.base} answered no certificate`)
  folder.keepCertificate(der)
  return undefined
}
