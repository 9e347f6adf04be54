import type { SealedAct } from '@entrepot/trade/act'
import { askJson, get, post } from './ask.ts'
import { isProblem, listOf, type Problem, recordOf, textOf } from './problem.ts'

/** What an organisation keeps for itself at a port: people and approvals, accounts, keys of programs, the practice clock. */

type Answered<T> = Promise<T | Problem>

/** A sealed act that waits for a second person. */
export interface WaitingAct {
  readonly act: string
  readonly file: string
  readonly type: string
  readonly thumbprint: string
  readonly opens: boolean
  readonly madeBy: string
  readonly sealed: SealedAct
}

/** Somebody who signs in for this organisation. */
export interface Person {
  readonly name: string
  readonly email: string
  readonly isAdministrator: boolean
}

/** An account at a bank. Amounts are decimal texts, positive on the account's normal side. */
export interface Account {
  readonly id: string
  readonly keeper: string
  readonly name: string
  readonly owner: string
  readonly currency: string
  readonly normalSide: string
  readonly balance: string
  readonly available?: string
}

/** One line of a statement. */
export interface AccountEntry {
  readonly sequence: string
  readonly side: string
  readonly amount: string
  readonly balance: string
  readonly counterpart?: string
  readonly file?: string
  readonly act: string
  readonly reached: string
}

/** A page of a statement. */
export interface Statement {
  readonly account: Account
  readonly entries: readonly AccountEntry[]
  readonly next?: string
}

/** What may be shown of a program's key. */
export interface ApiKey {
  readonly id: string
  readonly label: string
  readonly prefix: string
  readonly createdMs: number
  readonly lastUsedMs?: number
  readonly revokedMs?: number
}

export const readWaiting = (): Answered<readonly WaitingAct[]> =>
  get('/v1/approvals', ({ acts }) => listOf(acts).map((each) => waitingOf(recordOf(each))))

function waitingOf(record: Readonly<Record<string, unknown>>): WaitingAct {
  const { act, file, type, thumbprint, opens, madeBy, sealed } = record
  return {
    ...{ act: textOf(act), file: textOf(file), type: textOf(type), thumbprint: textOf(thumbprint) },
    ...{ opens: opens === true, madeBy: textOf(madeBy), sealed: sealedOf(recordOf(sealed)) },
  }
}

function sealedOf({ jwt, disclosures, citations }: Readonly<Record<string, unknown>>): SealedAct {
  const cited = listOf(citations).map((each) => {
    const { file, jwt: of, disclosures: shown } = recordOf(each)
    return { file: textOf(file), jwt: textOf(of), disclosures: listOf(shown).map(textOf) }
  })
  return {
    ...{ jwt: textOf(jwt), disclosures: listOf(disclosures).map(textOf) },
    ...(cited.length > 0 ? { citations: cited } : {}),
  }
}

/** Lays the body of a sealed act before a second person. */
export async function layForApproval(body: string): Promise<Problem | undefined> {
  const answer = await askJson({ method: 'POST', path: '/v1/approvals', body })
  return isProblem(answer) ? answer : undefined
}

export async function takeBack(act: string): Promise<Problem | undefined> {
  const answer = await askJson({ method: 'DELETE', path: `/v1/approvals/${act}` })
  return isProblem(answer) ? answer : undefined
}

/** Names of the types of act for which a second person must approve. */
export const readPolicy = (): Answered<readonly string[]> =>
  get('/v1/policy', ({ twoPeopleFor }) => listOf(twoPeopleFor).map(textOf))

export async function writePolicy(twoPeopleFor: readonly string[]): Promise<Problem | undefined> {
  const answer = await askJson({ method: 'PUT', path: '/v1/policy', body: JSON.stringify({ twoPeopleFor }) })
  return isProblem(answer) ? answer : undefined
}

export const readPeople = (): Answered<readonly Person[]> =>
  get('/v1/people', ({ people }) =>
    listOf(people).map((each) => {
      const { name, email, role } = recordOf(each)
      return { name: textOf(name), email: textOf(email), isAdministrator: role === 'administrator' }
    }),
  )

/** Lets a second person sign in for a practice party. */
export async function addSecondPerson(): Promise<Problem | undefined> {
  const answer = await post('/v1/practice/people', {})
  return isProblem(answer) ? answer : undefined
}

/** Every account of mine, and for a bank of its own books. */
export async function readAccounts(): Answered<readonly Account[]> {
  const found: Account[] = []
  let after: string | undefined
  do {
    const page: { accounts: Account[]; next: string | undefined } | Problem = await get(
      `/v1/accounts${after === undefined ? '' : `?after=${encodeURIComponent(after)}`}`,
      ({ accounts, next }) => ({
        accounts: listOf(accounts).map((each) => accountOf(recordOf(each))),
        next: typeof next === 'string' ? next : undefined,
      }),
    )
    if (isProblem(page)) return page
    found.push(...page.accounts)
    after = page.next
  } while (after !== undefined)
  return found
}

/** A page of an account's statement, oldest first. */
export const readStatement = (id: string, after?: string): Answered<Statement> =>
  get(
    `/v1/accounts/${encodeURIComponent(id)}/entries${after === undefined ? '' : `?after=${after}`}`,
    ({ account, entries, next }) => ({
      account: accountOf(recordOf(account)),
      entries: listOf(entries).map((each) => entryOf(recordOf(each))),
      ...(typeof next === 'string' ? { next } : {}),
    }),
  )

function accountOf(record: Readonly<Record<string, unknown>>): Account {
  const { id, keeper, name, owner, currency, normalSide, balance, available } = record
  return {
    ...{ id: textOf(id), keeper: textOf(keeper), name: textOf(name), owner: textOf(owner) },
    ...{ currency: textOf(currency), normalSide: textOf(normalSide), balance: textOf(balance) },
    ...(typeof available === 'string' ? { available } : {}),
  }
}

function entryOf(record: Readonly<Record<string, unknown>>): AccountEntry {
  const { sequence, side, amount, balance, counterpart, file, act, reached } = record
  return {
    ...{ sequence: textOf(sequence), side: textOf(side), amount: textOf(amount), balance: textOf(balance) },
    ...(typeof counterpart === 'string' ? { counterpart } : {}),
    ...(typeof file === 'string' ? { file } : {}),
    ...{ act: textOf(act), reached: textOf(reached) },
  }
}

export const readKeys = (): Answered<readonly ApiKey[]> =>
  get('/v1/keys', ({ keys }) => listOf(keys).map((each) => keyOf(recordOf(each))))

function keyOf({ id, label, prefix, createdMs, lastUsedMs, revokedMs }: Readonly<Record<string, unknown>>): ApiKey {
  return {
    ...{ id: textOf(id), label: textOf(label), prefix: textOf(prefix), createdMs: Number(createdMs) },
    ...(typeof lastUsedMs === 'number' ? { lastUsedMs } : {}),
    ...(typeof revokedMs === 'number' ? { revokedMs } : {}),
  }
}

/** Makes a key for a program; its text is told this once. */
export async function makeKey(label: string): Answered<string> {
  const answer = await post('/v1/keys', { label })
  return isProblem(answer) ? answer : textOf(recordOf(answer.json)['key'])
}

export async function revokeKey(id: string): Promise<Problem | undefined> {
  const answer = await askJson({ method: 'DELETE', path: `/v1/keys/${id}` })
  return isProblem(answer) ? answer : undefined
}

/** Moves the practice clock forward, in the operator's name. */
export async function moveClock(to: string, key: string): Promise<Problem | undefined> {
  const answer = await askJson({ method: 'POST', path: '/v1/clock', body: JSON.stringify({ to }), key })
  return isProblem(answer) ? answer : undefined
}
