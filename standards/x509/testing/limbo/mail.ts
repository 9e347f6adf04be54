/** x509-limbo `smime`, as far as it does not ask for the Baseline Requirements of S/MIME alone. */
import { generateKeyPairSync } from 'node:crypto'
import { importSigningKey, type SigningKey } from '@entrepot/crypto'
import { type GeneralNameToIssue, type KeyUsage, makeName, purposes } from '../../index.ts'
import type { Changes } from '../scene.ts'
import { between, dns, type LimboCase, limbo, mail, root, server } from './case.ts'

const { emailProtection, clientAuth, serverAuth } = purposes
const own = mail('user@example.com')

/** The certificate of a mailbox under an authority, with what differs. */
const mailbox = (by = root, changes: Changes = {}) =>
  server(by, {
    ...changes,
    extensions: { subjectAlternativeNames: [own], extendedKeyUsage: [emailProtection], ...changes.extensions },
  })

function asked(id: string, expected: LimboCase['expected'], user = mailbox(), by?: typeof root): LimboCase {
  return limbo(`smime::${id}`, expected, user, {
    between: by === undefined ? [] : [by],
    more: { service: { mailbox: 'user@example.com' }, purpose: { extendedKeyUsage: emailProtection } },
  })
}

const named = (...subjectAlternativeNames: GeneralNameToIssue[]) =>
  mailbox(root, { extensions: { subjectAlternativeNames } })
const unlike = 'x509/service-identity'
const forServers = between({ extensions: { extendedKeyUsage: [serverAuth] } })
const signsNothing = between({ extensions: { keyUsage: ['cRLSign'], extendedKeyUsage: [emailProtection] } })
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const rsa = importSigningKey(new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' })))
if (rsa === undefined) throw new Error('an RSA key does not import')
const keyed = (key: SigningKey | undefined, ...keyUsage: KeyUsage[]) =>
  mailbox(root, { ...(key === undefined ? {} : { key }), extensions: { keyUsage } })

export const mails: readonly LimboCase[] = [
  asked('san::exact-rfc822-san', 'ok'),
  asked('san::no-san', unlike, mailbox(root, { extensions: { subjectAlternativeNames: null } })),
  asked('san::san-without-rfc822name', unlike, named(dns('example.com'))),
  asked('san::san-critical-with-empty-subject', 'ok', mailbox(root, { subject: makeName([]) })),
  asked('san::mismatch-rfc822-san', unlike, named(mail('other@example.com'))),
  asked('san::mismatch-domain-rfc822-san', unlike, named(mail('user@example.org'))),
  asked('san::multiple-rfc822-sans', 'ok', named(mail('other@example.com'), own)),
  asked('eku::ee-email-protection', 'ok'),
  asked(
    'eku::ee-missing-email-protection',
    'x509/extended-key-usage',
    mailbox(root, { extensions: { extendedKeyUsage: [clientAuth] } }),
  ),
  asked('eku::intermediate-missing-email-protection', 'x509/extended-key-usage', mailbox(forServers), forServers),
  asked('ku::signing-only-rsa-digital-signature', 'ok', keyed(rsa, 'digitalSignature')),
  asked('ku::signing-only-rsa-with-nonrepudiation', 'ok', keyed(rsa, 'digitalSignature', 'nonRepudiation')),
  asked('ku::key-management-only-rsa', 'ok', keyed(rsa, 'keyEncipherment')),
  asked('ku::dual-use-rsa', 'ok', keyed(rsa, 'digitalSignature', 'keyEncipherment')),
  asked('ku::signing-only-ec', 'ok', keyed(undefined, 'digitalSignature')),
  asked('ku::key-management-only-ec', 'ok', keyed(undefined, 'keyAgreement')),
  asked('ku::ee-key-cert-sign', 'x509/profile', keyed(undefined, 'digitalSignature', 'keyCertSign')),
  asked('ku::intermediate-missing-key-cert-sign', 'x509/key-usage', mailbox(signsNothing), signsNothing),
]
