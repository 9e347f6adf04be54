import { randomBytes, randomUUID } from 'node:crypto'
import { base64url, digestText } from '@entrepot/crypto'
import { nextHead, type ReceiptClaims, type RegisterFact, type SealingKey, signReceipt } from '@entrepot/trade/act'
import { canonical } from '@entrepot/trade/file'
import type { CommittedFact } from './append.ts'

/** What a receipt says, but for what is computed here. */
export type Received = Omit<ReceiptClaims, 'head' | 'facts' | 'received'> & {
  readonly before: string
  readonly receivedMs: number
  readonly facts: readonly RegisterFact[]
}

/** A signed receipt with the head that it carries, and the facts that it commits to. */
export interface Receipt {
  readonly receipt: string
  readonly head: string
  readonly facts: readonly CommittedFact[]
}

/** Bytes of the salt of a fact; a balance could be found by trying. */
const SALT_BYTES = 16

/** Makes and signs the receipt of an act. */
export function receiptFor({ before, receivedMs, facts, ...claims }: Received, key: SealingKey): Receipt {
  const head = nextHead(before, claims.seq, claims.act)
  const committed = facts.map(({ name, value, asOf }) => ({
    salt: base64url.encode(randomBytes(SALT_BYTES)),
    fact: canonical({ name, value, asOf }),
  }))
  const commitments = committed.map(({ salt, fact }) => digestText(`${salt}.${fact}`))
  const received = new Date(receivedMs).toISOString()
  return { receipt: signReceipt({ ...claims, head, received, facts: commitments }, key), head, facts: committed }
}

/** A UUIDv7 (RFC 9562 5.7) of a time in epoch milliseconds. */
export function uuidV7(ms: number): string {
  const time = ms.toString(16).padStart(12, '0')
  const random = randomUUID()
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(15)}`
}
