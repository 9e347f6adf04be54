/** PKIStatus by its numbers (RFC 3161 2.4.2). */
export const statuses = [
  'granted',
  'grantedWithMods',
  'rejection',
  'waiting',
  'revocationWarning',
  'revocationNotification',
] as const

/** How an authority answers (RFC 3161 2.4.2). */
export type Status = (typeof statuses)[number]

/** Bits of PKIFailureInfo that a time-stamping authority uses (RFC 3161 2.4.2). */
export const failureBits = {
  badAlg: 0,
  badRequest: 2,
  badDataFormat: 5,
  timeNotAvailable: 14,
  unacceptedPolicy: 15,
  unacceptedExtension: 16,
  addInfoNotAvailable: 17,
  systemFailure: 25,
} as const

/** Why an authority gives no time-stamp. */
export type Failure = keyof typeof failureBits

/** The names of the failures of these bits; others are not in RFC 3161. */
export function failuresOf(bits: readonly number[]): Failure[] {
  const names: Failure[] = []
  let name: Failure
  for (name in failureBits) if (bits.includes(failureBits[name])) names.push(name)
  return names
}
