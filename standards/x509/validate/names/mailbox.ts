/** Mailboxes as certificates carry them (RFC 5280 4.2.1.6, 4.2.1.10; RFC 2821 4.1.2). */
import { isDnsName } from './dns.ts'

/** A mailbox taken apart. */
export interface Mailbox {
  readonly local: string
  /** In lower case. */
  readonly host: string
}

const atom = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const quoted = /^"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\[\x20-\x7e])*"$/

/** Takes `local@host` apart at its last `@`; `undefined` when either side is none. */
export function splitMailbox(text: string): Mailbox | undefined {
  const at = text.lastIndexOf('@')
  const local = text.slice(0, Math.max(0, at))
  const host = text.slice(at + 1)
  const isWritten = (atom.test(local) || quoted.test(local)) && isDnsName(host) && !host.startsWith('*')
  return isWritten ? { local, host: host.toLowerCase() } : undefined
}

/** Whether a constraint is one of its three forms: a mailbox, a host, or a domain after a full stop. */
export function isMailboxBase(base: string): boolean {
  if (base.includes('@')) return splitMailbox(base) !== undefined
  const host = base.startsWith('.') ? base.slice(1) : base
  return host === '' ? base === '' : isDnsName(host) && !host.startsWith('*')
}

/** Whether a mailbox lies in a subtree; the part before `@` is compared as it is written, an empty base spans all. */
export function isMailboxWithin(mailbox: Mailbox, base: string): boolean {
  if (base.includes('@')) {
    const other = splitMailbox(base)
    return other !== undefined && other.local === mailbox.local && other.host === mailbox.host
  }
  const host = base.toLowerCase()
  if (host === '') return true
  return host.startsWith('.') ? mailbox.host.endsWith(host) && mailbox.host.length > host.length : mailbox.host === host
}
