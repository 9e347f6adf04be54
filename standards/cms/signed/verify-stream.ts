import { type Decoded, encode, type Malformed, open, readConstructed, Tag } from '@entrepot/asn1'
import { createDigest, type Digest, type HashName } from '@entrepot/crypto'
import { type AlgorithmIdentifier, digestAlgorithmOf, readAlgorithmIdentifier } from '../algorithm-identifier.ts'
import { type MessageHead, MessageReader } from '../ber/message-reader.ts'
import { MAXIMUM_DIGEST_ALGORITHMS } from '../limits.ts'
import { contentTypes } from '../object-identifiers.ts'
import { joinOctets } from '../octets.ts'
import type { SignedContent } from './judge-signer.ts'
import { readSignedDer, readSignedMessage, type SignedData } from './signed-data.ts'
import { judgeSignedData, type Verification, type VerifiedData } from './verify-data.ts'

/** Octets that came out of a message before its end, so that nothing vouches for them yet. */
export interface Unverified {
  readonly ok: true
  readonly unverified: Uint8Array
}

/** A message with its content that is being verified. */
export interface MessageVerifying {
  /** Takes the next octets of the message; those of its content, which nothing vouches for before the end. */
  push(octets: Uint8Array): Unverified | Malformed
  /** Ends the message: what was found. `content` is not in it, as it went by. */
  finish(): Decoded<VerifiedData>
}

/** Content that is being verified against a message apart. */
export interface DetachedVerifying {
  /** Takes the next octets of the content. */
  push(octets: Uint8Array): void
  finish(): VerifiedData
}

/**
 * Starts to verify content of any length whose message is at hand, in DER or BER. Signatures without signed attributes
 * are refused, as content that goes by cannot be looked at again.
 */
export function startDetachedVerifying(
  message: Uint8Array,
  verification: Verification = {},
): Decoded<DetachedVerifying> {
  const decoded = readSignedMessage(message, verification)
  if (!decoded.ok) return decoded
  const signedData = decoded.value
  if (signedData.content !== undefined) return { ok: false, code: 'cms/content-twice', offset: 0 }
  const digests = new Digests(signedData.digestAlgorithms)
  const value: DetachedVerifying = {
    push: (octets) => digests.update(octets),
    finish: () => judge(signedData, digests, verification),
  }
  return { ok: true, value }
}

/**
 * Starts to verify a message of any length that holds its content, in DER or BER. Signatures without signed attributes
 * are refused, as content that goes by cannot be looked at again.
 *
 * @example
 * const verifying = startVerifying()
 * for (const piece of message) {
 *   const taken = verifying.push(piece)
 *   if (!taken.ok) return taken
 *   draft.append(taken.unverified)
 * }
 * const verified = verifying.finish() // and only if this holds is the draft what was signed
 */
export function startVerifying(verification: Verification = {}): MessageVerifying {
  let digests = new Digests([])
  let pieces: Uint8Array[] = []
  const reader = new MessageReader(contentTypes.signedData, {
    head(head) {
      digests = new Digests(announcedIn(head))
      return undefined
    },
    content(octets) {
      digests.update(octets)
      pieces.push(new Uint8Array(octets))
      return undefined
    },
  })
  return {
    push(octets) {
      pieces = []
      const failure = reader.push(octets)
      return failure ?? { ok: true, unverified: joinOctets(pieces) }
    },
    finish() {
      const split = reader.finish()
      if (!split.ok) return split
      const decoded = readSignedDer(split.value.shell)
      if (!decoded.ok) return decoded
      const isMissing = !split.value.hasContent && decoded.value.signers.length > 0
      if (isMissing) return { ok: false, code: 'cms/content-missing', offset: 0 }
      return { ok: true, value: judge(decoded.value, digests, verification) }
    },
  }
}

function judge(signedData: SignedData, digests: Digests, verification: Verification): VerifiedData {
  return judgeSignedData(signedData, { ...digests.finish(), octets: undefined }, verification)
}

/** The algorithms that a message announces before its content; their form is judged at its end. */
function announcedIn({ fields }: MessageHead): AlgorithmIdentifier[] {
  const [, algorithms] = fields
  if (algorithms === undefined) return []
  const set = readConstructed(open(encode(algorithms)), Tag.set)
  const found: AlgorithmIdentifier[] = []
  while (!set.atEnd && found.length < MAXIMUM_DIGEST_ALGORITHMS) found.push(readAlgorithmIdentifier(set))
  return found
}

/** The digests that were announced, over content that goes by. */
class Digests {
  readonly #running = new Map<HashName, Digest>()

  constructor(announced: readonly AlgorithmIdentifier[]) {
    for (const identifier of announced) {
      const name = digestAlgorithmOf(identifier)
      if (name !== undefined && name !== 'SHA-1') this.#running.set(name, createDigest(name))
    }
  }

  update(octets: Uint8Array): void {
    for (const digest of this.#running.values()) digest.update(octets)
  }

  finish(): Pick<SignedContent, 'digestOf' | 'direct'> {
    const digests = new Map([...this.#running].map(([name, digest]) => [name, digest.finish()]))
    return { digestOf: (name) => digests.get(name), direct: undefined }
  }
}
