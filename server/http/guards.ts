import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import { MAX_RENDERING_BYTES } from '../acts/limits.ts'
import type { HttpParts, PortEnv } from './app-types.ts'
import { MAX_ACT_BYTES, MAX_BODY_BYTES, MAX_JSON_DEPTH } from './limits.ts'
import { answerTrouble, type TroubleStatus } from './trouble.ts'

/** Security headers; the API is for programs and for pages of the same origin. */
export const headers: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    frameAncestors: ["'none'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    styleSrc: ["'self'", "'unsafe-inline'"],
    frameSrc: ["'self'", 'blob:'],
  },
  referrerPolicy: 'no-referrer',
})

/** Answers of the API are for their caller alone. */
export const uncached: MiddlewareHandler = async (context, next) => {
  await next()
  // On the answer itself: by the context, its body would become a stream first.
  const { headers: own } = context.res
  if (!own.has('cache-control')) own.set('cache-control', 'no-store')
}

const limitOf = (path: string): number => {
  if (path.endsWith('/rendering') || path.endsWith('/document-signatures')) return MAX_RENDERING_BYTES
  return path === '/v1/files' || path === '/v1/approvals' || path.endsWith('/acts') ? MAX_ACT_BYTES : MAX_BODY_BYTES
}

/** Refuses bodies over the limit of their route before they are read. */
export const bounded: MiddlewareHandler = (context, next) => {
  const maxSize = limitOf(context.req.path)
  const onError = () => answerTrouble(context, 413, 'request/too-large', { limit: maxSize })
  const length = context.req.header('content-length')
  // A body of a stated length is never longer: asked first, because counting one makes a stream of it.
  if (length !== undefined && context.req.header('transfer-encoding') === undefined)
    return Number(length) <= maxSize ? next() : Promise.resolve(onError())
  return bodyLimit({ maxSize, onError })(context, next)
}

/** Refuses JSON that is nested too deeply before it is parsed, and JSON that is none with a code and its place. */
export const shallowJson: MiddlewareHandler = async (context, next) => {
  if (!context.req.header('content-type')?.startsWith('application/json')) return next()
  const text = await context.req.text()
  if (depthOf(text) > MAX_JSON_DEPTH) return answerTrouble(context, 400, 'request/too-deep', { limit: MAX_JSON_DEPTH })
  if (text !== '' && !isJson(text)) return answerTrouble(context, 400, 'request/not-json')
  return next()
}

/** How deeply brackets nest, those in texts left out. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let isText = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (isText) {
      if (character === '\\') at += 1
      else if (character === '"') isText = false
    } else if (character === '"') isText = true
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth)
    else if (character === '}' || character === ']') depth -= 1
  }
  return deepest
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    // Its one reason to throw is text that is not JSON.
    return false
  }
}

/** What anybody may read. */
const OPEN: readonly RegExp[] = [
  /^\/v1\/(health|trust|log|clock|calendars|practice\/parties)$/,
  /^\/v1\/(documents|certificates)\/[^/]+$/,
]
/** Routes that know their own callers: a person may be signed in and act for no organisation yet. */
const OF_PEOPLE = /^\/v1\/(session|keys)(\/|$)/

/** Lets nobody past whom the port does not know, before anything of a body is read. */
export function signedIn({ identify, isPerson }: HttpParts): MiddlewareHandler<PortEnv> {
  return async (context, next) => {
    const { method, path, raw } = context.req
    if (method === 'GET' && OPEN.some((open) => open.test(path))) return next()
    if (OF_PEOPLE.test(path) && (method === 'GET' || (await isPerson(raw)))) return next()
    const caller = await identify(raw)
    if (!caller) return answerTrouble(context, 401, 'identity/unknown')
    context.set('caller', caller)
    return next()
  }
}

/** Status of a fault: one that may pass is 503. */
export function statusOfFault(error: unknown): TroubleStatus {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^(ECONN|57P|08|53)|overloaded$/.test(code) ? 503 : 500
}
