import { OpenAPIHono } from '@hono/zod-openapi'
import { HTTPException } from 'hono/http-exception'
import { timeout } from 'hono/timeout'
import { mountActs } from './acts-routes.ts'
import type { HttpParts, PortApp, PortEnv } from './app-types.ts'
import { mountFiles } from './files-routes.ts'
import { bounded, headers, shallowJson, signedIn, statusOfFault, uncached } from './guards.ts'
import { REQUEST_TIMEOUT_MS } from './limits.ts'
import { answerTrouble, troubleOf } from './trouble.ts'

const timedOut = new HTTPException(503, {
  res: Response.json(troubleOf('request/timeout'), { status: 503 }),
})

/** The port's API over HTTP: routes, guards, description. */
export function createApp(parts: HttpParts): PortApp {
  const app = new OpenAPIHono<PortEnv>({
    defaultHook: (result, context) => {
      if (result.success) return undefined
      const [issue] = result.error.issues
      return answerTrouble(context, 400, 'request/invalid', {
        at: [result.target, ...(issue?.path ?? [])].join('/'),
        ...(issue ? { found: issue.code } : {}),
      })
    },
  })
  app.use('*', headers)
  app.use('/v1/*', uncached)
  app.use('/v1/*', bounded)
  app.use('/v1/*', shallowJson)
  const guard = signedIn(parts)
  for (const path of ['/v1/files', '/v1/files/*', '/v1/dossiers', '/v1/dossiers/*']) app.use(path, guard)
  app.use(
    '/v1/files/*',
    timeout(REQUEST_TIMEOUT_MS, () => timedOut),
  )
  app.use(
    '/v1/files',
    timeout(REQUEST_TIMEOUT_MS, () => timedOut),
  )
  mountActs(app, parts)
  mountFiles(app, parts)
  app.notFound((context) => answerTrouble(context, 404, 'request/no-such-route'))
  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse()
    parts.log(error)
    const status = statusOfFault(error)
    return answerTrouble(context, status, 'port/fault')
  })
  return app
}
