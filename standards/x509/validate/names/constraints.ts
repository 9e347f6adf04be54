/** Name constraints along a path (RFC 5280 4.2.1.10, 6.1.3 (b) and (c), 6.1.4 (g)). */
import type { Certificate, GeneralSubtree, NameConstraints } from '../../certificate/certificate.ts'
import { MAXIMUM_NAME_COMPARISONS } from '../../limits.ts'
import { isNameWithin } from '../../name/compare-name.ts'
import { describeGeneralName, type GeneralName, type GeneralNameForm } from '../../name/general-name.ts'
import { attributeTypes } from '../../object-identifiers.ts'
import { isAddressWithin, isRange } from './address.ts'
import { isDnsName, isDnsWithin, touchesDns } from './dns.ts'
import { isMailboxBase, isMailboxWithin, splitMailbox } from './mailbox.ts'
import { hostOf, isUriBase, isUriWithin } from './uri.ts'

/** Why the names of a certificate are refused. */
export interface NameFault {
  readonly code: 'x509/name-constraints' | 'x509/unsupported-name-constraint' | 'x509/too-many-name-comparisons'
  /** The name, for people. */
  readonly name: string
}

/** The constraints that hold for the next certificate: every name must satisfy those of each certificate before. */
export class NameSpace {
  readonly #constraints: BySubtree[] = []
  #comparisons = 0

  /** Adds constraints (RFC 5280 6.1.4 (g)); to satisfy all is to lie in the intersection of what is permitted. */
  narrow(constraints: NameConstraints): void {
    this.#constraints.push(byForm(constraints))
  }

  /** Judges all names of a certificate (RFC 5280 6.1.3 (b), (c)). */
  judge(certificate: Certificate): NameFault | undefined {
    if (this.#constraints.length === 0) return undefined
    for (const name of namesOf(certificate)) {
      for (const constraints of this.#constraints) {
        const code = this.#judgeName(name, constraints)
        if (code !== undefined) return { code, name: describeGeneralName(name) }
      }
    }
    return undefined
  }

  #judgeName(name: GeneralName, constraints: BySubtree): NameFault['code'] | undefined {
    const given = constraints.get(constrainedForm(name))
    if (given === undefined) return undefined
    const { permitted, excluded } = given
    this.#comparisons += permitted.length + excluded.length
    if (this.#comparisons > MAXIMUM_NAME_COMPARISONS) return 'x509/too-many-name-comparisons'
    const matches = matcherOf(name)
    if (matches === undefined || !given.isUnderstood) return 'x509/unsupported-name-constraint'
    const isPermitted = permitted.length === 0 || permitted.some(({ base }) => matches.isWithin(base))
    const isExcluded = excluded.some(({ base }) => matches.touches(base))
    return isPermitted && !isExcluded ? undefined : 'x509/name-constraints'
  }
}

interface FormConstraints {
  readonly permitted: GeneralSubtree[]
  readonly excluded: GeneralSubtree[]
  /** Whether each is written as RFC 5280 4.2.1.10 has it. */
  isUnderstood: boolean
}

/** Subtrees by the form of names that they constrain. */
type BySubtree = ReadonlyMap<GeneralNameForm, FormConstraints>

const known = new WeakMap<NameConstraints, BySubtree>()

function byForm(constraints: NameConstraints): BySubtree {
  const made = known.get(constraints)
  if (made !== undefined) return made
  const forms = new Map<GeneralNameForm, FormConstraints>()
  for (const side of ['permitted', 'excluded'] as const) {
    for (const subtree of constraints[side]) {
      const given = forms.get(subtree.base.form) ?? { permitted: [], excluded: [], isUnderstood: true }
      given[side].push(subtree)
      given.isUnderstood &&= !subtree.hasDistance && isBase(subtree.base)
      forms.set(subtree.base.form, given)
    }
  }
  known.set(constraints, forms)
  return forms
}

/** SmtpUTF8Mailbox: a mailbox in another form, to which constraints on mailboxes apply (RFC 9598 6). */
const SMTP_UTF8_MAILBOX = '1.3.6.1.5.5.7.8.9'

function constrainedForm(name: GeneralName): GeneralNameForm {
  return name.form === 'otherName' && name.type === SMTP_UTF8_MAILBOX ? 'rfc822Name' : name.form
}

/** All names of a certificate: its subject, its alternative names, and without those the mailboxes in its subject. */
function namesOf({ subject, extensions }: Certificate): GeneralName[] {
  const { subjectAlternativeNames } = extensions
  const own: GeneralName[] = subject.parts.length === 0 ? [] : [{ form: 'directoryName', name: subject }]
  if (subjectAlternativeNames !== undefined) return [...own, ...subjectAlternativeNames]
  const mailboxes = subject.parts.flat().filter(({ type }) => type === attributeTypes.emailAddress)
  return [...own, ...mailboxes.map(({ text = '' }): GeneralName => ({ form: 'rfc822Name', text }))]
}

interface Matcher {
  /** Whether all that the name stands for lies in the subtree. */
  readonly isWithin: (base: GeneralName) => boolean
  /** Whether anything that the name stands for may lie in the subtree. */
  readonly touches: (base: GeneralName) => boolean
}

const same = (isWithin: (base: GeneralName) => boolean): Matcher => ({ isWithin, touches: isWithin })
const textOf = (base: GeneralName): string => ('text' in base ? base.text : '')

/** How a name is compared; `undefined` for a form that is not processed, and for a name that is none of its form. */
function matcherOf(name: GeneralName): Matcher | undefined {
  switch (name.form) {
    case 'directoryName':
      return same((base) => base.form === 'directoryName' && isNameWithin(name.name, base.name))
    case 'dNSName':
      if (!isDnsName(name.text)) return undefined
      return {
        isWithin: (base) => isDnsWithin(name.text, textOf(base)),
        touches: (base) => touchesDns(name.text, textOf(base)),
      }
    case 'rfc822Name': {
      const mailbox = splitMailbox(name.text)
      return mailbox && same((base) => isMailboxWithin(mailbox, textOf(base)))
    }
    case 'uniformResourceIdentifier': {
      const host = hostOf(name.text)
      return host === undefined ? undefined : same((base) => isUriWithin(host, textOf(base)))
    }
    case 'iPAddress':
      return same((base) => base.form === 'iPAddress' && isAddressWithin(name.octets, base.octets))
    case 'otherName':
    case 'x400Address':
    case 'ediPartyName':
    case 'registeredID':
      return undefined
  }
}

/** Whether a subtree is written as RFC 5280 4.2.1.10 has it; one that is not could be meant in two ways. */
function isBase(base: GeneralName): boolean {
  switch (base.form) {
    case 'directoryName':
      return true
    case 'dNSName':
      return base.text === '' || (isDnsName(base.text) && !base.text.startsWith('*'))
    case 'rfc822Name':
      return isMailboxBase(base.text)
    case 'uniformResourceIdentifier':
      return isUriBase(base.text)
    case 'iPAddress':
      return isRange(base.octets)
    case 'otherName':
    case 'x400Address':
    case 'ediPartyName':
    case 'registeredID':
      return false
  }
}
