import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context, Env } from 'hono'
import type { Shards } from '../../database/index.ts'
import { MAX_ACCOUNT_NAME } from '@entrepot/trade/capital'
import { MAX_PAGE } from './limits.ts'
import { accountsOf, type AccountStatement, entriesOf } from './queries.ts'

/** What the routes of accounts need. */
export interface AccountsOptions<E extends Env> {
  readonly shards: Shards
  /** Who asks, or `undefined` for nobody that the port knows. */
  readonly callerOf: (context: Context<E>) => Promise<{ readonly organisation: string } | undefined>
}

const account = z
  .object({
    id: z.string().openapi({ example: 'PRACTICE-BANK-RTM~customer:PRACTICE-NL-0001~USD' }),
    keeper: z.string().openapi({ description: 'The bank in whose books it stands.' }),
    name: z.string(),
    currency: z.string(),
    owner: z.string(),
    normalSide: z.enum(['debit', 'credit']),
    balance: z.string().openapi({ description: 'Decimal, positive on the normal side.' }),
    pendingDebits: z.string(),
    pendingCredits: z.string(),
    available: z.string().optional().openapi({ description: 'What may leave it; absent where nothing limits it.' }),
    postings: z.string(),
  })
  .openapi('Account')

const entry = z
  .object({
    sequence: z.string(),
    side: z.enum(['debit', 'credit']),
    amount: z.string(),
    balance: z.string(),
    currency: z.string(),
    counterpart: z.string().optional().openapi({ description: "For the bank's own eyes." }),
    transfer: z.string(),
    file: z.string().optional(),
    act: z.string(),
    reached: z.string().openapi({ description: 'Business time of the act.' }),
    postedMs: z.number(),
  })
  .openapi('AccountEntry')

const trouble = z.object({ code: z.string(), message: z.string() }).openapi('Trouble')
const limit = z.coerce.number().int().min(1).max(MAX_PAGE).optional()
const answer = <Shape extends z.ZodType>(schema: Shape, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

const listRoute = createRoute({
  method: 'get',
  path: '/v1/accounts',
  summary: 'My accounts at banks; for a bank, all accounts of its own books as well',
  request: { query: z.object({ after: z.string().max(400).optional(), limit }) },
  responses: {
    200: answer(z.object({ accounts: z.array(account), next: z.string().optional() }), 'Accounts'),
    401: answer(trouble, 'Nobody is signed in'),
  },
})

const entriesRoute = createRoute({
  method: 'get',
  path: '/v1/accounts/{id}/entries',
  summary: "An account's statement, oldest first",
  request: {
    params: z.object({ id: z.string().max(MAX_ACCOUNT_NAME * 3) }),
    query: z.object({
      after: z
        .string()
        .regex(/^[0-9]{1,18}$/)
        .optional(),
      limit,
    }),
  },
  responses: {
    200: answer(z.object({ account, entries: z.array(entry), next: z.string().optional() }), 'Statement'),
    401: answer(trouble, 'Nobody is signed in'),
    404: answer(trouble, 'No such account, or not one of yours'),
  },
})

const unknownCaller = { code: 'identity/unknown', message: 'Sign in, or send an API key.' }
const notFound = { code: 'account/not-found', message: 'There is no such account, or it is not yours.' }

/** Mounts `GET /v1/accounts` and `GET /v1/accounts/{id}/entries`; unknown and foreign accounts answer the same bytes. */
export function mountAccounts<E extends Env>(app: OpenAPIHono<E>, { shards, callerOf }: AccountsOptions<E>): void {
  app.openapi(listRoute, async (context) => {
    const caller = await callerOf(context)
    if (caller === undefined) return context.json(unknownCaller, 401)
    const page = await accountsOf(shards, caller.organisation, given(context.req.valid('query')))
    return context.json({ ...page, accounts: page.accounts.map(withId) }, 200)
  })
  app.openapi(entriesRoute, async (context) => {
    const caller = await callerOf(context)
    if (caller === undefined) return context.json(unknownCaller, 401)
    const [keeper = '', name = '', currency = ''] = context.req.valid('param').id.split('~')
    const asked = { organisation: caller.organisation, keeper, id: `${name}/${currency}` }
    const statement = await entriesOf(shards, asked, given(context.req.valid('query')))
    if (statement === undefined) return context.json(notFound, 404)
    const entries = [...statement.entries]
    return context.json({ ...statement, entries, account: withId(statement.account) }, 200)
  })
}

function withId(statement: AccountStatement): AccountStatement & { readonly id: string } {
  const { keeper, name, currency } = statement
  return { id: `${keeper}~${name}~${currency}`, ...statement }
}

function given({ after, limit: bound }: { after?: string | undefined; limit?: number | undefined }) {
  return { ...(after === undefined ? {} : { after }), ...(bound === undefined ? {} : { limit: bound }) }
}
