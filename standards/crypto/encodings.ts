/**
 * The DER forms of keys. P-256 and Ed25519 keys have fixed lengths, so each form is a fixed frame around the key:
 * comparing the frame is a complete strict DER parser for it.
 */
import type { SignatureAlgorithm } from './face.ts'
import type { PointKeyInfo } from './signature/key-info.ts'
import type { KeyType } from './signature/scheme.ts'
import { isCurvePoint, isCurveScalar, isEd25519Point } from './curves.ts'

/** Bytes of randomness that `keyPairFromSeed` takes: FIPS 186-5 A.2.1 asks P-256 for at least 40, RFC 8032 asks for exactly 32. */
export const seedBytes: Readonly<Record<SignatureAlgorithm, number>> = { ES256: 48, Ed25519: 32 }

export interface RawPublicKey {
  readonly algorithm: SignatureAlgorithm
  /** 65 bytes `04 || x || y` for P-256, 32 bytes for Ed25519. */
  readonly point: Uint8Array
}

/** Kinds of the keys with which acts are sealed. */
export const keyTypes = { ES256: 'P-256', Ed25519: 'Ed25519' } as const satisfies Record<SignatureAlgorithm, KeyType>

const keyBits: Readonly<Record<SignatureAlgorithm, number>> = { ES256: 256, Ed25519: 255 }

/** The same key as one of every kind. */
export function keyInfoOf({ algorithm, point }: RawPublicKey): PointKeyInfo {
  return { type: keyTypes[algorithm], bits: keyBits[algorithm], point }
}

export interface RawPrivateKey {
  readonly algorithm: SignatureAlgorithm
  /** 32 bytes: scalar for P-256, seed for Ed25519. */
  readonly secret: Uint8Array
  /** The public key that stood beside the secret; not yet checked to belong to it. */
  readonly embeddedPoint: Uint8Array | undefined
}

interface SpkiForm {
  readonly algorithm: SignatureAlgorithm
  readonly frame: Uint8Array
  readonly pointBytes: number
}

interface Pkcs8Form {
  readonly algorithm: SignatureAlgorithm
  readonly frame: Uint8Array
  readonly pointFrame: Uint8Array
  readonly pointBytes: number
}

const none = new Uint8Array(0)

const spkiForms: readonly SpkiForm[] = [
  { algorithm: 'ES256', frame: bytes('3059301306072a8648ce3d020106082a8648ce3d030107034200'), pointBytes: 65 },
  { algorithm: 'Ed25519', frame: bytes('302a300506032b6570032100'), pointBytes: 32 },
]

/** In the order: with the public key, without it. */
const pkcs8Forms: readonly Pkcs8Form[] = [
  {
    algorithm: 'ES256',
    frame: bytes('308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420'),
    pointFrame: bytes('a144034200'),
    pointBytes: 65,
  },
  {
    algorithm: 'ES256',
    frame: bytes('3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420'),
    pointFrame: none,
    pointBytes: 0,
  },
  {
    algorithm: 'Ed25519',
    frame: bytes('3051020101300506032b657004220420'),
    pointFrame: bytes('812100'),
    pointBytes: 32,
  },
  { algorithm: 'Ed25519', frame: bytes('302e020100300506032b657004220420'), pointFrame: none, pointBytes: 0 },
]

function bytes(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  )
}

function startsWith(data: Uint8Array, offset: number, frame: Uint8Array): boolean {
  return frame.every((byte, index) => data[offset + index] === byte)
}

export function concatenate(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && startsWith(left, 0, right)
}

/** Takes a SubjectPublicKeyInfo apart and checks its point. */
export function readSpki(der: Uint8Array): RawPublicKey | undefined {
  const form = spkiForms.find(
    ({ frame, pointBytes }) => der.length === frame.length + pointBytes && startsWith(der, 0, frame),
  )
  if (form === undefined) return undefined
  const point = new Uint8Array(der.subarray(form.frame.length))
  const sound = form.algorithm === 'ES256' ? isCurvePoint('P-256', point) : isEd25519Point(point)
  return sound ? { algorithm: form.algorithm, point } : undefined
}

export function writeSpki({ algorithm, point }: RawPublicKey): Uint8Array {
  const form = spkiForms.find((candidate) => candidate.algorithm === algorithm)
  return concatenate(form?.frame ?? none, point)
}

/** Takes a PKCS #8 key apart and checks its secret's range. */
export function readPkcs8(der: Uint8Array): RawPrivateKey | undefined {
  const form = pkcs8Forms.find(
    ({ frame, pointFrame, pointBytes }) =>
      der.length === frame.length + 32 + pointFrame.length + pointBytes &&
      startsWith(der, 0, frame) &&
      startsWith(der, frame.length + 32, pointFrame),
  )
  if (form === undefined) return undefined
  const { algorithm, frame, pointFrame, pointBytes } = form
  const secret = new Uint8Array(der.subarray(frame.length, frame.length + 32))
  if (algorithm === 'ES256' && !isCurveScalar('P-256', secret)) return undefined
  const embeddedPoint =
    pointBytes === 0 ? undefined : new Uint8Array(der.subarray(frame.length + 32 + pointFrame.length))
  return { algorithm, secret, embeddedPoint }
}

/** Writes PKCS #8 the way OpenSSL does: P-256 with its public key when it is given, Ed25519 always without. */
export function writePkcs8(algorithm: SignatureAlgorithm, secret: Uint8Array, point?: Uint8Array): Uint8Array {
  const withPoint = algorithm === 'ES256' && point !== undefined
  const form = pkcs8Forms.find(
    (candidate) => candidate.algorithm === algorithm && candidate.pointBytes > 0 === withPoint,
  )
  const frame = form?.frame ?? none
  return withPoint ? concatenate(frame, secret, form?.pointFrame ?? none, point) : concatenate(frame, secret)
}

/** Asserts a seed's length: a seed is made by the program, so a wrong one is a broken invariant. */
export function assertSeedLength(algorithm: SignatureAlgorithm, seed: Uint8Array): void {
  if (seed.length === seedBytes[algorithm]) return
  throw new RangeError(
    `crypto/seed-length: ${algorithm} takes ${seedBytes[algorithm]} random bytes, not ${seed.length}`,
  )
}
