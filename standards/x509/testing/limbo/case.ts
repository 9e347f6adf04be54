/**
 * Situations of C2SP's x509-limbo, told by their names there and made anew here: a TLS server's certificate for `example.com` with
 * what differs. Those of its group `webpki` are judged by the profile of the web, all others by that of RFC 5280.
 */
import {
  type ChainCode,
  type GeneralNameToIssue,
  type Judgement,
  type NameConstraintsToIssue,
  parseIpAddress,
  purposes,
} from '../../index.ts'
import { at, authority, type Changes, day, leaf, type Made, start } from '../scene.ts'

export interface LimboCase {
  /** Its name in the suite. */
  readonly id: string
  readonly expected: 'ok' | ChainCode
  readonly user: Made
  readonly between: readonly Made[]
  readonly anchors: readonly Made[]
  readonly more: Partial<Judgement>
}

/** What a situation is made of besides the certificate that is judged. */
export interface Around {
  readonly between?: readonly Made[]
  readonly anchors?: readonly Made[]
  readonly more?: Partial<Judgement>
}

export const dns = (text: string): GeneralNameToIssue => ({ form: 'dNSName', text })
export const mail = (text: string): GeneralNameToIssue => ({ form: 'rfc822Name', text })
export const ip = (...texts: string[]): GeneralNameToIssue => ({
  form: 'iPAddress',
  octets: Uint8Array.from(texts.flatMap((text) => [...(parseIpAddress(text) ?? [])])),
})

export const root = authority('Root')

/** The certificate of the server, with what differs. */
export function server(by: Made = root, changes: Changes = {}): Made {
  const extensions = {
    subjectAlternativeNames: [dns('example.com')],
    extendedKeyUsage: [purposes.serverAuth],
    ...changes.extensions,
  }
  return leaf('example.com', by, { ...changes, extensions })
}

/** One for other names. */
export const serverFor = (by: Made, ...subjectAlternativeNames: GeneralNameToIssue[]): Made =>
  server(by, { extensions: { subjectAlternativeNames } })

let count = 0

/** An authority under the root, with what differs. */
export const between = (changes: Changes = {}, by: Made = root): Made =>
  authority(`Authority ${(count += 1)}`, by, changes)

/** One that constrains names. */
export const constraining = (nameConstraints: NameConstraintsToIssue, by: Made = root): Made =>
  between({ extensions: { nameConstraints } }, by)

export const permits = (...permitted: GeneralNameToIssue[]): NameConstraintsToIssue => ({ permitted })
export const excludes = (...excluded: GeneralNameToIssue[]): NameConstraintsToIssue => ({ excluded })

/** A situation. */
export const limbo = (id: string, expected: LimboCase['expected'], user: Made, around: Around = {}): LimboCase => ({
  ...{ id, expected, user },
  ...{ between: around.between ?? [], anchors: around.anchors ?? [root], more: around.more ?? {} },
})

/** A situation in which another name is asked for. */
export const asked = (service: NonNullable<Judgement['service']>): Around => ({ more: { service } })

/** A situation of one authority between root and server. */
export const over = (by: Made, service: NonNullable<Judgement['service']> = { dns: 'example.com' }): Around => ({
  between: [by],
  more: { service },
})

export const octets = (...list: number[]): Uint8Array => Uint8Array.from(list)

/** An extension in its octets. */
export const raw = (type: string, value: Uint8Array, critical = false) => ({ others: [{ type, value, critical }] })

/** Validity that is over. */
export const ended = { notBefore: start - 10 * day, notAfter: at - day }
