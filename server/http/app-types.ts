import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Caller, Port } from '../acts/index.ts'
import type { Enrolment } from '../registers/certificates/index.ts'

/** What requests carry along. */
export interface PortEnv {
  readonly Variables: {
    readonly caller: Caller
  }
}

/** The application that routes are mounted on. */
export type PortApp = OpenAPIHono<PortEnv>

/** What routes work with. */
export interface HttpParts {
  readonly port: Port
  readonly enrolment: Enrolment
  /** Who asks, or `undefined` for nobody that the port knows. */
  readonly identify: (context: Context) => Promise<Caller | undefined>
  /** The address of whoever asks, for limits on public look-ups. */
  readonly addressOf: (context: Context) => string
  /** Told of faults; never of bodies. */
  readonly log: (error: unknown) => void
}
